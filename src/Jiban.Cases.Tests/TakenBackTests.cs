using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>An order that the city took back while other cases had joined it.</summary>
public sealed class TakenBackTests
{
    private static readonly CaseFile Lead = new()
    {
        CaseId = new Guid(1, 0, 0, new byte[8]),
        Number = "T1",
        State = CaseState.Dispatched,
        Members = 2,
    };

    private static readonly TimeLimits Limits = new([], new WorkingCalendar([], [], null));

    private static JournalEntry Closed(ClosedHow how) =>
        new(
            Lead.CaseId,
            5,
            new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero),
            "city",
            Happened.Closed,
            CanonicalJson.Of(new ClosedFacts(how, Guid.Empty))
        );

    [Theory]
    [InlineData(CaseState.Dispatched)]
    [InlineData(CaseState.Signed)]
    public void Those_that_had_joined_it_go_on_alone_from_where_they_stand(object at)
    {
        var member = Lead with
        {
            CaseId = new Guid(2, 0, 0, new byte[8]),
            Members = 0,
            IncidentId = Lead.CaseId,
            State = (CaseState)at,
        };

        var (kind, data) = IncidentSteps
            .Of(Lead, member, Closed(ClosedHow.GivenBack), Limits)!
            .Value;
        var after = member.Apply(new JournalEntry(member.CaseId, 6, default, "city", kind, data));

        Assert.Equal((null, (CaseState)at), (after.IncidentId, after.State));
        Assert.Equal(0, Lead.Apply(Closed(ClosedHow.GivenBack)).Members);
    }

    [Fact]
    public void Any_other_end_of_the_lead_sends_nobody_away()
    {
        var member = Lead with { IncidentId = Lead.CaseId, State = CaseState.Signed };

        Assert.Null(IncidentSteps.Of(Lead, member, Closed(ClosedHow.ByCity), Limits));
        Assert.Equal(2, Lead.Apply(Closed(ClosedHow.ByCity)).Members);
    }
}
