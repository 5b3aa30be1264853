using System.Globalization;

namespace Jiban.Platform.Store;

/// <summary>The text of a private cluster's configuration.</summary>
internal static class ClusterFiles
{
    /// <summary>Only users of this machine, each mapped to the roles it may take on; nobody by password, nobody by network.</summary>
    public const string Access = "local all all peer map=jiban\n";

    /// <summary>The server's user is the superuser <c>jiban</c> as well: it owns the files, so nothing is lost by it.</summary>
    public static string Users(string serverUser, ClusterOptions options)
    {
        string[] roles = options.ThrowAway
            ?
            [
                StoreConnections.OwnerRole,
                StoreConnections.AppRole,
                "jiban_guest",
                "jiban_stranger",
            ]
            : [StoreConnections.OwnerRole, StoreConnections.AppRole];
        var lines = new List<string> { $"jiban \"{serverUser}\" jiban" };
        lines.AddRange(
            from user in options.AppUsers.Prepend(serverUser).Distinct()
            from role in roles
            select $"jiban \"{user}\" {role}"
        );
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The whole <c>postgresql.conf</c>: settings for a small machine that the application shares.</summary>
    /// <param name="memory">Memory of the machine, in bytes.</param>
    public static string Settings(ClusterOptions options, long memory)
    {
        var megabytes = memory / (1024 * 1024);
        var shared = options.ThrowAway ? 128 : Math.Clamp(megabytes / 8, 64, 1024);
        var lines = $"""
            # Written by jiban at every start: changes here are lost. Put yours into postgresql.auto.conf (alter system).
            listen_addresses = ''
            unix_socket_directories = '{options.SocketDirectory.Replace(
                "'",
                "''",
                StringComparison.Ordinal
            )}'
            unix_socket_permissions = 0777 # the folder is 0700
            max_connections = {(options.ThrowAway ? 300 : 120)}
            shared_buffers = {shared}MB
            effective_cache_size = {Math.Max(megabytes / 2, 128)}MB
            work_mem = 16MB
            maintenance_work_mem = 128MB
            wal_compression = on
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            random_page_cost = 1.1
            jit = off # short statements: compiling costs more than it gains
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_min_messages = warning
            log_checkpoints = off
            """;
        return lines + (options.ThrowAway ? ThrowAwayLines : "\n");
    }

    private const string ThrowAwayLines = """

        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        autovacuum = off
        idle_in_transaction_session_timeout = 2min # whoever forgets one must not hold up the projections of every other test

        """;

    /// <summary>Memory of this machine in bytes, as far as the container lets us have it.</summary>
    public static long Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>What <c>postmaster.pid</c> tells: process and socket folder; null when it is missing or cut short.</summary>
    public static (int Process, string SocketDirectory)? Running(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "postmaster.pid");
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        return
            lines.Length >= 5
            && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (id, lines[4])
            : null;
    }

    /// <summary>
    /// Whether the process is this folder's server. After a reboot the number in a stale pid file may belong to anybody, and PostgreSQL
    /// then refuses to start if it is a process of the same user.
    /// </summary>
    public static bool IsServer(int process, string dataDirectory)
    {
        var commandLine = $"/proc/{process}/cmdline";
        if (!File.Exists(commandLine))
        {
            return false;
        }

        var words = File.ReadAllText(commandLine).Split('\0');
        return words[0].EndsWith("postgres", StringComparison.Ordinal)
            && words.Contains(dataDirectory);
    }

    /// <summary>Whether a process works in the folder, as every process of a server does in its data folder.</summary>
    public static bool IsSomebodysHome(string dataDirectory) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Any(process => WorksIn(process) == dataDirectory);

    private static string? WorksIn(string process)
    {
        try
        {
            return new FileInfo(process + "/cwd").LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
