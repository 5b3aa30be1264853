using Jiban.Testing;

namespace Jiban.Assessment.Tests;

public sealed class OutcomeTests
{
    private static readonly PeriodCalendar Calendar = new([FormulaTests.SetA]);
    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Guid Street = Some.Id(1);
    private static readonly Guid Community = Some.Id(2);

    [Fact]
    public void A_case_counts_for_the_unit_it_was_last_given_to()
    {
        Assert.Null(Fold(Case()).UnitId);
        Assert.Equal(Street, Fold(Case().Queued(At, Street)).UnitId);
        Assert.Equal(Community, Fold(Case().Queued(At, Street).Dispatched(At, Community)).UnitId);
    }

    [Fact]
    public void The_call_back_that_counts_is_the_last_valid_one()
    {
        var outcome = Fold(
            Case()
                .Dispatched(At, Street)
                .Resolved(At)
                .CalledBack(At, true, true, "not", "dissatisfied")
                .CalledBack(At, true, false, "solved", "satisfied")
                .CalledBack(At, false)
        );
        Assert.Equal(new Counts(1, 1, 1, 0, 1, 1, 0), outcome.Contribution);
    }

    [Fact]
    public void Partly_solved_is_not_solved()
    {
        var outcome = Fold(
            Case().Dispatched(At, Street).CalledBack(At, true, true, "partly", "basicallySatisfied")
        );
        Assert.Equal(new Counts(1, 0, 1, 1, 0, 0, 1), outcome.Contribution);
    }

    [Fact]
    public void What_a_requester_says_of_an_end_without_a_result_scores_no_unit()
    {
        var outcome = Fold(
            Case()
                .Dispatched(At, Street)
                .Closed(At, "legalPath")
                .CalledBack(At, true, true, "not", "dissatisfied", afterEnd: true)
        );
        Assert.False(outcome.Valid);
    }

    [Theory]
    [InlineData("split", nameof(Exclusion.Split))]
    [InlineData("abuse", nameof(Exclusion.Abuse))]
    [InlineData("legalPath", nameof(Exclusion.LegalPath))]
    [InlineData("givenBack", nameof(Exclusion.GivenBack))]
    public void What_is_no_demand_of_its_own_counts_in_no_number_and_says_why(
        string how,
        string why
    )
    {
        var outcome = Fold(Case().Dispatched(At, Street).Closed(At.AddHours(2), how));
        Assert.Equal(default, outcome.Contribution);
        Assert.Equal(why, outcome.LeftOut?.ToString());
    }

    [Fact]
    public void Who_was_sent_to_a_court_and_objects_is_a_demand_again_and_the_way_it_ends_then_decides()
    {
        var objected = Case()
            .Dispatched(At, Street)
            .Closed(At, "legalPath")
            .Other(At.AddDays(1), "reopened")
            .Dispatched(At.AddDays(1), Community);
        Assert.Null(Fold(objected).LeftOut);
        Assert.Equal(new Counts(1, 0, 0, 0, 0, 0, 0), Fold(objected).Contribution);
        Assert.Equal(
            Exclusion.LegalPath,
            Fold(objected.Closed(At.AddDays(2), "legalPath")).LeftOut
        );
    }

    [Fact]
    public void What_the_district_or_the_city_puts_aside_counts_in_no_number_until_it_is_taken_up_again()
    {
        // Once answered, and handled again since: neither the answer nor the case is in the month while it rests.
        Entries Again() =>
            Case()
                .Dispatched(At, Street)
                .Resolved(At)
                .CalledBack(At, true, true, "not", "dissatisfied")
                .Other(At, "reopened");
        Assert.Equal(new Counts(1, 0, 1, 1, 0, 0, 0), Fold(Again()).Contribution);
        var aside = Fold(Again().Suspended(At.AddDays(1)));
        Assert.Equal(Exclusion.Suspended, aside.LeftOut);
        Assert.Equal(default, aside.Contribution);

        // The clock, or a person, or whatever else goes on with it.
        foreach (var goesOn in new[] { "resumed", "reopened" })
        {
            var back = Fold(Again().Suspended(At.AddDays(1)).Other(At.AddDays(60), goesOn));
            Assert.Equal(new Counts(1, 0, 1, 1, 0, 0, 0), back.Contribution);
        }

        Assert.Null(
            Fold(Again().Suspended(At.AddDays(1)).Dispatched(At.AddDays(2), Community)).LeftOut
        );
        Assert.Null(Fold(Again().Suspended(At.AddDays(1)).Closed(At.AddDays(2), "byCity")).LeftOut);
    }

    [Fact]
    public void What_the_unit_itself_puts_aside_or_is_refused_stays_in_the_month()
    {
        var open = Case().Dispatched(At, Street);
        Assert.Null(Fold(open.Suspended(At, ledger: false)).LeftOut);
        Assert.Null(Fold(open.Suspended(At, ledger: null)).LeftOut);
        Assert.Null(Fold(open.Suspended(At, granted: false)).LeftOut);
    }

    [Fact]
    public void What_is_left_out_for_good_stays_so_when_a_suspension_is_over()
    {
        Assert.Equal(
            Exclusion.ByCity,
            Fold(
                Case()
                    .Dispatched(At, Street)
                    .Suspended(At)
                    .Other(At.AddDays(1), "excluded")
                    .Resumed(At.AddDays(2))
            ).LeftOut
        );
        Assert.Equal(
            Exclusion.GivenBack,
            Fold(
                Case().Dispatched(At, Street).Suspended(At).Closed(At.AddDays(1), "givenBack")
            ).LeftOut
        );
    }

    [Fact]
    public void What_the_city_left_out_stays_out_also_when_it_is_handled_again()
    {
        var outcome = Fold(
            Case()
                .Dispatched(At, Street)
                .Closed(At, "legalPath")
                .Other(At, "excluded")
                .Other(At.AddDays(1), "reopened")
        );
        Assert.Equal(Exclusion.ByCity, outcome.LeftOut);
    }

    [Fact]
    public void Nobody_reached_or_a_question_unanswered_is_not_a_valid_call_back()
    {
        Assert.False(Fold(Case().CalledBack(At, false)).Valid);
        Assert.False(Fold(Case().CalledBack(At, true)).Valid);
        Assert.False(Fold(Case().CalledBack(At, true, true, "solved")).Valid);
        Assert.False(Fold(Case().CalledBack(At, true, null, "solved", "satisfied")).Valid);
        Assert.True(Fold(Case().CalledBack(At, true, false, "not", "dissatisfied")).Valid);
    }

    [Fact]
    public void A_case_without_a_person_never_enters_the_valid()
    {
        var outcome = Fold(
            new Entries(Some.Id(9))
                .Registered(At, own: true, hasPerson: false)
                .Dispatched(At, Street)
                .CalledBack(At, true, true, "solved", "satisfied")
        );
        Assert.Equal(new Counts(1, 0, 0, 0, 0, 0, 0), outcome.Contribution);
    }

    [Fact]
    public void It_is_completed_while_a_reported_result_stands()
    {
        Assert.Null(Fold(Case().Dispatched(At, Street)).CompletedAt);
        Assert.Equal(
            At.AddHours(1),
            Fold(Case().Dispatched(At, Street).Resolved(At.AddHours(1))).CompletedAt
        );
        Assert.Null(Fold(Case().Resolved(At).Reinspected(At, false)).CompletedAt);
        Assert.Equal(
            At.AddDays(2),
            Fold(Case().Resolved(At).Reinspected(At, false).Resolved(At.AddDays(2))).CompletedAt
        );
        Assert.Equal(At, Fold(Case().Resolved(At).Reinspected(At.AddDays(1), true)).CompletedAt);
    }

    [Fact]
    public void A_case_that_is_closed_without_a_result_is_completed_then()
    {
        var outcome = Fold(Case().Dispatched(At, Street).Closed(At.AddHours(2), "praise"));
        Assert.Equal(At.AddHours(2), outcome.CompletedAt);
        Assert.Equal(At.AddHours(2), outcome.ClosedAt);
    }

    [Fact]
    public void Thanks_are_no_demand_from_the_first_moment_on()
    {
        var thanks = new Entries(Some.Id(9)).Registered(At, kind: "praise");
        Assert.Equal(Exclusion.Praise, Fold(thanks).LeftOut);
        Assert.Equal(
            Exclusion.Praise,
            Fold(thanks.Dispatched(At, Street).Closed(At, "praise")).LeftOut
        );
        Assert.Null(Fold(Case()).LeftOut);
    }

    [Fact]
    public void A_case_that_is_given_out_again_is_open_again()
    {
        var outcome = Fold(Case().Dispatched(At, Street).Resolved(At).Dispatched(At, Community));
        Assert.Null(outcome.CompletedAt);
    }

    [Fact]
    public void An_entry_that_comes_again_or_says_nothing_of_the_score_changes_nothing_but_the_sequence()
    {
        var written = Case().Dispatched(At, Street).Resolved(At);
        var once = Fold(written);
        Assert.Equal(once, Outcome.After(once, written.Written[1], Calendar));
        Assert.Equal(once with { Seq = 4 }, Fold(written.Other(At, "requesterErased")));
    }

    [Fact]
    public void A_journal_that_does_not_begin_with_its_registration_is_refused()
    {
        var headless = Case().Resolved(At).Written[1];
        Assert.Throws<InvalidOperationException>(() => Outcome.After(null, headless, Calendar));
    }

    private static Entries Case() => new Entries(Some.Id(9)).Registered(At);

    private static Outcome Fold(Entries entries) =>
        OutcomeProjection.Fold([], entries.Written, Calendar).Single();
}
