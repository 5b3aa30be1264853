using System.Globalization;
using Jiban.Platform.Auth;
using Jiban.Platform.Notices;

namespace Jiban.Coordination;

/// <summary>What the units that are called learn on the desk, and those above when one does not come. A whistle may have no case, so the journal of cases can't tell it.</summary>
internal static class SummonsNotices
{
    /// <summary>A unit is called to come: by the whistle itself, or later (增派).</summary>
    /// <param name="entry">The entry of the whistle by which it is called.</param>
    /// <param name="number">The first of the cases, if it has any.</param>
    public static DeskNotice Called(
        Guid whistleId,
        int entry,
        Guid unit,
        DateTimeOffset reportBy,
        string? number,
        DateTimeOffset now
    ) =>
        new(
            unit,
            IsPerson: false,
            string.Create(CultureInfo.InvariantCulture, $"summons:{whistleId:N}:{entry}"),
            Operation.AnswerWhistle,
            entry == 1 ? "whistleBlown" : "unitSummoned",
            null,
            NoticeSubject.Whistle,
            whistleId,
            number,
            now,
            reportBy
        );

    /// <summary>A unit did not come in time.</summary>
    public static DeskNotice Escalated(Escalated step, string? number) =>
        new(
            step.ToUnit,
            IsPerson: false,
            $"escalated:{step.WhistleId:N}:{step.UnitId:N}",
            Operation.ViewWhistles,
            "escalated",
            null,
            NoticeSubject.Whistle,
            step.WhistleId,
            number,
            step.At
        );
}
