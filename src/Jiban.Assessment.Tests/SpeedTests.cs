using System.Diagnostics;
using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Assessment.Tests;

/// <summary>
/// The bars of the design: 20,000 journal rows a second, 100 ms for a ranking. The machine that runs the tests may be busy, so what
/// fails here is a change of order (a row at a time, a scan of the cases), not a slow afternoon; the figures are written to the output.
/// </summary>
[Collection(nameof(SpeedTests))]
public sealed class SpeedTests(ITestOutputHelper output)
{
    /// <summary>Measured after everything else: the other tests of this project would be what is measured.</summary>
    [CollectionDefinition(nameof(SpeedTests), DisableParallelization = true)]
    public sealed class Alone;

    private const int Busy = 4;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_projection_takes_twenty_thousand_entries_a_second()
    {
        await using var store = await AssessmentStore.CreateAsync();
        var journal = Lives(12_000);
        await store.ApplyAsync([.. journal.Take(5_000)]);
        var watch = Stopwatch.StartNew();
        foreach (var batch in journal.Skip(5_000).Chunk(5_000))
        {
            await store.ApplyAsync(batch);
        }

        var perSecond = (journal.Count - 5_000) / watch.Elapsed.TotalSeconds;
        output.WriteLine($"{perSecond:N0} entries/s");
        Assert.True(perSecond > 20_000 / Busy, $"{perSecond:N0} entries/s");
    }

    [Fact]
    public async Task A_ranking_costs_the_same_however_many_cases_there_are()
    {
        await using var store = await AssessmentStore.CreateAsync();
        // 343 streets with 15 units below each, twenty years of periods, a million cases a period.
        await using (var connection = await store.Database.Owner.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                """
                insert into assessment.tally
                select y * 100 + m, lpad(to_hex(u), 32, '0')::uuid, own, 90, 80, 60, 55, 50, 40, 15
                from generate_series(2020, 2026) y, generate_series(1, 12) m, generate_series(1, 5488) u,
                     unnest(array[true, false]) own;
                analyze assessment.tally
                """
            );
        }

        var best = TimeSpan.MaxValue;
        for (var turn = 0; turn < 10; turn++)
        {
            var watch = Stopwatch.StartNew();
            await using var connection = await store.Database.App.OpenAsync(Cancellation);
            var tally = await TallyTable.ReadAsync(
                connection,
                new Period(2026, 11),
                ChannelGroup.All,
                Cancellation
            );
            var ranking = Ranking.Of(Streets(tally), FormulaTests.SetA);
            best = watch.Elapsed < best ? watch.Elapsed : best;
            Assert.Equal(343, ranking.Rows.Count);
        }

        output.WriteLine($"{best.TotalMilliseconds:N1} ms");
        Assert.True(best.TotalMilliseconds < 100 * Busy, $"{best.TotalMilliseconds:N1} ms");
    }

    private static IEnumerable<(AssessedUnit, Counts)> Streets(Dictionary<Guid, Counts> tally) =>
        tally
            .Keys.Order()
            .Chunk(16)
            .Select(
                (members, n) =>
                    (
                        new AssessedUnit(members[0], $"{n:D4}", "", members),
                        members.Aggregate(default(Counts), (sum, unit) => sum + tally[unit])
                    )
            );

    /// <summary>Whole lives of cases, mixed as a city mixes them: every entry of a day before the next day's.</summary>
    private static List<JournalEntry> Lives(int cases)
    {
        var start = CivilTime.StartOf(new DateOnly(2026, 11, 1));
        var ids = new Ids(new FakeClock(start), Some.Chance());
        return
        [
            .. Enumerable
                .Range(0, cases)
                .SelectMany(n =>
                {
                    var at = start.AddSeconds(n * 60);
                    return new Entries(ids.New(at))
                        .Registered(at, own: n % 3 == 0)
                        .Dispatched(at, SmallCity.Holders[n % SmallCity.Holders.Count])
                        .Other(at.AddHours(1), "signed")
                        .Other(at.AddHours(2), "contacted")
                        .Resolved(at.AddDays(1))
                        .CalledBack(at.AddDays(2), true, true, "solved", "satisfied")
                        .Closed(at.AddDays(2))
                        .Written;
                })
                .OrderBy(entry => entry.At)
                .ThenBy(entry => entry.Seq),
        ];
    }
}
