using Dapper;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jiban.Patrol.Tests;

public sealed class ReportProjectionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly ReportProjection _projection = new();
    private TestDatabase _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations, PatrolModule.Migrations);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task However_the_journal_is_cut_into_batches_the_rows_are_the_same_and_a_rebuild_too()
    {
        JournalEntry[] journal =
        [
            .. new Finding(1).Registered(At).Dispatched(At).Signed(At).Resolved(At).Written,
            .. new Finding(2).Registered(At, channel: "web").Dispatched(At).Written,
            .. new Finding(3)
                .Registered(At)
                .Queued(At)
                .Dispatched(At.AddMinutes(2))
                .Signed(At)
                .ReturnJudged(At.AddMinutes(3), Some.Id(31))
                .Dispatched(At.AddMinutes(3), unit: Some.Id(31))
                .Resolved(At.AddDays(1))
                .Reinspected(At.AddDays(1.5), false)
                .Resolved(At.AddDays(1.6))
                .Reinspected(At.AddDays(2), true)
                .Closed(At.AddDays(3))
                .Written,
        ];
        await ApplyAsync(journal);
        var whole = await RowsAsync();
        // Two reports, one with one unit and one with two.
        Assert.Equal(2 + 3, whole.Count);
        await ResetAsync();
        Assert.Empty(await RowsAsync());
        foreach (var entry in journal)
        {
            await ApplyAsync(entry);
        }

        Assert.Equal(whole, await RowsAsync());
        await ApplyAsync(journal);
        Assert.Equal(whole, await RowsAsync());
    }

    [Fact]
    public async Task The_minute_of_a_day_is_measured_over_what_was_received_on_it()
    {
        // 100 reports after 1 to 100 seconds, one that waits, and one of the day before.
        await ApplyAsync([
            .. Enumerable
                .Range(1, 100)
                .SelectMany(n =>
                    new Finding(n).Registered(At).Queued(At).Dispatched(At.AddSeconds(n)).Written
                ),
            .. new Finding(101).Registered(At).Queued(At).Written,
            .. new Finding(102).Registered(At.AddHours(-9.01)).Dispatched(At.AddHours(5)).Written,
        ]);
        var (figures, late) = await MinuteAsync(At.AddHours(3));
        Assert.Equal(new ShowMinute.Figures(101, 100, 1, 60, 50, 99, 100), figures);
        // After 61 to 100 seconds, and the one that waits.
        Assert.Equal(
            [null, .. Enumerable.Range(61, 40).Select(n => (double?)n)],
            late.Select(one => one.Seconds).Order()
        );
    }

    [Fact]
    public async Task What_waits_is_late_only_when_the_minute_is_over()
    {
        await ApplyAsync([.. new Finding(1).Registered(At).Queued(At).Written]);
        Assert.Empty((await MinuteAsync(At.AddSeconds(60))).Late);
        Assert.Single((await MinuteAsync(At.AddSeconds(61))).Late);
    }

    [Fact]
    public async Task A_day_without_reports_has_nothing_to_measure()
    {
        var (figures, late) = await MinuteAsync(At);
        Assert.Equal(new ShowMinute.Figures(0, 0, 0, 0, null, null, null), figures);
        Assert.Empty(late);
    }

    [Fact]
    public async Task Only_the_own_reports_are_measured_unless_somebody_may_see_all()
    {
        await ApplyAsync([
            .. new Finding(1).Registered(At).Dispatched(At).Written,
            .. new Finding(2).Registered(At, Some.Id(71)).Dispatched(At).Written,
        ]);
        async Task<int> CountAsync(ReportScope scope) =>
            (await MinuteAsync(At, scope)).Figures.Reports;

        Assert.Equal(2, await CountAsync(new(true, [], [])));
        Assert.Equal(1, await CountAsync(new(false, [Finding.Inspector], [])));
        Assert.Equal(2, await CountAsync(new(false, [], [Finding.Unit])));
        Assert.Equal(0, await CountAsync(new(false, [], [])));
    }

    [Fact]
    public async Task Of_a_report_that_took_longer_than_a_minute_is_told_once()
    {
        await ApplyAsync([
            .. new Finding(1).Registered(At).Queued(At).Written,
            .. new Finding(2).Registered(At).Queued(At).Dispatched(At.AddSeconds(61)).Written,
            .. new Finding(3).Registered(At).Queued(At).Dispatched(At.AddSeconds(60)).Written,
        ]);
        var clock = new FakeClock(At.AddSeconds(60));
        using var alarm = new MinuteAlarm(
            _store.App,
            new LiveEvents(),
            clock,
            NullLogger<MinuteAlarm>.Instance
        );
        // The second is late whenever it is looked at; the first only now becomes so.
        Assert.Equal(1, await alarm.SweepAsync(Cancellation));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await alarm.SweepAsync(Cancellation));
        await ResetAsync();
        await ApplyAsync([.. new Finding(1).Registered(At).Queued(At).Written]);
        Assert.Equal(0, await alarm.SweepAsync(Cancellation));
    }

    private async Task<(
        ShowMinute.Figures Figures,
        IReadOnlyList<ShowMinute.Late> Late
    )> MinuteAsync(DateTimeOffset now, ReportScope? scope = null)
    {
        var span = new ShowMinute.Span(
            scope ?? new(true, [], []),
            At.AddHours(-9),
            At.AddHours(15),
            now
        );
        await using var connection = await _store.App.OpenAsync(Cancellation);
        return (
            await ShowMinute.FiguresAsync(connection, span, Cancellation),
            [.. await ShowMinute.LateAsync(connection, span, Cancellation)]
        );
    }

    private async Task ApplyAsync(params IReadOnlyList<JournalEntry> entries)
    {
        await using var connection = await _store.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await _projection.ApplyAsync(connection, transaction, entries, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task ResetAsync()
    {
        await using var connection = await _store.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await _projection.ResetAsync(connection, transaction, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var connection = await _store.App.OpenAsync(Cancellation);
        return
        [
            .. await connection.QueryAsync<string>(
                "select r::text from patrol.report r union all select u::text from patrol.report_unit u order by 1"
            ),
        ];
    }
}
