using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Assessment.Tests;

/// <summary>
/// Some months of a small city, drawn by a seed: every path a case can take, in any order that the journal could tell, with creation
/// times crowded around the bounds of periods.
/// </summary>
internal static class RandomMonths
{
    private static readonly DateTimeOffset Bound = CivilTime.StartOf(new DateOnly(2026, 10, 19));
    private static readonly string[] Solved = ["solved", "partly", "not"];
    private static readonly string[] Satisfied =
    [
        "satisfied",
        "basicallySatisfied",
        "dissatisfied",
    ];

    /// <summary>The entries of all cases in order of time, each case in its own order.</summary>
    public static IReadOnlyList<JournalEntry> Draw(int seed, int cases)
    {
        var chance = new Random(seed);
        var ids = new Ids(TimeProvider.System, new Random(seed));
        return
        [
            .. Enumerable
                .Range(0, cases)
                .SelectMany(_ => Case(chance, ids))
                .OrderBy(entry => entry.At)
                .ThenBy(entry => entry.CaseId)
                .ThenBy(entry => entry.Seq),
        ];
    }

    private static IReadOnlyList<JournalEntry> Case(Random chance, Ids ids)
    {
        var at =
            chance.Next(4) == 0
                ? Bound.AddMonths(chance.Next(3)).AddMicroseconds(chance.Next(-2, 2))
                : Bound.AddMinutes(chance.Next(-20 * 24 * 60, 50 * 24 * 60));
        var entries = new Entries(ids.New(at)).Registered(
            at,
            own: chance.Next(3) == 0,
            hasPerson: chance.Next(5) > 0,
            kind: chance.Next(10) == 0 ? "praise" : "complaint"
        );
        if (chance.Next(20) == 0)
        {
            return entries.Written;
        }

        entries = chance.Next(3) == 0 ? entries.Queued(at, Unit()) : entries.Dispatched(at, Unit());
        for (var steps = chance.Next(8); steps > 0; steps--)
        {
            at += TimeSpan.FromMinutes(chance.Next(1, 3000));
            entries = chance.Next(13) switch
            {
                10 or 11 => entries.Suspended(
                    at,
                    granted: chance.Next(4) > 0,
                    ledger: chance.Next(4) switch
                    {
                        0 => false,
                        1 => null,
                        _ => true,
                    }
                ),
                12 => entries.Resumed(at),
                0 => entries.Dispatched(at, Unit()),
                1 or 2 => entries.Resolved(at),
                3 => entries.Reinspected(at, chance.Next(2) == 0),
                4 or 5 => CallBack(entries, at, chance),
                6 => entries.Closed(
                    at,
                    chance.Next(8) switch
                    {
                        0 => "split",
                        1 => "abuse",
                        2 => "givenBack",
                        3 or 4 => "legalPath",
                        _ => "calledBack",
                    }
                ),
                7 => entries.Other(at, chance.Next(4) == 0 ? "excluded" : "reopened"),
                _ => entries.Other(at, chance.Next(2) == 0 ? "signed" : "contacted"),
            };
        }

        return entries.Written;

        Guid Unit() => SmallCity.Holders[chance.Next(SmallCity.Holders.Count)];
    }

    private static Entries CallBack(Entries entries, DateTimeOffset at, Random chance) =>
        chance.Next(4) == 0
            ? entries.CalledBack(at, false)
            : entries.CalledBack(
                at,
                true,
                chance.Next(10) == 0 ? null : chance.Next(5) > 0,
                chance.Next(10) == 0 ? null : Solved[chance.Next(3)],
                chance.Next(10) == 0 ? null : Satisfied[chance.Next(3)]
            );
}
