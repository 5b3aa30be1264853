using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Jiban.Platform.Journaling;

namespace Jiban.Assessment.Tests;

public sealed class OutcomeProjectionTests : IAsyncLifetime
{
    private static readonly string[] Periods = ["2026-10", "2026-11", "2026-12", "2027-01"];

    private AssessmentStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await AssessmentStore.CreateAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void Random_months_agree_with_a_count_by_hand_from_the_raw_journal_to_the_last_digit()
    {
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    AgreeAsync(seed).GetAwaiter().GetResult();
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Fact]
    public async Task However_the_journal_is_cut_into_batches_the_model_is_the_same()
    {
        var journal = RandomMonths.Draw(7, 150);
        await _store.ApplyAsync(journal);
        var whole = await StateAsync();
        await _store.ResetAsync();
        await ApplyInBatchesAsync(journal, new Random(7));
        Assert.Equal(whole, await StateAsync());
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_model()
    {
        var journal = RandomMonths.Draw(8, 150);
        await ApplyInBatchesAsync(journal, new Random(8));
        var followed = await StateAsync();
        await _store.ResetAsync();
        Assert.Empty(await StateAsync());
        await _store.ApplyAsync(journal);
        Assert.Equal(followed, await StateAsync());
    }

    [Fact]
    public async Task Entries_that_come_a_second_time_change_nothing()
    {
        var journal = RandomMonths.Draw(9, 60);
        await _store.ApplyAsync(journal);
        var once = await StateAsync();
        await _store.ApplyAsync([.. journal.Skip(journal.Count / 2)]);
        Assert.Equal(once, await StateAsync());
    }

    [Fact]
    public async Task The_sums_are_those_of_the_cases()
    {
        await ApplyInBatchesAsync(RandomMonths.Draw(10, 300), new Random(10));
        Assert.Equal(
            await _store.RowsAsync(
                """
                (select period, unit_id, own, count(*), count(completed_at), count(*) filter (where valid),
                    count(*) filter (where contacted), count(*) filter (where solved), count(*) filter (where satisfied),
                    count(*) filter (where basically_satisfied)
                from assessment.outcome where unit_id is not null and left_out is null group by 1, 2, 3)
                """
            ),
            await _store.RowsAsync("assessment.tally")
        );
    }

    private async Task AgreeAsync(int seed)
    {
        var journal = RandomMonths.Draw(seed, 250);
        await _store.ResetAsync();
        await ApplyInBatchesAsync(journal, new Random(seed));
        foreach (var period in Periods)
        {
            foreach (var channels in Enum.GetValues<ChannelGroup>())
            {
                foreach (var kind in Enum.GetValues<RankingKind>())
                {
                    var (lines, last) = HandCount.Table(
                        journal,
                        period,
                        channels.Own(),
                        UnitsByHand[kind]
                    );
                    var view = await _store.ViewAsync(period, kind, channels);
                    var ranking = view.Ranking;
                    Assert.Equal(lines, ranking.Rows.Select(AsByHand));
                    Assert.Equal(
                        last,
                        AsByHand(
                            new RankedUnit(
                                0,
                                new AssessedUnit(Guid.Empty, "", "", []),
                                ranking.Summary.Counts,
                                ranking.Summary.Rates
                            )
                        )
                    );
                    Assert.Equal(
                        HandCount.LeftOut(
                            journal,
                            period,
                            channels.Own(),
                            UnitsByHand[kind].SelectMany(unit => unit.Members)
                        ),
                        view.LeftOut.Select(line => (line.Why.ToString(), line.Count)).Order()
                    );
                }
            }
        }
    }

    private async Task ApplyInBatchesAsync(IReadOnlyList<JournalEntry> journal, Random chance)
    {
        for (var done = 0; done < journal.Count; )
        {
            var size = chance.Next(1, 200);
            await _store.ApplyAsync([.. journal.Skip(done).Take(size)]);
            done += size;
        }
    }

    private async Task<IReadOnlyList<string>> StateAsync() =>
        [
            .. await _store.RowsAsync("assessment.outcome"),
            .. await _store.RowsAsync("assessment.tally"),
        ];

    private static HandCount.Line AsByHand(RankedUnit row)
    {
        var (n, r) = (row.Counts, row.Rates);
        return new HandCount.Line(
            row.Rank,
            row.Unit.Id,
            (
                n.Accepted,
                n.Completed,
                n.Valid,
                n.Contacted,
                n.Solved,
                n.Satisfied,
                n.BasicallySatisfied
            ),
            (
                new BigInteger(r.Response * 10_000),
                new BigInteger(r.Solution * 10_000),
                new BigInteger(r.Satisfaction * 10_000),
                new BigInteger(r.Completion * 10_000),
                new BigInteger(r.Composite * 10)
            )
        );
    }

    // Written out rather than asked of the product's tree.
    private static readonly Dictionary<
        RankingKind,
        (Guid Id, string Code, Guid[] Members)[]
    > UnitsByHand = new()
    {
        [RankingKind.Street] =
        [
            (
                SmallCity.North,
                "0101",
                [
                    SmallCity.North,
                    SmallCity.NorthSection,
                    SmallCity.NorthCommunity,
                    SmallCity.NorthProperty,
                ]
            ),
            (SmallCity.South, "0102", [SmallCity.South, SmallCity.SouthCommunity]),
        ],
        [RankingKind.Department] = [(SmallCity.Health, "0150", [SmallCity.Health])],
        [RankingKind.Utility] = [(SmallCity.Water, "0160", [SmallCity.Water])],
        [RankingKind.Property] = [(SmallCity.NorthProperty, "010103", [SmallCity.NorthProperty])],
        [RankingKind.Community] =
        [
            (SmallCity.NorthCommunity, "010102", [SmallCity.NorthCommunity]),
            (SmallCity.SouthCommunity, "010201", [SmallCity.SouthCommunity]),
        ],
    };
}
