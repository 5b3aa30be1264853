using Dapper;
using Jiban.Channels.Outbox;
using Jiban.Platform;
using Jiban.Platform.Journaling;
using Jiban.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jiban.Channels.Tests;

/// <summary>From entries of the journal to messages, each once.</summary>
public sealed class OutboxProjectionTests : IAsyncLifetime
{
    private static readonly Guid Order = Some.Id(1);
    private static readonly Guid Other = Some.Id(2);
    private readonly FakeClock _clock = new();
    private TestDatabase _store = null!;
    private OutboxProjection _outbox = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestDatabase.CreateAsync(
            PlatformModule.Migrations,
            ChannelsModule.Migrations
        );
        _outbox = new OutboxProjection(_clock);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Entries_of_an_order_become_operations_and_those_of_others_and_of_the_city_do_not()
    {
        await ApplyAsync(
            Entry(Order, 1, "registered", new { upstream = "BJ-1", limit = _clock.GetUtcNow() }),
            Entry(Order, 2, "dispatched", new { }),
            Entry(Order, 3, "signed", new { }),
            Entry(Order, 4, "returnAsked", new { }),
            Entry(Order, 5, "returnJudged", new { verdict = "upheld" }),
            Entry(Order, 6, "returnJudged", new { verdict = "givenBack" }),
            Entry(Order, 7, "extensionJudged", new { }),
            Entry(Order, 8, "resolved", new { }),
            Entry(Order, 9, "closed", new { }, actor: "12345"),
            Entry(Other, 1, "registered", new { }),
            Entry(Other, 2, "signed", new { })
        );

        Assert.Equal(
            [(3, "sign"), (6, "return"), (8, "result")],
            await RowsAsync<(int, string)>("select seq, what from channels.outbox order by seq")
        );
        Assert.Equal(
            [("BJ-1", "closed")],
            await RowsAsync<(string, string)>("select number, state from channels.upstream_order")
        );
    }

    [Fact]
    public async Task However_often_and_however_cut_the_journal_is_read_each_message_is_written_once()
    {
        JournalEntry[] entries =
        [
            Entry(Order, 1, "registered", new { upstream = "BJ-1" }),
            Entry(Order, 2, "signed", new { }),
            Entry(Order, 3, "progressReported", new { }),
        ];
        foreach (var entry in entries)
        {
            await ApplyAsync(entry);
        }

        await ExecuteAsync("update channels.outbox set state = 'delivered'");
        await using (var connection = await _store.App.OpenAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await _outbox.ResetAsync(connection, transaction, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        await ApplyAsync(entries);
        Assert.Equal(
            [(2, "delivered"), (3, "delivered")],
            await RowsAsync<(int, string)>("select seq, state from channels.outbox order by seq")
        );
        Assert.Single(await RowsAsync<string>("select number from channels.upstream_order"));
    }

    [Fact]
    public async Task Messages_that_ended_long_ago_go_and_are_not_sent_anew_and_dead_letters_stay()
    {
        JournalEntry[] entries =
        [
            Entry(Order, 1, "registered", new { upstream = "BJ-1" }),
            Entry(Order, 2, "signed", new { }),
            Entry(Order, 3, "progressReported", new { }),
            Entry(Order, 4, "resolved", new { }),
        ];
        await ApplyAsync(entries);
        await ExecuteAsync(
            "update channels.outbox set state = case seq when 3 then 'dead' else 'delivered' end, done_at = at where seq in (2, 3)"
        );
        using var sweep = new OutboxSweep(_store.App, _clock, NullLogger<OutboxSweep>.Instance);
        Assert.Equal(0, await sweep.SweepAsync(Cancellation));

        _clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(0, await sweep.SweepAsync(Cancellation)); // The order is open.
        await ApplyAsync(Entry(Order, 5, "closed", new { }, actor: "12345"));

        Assert.Equal(1, await sweep.SweepAsync(Cancellation));
        await ApplyAsync(entries);
        Assert.Equal(
            [(3, "dead"), (4, "waiting")],
            await RowsAsync<(int, string)>("select seq, state from channels.outbox order by seq")
        );
    }

    [Fact]
    public async Task Orders_with_and_without_a_limit_come_in_one_batch_in_any_order()
    {
        var limit = _clock.GetUtcNow().AddHours(9);
        await ApplyAsync(
            Entry(Some.Id(7), 1, "registered", new { upstream = "BJ-7" }),
            Entry(Some.Id(8), 1, "registered", new { upstream = "BJ-8", limit })
        );

        Assert.Equal(
            [("BJ-7", null), ("BJ-8", limit.UtcDateTime)],
            await RowsAsync<(string, DateTime?)>(
                "select number, limit_at from channels.upstream_order order by number"
            )
        );
    }

    [Fact]
    public async Task Nobody_is_told_without_a_gateway_nor_of_what_is_no_news_nor_where_nobody_asked()
    {
        await ApplyAsync(Entry(Some.Id(3), 1, "registered", new { hasPerson = true }));
        await ExecuteAsync(
            "insert into channels.destination (code, destination_id, url, secret, in_use, since) values ('sms', '00000000-0000-0000-0000-000000000001', 'http://127.0.0.1:1/', '', true, '2020-01-01')"
        );
        await ApplyAsync(
            Entry(Some.Id(4), 1, "registered", new { hasPerson = true }),
            Entry(Some.Id(5), 1, "registered", new { hasPerson = false }),
            Entry(Some.Id(6), 1, "registered", new { hasPerson = true }) with
            {
                At = _clock.GetUtcNow().AddDays(-2),
            }
        );

        Assert.Equal(
            [(Some.Id(4), "requester", "registered")],
            await RowsAsync<(Guid, string, string)>(
                "select case_id, destination, what from channels.outbox"
            )
        );
    }

    private JournalEntry Entry(
        Guid caseId,
        int seq,
        string kind,
        object facts,
        string actor = "system"
    ) => new(caseId, seq, _clock.GetUtcNow(), actor, kind, CanonicalJson.Of(facts));

    private async Task ApplyAsync(params JournalEntry[] entries)
    {
        await using var connection = await _store.App.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await _outbox.ApplyAsync(connection, transaction, entries, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task<IReadOnlyList<T>> RowsAsync<T>(string sql)
    {
        await using var connection = await _store.App.OpenAsync(Cancellation);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _store.App.OpenAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }
}
