using Jiban.Platform.Journaling;

namespace Jiban.Platform.Projections;

/// <summary>Entries of the journal in order of commit, without a gap: everything after one checkpoint up to and with another.</summary>
internal sealed record Stretch(
    Checkpoint Start,
    IReadOnlyList<JournalEntry> Entries,
    Checkpoint End
);

/// <summary>
/// What was last read from the journal. Every projection of a host follows the same entries at the same pace, so that one reads and parses
/// them and the others take them from here. A stretch never changes: it holds only entries that no running transaction can come before.
/// </summary>
/// <param name="most">Entries that are kept at most, beside the newest stretch.</param>
internal sealed class RecentStretches(int most)
{
    private readonly LinkedList<Stretch> _stretches = new();
    private readonly Lock _lock = new();
    private int _count;

    /// <summary>The stretch that begins behind a checkpoint, if it is still known.</summary>
    public Stretch? After(Checkpoint checkpoint)
    {
        lock (_lock)
        {
            return _stretches.FirstOrDefault(stretch => stretch.Start == checkpoint);
        }
    }

    /// <summary>Keeps a stretch; the oldest go.</summary>
    public void Add(Stretch stretch)
    {
        lock (_lock)
        {
            _stretches.AddLast(stretch);
            _count += stretch.Entries.Count;
            while (_count > most && _stretches.First is { } oldest && oldest.Value != stretch)
            {
                _count -= oldest.Value.Entries.Count;
                _stretches.RemoveFirst();
            }
        }
    }
}
