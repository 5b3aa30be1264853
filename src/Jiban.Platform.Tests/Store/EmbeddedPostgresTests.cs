using System.Diagnostics;
using System.Globalization;
using Dapper;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Platform.Tests.Store;

/// <summary>A private cluster through what happens to it in years, on one data folder.</summary>
public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private readonly string _home = $"/tmp/jiban-cluster-{Environment.ProcessId}";
    private ClusterOptions _options = null!;

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_home);
        _options = new ClusterOptions
        {
            DataDirectory = Path.Combine(_home, "pg"),
            SocketDirectory = Path.Combine(_home, "s"),
            AppUsers = [Environment.UserName],
        };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.StopAsync(_options, CancellationToken.None);
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task It_is_made_found_running_killed_recovered_and_stopped()
    {
        var first = await StartAsync();
        Assert.False(first.RanBefore);
        await RunAsync(
            first,
            "create table public.kept (x int); insert into public.kept values (42)"
        );

        var second = await StartAsync();
        Assert.True(second.RanBefore);
        Assert.Equal(first.Connections, second.Connections);

        await KillAsync();
        var recovered = await StartAsync();
        Assert.False(recovered.RanBefore);
        Assert.Equal(42, await ReadAsync<int>(recovered, "select x from public.kept"));
        Assert.Equal("on", await ReadAsync<string>(recovered, "show fsync"));
        Assert.Equal("on", await ReadAsync<string>(recovered, "show data_checksums"));
        Assert.Equal("", await ReadAsync<string>(recovered, "show listen_addresses"));

        Assert.True(await EmbeddedPostgres.StopAsync(_options, CancellationToken.None));
        Assert.False(Directory.Exists(_options.SocketDirectory));
        Assert.False(await EmbeddedPostgres.StopAsync(_options, CancellationToken.None));

        // After a reboot the number in a stale file may belong to anybody: to this test, for instance.
        await File.WriteAllTextAsync(
            Path.Combine(_options.DataDirectory, "postmaster.pid"),
            $"{Environment.ProcessId}\n{_options.DataDirectory}\n1\n5432\n{_options.SocketDirectory}\n"
        );
        Assert.False((await StartAsync()).RanBefore);
    }

    [Fact]
    public async Task Data_of_another_major_version_are_refused_by_its_number()
    {
        Directory.CreateDirectory(_options.DataDirectory);
        await File.WriteAllTextAsync(Path.Combine(_options.DataDirectory, "PG_VERSION"), "99\n");

        var refused = await Assert.ThrowsAsync<PostgresMissingException>(StartAsync);

        Assert.Contains("PostgreSQL 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_path_that_no_socket_can_have_is_refused_before_anything_is_made()
    {
        _options = _options with { SocketDirectory = "/tmp/" + new string('a', 100) };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(StartAsync);

        Assert.False(Directory.Exists(_options.DataDirectory));
        _options = _options with { SocketDirectory = "/tmp/a" };
    }

    [Fact]
    public void The_newest_installation_with_PostGIS_is_chosen_unless_the_data_ask_for_theirs()
    {
        PostgresBinaries[] found =
        [
            new(15, "/a", true),
            new(17, "/b", false),
            new(16, "/c", false),
            new(16, "/d", true),
        ];

        Assert.Equal("/d", PostgresBinaries.Choose(found, null).Directory);
        Assert.Equal("/d", PostgresBinaries.Choose(found, 16).Directory);
        Assert.Equal("/b", PostgresBinaries.Choose(found, 17).Directory);
        Assert.Throws<PostgresMissingException>(() => PostgresBinaries.Choose([], null));
        Assert.Contains(
            "postgresql-17-postgis-3",
            Assert
                .Throws<PostgresMissingException>(() =>
                    PostgresBinaries.Choose([found[1], found[2]], null)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_installation_has_PostGIS_when_its_own_share_folder_has_it(bool has)
    {
        var share = Directory.CreateDirectory(Path.Combine(_home, "share", "extension"));
        await File.WriteAllTextAsync(
            Path.Combine(share.FullName, has ? "postgis.control" : "plpgsql.control"),
            ""
        );
        var tool = Path.Combine(_home, "pg_config");
        // By another process: what this one has open for writing, also in a child just being started, can't be run.
        await OsCommand.RunAsync(
            null,
            "sh",
            ["-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", tool],
            default,
            $"#!/bin/sh\necho '{share.Parent!.FullName}'\n"
        );

        Assert.Equal(has, await PostgresBinaries.HasPostgisAsync(_home, default));
        Assert.False(await PostgresBinaries.HasPostgisAsync(share.FullName, default));
    }

    private Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(_options, CancellationToken.None);

    private async Task KillAsync()
    {
        var pidFile = Path.Combine(_options.DataDirectory, "postmaster.pid");
        var number = int.Parse(
            (await File.ReadAllLinesAsync(pidFile))[0],
            CultureInfo.InvariantCulture
        );
        using var server = Process.GetProcessById(number);
        server.Kill();
        // The children of a killed server go by themselves; until then the folder is theirs.
        while (ClusterFiles.IsServer(number, _options.DataDirectory))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task RunAsync(EmbeddedPostgres cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            cluster.Connections.Owner + ";Pooling=false"
        );
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private static async Task<T?> ReadAsync<T>(EmbeddedPostgres cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            cluster.Connections.Owner + ";Pooling=false"
        );
        await using var connection = await source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }
}
