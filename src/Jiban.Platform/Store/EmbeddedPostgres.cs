using Npgsql;

namespace Jiban.Platform.Store;

/// <summary>
/// A private PostgreSQL cluster of ours (ADR 0005): reached by a unix socket in a closed folder, never by network; peer authentication
/// maps users of the operating system to <c>jiban_owner</c> and <c>jiban_app</c>. It is a process of its own and outlives the one that
/// started it, until <see cref="StopAsync"/>. Programs that may meet go through <see cref="SharedCluster"/>.
/// </summary>
public sealed class EmbeddedPostgres
{
    private const string DatabaseName = "jiban";

    private const string ForTests = """
        alter role jiban_owner createdb;
        grant pg_signal_backend to jiban_owner;
        create role jiban_guest login in role jiban_owner, jiban_app;
        create role jiban_stranger login;
        """;

    private readonly ClusterFolder _folder;

    private EmbeddedPostgres(ClusterFolder folder, string socketDirectory, bool ranBefore)
    {
        _folder = folder;
        SocketDirectory = socketDirectory;
        RanBefore = ranBefore;
    }

    /// <summary>The two ways into the database <c>jiban</c>.</summary>
    public StoreConnections Connections =>
        new(
            Connection(SocketDirectory, DatabaseName, StoreConnections.OwnerRole),
            Connection(SocketDirectory, DatabaseName, StoreConnections.AppRole)
        );

    /// <summary>Where the server's socket is: as asked for, or where a server that already ran has it.</summary>
    public string SocketDirectory { get; }

    /// <summary>Whether it ran before.</summary>
    public bool RanBefore { get; }

    /// <summary>Path of a program of the newest installation, such as <c>pgbench</c> or <c>psql</c>.</summary>
    public static async Task<string> ProgramAsync(string name, CancellationToken cancellation) =>
        Path.Combine((await PostgresBinaries.FindAsync(null, cancellation)).Directory, name);

    /// <summary>A connection string of one role to one database behind a socket folder.</summary>
    public static string Connection(string socketDirectory, string database, string role) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketDirectory,
            Database = database,
            Username = role,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>
    /// Makes the cluster when there is none, starts it when it does not run (after a crash with recovery), and returns when it answers.
    /// </summary>
    /// <exception cref="PostgresMissingException">No PostgreSQL that fits the data.</exception>
    /// <exception cref="OsCommandException">PostgreSQL refused; its words are inside.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        ClusterOptions options,
        CancellationToken cancellation
    )
    {
        var folder = await ClusterFolder.OpenAsync(options, cancellation);
        var left = ClusterFiles.Running(options.DataDirectory);
        if (left is { } running && IsRunning(options))
        {
            return await PreparedAsync(folder, running.SocketDirectory, true, cancellation);
        }

        if (left is { } stale)
        {
            await folder.ClearStaleAsync(stale, cancellation);
        }

        await folder.MakeAsync(cancellation);
        await folder.LaunchAsync(cancellation);
        return await PreparedAsync(folder, options.SocketDirectory, false, cancellation);
    }

    /// <summary>Whether the server of a folder runs.</summary>
    public static bool IsRunning(ClusterOptions options) =>
        ClusterFiles.Running(options.DataDirectory) is { } running
        && ClusterFiles.IsServer(running.Process, options.DataDirectory);

    /// <summary>Stops the server of a folder, if one runs: open transactions are rolled back, what was committed stays.</summary>
    /// <returns>Whether one ran.</returns>
    public static async Task<bool> StopAsync(ClusterOptions options, CancellationToken cancellation)
    {
        if (!IsRunning(options))
        {
            return false;
        }

        var folder = await ClusterFolder.OpenAsync(options, cancellation);
        await folder.HaltAsync(cancellation);
        try
        {
            Directory.Delete(options.SocketDirectory);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Somebody else's beside the socket, or not ours to take away: an empty folder does no harm.
        }

        return true;
    }

    private static async Task<EmbeddedPostgres> PreparedAsync(
        ClusterFolder folder,
        string socketDirectory,
        bool ranBefore,
        CancellationToken cancellation
    )
    {
        var cluster = new EmbeddedPostgres(folder, socketDirectory, ranBefore);
        await cluster.PrepareAsync(cancellation);
        return cluster;
    }

    /// <summary>Roles, database, PostGIS: the one step that needs the superuser. Remembered by a file, safe to repeat.</summary>
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (_folder.IsPrepared)
        {
            return;
        }

        await _folder.PsqlAsync(
            SocketDirectory,
            "postgres",
            $"""
            {StoreRoles.CreateRoles}
            alter role jiban_owner login;
            alter role jiban_app login;
            {(_folder.Options.ThrowAway ? ForTests : "")}
            select 'create database {DatabaseName} owner jiban_owner'
             where not exists (select from pg_database where datname = '{DatabaseName}') \gexec
            """,
            cancellation
        );
        await _folder.PsqlAsync(
            SocketDirectory,
            DatabaseName,
            $"{StoreRoles.GrantDatabase}\n{StoreRoles.CreateExtension}",
            cancellation
        );
        await _folder.MarkPreparedAsync(cancellation);
    }
}
