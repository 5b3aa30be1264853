using Jiban.Cases.Handling;
using Jiban.Cases.Meetings;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Tests;

// Meetings.
public sealed partial class RefusalTests
{
    [Fact]
    public void A_meeting_is_offered_for_a_time_to_come_at_a_place_and_only_until_it_is_settled()
    {
        var signed = In(CaseState.Signed);
        Decided Offer(CaseFile file, DateTimeOffset at, string? place) =>
            OfferMeeting.Decide(file, new(at, place), Handler, Limits, Now);
        Refuses("meeting-time", Offer(signed, Now.AddSeconds(-1), "社区服务站"));
        Refuses("meeting-time", Offer(signed, Now.AddDays(60).AddSeconds(1), "社区服务站"));
        Refuses("meeting-place", Offer(signed, Now, "站"));
        Refuses(
            "meeting-settled",
            Offer(signed with { Meeting = MeetingState.Met }, Now, "社区服务站")
        );
        Refuses(
            "meeting-settled",
            Offer(signed with { Meeting = MeetingState.NoNeed }, Now, "社区服务站")
        );
    }

    [Fact]
    public void An_invitation_is_answered_while_it_stands_with_a_time_to_come()
    {
        Decided Answer(CaseFile file, MeetingAnswer answer, DateTimeOffset? at) =>
            AnswerMeeting.Decide(file, new(null, answer, at, null), Limits, Now);
        var signed = In(CaseState.Signed);
        Refuses("nothing-offered", Answer(signed, MeetingAnswer.Accept, null));
        Refuses("offer-over", Answer(signed with { MeetingAt = Now }, MeetingAnswer.Accept, null));
        Assert.Null(
            Answer(
                signed with
                {
                    MeetingAt = Now.AddMinutes(1),
                },
                MeetingAnswer.Accept,
                null
            ).Refused
        );
        Refuses("meeting-time", Answer(signed, MeetingAnswer.Propose, null));
        Refuses("meeting-time", Answer(signed, MeetingAnswer.Propose, Now));
        Refuses("meeting-time", Answer(signed, MeetingAnswer.Propose, Now.AddDays(60)));
        Refuses(
            "meeting-settled",
            Answer(signed with { Meeting = MeetingState.Met }, MeetingAnswer.NoNeed, null)
        );
        Refuses("meeting-over", Answer(In(CaseState.Resolved), MeetingAnswer.NoNeed, null));
        Refuses("meeting-over", Answer(In(CaseState.Closed), MeetingAnswer.NoNeed, null));
    }

    [Fact]
    public void Minutes_say_where_who_and_what_of_a_time_between_receipt_and_now()
    {
        var signed = In(CaseState.Signed);
        Decided Record(DateTimeOffset at, string? place, string people, string? found) =>
            RecordMeeting.Decide(
                signed,
                new(at, place, [people], found, null, null),
                Handler,
                Limits,
                Now
            );
        Refuses("met-when", Record(Now.AddSeconds(1), "社区服务站", "诉求人", Said));
        Refuses("met-when", Record(signed.ReceivedAt.AddMinutes(-1), "社区服务站", "诉求人", Said));
        // Whoever is registered face to face is met in that minute, which is typed without its seconds.
        var met = Record(signed.ReceivedAt.AddSeconds(-59), "社区服务站", "诉求人", Said);
        Assert.Equal(
            signed.ReceivedAt,
            Platform.Journaling.CanonicalJson.Read<MetFacts>(Assert.Single(met.Happenings).Data).At
        );
        Refuses("meeting-incomplete", Record(Now, null, "诉求人", Said));
        Refuses("meeting-incomplete", Record(Now, "社区服务站", " ", Said));
        Refuses("meeting-incomplete", Record(Now, "社区服务站", "诉求人", "属实"));
        // Of this moment, by a clock that counts finer than the journal.
        Assert.Null(Record(Now.AddTicks(9), "社区服务站", "诉求人", Said).Refused);
    }

    [Fact]
    public void Tries_too_near_each_other_are_one_and_the_third_that_counts_opens_the_result()
    {
        var tried = In(CaseState.Signed) with
        {
            ContactTries = Limits.ContactTries - 1,
            ContactTriedAt = Now.AddMinutes(-1),
        };
        ContactedFacts Try(CaseFile file) =>
            Platform.Journaling.CanonicalJson.Read<ContactedFacts>(
                ContactRequester
                    .Decide(file, new(ContactMethod.Phone, false, null), Handler, Limits, Now)
                    .Happenings.Single()
                    .Data
            );
        var soon = Try(tried);
        Assert.False(soon.Counts);
        Assert.Null(soon.Meeting);
        var later = Try(tried with { ContactTriedAt = Now.AddMinutes(-Limits.ContactMinutes) });
        Assert.True(later.Counts);
        Assert.Equal(MeetingState.NotReached, later.Meeting);
    }

    [Theory]
    [InlineData(Role.Handler, Relation.Own, null)]
    [InlineData(Role.Secretary, Relation.Own, null)]
    [InlineData(Role.Caller, Relation.Own, "unit-contacts")]
    [InlineData(Role.Dispatcher, Relation.Below, "unit-contacts")]
    public void With_a_requester_whom_everybody_may_know_the_unit_speaks_and_not_whoever_calls_back(
        Role role,
        Relation relation,
        string? refused
    ) =>
        Assert.Equal(
            refused,
            ContactRequester
                .NotTheirs(In(CaseState.Signed), Person(3, role), relation, isOpen: true)
                ?.ToProblem()
                .Type
        );
}
