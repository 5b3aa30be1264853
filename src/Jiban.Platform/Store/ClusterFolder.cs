using System.Globalization;

namespace Jiban.Platform.Store;

/// <summary>The data folder of a private cluster and PostgreSQL's own programs at work on it, as the user that owns it.</summary>
internal sealed class ClusterFolder
{
    /// <summary>Children of a killed server notice within a second or two.</summary>
    private static readonly TimeSpan OrphansPatience = TimeSpan.FromSeconds(30);

    private readonly PostgresBinaries _binaries;
    private readonly string? _runAs;

    private ClusterFolder(ClusterOptions options, PostgresBinaries binaries, string? runAs)
    {
        Options = options;
        _binaries = binaries;
        _runAs = runAs;
    }

    public ClusterOptions Options { get; }

    /// <summary>Whether roles, database and PostGIS are there.</summary>
    public bool IsPrepared => File.Exists(InData("jiban.prepared"));

    /// <summary>Finds the programs that fit the folder.</summary>
    public static async Task<ClusterFolder> OpenAsync(
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
        return new ClusterFolder(options, binaries, runAs);
    }

    /// <summary>
    /// Takes away what a server left that was killed or lost its power. PostgreSQL does so itself unless the number in the files belongs
    /// to a process of the same user by now. It also waits for orphans of the old server by what is in that file, so they are waited for here.
    /// </summary>
    public async Task ClearStaleAsync(
        (int Process, string SocketDirectory) left,
        CancellationToken cancellation
    )
    {
        if (!Directory.Exists($"/proc/{left.Process}"))
        {
            return;
        }

        var data = Path.GetFullPath(Options.DataDirectory);
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

    /// <summary>Makes the cluster when there is none.</summary>
    public async Task MakeAsync(CancellationToken cancellation)
    {
        if (File.Exists(InData("PG_VERSION")))
        {
            return;
        }

        // Made aside and moved: a crash in the middle leaves nothing that looks like a cluster.
        var aside = Options.DataDirectory + ".new";
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
                .. Options.ThrowAway ? (string[])["--no-sync"] : [],
            ],
            cancellation
        );
        await OsCommand.RunAsync(null, "mv", ["-T", aside, Options.DataDirectory], cancellation);
    }

    /// <summary>Starts the server and waits until it answers; after a crash that is after its recovery.</summary>
    public async Task LaunchAsync(CancellationToken cancellation)
    {
        await MakeDirectoryAsync(Options.SocketDirectory, cancellation);
        var settings = ClusterFiles.Settings(Options, ClusterFiles.Memory());
        var users = ClusterFiles.Users(_runAs ?? Environment.UserName, Options);
        await WriteAsync(InData("postgresql.conf"), settings, cancellation);
        await WriteAsync(InData("pg_hba.conf"), ClusterFiles.Access, cancellation);
        await WriteAsync(InData("pg_ident.conf"), users, cancellation);
        var log = InData("server.log");
        var (exitCode, said) = await OsCommand.TryAsync(
            _runAs,
            _binaries["pg_ctl"],
            ["start", "-D", Options.DataDirectory, "-l", log, "-w", "-t", "300", "-s"],
            cancellation
        );
        if (exitCode != 0)
        {
            var lines = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(8)) : "";
            throw new OsCommandException("pg_ctl start", exitCode, said + "\n" + lines);
        }
    }

    /// <summary>Stops the server: open transactions are rolled back, what was committed stays.</summary>
    public Task<string> HaltAsync(CancellationToken cancellation) =>
        RunAsync(
            _binaries["pg_ctl"],
            ["stop", "-D", Options.DataDirectory, "-m", "fast", "-w", "-t", "60"],
            cancellation
        );

    /// <summary>Remembers that the roles, the database and PostGIS are there.</summary>
    public Task<string> MarkPreparedAsync(CancellationToken cancellation) =>
        WriteAsync(InData("jiban.prepared"), "", cancellation);

    /// <summary>Runs a script as the superuser.</summary>
    public Task<string> PsqlAsync(
        string socketDirectory,
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
                socketDirectory,
                "-U",
                "jiban",
                "-d",
                database,
            ],
            cancellation,
            script
        );

    private string InData(string name) => Path.Combine(Options.DataDirectory, name);

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
