using Dapper;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Testing;

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
                .Resolved(At.AddDays(1))
                .Reinspected(At.AddDays(2), true)
                .Closed(At.AddDays(3))
                .Written,
        ];
        await ApplyAsync(journal);
        var whole = await RowsAsync();
        Assert.Equal(2, whole.Count);
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
        var minute = await ShowMinute.Handle(
            new DateOnly(2026, 11, 2),
            _store.App,
            new FakeClock(),
            Cancellation
        );
        Assert.Equal(
            new ShowMinute.Response(new DateOnly(2026, 11, 2), 101, 100, 1, 60, 50, 99, 100),
            minute.Value
        );
    }

    [Fact]
    public async Task A_day_without_reports_has_nothing_to_measure()
    {
        var minute = await ShowMinute.Handle(null, _store.App, new FakeClock(At), Cancellation);
        Assert.Equal(
            new ShowMinute.Response(new DateOnly(2026, 11, 2), 0, 0, 0, 0, null, null, null),
            minute.Value
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
                "select r::text from patrol.report r order by 1"
            ),
        ];
    }
}
