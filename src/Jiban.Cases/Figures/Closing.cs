using Jiban.Cases.Ends;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Figures;

/// <summary>How it stands with the call-back of a case that was closed.</summary>
internal enum Coverage
{
    /// <summary>Still to be asked: it ended without a result.</summary>
    Due,

    /// <summary>The requester answered.</summary>
    Answered,

    /// <summary>Nobody answered, as often as the rule asks for.</summary>
    NotReached,

    /// <summary>Nobody is asked by rule (docs/rules.md §1, R-14): no person, split, an abuse of the line, left to the city.</summary>
    Exempt,
}

/// <summary>How it stands with the follow-up of a case that was closed.</summary>
internal enum FollowingUp
{
    Due,
    Done,

    /// <summary>Nobody was reached, as often as the rule asks for: counted apart.</summary>
    NotReached,
}

/// <summary>
/// A time that a case was closed, and what was asked about it until it was opened again. A case that was handled twice was closed twice, and each
/// time counts. Thanks are no demand and have none.
/// </summary>
/// <param name="Seq">The entry by which it was closed.</param>
/// <param name="UnitId">Who answered for it then.</param>
/// <param name="FollowUp">How it stands with the follow-up; null where the rule asks for none.</param>
/// <param name="Control">Where it stands in the sample; null when the lot fell on others.</param>
internal sealed record Closing(
    Guid CaseId,
    int Seq,
    DateTimeOffset At,
    Guid UnitId,
    Coverage CallBack,
    FollowingUp? FollowUp,
    Control? Control
)
{
    /// <summary>Whether an entry may begin a closing or change what is known of one.</summary>
    public static bool May(JournalEntry entry) =>
        entry.Kind
            is Happened.Closed
                or Happened.CalledBack
                or Happened.FollowedUp
                or Happened.Controlled
                or Happened.Reopened;

    /// <summary>The closings of one case, from its whole journal.</summary>
    public static IReadOnlyList<Closing> Of(IEnumerable<JournalEntry> entries)
    {
        var file = new CaseFile();
        var closings = new List<Closing>();
        foreach (var entry in entries)
        {
            var before = file;
            file = file.Apply(entry);
            if (file.Kind == DemandKind.Praise)
            {
                continue;
            }

            if (entry.Kind == Happened.Closed)
            {
                closings.Add(
                    new(
                        entry.CaseId,
                        entry.Seq,
                        entry.At,
                        file.UnitId,
                        OfEnd(file),
                        file.DueFollowUp is null ? null : FollowingUp.Due,
                        file.Control
                    )
                );
            }
            else if (before.State == CaseState.Closed && May(entry))
            {
                closings[^1] = closings[^1].With(before, file, entry);
            }
        }

        return closings;
    }

    private static Coverage OfEnd(CaseFile file) =>
        file.AwaitsAnswer ? Coverage.Due
        : file.CalledBackAt is not null ? Coverage.Answered
        : file.ClosedHow == ClosedHow.NotReached ? Coverage.NotReached
        : Coverage.Exempt;

    private Closing With(CaseFile before, CaseFile after, JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.CalledBack when after.CalledBackAt is not null => this with
            {
                CallBack = Coverage.Answered,
            },
            Happened.CalledBack when before.AwaitsAnswer && !after.AwaitsAnswer => this with
            {
                CallBack = Coverage.NotReached,
            },
            Happened.FollowedUp when FollowUp is not null => this with
            {
                FollowUp =
                    after.FollowedUpAt is not null ? FollowingUp.Done
                    : after.DueFollowUp is null ? FollowingUp.NotReached
                    : FollowingUp.Due,
            },
            Happened.Controlled => this with { Control = after.Control },
            _ => this,
        };
}
