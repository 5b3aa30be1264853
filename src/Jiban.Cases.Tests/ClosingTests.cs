using FsCheck;
using FsCheck.Fluent;
using Jiban.Cases.Figures;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Testing;

namespace Jiban.Cases.Tests;

/// <summary>What is shown of the coverage is what a count by hand from the raw journal gives.</summary>
public sealed class ClosingTests : IAsyncLifetime
{
    private const int Lives = 200;
    private const int Acts = 200;
    private static readonly Guid Unit = new(9, 0, 0, new byte[8]);

    private readonly ClosingProjection _projection = new();
    private TestDatabase _store = null!;

    public async ValueTask InitializeAsync() =>
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations, CasesModule.Migrations);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void The_coverage_shown_is_that_of_a_count_by_hand_however_the_journal_is_cut() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3),
            Prop.ForAll(
                Gen.Choose(0, 1_000_000).ToArbitrary(),
                seed =>
                {
                    AgreeAsync(seed).GetAwaiter().GetResult();
                    return true;
                }
            )
        );

    private async Task AgreeAsync(int seed)
    {
        var chance = new Random(seed);
        var lives = Enumerable.Range(0, Lives).Select(n => Life(seed + n)).ToList();
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Journal.AppendAsync(
            connection,
            transaction,
            [.. lives.SelectMany(life => life)],
            default
        );
        var all = lives.SelectMany(life => life.Select(one => one.Entry)).ToList();
        for (var done = 0; done < all.Count; )
        {
            var batch = all.Skip(done).Take(chance.Next(1, 300)).ToList();
            await _projection.ApplyAsync(connection, transaction, batch, default);
            done += batch.Count;
        }

        var byHand = lives.SelectMany(life => ByHand([.. life.Select(one => one.Entry)])).ToList();
        await ShownAsync([], byHand);
        await ShownAsync([Unit], [.. byHand.Where(one => one.Unit == Unit)]);

        async Task ShownAsync(Guid[] units, IReadOnlyList<Counted> expected)
        {
            var shown = await ShowCaseFigures.CoverAsync(
                connection,
                new FiguresQuestion(units, Guid.Empty, Guid.AllBitsSet),
                default
            );
            Assert.Equal(
                new ShowCaseFigures.Covered(
                    expected.Count(one => one.CallBack != "exempt"),
                    expected.Count(one => one.CallBack == "answered"),
                    expected.Count(one => one.CallBack == "notReached"),
                    expected.Count(one => one.CallBack == "exempt"),
                    expected.Count(one => one.FollowUp is not null),
                    expected.Count(one => one.FollowUp == "done"),
                    expected.Count(one => one.FollowUp == "notReached"),
                    expected.Count(one => one.Control is not null),
                    expected.Count(one => one.Control == "agrees"),
                    expected.Count(one => one.Control == "differs"),
                    expected.Count(one => one.Control == "notReached")
                ),
                shown
            );
        }
    }

    private static List<ChainedEntry> Life(int seed)
    {
        var one = new RandomCase(seed);
        // Of some we look just when they were closed: what is to be asked then is asked sooner or later by somebody.
        var early = seed % 3 == 0;
        for (var i = 0; i < Acts && !(early && one.Row.State == CaseState.Closed); i++)
        {
            one.Act();
        }

        return one.Entries;
    }

    private sealed record Counted(Guid Unit, string CallBack, string? FollowUp, string? Control);

    /// <summary>Closing by closing, with what was said until the case was opened again.</summary>
    private static IEnumerable<Counted> ByHand(IReadOnlyList<JournalEntry> entries)
    {
        var registered = entries[0].Data;
        if (registered.GetProperty("kind").GetString() == "praise")
        {
            yield break;
        }

        var hasPerson = registered.GetProperty("hasPerson").GetBoolean();
        foreach (var closed in entries.Where(entry => entry.Kind == "closed"))
        {
            var said = entries
                .Where(entry => entry.Seq > closed.Seq)
                .TakeWhile(entry => entry.Kind != "reopened")
                .ToList();
            var calls = said.Where(entry => entry.Kind == "calledBack").ToList();
            var control = said.Where(entry =>
                    entry.Kind == "controlled" && entry.Data.TryGetProperty("agrees", out _)
                )
                .Select(entry => entry.Data.GetProperty("agrees").GetBoolean())
                .Cast<bool?>()
                .LastOrDefault();
            yield return new Counted(
                entries
                    .Last(entry =>
                        entry.Seq < closed.Seq && (entry.Kind is "queued" or "dispatched")
                    )
                    .Data.GetProperty("unit")
                    .GetGuid(),
                closed.Data.GetProperty("how").GetString() switch
                {
                    "calledBack" => "answered",
                    "notReached" => "notReached",
                    "legalPath" or "declined" when hasPerson => calls.Any(Reached) ? "answered"
                    : calls.Count(entry => entry.Data.GetProperty("counts").GetBoolean()) >= 3
                        ? "notReached"
                    : "due",
                    _ => "exempt",
                },
                closed.Data.TryGetProperty("dueFollowUp", out _)
                    ? Asked(said, "followedUp")
                        ?? (
                            said.Exists(entry => entry.Kind == "followedUp" && Reached(entry))
                                ? "done"
                                : "due"
                        )
                    : null,
                !closed.Data.GetProperty("control").GetBoolean() ? null
                    : control is null ? Asked(said, "controlled") ?? "due"
                    : control == true ? "agrees"
                    : "differs"
            );
        }
    }

    /// <summary>Three tries that reached nobody, and no answer: not reached.</summary>
    private static string? Asked(List<JournalEntry> said, string kind)
    {
        var tries = said.Where(entry => entry.Kind == kind).ToList();
        return tries.Count >= 3 && !tries.Exists(Reached) ? "notReached" : null;
    }

    private static bool Reached(JournalEntry entry) =>
        entry.Data.GetProperty("reached").GetBoolean();
}
