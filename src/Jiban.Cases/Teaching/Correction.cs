using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Teaching;

/// <summary>A dispatch by a person that changed what was understood, or a class put right later: an example for the next model.</summary>
/// <param name="UnitBefore">Who had it, or was thought the likeliest while it waited; null when nobody was.</param>
internal sealed record Correction(
    Guid CaseId,
    int Seq,
    DateTimeOffset At,
    Guid By,
    string ClassBefore,
    string ClassAfter,
    Guid? UnitBefore,
    Guid UnitAfter
)
{
    /// <summary>Whether an entry may be one, before the rest of its case is read.</summary>
    public static bool May(JournalEntry entry) =>
        Guid.TryParse(entry.Actor, out _)
        && (
            entry.Kind == Happened.ClassCorrected
            || (
                entry.Kind == Happened.Dispatched
                && CanonicalJson.Read<DispatchedFacts>(entry.Data).Mode == DispatchMode.ByPerson
            )
        );

    /// <summary>The corrections of one case, from its whole journal. Where nobody was proposed, the choice of a unit corrects nothing.</summary>
    public static IEnumerable<Correction> Of(IEnumerable<JournalEntry> entries)
    {
        var file = new CaseFile();
        Guid? likeliest = null;
        foreach (var entry in entries)
        {
            var before = file;
            file = file.Apply(entry);
            if (entry.Kind == Happened.Queued)
            {
                likeliest = CanonicalJson.Read<QueuedFacts>(entry.Data).Candidates
                    is [var first, ..]
                    ? first.Unit
                    : null;
            }
            else if (May(entry))
            {
                var unit = before.State == CaseState.Queued ? likeliest : before.UnitId;
                if (before.ClassCode != file.ClassCode || (unit is not null && unit != file.UnitId))
                {
                    yield return new Correction(
                        entry.CaseId,
                        entry.Seq,
                        entry.At,
                        Guid.Parse(entry.Actor),
                        before.ClassCode,
                        file.ClassCode,
                        unit,
                        file.UnitId
                    );
                }
            }
        }
    }
}
