using System.Numerics;
using Jiban.Platform.Journaling;
using Digits = (
    System.Numerics.BigInteger R,
    System.Numerics.BigInteger S,
    System.Numerics.BigInteger M,
    System.Numerics.BigInteger Cp,
    System.Numerics.BigInteger Z
);
using Numbers = (long A, long Co, long V, long Ct, long S, long Sa, long B);

namespace Jiban.Assessment.Tests;

/// <summary>
/// The month counted by hand: docs/assessment.md once more, straight from the raw entries, with whole fractions and nothing of the
/// product's code. What it says and what the product says must agree to the last digit.
/// </summary>
internal static class HandCount
{
    /// <summary>A printed line: the seven counts, then response, solution, satisfaction, completion (each × 10⁴) and composite (× 10).</summary>
    public sealed record Line(int Rank, Guid Unit, Numbers Counts, Digits Printed);

    /// <summary>The lines of the table, and the last line of sums and means under an empty unit.</summary>
    public static (IReadOnlyList<Line> Lines, Line Last) Table(
        IEnumerable<JournalEntry> journal,
        string period,
        bool? own,
        IReadOnlyList<(Guid Id, string Code, Guid[] Members)> units
    )
    {
        var cases = journal
            .GroupBy(entry => entry.CaseId)
            .Select(entries => new HandCase([.. entries.OrderBy(entry => entry.Seq)]))
            .Where(one =>
                one.WhyLeftOut is null && one.Period == period && (own is null || one.Own == own)
            )
            .ToList();
        var scored = units
            .Select(unit => (unit.Id, unit.Code, Counts: Count(cases, unit.Members)))
            .Where(unit => unit.Counts.A > 0)
            .ToList();
        var printed = scored
            .Select(unit => (unit.Id, unit.Code, unit.Counts, Printed: Print(unit.Counts)))
            .OrderByDescending(unit => unit.Printed.Z)
            .ThenByDescending(unit => unit.Counts.A)
            .ThenBy(unit => unit.Code, StringComparer.Ordinal)
            .ToList();
        var lines = printed.Select(unit => new Line(
            1
                + printed.Count(other =>
                    other.Printed.Z > unit.Printed.Z
                    || (other.Printed.Z == unit.Printed.Z && other.Counts.A > unit.Counts.A)
                ),
            unit.Id,
            unit.Counts,
            unit.Printed
        ));
        return ([.. lines], Last([.. scored.Select(unit => unit.Counts)]));
    }

    /// <summary>The cases of some units that count in no number, by reason.</summary>
    public static IReadOnlyList<(string Why, long Count)> LeftOut(
        IEnumerable<JournalEntry> journal,
        string period,
        bool? own,
        IEnumerable<Guid> units
    )
    {
        var answering = units.ToHashSet();
        return
        [
            .. journal
                .GroupBy(entry => entry.CaseId)
                .Select(entries => new HandCase([.. entries.OrderBy(entry => entry.Seq)]))
                .Where(one => one.Period == period && (own is null || one.Own == own))
                .Where(one => one.Unit is { } unit && answering.Contains(unit))
                .GroupBy(one => one.WhyLeftOut)
                .Where(some => some.Key is not null)
                .Select(some => (some.Key!, some.LongCount()))
                .OrderBy(some => some.Item1, StringComparer.Ordinal),
        ];
    }

    private static Numbers Count(List<HandCase> cases, Guid[] members)
    {
        var of = cases.Where(one => one.Unit is { } unit && members.Contains(unit)).ToList();
        return (
            of.Count,
            of.Count(one => one.Completed),
            of.Count(one => one.Answers is not null),
            of.Count(one => one.Answers is { Contacted: true }),
            of.Count(one => one.Answers is { Solved: "solved" }),
            of.Count(one => one.Answers is { Satisfied: "satisfied" }),
            of.Count(one => one.Answers is { Satisfied: "basicallySatisfied" })
        );
    }

    private static Digits Print(Numbers n) =>
        n.V == 0
            ? (0, 0, 0, Round(n.Co, n.A, 4), 0)
            : (
                Round(n.Ct, n.V, 4),
                Round(n.S, n.V, 4),
                Round((10 * n.Sa) + (9 * n.B), 10 * n.V, 4),
                Round(n.Co, n.A, 4),
                Round(Composite(n), n.V, 1)
            );

    // 100 × (0.1 × contacted + 0.5 × solved + 0.4 × (satisfied + 0.9 × basic)), in tenths to stay whole, then back.
    private static BigInteger Composite(Numbers n) =>
        (10 * n.Ct) + (50 * n.S) + (40 * n.Sa) + (36 * n.B);

    private static Line Last(Numbers[] units)
    {
        var sum = (
            units.Sum(n => n.A),
            units.Sum(n => n.Co),
            units.Sum(n => n.V),
            units.Sum(n => n.Ct),
            units.Sum(n => n.S),
            units.Sum(n => n.Sa),
            units.Sum(n => n.B)
        );
        return new Line(
            0,
            Guid.Empty,
            sum,
            (
                Mean(units, n => (n.Ct, n.V), 4),
                Mean(units, n => (n.S, n.V), 4),
                Mean(units, n => ((10 * n.Sa) + (9 * n.B), 10 * n.V), 4),
                Mean(units, n => (n.Co, n.A), 4),
                Mean(units, n => (Composite(n), n.V), 1)
            )
        );
    }

    private static BigInteger Mean(
        Numbers[] units,
        Func<Numbers, (BigInteger Part, BigInteger Whole)> share,
        int decimals
    )
    {
        if (units.Length == 0)
        {
            return 0;
        }

        var sum = units
            .Select(share)
            .Where(one => one.Whole != 0)
            .Aggregate(BigInteger.Zero, (total, one) => total + Round(one.Part, one.Whole, 12));
        return Round(sum, units.Length * BigInteger.Pow(10, 12), decimals);
    }

    /// <summary>part / whole × 10^decimals as a whole number, a half away from zero; nothing here is negative.</summary>
    private static BigInteger Round(BigInteger part, BigInteger whole, int decimals) =>
        ((2 * part * BigInteger.Pow(10, decimals)) + whole) / (2 * whole);
}

/// <summary>A case read off its raw entries by asking, not by folding.</summary>
internal sealed class HandCase(JournalEntry[] entries)
{
    public bool Own => entries[0].Data.GetProperty("own").GetBoolean();

    public string Period
    {
        get
        {
            var day = entries[0].At.ToOffset(TimeSpan.FromHours(8));
            var month = day.Day >= 19 ? day.AddDays(-18).AddMonths(1) : day;
            return month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>
    /// Thanks; else the first that was said: left out by the city, taken back by it, split, an abuse of the line; else sent to a procedure of the
    /// law and not handled again since; else put aside on the ledger and nothing done with it since.
    /// </summary>
    public string? WhyLeftOut =>
        entries[0].Data.TryGetProperty("kind", out var kind) && kind.GetString() == "praise"
            ? "Praise"
        : entries.FirstOrDefault(entry =>
            entry.Kind == "excluded" || How(entry) is "split" or "abuse" or "givenBack"
        )
            is { } said
            ? How(said) switch
            {
                "split" => "Split",
                "abuse" => "Abuse",
                "givenBack" => "GivenBack",
                _ => "ByCity",
            }
        : LastSeq(entry => How(entry) == "legalPath") > LastSeq(entry => entry.Kind == "reopened")
            ? "LegalPath"
        : LastSeq(IsPutAside)
        > LastSeq(entry =>
            entry.Kind
                is "resumed"
                    or "queued"
                    or "dispatched"
                    or "resolved"
                    or "reopened"
                    or "closed"
        )
            ? "Suspended"
        : null;

    private static bool IsPutAside(JournalEntry entry) =>
        entry.Kind == "suspensionJudged"
        && entry.Data.TryGetProperty("until", out _)
        && entry.Data.TryGetProperty("ledger", out var ledger)
        && ledger.GetBoolean();

    private static string? How(JournalEntry entry) =>
        entry.Kind == "closed" ? entry.Data.GetProperty("how").GetString() : null;

    public Guid? Unit =>
        entries.LastOrDefault(entry => entry.Kind is "queued" or "dispatched") is { } given
            ? given.Data.GetProperty("unit").GetGuid()
            : null;

    public bool Completed =>
        LastSeq(entry => entry.Kind is "resolved" or "closed")
        > LastSeq(entry =>
            entry.Kind is "queued" or "dispatched" or "reopened"
            || (entry.Kind == "reinspected" && !entry.Data.GetProperty("passed").GetBoolean())
        );

    public (bool Contacted, string Solved, string Satisfied)? Answers =>
        entries[0].Data.GetProperty("hasPerson").GetBoolean()
        && entries.LastOrDefault(entry =>
            entry.Kind == "calledBack"
            && entry.Data.GetProperty("reached").GetBoolean()
            && !entry.Data.GetProperty("afterEnd").GetBoolean()
            && entry.Data.TryGetProperty("contacted", out _)
            && entry.Data.TryGetProperty("solved", out _)
            && entry.Data.TryGetProperty("satisfied", out _)
        )
            is { } counts
            ? (
                counts.Data.GetProperty("contacted").GetBoolean(),
                counts.Data.GetProperty("solved").GetString()!,
                counts.Data.GetProperty("satisfied").GetString()!
            )
            : null;

    private int LastSeq(Func<JournalEntry, bool> which) => entries.LastOrDefault(which)?.Seq ?? 0;
}
