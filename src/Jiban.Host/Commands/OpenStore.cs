using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary>A store at the schema of this program, for as long as a command works on it.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly ClusterOptions? _ours;

    private OpenStore(string dataDirectory, StoreConnections connections, ClusterOptions? ours)
    {
        DataDirectory = dataDirectory;
        Connections = connections;
        _ours = ours;
    }

    /// <summary>Folder of keys and files.</summary>
    public string DataDirectory { get; }

    /// <summary>The ways into the database.</summary>
    public StoreConnections Connections { get; }

    /// <summary>The migrations that this opening ran, as <c>module/name</c>.</summary>
    public IReadOnlyList<string> Migrated { get; private set; } = [];

    /// <summary>What a host on this store is built with.</summary>
    public JibanHostOptions Host =>
        new()
        {
            Store = Connections,
            DataDirectory = DataDirectory,
            // Several stores on one machine may share what was learned, as the tests of a checkout do.
            ModelsDirectory = Environment.GetEnvironmentVariable("JIBAN_MODELS"),
        };

    /// <summary>Opens a store; see <see cref="StoreOptions.OpenAsync"/>.</summary>
    public static async Task<OpenStore> OpenAsync(
        string dataDirectory,
        string? database,
        CancellationToken cancellation
    )
    {
        DataFolder.Make(dataDirectory);
        var store = database is null
            ? await OwnAsync(dataDirectory, cancellation)
            : await OutsideAsync(dataDirectory, database, cancellation);
        try
        {
            await using var owner = NpgsqlDataSource.Create(store.Connections.Owner);
            store.Migrated = await Migrator.MigrateAsync(owner, JibanHost.Migrations, cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the cluster if it was started for this command, unless a host uses it by now.</summary>
    public async ValueTask DisposeAsync()
    {
        var isMine = RunningHost.HoldsClaim(DataDirectory);
        if (_ours is not null && (isMine || RunningHost.Find(DataDirectory) is null))
        {
            NpgsqlConnection.ClearAllPools();
            await EmbeddedPostgres.StopAsync(_ours, CancellationToken.None);
        }
    }

    /// <summary>The cluster that belongs to a data folder.</summary>
    public static ClusterOptions Cluster(string dataDirectory) =>
        new()
        {
            DataDirectory = Path.Combine(dataDirectory, "pg"),
            SocketDirectory = SocketPlace.For(dataDirectory),
            AppUsers = [Environment.UserName],
        };

    private static async Task<OpenStore> OwnAsync(
        string dataDirectory,
        CancellationToken cancellation
    )
    {
        var options = Cluster(dataDirectory);
        var cluster = await EmbeddedPostgres.StartAsync(options, cancellation);
        return new OpenStore(
            dataDirectory,
            cluster.Connections,
            cluster.RanBefore && !RunningHost.HoldsClaim(dataDirectory) ? null : options
        );
    }

    private static async Task<OpenStore> OutsideAsync(
        string dataDirectory,
        string database,
        CancellationToken cancellation
    )
    {
        try
        {
            await StoreRoles.PrepareAsync(database, cancellation);
        }
        catch (ArgumentException fault)
        {
            throw new CommandFailedException(
                $"--database is no connection string: {fault.Message}"
            );
        }

        return new OpenStore(dataDirectory, StoreConnections.Outside(database), null);
    }
}
