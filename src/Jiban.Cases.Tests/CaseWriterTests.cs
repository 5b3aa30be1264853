using Dapper;
using Jiban.Platform;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jiban.Cases.Tests;

public sealed class CaseWriterTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("jiban-writer-").FullName;
    private readonly Guid _upload = Some.Id(1);
    private TestDatabase _store = null!;
    private ServiceProvider _services = null!;
    private CaseWriter _writer = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations, CasesModule.Migrations);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(_store.App)
            .AddPlatform(new PlatformOptions { DataDirectory = _directory })
            .BuildServiceProvider();
        _writer = Writer(_store.App);
        await OwnerAsync(
            $"""
            insert into platform.file (file_id, sha256, media_type, width, height, bytes, uploaded_at)
            values ('{_upload}', '', 'image/webp', 1, 1, 1, now())
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_bad_row_fails_alone()
    {
        await OwnerAsync("alter table cases.text add check (length(box) < 100)");
        var bad = Case(1) with { TextBox = new byte[100] };

        var written = await TogetherAsync([Case(2), bad, Case(3)]);

        Assert.Equal(new Written(), await written[0]);
        await Assert.ThrowsAsync<PostgresException>(() => written[1]);
        Assert.Equal(new Written(), await written[2]);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_case_with_uploads_that_fails_takes_nobody_of_its_batch_along()
    {
        await OwnerAsync("alter table cases.attachment add check (ordinal < 0)");
        var heavy = Case(1) with { Uploads = [_upload] };

        var written = await TogetherAsync([Case(2), heavy, Case(3)]);

        Assert.Equal(new Written(), await written[0]);
        await Assert.ThrowsAsync<PostgresException>(() => written[1]);
        Assert.Equal(new Written(), await written[2]);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_case_whose_uploads_are_refused_leaves_nothing_and_the_next_may_have_them()
    {
        var unknown = Case(1) with { Uploads = [_upload, Some.Id(2)] };
        var known = Case(2) with { Uploads = [_upload] };

        var written = await TogetherAsync([unknown, Case(3), known]);

        Assert.Equal("unknown-upload", (await written[0]).Problem?.Type);
        Assert.Equal(new Written(), await written[1]);
        Assert.Equal(new Written(), await written[2]);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_connection_that_is_ended_before_the_commit_costs_nobody_the_case()
    {
        // Ends its own connection at the first commit; a sequence counts what is rolled back too.
        await OwnerAsync(
            """
            create sequence cases.commits;
            create function cases.end_connection() returns trigger language plpgsql security definer as $$
            begin
                if nextval('cases.commits') = 1 then
                    perform pg_terminate_backend(pg_backend_pid());
                end if;
                return null;
            end $$;
            create constraint trigger end_connection after insert on cases.case_number
                deferrable initially deferred for each row execute function cases.end_connection();
            """
        );

        var written = await TogetherAsync([Case(1), Case(2) with { KeyHash = [1] }, Case(3)]);

        Assert.All(await Task.WhenAll(written), one => Assert.Equal(new Written(), one));
        Assert.Equal(3, await CountAsync());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_connection_that_breaks_around_its_commit_doubles_no_case(
        bool hasKey,
        bool isLate
    )
    {
        await using var lossy = LossyStore.Open(_store.Connections.App);
        await using var database = new Database(NpgsqlDataSource.Create(lossy.Connection));
        await using var writer = Writer(database);
        await writer.WriteAsync(Case(1), default);
        var mine = Case(2) with { KeyHash = hasKey ? [7] : null };

        var lost = lossy.LoseNextCommitAsync(isLate ? SomebodyWaitsAsync : null);
        var first = await writer.WriteAsync(mine, default);
        var again = await writer.WriteAsync(Case(3) with { KeyHash = mine.KeyHash }, default);

        await lost.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(first.Existing, new Guid?[] { null, mine.File.CaseId });
        Assert.Equal(hasKey ? mine.File.CaseId : null, again.Existing);
        Assert.Equal(hasKey ? 2 : 3, await CountAsync());
    }

    /// <summary>Hands cases over while the writer waits for the store, so that they are one batch.</summary>
    private async Task<List<Task<Written>>> TogetherAsync(IReadOnlyList<NewCase> cases)
    {
        await _writer.WriteAsync(Case(100), default);
        await using var blocker = await _store.Owner.OpenConnectionAsync();
        await using var blocking = await blocker.BeginTransactionAsync();
        await blocker.ExecuteAsync("lock table cases.case_number in exclusive mode");
        var held = _writer.WriteAsync(Case(101), default);
        await SomebodyWaitsAsync();
        var written = cases.Select(one => _writer.WriteAsync(one, default)).ToList();
        await blocking.RollbackAsync();
        await held;
        await OwnerAsync(
            $"delete from cases.case_file where case_id in ('{Case(100).File.CaseId}', '{Case(101).File.CaseId}')"
        );
        return written;
    }

    /// <summary>Until a transaction of this store waits for another.</summary>
    private async Task SomebodyWaitsAsync()
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        while (
            !await connection.ExecuteScalarAsync<bool>(
                "select exists (select from pg_locks l join pg_stat_activity a using (pid) where not granted and datname = current_database())"
            )
        )
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private CaseWriter Writer(Database database) =>
        new(
            database,
            _services.GetRequiredService<Photos>(),
            _services.GetRequiredService<Recordings>()
        );

    /// <summary>A case that was just registered; the same number gives the same one.</summary>
    private static NewCase Case(int seed)
    {
        var made = new RandomCase(seed);
        return new NewCase(made.Row, made.Entries, [1], [2], null, null, null, null, [3], [], []);
    }

    private async Task<long> CountAsync()
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from cases.case_file");
    }

    private async Task OwnerAsync(string sql)
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }
}
