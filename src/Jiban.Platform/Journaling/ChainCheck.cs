namespace Jiban.Platform.Journaling;

/// <summary>What is wrong with a journal.</summary>
public enum JournalFault
{
    /// <summary>A row's content does not fit its hash.</summary>
    Changed,

    /// <summary>A row is gone from the middle.</summary>
    Removed,

    /// <summary>A row stands where none was written.</summary>
    Inserted,

    /// <summary>Rows have changed places.</summary>
    Reordered,

    /// <summary>The newest rows are gone.</summary>
    TailCut,

    /// <summary>The case itself is gone.</summary>
    MissingCase,

    /// <summary>The head that the case keeps is not that of its journal.</summary>
    HeadChanged,

    /// <summary>A row is older than the last seal and in none.</summary>
    NotSealed,

    /// <summary>A seal does not fit its heads or the key, or is not the one that was exported.</summary>
    SealBroken,

    /// <summary>A seal is gone.</summary>
    SealMissing,
}

/// <summary>One finding of <c>jiban verify</c>.</summary>
/// <param name="Seq">The first row concerned; 0 when the case or the seal as a whole is meant.</param>
public sealed record Finding(JournalFault Fault, Guid CaseId, int Seq, string Detail);

/// <summary>A stored row: the entry and the hash that stands beside it.</summary>
/// <param name="InSeal">Whether the row is older than the last seal, which then must hold it or a later one.</param>
public sealed record StoredRow(JournalEntry Entry, byte[] Hash, bool InSeal = false);

/// <summary>Pure check of one case's chain against the head that the case keeps and the heads that seals remember.</summary>
public static class ChainCheck
{
    /// <summary>Finds what is wrong with one case. Empty when nothing is.</summary>
    /// <param name="rows">The stored rows in order of sequence.</param>
    /// <param name="head">The head that the case keeps; null when the case is gone.</param>
    /// <param name="seals">The heads of this case that seals remember.</param>
    public static IReadOnlyList<Finding> Check(
        Guid caseId,
        IReadOnlyList<StoredRow> rows,
        Head? head,
        IReadOnlyList<SealedHead> seals
    )
    {
        if (head is null)
        {
            return
            [
                new(
                    JournalFault.MissingCase,
                    caseId,
                    0,
                    rows.Count == 0
                        ? "a seal remembers the case; neither it nor its journal is there"
                        : "the journal is there, the case is not"
                ),
            ];
        }

        var findings = Places(caseId, rows, head).Concat(Contents(caseId, rows, head)).ToList();
        if (findings.Count == 0)
        {
            findings.AddRange(Ends(caseId, rows, head));
        }

        findings.AddRange(Sealed(caseId, rows, seals));
        findings.AddRange(Unsealed(caseId, rows, seals));
        return findings;
    }

    /// <summary>Gaps, rows beyond the head, a tail that is gone.</summary>
    private static IEnumerable<Finding> Places(
        Guid caseId,
        IReadOnlyList<StoredRow> rows,
        Head head
    )
    {
        var present = rows.Select(row => row.Entry.Seq).ToHashSet();
        var last = rows.Count == 0 ? 0 : rows[^1].Entry.Seq;
        for (var seq = 1; seq < last; seq++)
        {
            if (!present.Contains(seq))
            {
                yield return new(JournalFault.Removed, caseId, seq, $"row {seq} is gone");
            }
        }

        if (last < head.Seq)
        {
            yield return new(
                JournalFault.TailCut,
                caseId,
                last + 1,
                $"rows {last + 1} to {head.Seq} are gone"
            );
        }

        if (last > head.Seq)
        {
            yield return new(
                JournalFault.Inserted,
                caseId,
                head.Seq + 1,
                $"rows {head.Seq + 1} to {last} stand behind the head"
            );
        }
    }

    /// <summary>Rows whose content does not fit their hash, told apart by what would have fitted.</summary>
    private static IEnumerable<Finding> Contents(
        Guid caseId,
        IReadOnlyList<StoredRow> rows,
        Head head
    )
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var previous = i == 0 ? Head.None.Hash : rows[i - 1].Hash;
            if (
                (i > 0 && rows[i - 1].Entry.Seq != row.Entry.Seq - 1)
                || Chain.Hash(previous, row.Entry).AsSpan().SequenceEqual(row.Hash)
            )
            {
                continue; // Behind a gap the row before is unknown; the gap itself is reported.
            }

            yield return Explain(caseId, rows, row, head);
        }
    }

    private static Finding Explain(
        Guid caseId,
        IReadOnlyList<StoredRow> rows,
        StoredRow row,
        Head head
    )
    {
        var seq = row.Entry.Seq;
        if (WasWrittenAt(rows, row) is { } place)
        {
            return place < seq && IsForeign(rows, place)
                    ? new(
                        JournalFault.Inserted,
                        caseId,
                        place,
                        $"a row was pushed in at {place}; row {seq} was written as {place}"
                    )
                : place > seq && rows.Count < head.Seq
                    ? new(
                        JournalFault.Removed,
                        caseId,
                        seq,
                        $"row {seq} is gone and row {place} was moved into its place"
                    )
                : new(JournalFault.Reordered, caseId, seq, $"row {seq} was written as {place}");
        }

        var isKnownByItsHash =
            row.Hash.AsSpan().SequenceEqual(head.Hash) || FollowsElsewhere(rows, row);
        return !isKnownByItsHash && rows.Count > head.Seq
            ? new(
                JournalFault.Inserted,
                caseId,
                seq,
                $"row {seq} ({row.Entry.Kind}) belongs to no place of this chain"
            )
            : new(
                JournalFault.Changed,
                caseId,
                seq,
                $"the content of row {seq} ({row.Entry.Kind}) does not fit its hash"
            );
    }

    private static IEnumerable<Finding> Ends(Guid caseId, IReadOnlyList<StoredRow> rows, Head head)
    {
        if (rows.Count > 0 && !rows[^1].Hash.AsSpan().SequenceEqual(head.Hash))
        {
            yield return new(
                JournalFault.HeadChanged,
                caseId,
                head.Seq,
                "the case keeps another hash than its journal ends with"
            );
        }
    }

    private static IEnumerable<Finding> Sealed(
        Guid caseId,
        IReadOnlyList<StoredRow> rows,
        IReadOnlyList<SealedHead> seals
    )
    {
        foreach (var seal in seals)
        {
            var row = rows.FirstOrDefault(candidate => candidate.Entry.Seq == seal.Seq);
            if (row is null)
            {
                yield return new(
                    JournalFault.TailCut,
                    caseId,
                    seal.Seq,
                    $"a seal remembers row {seal.Seq}, which is gone"
                );
            }
            else if (!row.Hash.AsSpan().SequenceEqual(seal.Hash))
            {
                yield return new(
                    JournalFault.Changed,
                    caseId,
                    seal.Seq,
                    $"row {seal.Seq} or one before it was written anew after it was sealed"
                );
            }
        }
    }

    /// <summary>The chain does not hold the transaction of a row: one that was moved before a seal, or a seal that was moved behind it, shows here.</summary>
    private static IEnumerable<Finding> Unsealed(
        Guid caseId,
        IReadOnlyList<StoredRow> rows,
        IReadOnlyList<SealedHead> seals
    )
    {
        var through = seals.Select(seal => seal.Seq).DefaultIfEmpty().Max();
        if (rows.FirstOrDefault(row => row.InSeal && row.Entry.Seq > through) is { } row)
        {
            yield return new(
                JournalFault.NotSealed,
                caseId,
                row.Entry.Seq,
                $"row {row.Entry.Seq} is older than the last seal and in none"
            );
        }
    }

    /// <summary>The sequence under which a row's content fits its own hash behind some row of the chain; null when nowhere.</summary>
    private static int? WasWrittenAt(IReadOnlyList<StoredRow> rows, StoredRow row)
    {
        foreach (var previous in rows.Select(other => other.Hash).Prepend(Head.None.Hash))
        {
            for (
                var seq = Math.Max(1, row.Entry.Seq - rows.Count);
                seq <= row.Entry.Seq + rows.Count;
                seq++
            )
            {
                if (
                    Chain
                        .Hash(previous, row.Entry with { Seq = seq })
                        .AsSpan()
                        .SequenceEqual(row.Hash)
                )
                {
                    return seq;
                }
            }
        }

        return null;
    }

    /// <summary>Whether the row that stands at a place was never written into this chain.</summary>
    private static bool IsForeign(IReadOnlyList<StoredRow> rows, int seq) =>
        rows.FirstOrDefault(row => row.Entry.Seq == seq) is { } row
        && WasWrittenAt(rows, row) is null;

    /// <summary>Whether another row of the chain was hashed onto this one.</summary>
    private static bool FollowsElsewhere(IReadOnlyList<StoredRow> rows, StoredRow row) =>
        rows.Any(other => Chain.Hash(row.Hash, other.Entry).AsSpan().SequenceEqual(other.Hash));
}
