using System.Text.Json;
using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Jiban.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Jiban.Platform.Tests.Projections;

public sealed class FollowerTests : IAsyncLifetime
{
    private static readonly Guid One = new("0193a0c4-0000-7000-8000-000000000001");
    private static readonly Guid Two = new("0193a0c4-0000-7000-8000-000000000002");
    private readonly Collected _collected = new();
    private TestDatabase _store = null!;
    private Follower _follower = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations);
        _follower = Of(_collected);
    }

    private Follower Of(params Collected[] projections) =>
        new(_store.App, projections, new FakeClock(), NullLogger<Follower>.Instance);

    public async ValueTask DisposeAsync()
    {
        _follower.Dispose();
        await _store.DisposeAsync();
    }

    /// <summary>A row as a transaction of long ago would have left it.</summary>
    private async Task WriteAsync(Guid caseId, int seq, long transaction)
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into platform.journal (case_id, seq, tx, at, actor, kind, data, hash) values (@caseId, @seq, @transaction::text::xid8, now(), 'system', 'x', '{}', sha256('x'))",
            new
            {
                caseId,
                seq,
                transaction = $"{transaction}",
            }
        );
    }

    [Fact]
    public async Task Entries_come_in_the_order_of_their_transactions_also_where_the_numbers_grow_a_digit()
    {
        await WriteAsync(One, 1, 9);
        await WriteAsync(Two, 1, 10);
        await WriteAsync(One, 2, 99);
        await WriteAsync(One, 3, 100);

        await _follower.CatchUpAsync(default);

        Assert.Equal([(One, 1), (Two, 1), (One, 2), (One, 3)], _collected.Seen);
    }

    [Fact]
    public async Task What_was_taken_is_not_taken_again_and_a_rebuild_takes_everything_anew()
    {
        await WriteAsync(One, 1, 5);
        await _follower.CatchUpAsync(default);
        await WriteAsync(Two, 1, 6);
        await _follower.CatchUpAsync(default);
        Assert.Equal([(One, 1), (Two, 1)], _collected.Seen);

        await _follower.RebuildAsync(_collected, default);

        Assert.Equal([(One, 1), (Two, 1)], _collected.Seen);
        Assert.Equal(1, _collected.Resets);
    }

    [Fact]
    public async Task A_rebuild_beside_another_host_returns_only_when_all_is_there()
    {
        for (var seq = 1; seq <= 3; seq++)
        {
            await WriteAsync(One, seq, 4 + seq);
        }

        await _follower.CatchUpAsync(default);
        // Another host has the checkpoint before the first step of the rebuild: a lock of the table, asked for while the model is emptied, is
        // granted when that commits and holds the first step back until the other has the row.
        await using var gate = await _store.Owner.OpenConnectionAsync();
        await using var shut = await gate.BeginTransactionAsync();
        await using var other = await _store.Owner.OpenConnectionAsync();
        await using var held = await other.BeginTransactionAsync();
        var shutting = Task.CompletedTask;
        _collected.Resetting = async () =>
        {
            shutting = gate.ExecuteAsync(
                "lock table platform.projection in share mode",
                null,
                shut
            );
            await using var looking = await _store.Owner.OpenConnectionAsync();
            while (
                !await looking.ExecuteScalarAsync<bool>(
                    "select exists (select from pg_locks where not granted and pid = @ProcessID)",
                    new { gate.ProcessID }
                )
            ) { }
        };
        var told = new List<long>();
        var rebuilding = _follower.RebuildAsync(_collected, told.Add, default);
        while (_collected.Resets == 0 && !rebuilding.IsCompleted)
        {
            await Task.Yield();
        }

        await shutting;
        await other.ExecuteAsync(
            "select from platform.projection where name = @Name for update",
            new { _collected.Name },
            held
        );
        await shut.RollbackAsync();

        // While the other has the checkpoint there is nothing to take here, and nothing is there yet.
        await Task.WhenAny(
            rebuilding,
            Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System)
        );
        Assert.False(rebuilding.IsCompleted);
        await held.RollbackAsync();

        Assert.Equal(3, await rebuilding);
        Assert.Equal([3L], told);
        Assert.Equal([(One, 1), (One, 2), (One, 3)], _collected.Seen);
    }

    [Fact]
    public async Task What_one_projection_read_the_next_takes_and_one_that_is_behind_misses_nothing()
    {
        var (late, soon) = (new Collected { Name = "late" }, new Collected { Name = "soon" });
        using var first = Of(soon);
        await WriteAsync(One, 1, 5);
        await first.CatchUpAsync(default);
        using var both = Of(soon, late);
        await WriteAsync(Two, 1, 6);
        await both.CatchUpAsync(default);
        await WriteAsync(One, 2, 7);

        await both.CatchUpAsync(default);

        Assert.Equal([(One, 1), (Two, 1), (One, 2)], soon.Seen);
        Assert.Equal(soon.Seen, late.Seen);
        Assert.Same(soon.Batches[^1], late.Batches[^1]);
        Assert.NotSame(soon.Batches[^2], late.Batches[^2]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_can_be_written_again_from_the_journal_does_not_wait_for_the_disk(
        bool derived
    )
    {
        var projection = new Collected { IsDerived = derived };
        using var follower = Of(projection);
        await WriteAsync(One, 1, 5);

        await follower.CatchUpAsync(default);

        Assert.Equal(derived, projection.DoesNotWait);
    }

    [Fact]
    public async Task A_batch_that_fails_is_taken_again_whole()
    {
        await WriteAsync(One, 1, 5);
        _collected.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _follower.CatchUpAsync(default));
        _collected.Fails = false;

        await _follower.CatchUpAsync(default);

        Assert.Equal([(One, 1)], _collected.Seen);
    }

    [Fact]
    public async Task In_a_running_host_one_that_can_t_take_its_batch_holds_up_no_other_and_is_tried_again()
    {
        var (stuck, other) = (
            new Collected { Name = "stuck", Fails = true },
            new Collected { Name = "other" }
        );
        var clock = new FakeClock();
        using var follower = new Follower(
            _store.App,
            [stuck, other],
            clock,
            NullLogger<Follower>.Instance
        );
        await follower.StartAsync(default);
        await WriteAsync(One, 1, 5);
        Assert.True(Passes(() => other.Seen.Count == 1));
        await WriteAsync(Two, 1, 6);
        Assert.True(Passes(() => other.Seen.Count == 2));
        Assert.Empty(stuck.Seen);

        stuck.Fails = false;

        Assert.True(Passes(() => stuck.Seen.Count == 2));
        await follower.StopAsync(default);

        bool Passes(Func<bool> until) =>
            SpinWait.SpinUntil(
                () =>
                {
                    clock.Advance(TimeSpan.FromMilliseconds(250));
                    return until();
                },
                TimeSpan.FromSeconds(20)
            );
    }

    private sealed class Collected : IProjection
    {
        public List<(Guid, int)> Seen { get; } = [];
        public int Resets { get; private set; }
        public bool Fails { get; set; }
        public Func<Task> Resetting { get; set; } = () => Task.CompletedTask;
        public List<IReadOnlyList<JournalEntry>> Batches { get; } = [];
        public string Name { get; init; } = "test.collected";
        public bool IsDerived { get; init; } = true;

        /// <summary>Whether the last transaction was told not to wait for the disk: the cluster of the tests never does.</summary>
        public bool DoesNotWait { get; private set; }

        public async Task ApplyAsync(
            NpgsqlConnection connection,
            NpgsqlTransaction transaction,
            IReadOnlyList<JournalEntry> entries,
            CancellationToken cancellation
        )
        {
            if (Fails)
            {
                throw new InvalidOperationException("planted");
            }

            Assert.All(entries, entry => Assert.Equal(JsonValueKind.Object, entry.Data.ValueKind));
            Batches.Add(entries);
            Seen.AddRange(entries.Select(entry => (entry.CaseId, entry.Seq)));
            DoesNotWait = await connection.ExecuteScalarAsync<bool>(
                "select setting = 'off' and source = 'session' from pg_settings where name = 'synchronous_commit'",
                transaction: transaction
            );
        }

        public async Task ResetAsync(
            NpgsqlConnection connection,
            NpgsqlTransaction transaction,
            CancellationToken cancellation
        )
        {
            await Resetting();
            Resets++;
            Seen.Clear();
        }
    }
}
