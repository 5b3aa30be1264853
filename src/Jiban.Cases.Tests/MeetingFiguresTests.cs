using FsCheck;
using FsCheck.Fluent;
using Jiban.Cases.Figures;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Cases.Tests;

/// <summary>What is shown of the meetings, month by month, is what a count by hand from the raw journal gives.</summary>
public sealed class MeetingFiguresTests : IAsyncLifetime
{
    private const int Lives = 300;
    private const int Acts = 120;
    private TestDatabase _store = null!;
    private int _solved;

    public async ValueTask InitializeAsync() =>
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations, CasesModule.Migrations);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void The_meetings_shown_are_those_of_a_count_by_hand()
    {
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
        Assert.NotEqual(0, _solved);
    }

    /// <summary>Drawn once by chance: somebody whom the first unit did not reach went to another.</summary>
    [Fact]
    public Task They_are_when_whom_one_unit_did_not_reach_went_to_the_next() => AgreeAsync(860_353);

    private async Task AgreeAsync(int seed)
    {
        var lives = Enumerable.Range(0, Lives).Select(n => Life(seed + n, n % 3)).ToList();
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var insert = connection.CreateCommand())
        {
            insert.CommandText = CaseColumns.Insert;
            insert.Transaction = transaction;
            CaseColumns.Bind(insert.Parameters, [.. lives.Select(life => life.Row)]);
            await insert.ExecuteNonQueryAsync();
        }

        var byHand = lives
            .Select(life => ByHand([.. life.Entries.Select(one => one.Entry)]))
            .OfType<Counted>()
            .ToList();
        _solved += byHand.Count(one => one.Solved);
        await ShownAsync([], byHand);
        var unit = lives[0].Row.UnitId;
        await ShownAsync([unit], [.. byHand.Where(one => one.Unit == unit)]);

        async Task ShownAsync(Guid[] units, IReadOnlyList<Counted> expected)
        {
            var shown = await ShowCaseFigures.MonthsAsync(
                connection,
                new FiguresQuestion(units, Guid.Empty, Guid.AllBitsSet),
                default
            );
            Assert.Equal(
                expected
                    .GroupBy(one => one.Month)
                    .OrderBy(month => month.Key, StringComparer.Ordinal)
                    .Select(month =>
                        (
                            month.Key,
                            month.Count(),
                            month.Count(one => one.State is not null),
                            Of(month, "met"),
                            Of(month, "noNeed"),
                            Of(month, "declined"),
                            Of(month, "notReached"),
                            month.Count(one => one.Solved)
                        )
                    ),
                shown.Select(one =>
                    (
                        one.Month,
                        one.Received,
                        one.Invited,
                        one.MetCases,
                        one.NoNeed,
                        one.Declined,
                        one.NotMet,
                        one.SolvedByMeeting
                    )
                )
            );
            var hours = expected.Where(one => one.State == "met").Select(one => one.Hours).ToList();
            var answer = ShowCaseFigures.Of(shown, new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).Meeting;
            Assert.Equal(hours.Count, answer.Met);
            if (hours.Count == 0)
            {
                Assert.Null(answer.HoursToMeet);
            }
            else
            {
                Assert.Equal(hours.Average(), answer.HoursToMeet!.Value, 0.06); // Shown to a tenth of an hour.
            }
        }

        static int Of(IEnumerable<Counted> some, string state) =>
            some.Count(one => one.State == state);
    }

    /// <summary>A life that begins in one of three months.</summary>
    private static RandomCase Life(int seed, int monthsAgo)
    {
        var one = new RandomCase(
            seed,
            new DateTimeOffset(2026, 11 - monthsAgo, 20, 2, 0, 0, TimeSpan.Zero)
        );
        // Some lives are looked at as soon as there is a result, some when they are over the first time.
        CaseState? last = (seed % 3) switch
        {
            1 => CaseState.Resolved,
            2 => CaseState.Closed,
            _ => null,
        };
        for (var i = 0; i < Acts && one.Row.State != last; i++)
        {
            one.Act();
        }

        return one;
    }

    private sealed record Counted(
        string Month,
        Guid Unit,
        string? State,
        double Hours,
        bool Solved
    );

    /// <summary>The last handling: what was asked and answered since the case was last opened again, and whether its requester is invited.</summary>
    private static Counted? ByHand(IReadOnlyList<JournalEntry> entries)
    {
        var registered = entries[0].Data;
        if (registered.GetProperty("kind").GetString() == "praise")
        {
            return null;
        }

        var isConfidential = registered.GetProperty("confidential").GetBoolean();
        var state =
            !isConfidential && registered.GetProperty("hasPerson").GetBoolean() ? "invited" : null;
        DateTimeOffset? at = null;
        string? outcome = null;
        string? answer = null;
        foreach (var entry in entries)
        {
            switch (entry.Kind)
            {
                // Whoever was invited, or spoken with about it, is invited anew.
                case "reopened":
                    (state, at, outcome, answer) = (
                        state is null ? null : "invited",
                        null,
                        null,
                        null
                    );
                    break;
                // Whom one unit did not reach the next one has to try itself.
                case "dispatched" when state == "notReached":
                    state = "invited";
                    break;
                case "meetingOffered":
                    state = "offered";
                    break;
                case "meetingAnswered":
                    state = entry.Data.GetProperty("answer").GetString() switch
                    {
                        "accept" => "accepted",
                        "propose" => "proposed",
                        "noNeed" => "noNeed",
                        // No word against meeting: to be invited again, and counted apart.
                        "decline" => "declined",
                        var other => throw new InvalidOperationException(other),
                    };
                    break;
                case "contacted" when entry.Data.TryGetProperty("meeting", out var said):
                    state = said.GetString();
                    break;
                case "met":
                    (state, at) = ("met", entry.Data.GetProperty("at").GetDateTimeOffset());
                    break;
                case "resolved":
                    outcome = entry.Data.GetProperty("outcome").GetString();
                    break;
                case "reinspected" when !entry.Data.GetProperty("passed").GetBoolean():
                    (outcome, answer) = (null, null);
                    break;
                case "calledBack" when entry.Data.GetProperty("reached").GetBoolean():
                    answer = entry.Data.TryGetProperty("solved", out var solved)
                        ? solved.GetString()
                        : null;
                    break;
                default:
                    break;
            }
        }

        return new Counted(
            CivilTime
                .Of(entries[0].At)
                .ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
            entries
                .Last(entry => entry.Kind is "queued" or "dispatched")
                .Data.GetProperty("unit")
                .GetGuid(),
            state,
            at is { } met ? (met - entries[0].At).TotalHours : 0,
            state == "met" && outcome == "solved" && answer is null or "solved"
        );
    }
}
