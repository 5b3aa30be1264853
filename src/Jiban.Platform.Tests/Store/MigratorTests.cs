using Dapper;
using Jiban.Platform.Store;
using Jiban.Testing;
using Npgsql;

namespace Jiban.Platform.Tests.Store;

public sealed class MigratorTests : IAsyncLifetime
{
    private static readonly (string, string) First = (
        "0001_make_thing",
        "create schema thing; create table thing.a (x int); grant usage on schema thing to jiban_app;"
    );

    private static readonly (string, string) Second = (
        "0002_make_other",
        "create table thing.b (x int)"
    );

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Every_file_runs_once_in_the_order_of_names()
    {
        Assert.Equal(
            ["thing/0001_make_thing", "thing/0002_make_other"],
            await Migrate(FakeModule.Of("thing", Second, First))
        );
        Assert.Empty(await Migrate(FakeModule.Of("thing", First, Second)));
    }

    [Fact]
    public async Task A_new_file_of_a_migrated_store_runs_alone()
    {
        await Migrate(FakeModule.Of("thing", First));

        Assert.Equal(
            ["thing/0002_make_other"],
            await Migrate(FakeModule.Of("thing", First, Second))
        );
    }

    [Fact]
    public async Task A_file_changed_after_it_ran_is_refused_by_name()
    {
        await Migrate(FakeModule.Of("thing", First));

        var refused = await Assert.ThrowsAsync<MigrationMismatchException>(() =>
            Migrate(FakeModule.Of("thing", ("0001_make_thing", "select 1"), Second))
        );

        Assert.Equal(("thing", "0001_make_thing"), (refused.Module, refused.Name));
        Assert.False(await Exists("thing.b"));
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused()
    {
        await Migrate(FakeModule.Of("thing", First, Second));

        var refused = await Assert.ThrowsAsync<MigrationMismatchException>(() =>
            Migrate(FakeModule.Of("thing", First))
        );

        Assert.Equal("0002_make_other", refused.Name);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind_and_can_be_run_again_once_mended()
    {
        var broken = ("0002_make_other", "create table thing.b (x int); select 1 / 0");
        await Assert.ThrowsAsync<PostgresException>(() =>
            Migrate(FakeModule.Of("thing", First, broken))
        );

        Assert.True(await Exists("thing.a"));
        Assert.False(await Exists("thing.b"));
        Assert.Equal(
            ["thing/0002_make_other"],
            await Migrate(FakeModule.Of("thing", First, Second))
        );
    }

    [Fact]
    public async Task Eight_programs_that_start_at_once_run_every_file_once()
    {
        var set = FakeModule.Of(
            "thing",
            First,
            ("0002_slow", "select pg_sleep(0.05); create table thing.b (x int)")
        );

        var ran = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Migrate(set)));

        Assert.Equal(2, ran.Sum(names => names.Count));
    }

    [Fact]
    public async Task The_schema_of_an_earlier_release_can_be_made()
    {
        var set = FakeModule.Of("thing", First, Second);

        await Migrate(set, upTo: "thing/0002_make_other");

        Assert.True(await Exists("thing.a"));
        Assert.False(await Exists("thing.b"));
        Assert.Equal(["thing/0002_make_other"], await Migrate(set));
    }

    [Fact]
    public async Task A_template_is_made_once_for_databases_asked_for_at_once()
    {
        var set = FakeModule.Of("thing", First, ("0002_mark", "-- a template of its own"));

        var databases = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => TestDatabase.CreateAsync(set))
        );

        foreach (var database in databases)
        {
            await using var owner = await database.Owner.OpenConnectionAsync();
            Assert.Equal(
                1,
                await owner.ExecuteScalarAsync<int>(
                    "select count(*) from platform.migration where name = '0002_mark'"
                )
            );
            await database.DisposeAsync();
        }
    }

    private Task<IReadOnlyList<string>> Migrate(MigrationSet set, string? upTo = null) =>
        Migrator.MigrateAsync(_database.Owner, [set], CancellationToken.None, upTo);

    private async Task<bool> Exists(string table)
    {
        await using var owner = await _database.Owner.OpenConnectionAsync();
        return await owner.ExecuteScalarAsync<bool>(
            "select to_regclass(@table) is not null",
            new { table }
        );
    }
}
