using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary>A store at the schema of this program, for as long as a command works on it.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private OpenStore(string dataDirectory, StoreConnections connections, SharedCluster? cluster)
    {
        DataDirectory = dataDirectory;
        Connections = connections;
        OwnCluster = cluster;
    }

    /// <summary>Folder of keys and files.</summary>
    public string DataDirectory { get; }

    /// <summary>The ways into the database.</summary>
    public StoreConnections Connections { get; }

    /// <summary>The cluster of the data folder; null when the store is elsewhere.</summary>
    public SharedCluster? OwnCluster { get; }

    /// <summary>The keys that belong to it.</summary>
    public KeyRing Keys { get; private set; } = null!;

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
            await using (var owner = NpgsqlDataSource.Create(store.Connections.Owner))
            {
                store.Migrated = await Migrator.MigrateAsync(
                    owner,
                    JibanHost.Migrations,
                    cancellation
                );
            }

            await using var app = new NpgsqlConnection(store.Connections.App);
            await app.OpenAsync(cancellation);
            store.Keys = await StoreKeys.OpenAsync(app, dataDirectory, cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes; a cluster of ours that nobody uses any more stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (OwnCluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await OwnCluster.DisposeAsync();
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
        var cluster = await SharedCluster.EnterAsync(Cluster(dataDirectory), cancellation);
        return new OpenStore(dataDirectory, cluster.Connections, cluster);
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
