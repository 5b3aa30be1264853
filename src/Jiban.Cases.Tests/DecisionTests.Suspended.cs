using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

// What is put aside and not reported on.
public sealed partial class DecisionTests
{
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(2.99, false)]
    [InlineData(3, true)]
    public void A_suspension_whose_report_does_not_come_ends_when_the_days_of_grace_are_over(
        double daysAfterDue,
        bool ends
    )
    {
        var due = Now.AddDays(30);
        var file = new CaseFile
        {
            CaseId = new Guid(6, 0, 0, new byte[8]),
            State = CaseState.Suspended,
            Urgency = Urgency.Ordinary,
            DueProgress = due,
            SuspendedUntil = Now.AddDays(300),
            PausedSeconds = 60,
        };
        var now = due.AddDays(daysAfterDue);

        var (happenings, _, next) = DeadlineSweep.Decide(
            file,
            new("suspendedProgress", due, Now, 0),
            Limits(),
            now
        );

        if (!ends)
        {
            Assert.Empty(happenings);
            Assert.Equal(due.AddDays(3), next);
            return;
        }

        var resumed = Assert.Single(happenings);
        var facts = CanonicalJson.Read<ResumedFacts>(resumed.Data);
        Assert.True(facts.ReportMissed);
        Assert.Null(facts.By);
        // What was left of the limit is less than the rule gives at least, which is never more than the urgency gives from the start: three hours here.
        Assert.Equal(Limits().Due(Urgency.Ordinary, Step.Resolve, now), facts.DueResolve);
        Assert.True(facts.DueResolve < now.AddHours(RuleNumbers.Shipped.ResumeHours));
        Assert.Equal(
            CaseState.Signed,
            file.Apply(
                new JournalEntry(file.CaseId, 9, now, "clock", resumed.Kind, resumed.Data)
            ).State
        );
    }
}
