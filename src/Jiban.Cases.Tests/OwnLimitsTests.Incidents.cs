using System.Text.Json;
using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

// What is joined to an incident.
public sealed partial class OwnLimitsTests
{
    [Fact]
    public void What_joined_is_due_by_its_own_urgency_and_not_by_that_of_its_lead()
    {
        var entry = Dispatched();
        var lead = Lead.Apply(entry);
        var member = Told(Lead, Member, entry);
        Assert.Equal(Now.AddDays(2 * (1 + (int)Urgency.Ordinary)), lead.DueResolve);
        Assert.Equal((Now.AddHours(2), Now.AddHours(2)), (member.DueResolve, member.DueSign));

        var signed = Entry(
            SignCase.Decide(lead, Somebody, Limits, Now.AddHours(1)).Happenings.Single(),
            Now.AddHours(1)
        );
        var taken = Told(lead, member, signed);
        Assert.Equal(CaseState.Signed, taken.State);
        Assert.Equal((Now.AddHours(2), Now.AddHours(3)), (taken.DueResolve, taken.DueContact));
    }

    [Fact]
    public void What_joined_keeps_the_limit_that_the_city_gave_it_and_no_class_lowers_its_urgency()
    {
        var limit = Now.AddDays(1);
        var order = Member with { Urgency = Urgency.Complex, GivenLimit = limit };
        Assert.Equal(limit, Told(Lead, order, Dispatched()).DueResolve);
        // The lead turns out to be of a class that is urgent: that raises the order, and lowers no emergency.
        Assert.Equal(Urgency.Urgent, Told(Lead, order, Dispatched(Urgency.Urgent)).Urgency);
        Assert.Equal(Urgency.Emergency, Told(Lead, Member, Dispatched(Urgency.Urgent)).Urgency);
    }

    [Fact]
    public void What_is_put_right_at_the_lead_is_put_right_where_it_was_told_and_names_the_entry_there()
    {
        var correction = new JournalEntry(
            Lead.CaseId,
            9,
            Now,
            "x",
            Happened.Corrected,
            CanonicalJson.Of(new CorrectedFacts(8, Somebody.Id, Happened.ProgressReported))
        );

        var (kind, data) = IncidentSteps.Of(Lead, Member, correction, Limits, wrong: 4)!.Value;
        Assert.Equal(Happened.Corrected, kind);
        Assert.Equal(
            new CorrectedFacts(4, Somebody.Id, Happened.ProgressReported),
            CanonicalJson.Read<CorrectedFacts>(data)
        );
        // Wherever it has gone since: what was wrong was told all the same.
        foreach (var state in Enum.GetValues<CaseState>())
        {
            Assert.Equal(
                Happened.Corrected,
                IncidentSteps
                    .Of(Lead, Member with { State = state }, correction, Limits, wrong: 4)
                    ?.Kind
            );
        }

        // Who was told nothing wrong hears of no correction.
        Assert.Null(IncidentSteps.Of(Lead, Member, correction, Limits));
    }

    [Fact]
    public void More_time_for_the_lead_is_never_less_for_who_joined_and_what_is_kept_is_kept_in_its_own_chain()
    {
        JsonElement Step(CaseFile member, string kind, object facts) =>
            IncidentSteps
                .Of(
                    Lead,
                    member,
                    new JournalEntry(Lead.CaseId, 3, Now, "x", kind, CanonicalJson.Of(facts)),
                    Limits
                )!
                .Value.Data;
        var extended = new ExtensionJudgedFacts(Somebody.Id, Now.AddDays(5));
        DateTimeOffset? Due(DateTimeOffset own) =>
            CanonicalJson
                .Read<ExtensionJudgedFacts>(
                    Step(Member with { DueResolve = own }, Happened.ExtensionJudged, extended)
                )
                .DueResolve;
        Assert.Equal(Now.AddDays(9), Due(Now.AddDays(9)));
        Assert.Equal(Now.AddDays(5), Due(Now.AddDays(2)));

        Assert.Null(
            CanonicalJson
                .Read<ProgressFacts>(
                    Step(
                        Member,
                        Happened.ProgressReported,
                        new ProgressFacts(Somebody.Id, null, ["5/0"])
                    )
                )
                .Kept
        );
    }

    [Fact]
    public void Who_joined_gets_the_result_of_the_lead_and_counts_as_invited_and_not_as_met()
    {
        var lead = Lead with
        {
            State = CaseState.Signed,
            Meeting = Meetings.MeetingState.Met,
            DueResolve = Now.AddDays(1),
        };
        var member = Member with
        {
            State = CaseState.Signed,
            Meeting = Meetings.MeetingState.Invited,
        };
        var result = ResolveCase
            .Decide(
                lead,
                new(Outcome.Solved, "已经修好，恢复供水。", null, null),
                Somebody,
                false,
                [],
                Limits,
                Now
            )
            .Happenings.Single();

        var after = Told(lead, member, Entry(result, Now));

        Assert.Equal(
            (CaseState.Resolved, Meetings.MeetingState.Invited),
            (after.State, after.Meeting)
        );
        // It is asked by itself, and as soon as its own urgency wants.
        Assert.Equal(Now.AddHours(2), after.DueCallBack);
        Assert.Null(after.CalledBackAt);
    }

    [Fact]
    public void More_time_for_the_lead_takes_none_from_what_joined_or_from_itself()
    {
        var granted = Now.AddDays(3);
        var entry = Entry(
            Happening.Of(Happened.ExtensionJudged, new ExtensionJudgedFacts(Guid.Empty, granted)),
            Now
        );
        var lead = Lead with { State = CaseState.Signed, DueResolve = Now.AddDays(1) };
        CaseFile After(int days) =>
            Told(
                lead,
                Member with
                {
                    State = CaseState.Signed,
                    DueResolve = Now.AddDays(days),
                },
                entry
            );
        Assert.Equal(Now.AddDays(9), After(9).DueResolve);
        Assert.Equal(granted, After(2).DueResolve);
        // The calendar had given it more meanwhile.
        Assert.Equal(
            Now.AddDays(5),
            (lead with { DueResolve = Now.AddDays(5) }).Apply(entry).DueResolve
        );
    }

    [Fact]
    public void What_joined_comes_back_with_what_was_left_to_itself_and_not_to_its_lead()
    {
        var lead = Lead with { State = CaseState.Suspended, PausedSeconds = 9 * 86_400 };
        var resumed = Entry(
            ResumeCase.Decide(lead, Somebody.Id, Limits, Now).Happenings.Single(),
            Now
        );
        CaseFile Back(int left, DateTimeOffset due) =>
            Told(
                lead,
                Member with
                {
                    State = CaseState.Suspended,
                    Urgency = Urgency.Complex,
                    PausedSeconds = left,
                    DueResolve = due,
                },
                resumed
            );
        Assert.Equal(Now.AddDays(9), lead.Apply(resumed).DueResolve);
        Assert.Equal(Now.AddDays(3), Back(3 * 86_400, Now.AddDays(1)).DueResolve);
        // Late it was, and late it is.
        Assert.Equal(Now.AddHours(-2), Back(-7_200, Now.AddHours(-2)).DueResolve);
    }
}
