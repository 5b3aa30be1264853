using System.Globalization;
using Npgsql;

namespace Jiban.Platform.Store;

/// <summary>
/// A private PostgreSQL cluster of ours (ADR 0005): reached by a unix socket in a closed folder, never by network; peer authentication
/// maps users of the operating system to <c>jiban_owner</c> and <c>jiban_app</c>. It is a process of its own and outlives the one that
/// started it, until <see cref="StopAsync"/>.
/// </summary>
public sealed class EmbeddedPostgres
{
    private const string DatabaseName = "jiban";

    /// <summary>Children of a killed server notice within a second or two.</summary>
    private static readonly TimeSpan OrphansPatience = TimeSpan.FromSeconds(30);

    private const string ForTests = """
        alter role jiban_owner createdb;
        create role jiban_guest login in role jiban_owner, jiban_app;
        create role jiban_stranger login;
        """;

    private readonly ClusterOptions _options;
    private readonly PostgresBinaries _binaries;
    private readonly string? _runAs;

    private EmbeddedPostgres(ClusterOptions options, PostgresBinaries binaries, string? runAs)
    {
        _options = options;
        _binaries = binaries;
        _runAs = runAs;
    }

    /// <summary>The two ways into the database <c>jiban</c>.</summary>
    public StoreConnections Connections =>
        new(
            Connection(SocketDirectory, DatabaseName, StoreConnections.OwnerRole),
            Connection(SocketDirectory, DatabaseName, StoreConnections.AppRole)
        );

    /// <summary>Where the server's socket is: as asked for, or where a server that already ran has it.</summary>
    public string SocketDirectory { get; private set; } = "";

    /// <summary>Whether it ran before: then somebody else may be using it, and it is not ours to stop.</summary>
    public bool RanBefore { get; private set; }

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
        var cluster = await AtAsync(options, cancellation);
        if (ClusterFiles.Running(options.DataDirectory) is { } running)
        {
            if (ClusterFiles.IsServer(running.Process, options.DataDirectory))
            {
                cluster.RanBefore = true;
                cluster.SocketDirectory = running.SocketDirectory;
                await cluster.PrepareAsync(cancellation);
                return cluster;
            }

            await cluster.ClearStaleAsync(running, cancellation);
        }

        await cluster.MakeAsync(cancellation);
        await cluster.LaunchAsync(cancellation);
        await cluster.PrepareAsync(cancellation);
        return cluster;
    }

    /// <summary>Stops the server of a folder, if one runs: open transactions are rolled back, what was committed stays.</summary>
    /// <returns>Whether one ran.</returns>
    public static async Task<bool> StopAsync(ClusterOptions options, CancellationToken cancellation)
    {
        if (
            ClusterFiles.Running(options.DataDirectory) is not { } running
            || !ClusterFiles.IsServer(running.Process, options.DataDirectory)
        )
        {
            return false;
        }

        var cluster = await AtAsync(options, cancellation);
        await cluster.RunAsync(
            cluster._binaries["pg_ctl"],
            ["stop", "-D", options.DataDirectory, "-m", "fast", "-w", "-t", "60"],
            cancellation
        );
        return true;
    }

    private static async Task<EmbeddedPostgres> AtAsync(
        ClusterOptions options,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            System.Text.Encoding.UTF8.GetByteCount(options.SocketDirectory),
            ClusterOptions.LongestSocketDirectory,
            nameof(options)
        );
        var versionFile = Path.Combine(options.DataDirectory, "PG_VERSION");
        int? major = File.Exists(versionFile)
            ? int.Parse(File.ReadAllText(versionFile).Trim(), CultureInfo.InvariantCulture)
            : null;
        var runAs = Environment.IsPrivilegedProcess ? options.RunAs : null;
        var binaries = await PostgresBinaries.FindAsync(major, cancellation);
        return new EmbeddedPostgres(options, binaries, runAs)
        {
            SocketDirectory = options.SocketDirectory,
        };
    }

    /// <summary>
    /// Takes away what a server left that was killed or lost its power. PostgreSQL does so itself unless the number in the files belongs
    /// to a process of the same user by now. It also waits for orphans of the old server by what is in that file, so they are waited for here.
    /// </summary>
    private async Task ClearStaleAsync(
        (int Process, string SocketDirectory) left,
        CancellationToken cancellation
    )
    {
        if (!Directory.Exists($"/proc/{left.Process}"))
        {
            return;
        }

        var data = Path.GetFullPath(_options.DataDirectory);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(OrphansPatience);
        while (ClusterFiles.IsSomebodysHome(data))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        string[] files =
        [
            InData("postmaster.pid"),
            Path.Combine(left.SocketDirectory, ".s.PGSQL.5432.lock"),
        ];
        await RunAsync("rm", ["-f", .. files], cancellation);
    }

    private async Task MakeAsync(CancellationToken cancellation)
    {
        if (File.Exists(InData("PG_VERSION")))
        {
            return;
        }

        // Made aside and moved: a crash in the middle leaves nothing that looks like a cluster.
        var aside = _options.DataDirectory + ".new";
        await OsCommand.RunAsync(null, "rm", ["-rf", aside], cancellation);
        await MakeDirectoryAsync(aside, cancellation);
        await RunAsync(
            _binaries["initdb"],
            [
                "--pgdata=" + aside,
                "--username=jiban",
                "--locale=C.UTF-8",
                "--encoding=UTF8",
                "--auth=peer",
                "--data-checksums",
                .. _options.ThrowAway ? (string[])["--no-sync"] : [],
            ],
            cancellation
        );
        await OsCommand.RunAsync(null, "mv", ["-T", aside, _options.DataDirectory], cancellation);
    }

    private async Task LaunchAsync(CancellationToken cancellation)
    {
        await MakeDirectoryAsync(_options.SocketDirectory, cancellation);
        var settings = ClusterFiles.Settings(_options, ClusterFiles.Memory());
        var users = ClusterFiles.Users(_runAs ?? Environment.UserName, _options);
        await WriteAsync(InData("postgresql.conf"), settings, cancellation);
        await WriteAsync(InData("pg_hba.conf"), ClusterFiles.Access, cancellation);
        await WriteAsync(InData("pg_ident.conf"), users, cancellation);
        var log = InData("server.log");
        var (exitCode, said) = await OsCommand.TryAsync(
            _runAs,
            _binaries["pg_ctl"],
            ["start", "-D", _options.DataDirectory, "-l", log, "-w", "-t", "300", "-s"],
            cancellation
        );
        if (exitCode != 0)
        {
            var lines = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(8)) : "";
            throw new OsCommandException("pg_ctl start", exitCode, said + "\n" + lines);
        }
    }

    /// <summary>Roles, database, PostGIS: the one step that needs the superuser. Remembered by a file, safe to repeat.</summary>
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        var done = InData("jiban.prepared");
        if (File.Exists(done))
        {
            return;
        }

        await PsqlAsync(
            "postgres",
            $"""
            {StoreRoles.CreateRoles}
            alter role jiban_owner login;
            alter role jiban_app login;
            {(_options.ThrowAway ? ForTests : "")}
            select 'create database {DatabaseName} owner jiban_owner'
             where not exists (select from pg_database where datname = '{DatabaseName}') \gexec
            """,
            cancellation
        );
        await PsqlAsync(
            DatabaseName,
            $"{StoreRoles.GrantDatabase}\n{StoreRoles.CreateExtension}",
            cancellation
        );
        await WriteAsync(done, "", cancellation);
    }

    private Task<string> PsqlAsync(
        string database,
        string script,
        CancellationToken cancellation
    ) =>
        RunAsync(
            _binaries["psql"],
            [
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                SocketDirectory,
                "-U",
                "jiban",
                "-d",
                database,
            ],
            cancellation,
            script
        );

    private string InData(string name) => Path.Combine(_options.DataDirectory, name);

    private Task<string> RunAsync(
        string file,
        IEnumerable<string> arguments,
        CancellationToken cancellation,
        string? input = null
    ) => OsCommand.RunAsync(_runAs, file, arguments, cancellation, input);

    /// <summary>Made by us and given to the server's user, so that its parent need not be open to that user.</summary>
    private Task<string> MakeDirectoryAsync(string path, CancellationToken cancellation) =>
        OsCommand.RunAsync(
            null,
            "install",
            ["-d", "-m", "0700", .. _runAs is null ? (string[])[] : ["-o", _runAs], path],
            cancellation
        );

    /// <summary>Written as the server's user, who owns the folder.</summary>
    private Task<string> WriteAsync(string path, string text, CancellationToken cancellation) =>
        RunAsync("sh", ["-c", "umask 077; cat > \"$1\"", "sh", path], cancellation, text);
}
