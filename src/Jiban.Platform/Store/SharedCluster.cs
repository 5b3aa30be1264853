namespace Jiban.Platform.Store;

/// <summary>
/// One program's use of a private cluster that several programs may share: who comes first starts it, who goes last stops it. Each holds a
/// shared lock while it works; starting is one program's alone, and who stops it has made sure that nobody is left.
/// </summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private readonly ClusterOptions _options;
    private readonly FileStream _use;

    private SharedCluster(ClusterOptions options, FileStream use, StoreConnections connections)
    {
        _options = options;
        _use = use;
        Connections = connections;
    }

    /// <summary>The two ways into the database.</summary>
    public StoreConnections Connections { get; }

    /// <summary>Comes in; waits while another program is just starting or stopping the cluster.</summary>
    public static async Task<SharedCluster> EnterAsync(
        ClusterOptions options,
        CancellationToken cancellation
    )
    {
        var use = await FileLock.SharedAsync(Users(options), cancellation);
        try
        {
            await using var starting = await StartingAsync(options, cancellation);
            var cluster = await EmbeddedPostgres.StartAsync(options, cancellation);
            return new SharedCluster(
                options with
                {
                    SocketDirectory = cluster.SocketDirectory,
                },
                use,
                cluster.Connections
            );
        }
        catch
        {
            await use.DisposeAsync();
            await StopUnusedAsync(options, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Starts the server again when it is gone: killed, or ended by a full disk.</summary>
    /// <returns>Whether it was gone.</returns>
    /// <exception cref="OsCommandException">It does not start; PostgreSQL's words are inside.</exception>
    public async Task<bool> RestoreAsync(CancellationToken cancellation)
    {
        if (EmbeddedPostgres.IsRunning(_options))
        {
            return false;
        }

        await using var starting = await StartingAsync(_options, cancellation);
        return !(await EmbeddedPostgres.StartAsync(_options, cancellation)).RanBefore;
    }

    /// <summary>Stops the cluster if nobody uses it.</summary>
    public static async Task<ClusterStop> StopUnusedAsync(
        ClusterOptions options,
        CancellationToken cancellation
    )
    {
        await using var alone = FileLock.TryAlone(Users(options));
        return alone is null ? ClusterStop.InUse
            : await EmbeddedPostgres.StopAsync(options, cancellation) ? ClusterStop.Stopped
            : ClusterStop.NotRunning;
    }

    /// <summary>Goes, and stops the cluster behind the last.</summary>
    public async ValueTask DisposeAsync()
    {
        await _use.DisposeAsync();
        await StopUnusedAsync(_options, CancellationToken.None);
    }

    private static Task<FileStream> StartingAsync(
        ClusterOptions options,
        CancellationToken cancellation
    ) => FileLock.AloneAsync(options.DataDirectory + ".starting", cancellation);

    private static string Users(ClusterOptions options) => options.DataDirectory + ".users";
}

/// <summary>What came of stopping a shared cluster.</summary>
public enum ClusterStop
{
    /// <summary>It ran and is stopped.</summary>
    Stopped,

    /// <summary>It did not run.</summary>
    NotRunning,

    /// <summary>Another program uses it, and stops it when it goes.</summary>
    InUse,
}
