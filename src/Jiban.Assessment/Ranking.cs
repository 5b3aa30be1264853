namespace Jiban.Assessment;

/// <summary>A unit with what it is called and the units whose cases count for it: itself, and for a street office all below.</summary>
internal sealed record AssessedUnit(Guid Id, string Code, string Name, IReadOnlyList<Guid> Members);

/// <summary>One line of the ranking; rates as printed.</summary>
internal sealed record RankedUnit(int Rank, AssessedUnit Unit, Counts Counts, Rates Rates);

/// <summary>The last line: sums of the counts, and the arithmetic mean (not pooled) of the unit rates.</summary>
internal sealed record RankingSummary(Counts Counts, Rates Rates);

/// <summary>A ranking: pure, from counts and a formula (rules.md §2.1, docs/assessment.md).</summary>
internal sealed record Ranking(IReadOnlyList<RankedUnit> Rows, RankingSummary Summary)
{
    /// <summary>
    /// Orders units by printed composite, then by accepted, both falling. Who is equal in both shares the rank and stands in order of unit
    /// code; the next one's rank counts those above it (1, 2, 2, 4). A unit that accepted nothing has nothing to score and is left out.
    /// </summary>
    public static Ranking Of(IEnumerable<(AssessedUnit Unit, Counts Counts)> units, Formula formula)
    {
        var scored = units
            .Where(one => one.Counts.Accepted > 0)
            .Select(one => (one.Unit, one.Counts, Exact: formula.Score(one.Counts)))
            .ToList();
        var ordered = scored
            .Select(one => new RankedUnit(0, one.Unit, one.Counts, one.Exact.Rounded()))
            .OrderByDescending(row => row.Rates.Composite)
            .ThenByDescending(row => row.Counts.Accepted)
            .ThenBy(row => row.Unit.Code, StringComparer.Ordinal)
            .ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = ordered[i] with
            {
                Rank = i > 0 && Ties(ordered[i - 1], ordered[i]) ? ordered[i - 1].Rank : i + 1,
            };
        }

        var sum = scored.Aggregate(default(Counts), (total, one) => total + one.Counts);
        var mean = Rates.Mean([.. scored.Select(one => one.Exact)]).Rounded();
        return new Ranking(ordered, new RankingSummary(sum, mean));
    }

    /// <summary>Whether both print the same lines. The names and members of units are not compared: a renamed unit corrects nothing.</summary>
    public bool SaysTheSameAs(Ranking other) => Lines().SequenceEqual(other.Lines());

    private IEnumerable<(int, Guid, Counts, Rates)> Lines() =>
        Rows.Select(row => (row.Rank, row.Unit.Id, row.Counts, row.Rates));

    private static bool Ties(RankedUnit left, RankedUnit right) =>
        left.Rates.Composite == right.Rates.Composite
        && left.Counts.Accepted == right.Counts.Accepted;
}
