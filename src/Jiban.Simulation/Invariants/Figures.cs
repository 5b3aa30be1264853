using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;
using Npgsql;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// The sum of what the units count is what the city counts; the figures of the projection, and the rates on the page, are those of a
/// count by hand from the raw journal.
/// </summary>
internal sealed class Figures : Invariant
{
    private static readonly string[] Kinds =
    [
        "street",
        "department",
        "utility",
        "property",
        "community",
    ];

    public override string Name => "figures";

    public override async Task<IEnumerable<string>> BrokenAsync(Evidence evidence)
    {
        if (!evidence.IsWhole || evidence.Cases.Count == 0)
        {
            return [];
        }

        await evidence.Town.FollowAsync();
        var counted = evidence.Cases.Where(one => WhyLeftOut(one.Entries) is null).ToList();
        var byHand = counted
            .Select(one => Count.Of(one.Entries))
            .GroupBy(count => (count.Period, count.Unit))
            .ToDictionary(counts => counts.Key, counts => counts.Aggregate(Count.Plus));
        await using var connection = await evidence.Town.Store.Owner.OpenConnectionAsync();
        var kept = (
            await connection.QueryAsync<Count>(
                """
                select unit_id as unit, period, sum(accepted)::int as accepted, sum(completed)::int as completed, sum(valid)::int as valid,
                    sum(contacted)::int as contacted, sum(solved)::int as solved, sum(satisfied)::int as satisfied,
                    sum(basically_satisfied)::int as basically
                from assessment.tally group by unit_id, period having sum(accepted) > 0
                """
            )
        ).ToDictionary(count => (count.Period, count.Unit));
        var broken = byHand
            .Keys.Union(kept.Keys)
            .Where(key => byHand.GetValueOrDefault(key) != kept.GetValueOrDefault(key))
            .Select(key =>
                $"{evidence.Staff.NameOf(key.Unit)} in {key.Period}: by hand {byHand.GetValueOrDefault(key)}, kept {kept.GetValueOrDefault(key)}"
            )
            .ToList();
        if (kept.Values.Sum(count => count.Accepted) != counted.Count)
        {
            broken.Add(
                $"the units count {kept.Values.Sum(count => count.Accepted)}, the city {counted.Count}"
            );
        }

        broken.AddRange(await WrongReasonsAsync(evidence, connection));
        foreach (var period in byHand.Keys.Select(key => key.Period).Distinct())
        {
            broken.AddRange(await WrongRatesAsync(evidence, period, byHand));
        }

        return broken;
    }

    /// <summary>
    /// No demand of its own: thanks, left out or taken back by the city, split, an abuse of the line; or sent to a procedure of the law, and not
    /// handled again since; or put aside with the approval of the district or the city, and not taken up since.
    /// </summary>
    private static string? WhyLeftOut(IReadOnlyList<Entry> entries)
    {
        var why = entries[0].Fact("kind")?.GetString() == "praise" ? "Praise" : null;
        foreach (var entry in entries)
        {
            why = (entry.Kind, why) switch
            {
                ("suspensionJudged", null)
                    when entry.Fact("until") is not null
                        && entry.Fact("ledger")?.GetBoolean() == true => "Suspended",
                ("resumed" or "queued" or "dispatched" or "resolved" or "reopened", "Suspended") =>
                    null,
                ("reopened", "LegalPath") => null,
                ("excluded", null or "LegalPath" or "Suspended") => "ByCity",
                ("closed", null or "LegalPath" or "Suspended") => entry
                    .Fact("how")!
                    .Value.GetString() switch
                {
                    "split" => "Split",
                    "abuse" => "Abuse",
                    "legalPath" => "LegalPath",
                    "givenBack" => "GivenBack",
                    _ => why == "Suspended" ? null : why,
                },
                _ => why,
            };
        }

        return why;
    }

    /// <summary>Each reason for which cases count in no number, with how many they are.</summary>
    private static async Task<IEnumerable<string>> WrongReasonsAsync(
        Evidence evidence,
        NpgsqlConnection connection
    )
    {
        var byHand = evidence
            .Cases.Select(one => WhyLeftOut(one.Entries))
            .OfType<string>()
            .CountBy(why => why)
            .ToDictionary();
        var kept = (
            await connection.QueryAsync<(string Why, int Count)>(
                "select left_out, count(*)::int from assessment.outcome where left_out is not null group by left_out"
            )
        ).ToDictionary(row => row.Why, row => row.Count);
        return byHand
            .Keys.Union(kept.Keys)
            .Where(why => byHand.GetValueOrDefault(why) != kept.GetValueOrDefault(why))
            .Select(why =>
                $"left out as {why}: by hand {byHand.GetValueOrDefault(why)}, kept {kept.GetValueOrDefault(why)}"
            );
    }

    /// <summary>The page of a month, line by line, with the rates divided by hand.</summary>
    private static async Task<IEnumerable<string>> WrongRatesAsync(
        Evidence evidence,
        int period,
        Dictionary<(int Period, Guid Unit), Count> byHand
    )
    {
        var auditor = evidence.Staff.Of(Role.Auditor, evidence.Staff.Centre);
        var broken = new List<string>();
        foreach (var kind in Kinds)
        {
            var page = await evidence.Town.LookAsync(
                auditor,
                $"/api/assessment/periods/{period / 100:0000}-{period % 100:00}?kind={kind}&channels=all&live=true"
            );
            if (!page.IsDone)
            {
                broken.Add($"the page of {period} for {kind}: {page}");
                continue;
            }

            foreach (var row in page.Body.GetProperty("rows").EnumerateArray())
            {
                var unit = row.GetProperty("unit").GetProperty("id").GetGuid();
                var count = byHand
                    .Where(one =>
                        one.Key.Period == period
                        && (
                            one.Key.Unit == unit
                            || (kind == "street" && evidence.Staff.IsBelow(one.Key.Unit, unit))
                        )
                    )
                    .Select(one => one.Value)
                    .Aggregate(Count.Plus);
                if (Shown(row) != count.Rates)
                {
                    broken.Add(
                        $"{evidence.Staff.NameOf(unit)} in {period}: shown {Shown(row)}, by hand {count.Rates} of {count}"
                    );
                }
            }
        }

        return broken;
    }

    private static (decimal, decimal, decimal, decimal, decimal) Shown(JsonElement row) =>
        (
            row.GetProperty("responseRate").GetDecimal(),
            row.GetProperty("solutionRate").GetDecimal(),
            row.GetProperty("satisfactionRate").GetDecimal(),
            row.GetProperty("completionRate").GetDecimal(),
            row.GetProperty("composite").GetDecimal()
        );

    /// <summary>What a unit, or a case, counts in a month.</summary>
    private sealed record Count(
        Guid Unit,
        int Period,
        int Accepted,
        int Completed,
        int Valid,
        int Contacted,
        int Solved,
        int Satisfied,
        int Basically
    )
    {
        public static Count Of(IReadOnlyList<Entry> entries)
        {
            var story = Story.Of(entries);
            var asked = entries.LastOrDefault(entry =>
                entry.Kind == "calledBack"
                && entry.Fact("reached")!.Value.GetBoolean()
                && entry.Fact("afterEnd")?.GetBoolean() != true
            );
            // The month closes with the 18th.
            var day = OwnCalendar.DayOf(entries[0].At);
            var month = day.Day > 18 ? day.AddDays(-18).AddMonths(1) : day;
            return new Count(
                story.Unit ?? Guid.Empty,
                (month.Year * 100) + month.Month,
                1,
                story.State is "resolved" or "closed" ? 1 : 0,
                asked is null ? 0 : 1,
                asked?.Fact("contacted")?.GetBoolean() == true ? 1 : 0,
                asked?.Fact("solved")?.GetString() == "solved" ? 1 : 0,
                asked?.Fact("satisfied")?.GetString() == "satisfied" ? 1 : 0,
                asked?.Fact("satisfied")?.GetString() == "basicallySatisfied" ? 1 : 0
            );
        }

        public static Count Plus(Count one, Count other) =>
            new(
                one.Unit,
                one.Period,
                one.Accepted + other.Accepted,
                one.Completed + other.Completed,
                one.Valid + other.Valid,
                one.Contacted + other.Contacted,
                one.Solved + other.Solved,
                one.Satisfied + other.Satisfied,
                one.Basically + other.Basically
            );

        /// <summary>Response, solution, satisfaction, completion (four decimals) and the composite (one).</summary>
        public (decimal, decimal, decimal, decimal, decimal) Rates =>
            Valid == 0
                ? (0, 0, 0, Round((decimal)Completed / Accepted, 4), 0)
                : (
                    Round((decimal)Contacted / Valid, 4),
                    Round((decimal)Solved / Valid, 4),
                    Round(((10m * Satisfied) + (9m * Basically)) / (10m * Valid), 4),
                    Round((decimal)Completed / Accepted, 4),
                    Round(
                        ((10m * Contacted) + (50m * Solved) + (40m * Satisfied) + (36m * Basically))
                            / Valid,
                        1
                    )
                );

        private static decimal Round(decimal value, int decimals) =>
            decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
    }
}
