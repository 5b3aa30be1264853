using System.Diagnostics;
using Jiban.Platform.Store;

namespace Jiban.Testing;

/// <summary>
/// The one PostgreSQL cluster of every suite that runs on this machine, also of several processes and checkouts at once. The first who
/// needs it starts it; it is stopped and deleted when the last process that uses it is gone, however that one ended.
/// <c>JIBAN_TEST_CLUSTER</c> names the socket folder of another one instead.
/// </summary>
/// <remarks>
/// Every user holds a shared lock on a file for the life of its process; a small shell started with the cluster waits for the exclusive
/// lock, which the kernel gives it when nobody is left, and takes the cluster away.
/// </remarks>
public static class TestCluster
{
    private const string ServerUser = "nobody";
    private const string InMemory = "/dev/shm";

    /// <summary>From so much room in memory on the cluster lies there: the databases of a whole run are never more than a few hundred megabytes at once.</summary>
    private const long RoomInMemory = 8L << 30;

    // The number changes when the way the cluster is made changes, so that an older checkout does not meet a newer cluster.
    private static readonly string Home = Path.Combine(
        Folder(),
        $"jiban-tests-5-{Environment.UserName}"
    );

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    private static FileStream? _use;

    /// <summary>The socket folder of the running cluster.</summary>
    public static Task<string> SocketDirectoryAsync() => Started.Value;

    /// <summary>
    /// In memory where there is room: a database is thousands of small files, which a disk's file system takes four times as long to copy and to
    /// delete. By the size, which is the same for every process, not by what is free.
    /// </summary>
    private static string Folder() =>
        Directory.Exists(InMemory)
        && new DriveInfo(InMemory) is { DriveFormat: "tmpfs", TotalSize: >= RoomInMemory }
            ? InMemory
            : "/tmp";

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("JIBAN_TEST_CLUSTER") is { Length: > 0 } given)
        {
            return given;
        }

        Directory.CreateDirectory(Home);
        var users = Path.Combine(Home, "users.lock");
        _use = await FileLock.SharedAsync(users, CancellationToken.None);
        await using var starting = await FileLock.AloneAsync(
            Path.Combine(Home, "starting.lock"),
            CancellationToken.None
        );
        var options = new ClusterOptions
        {
            DataDirectory = Path.Combine(Home, "pg"),
            SocketDirectory = Path.Combine(Home, "s"),
            RunAs = ServerUser,
            AppUsers = [Environment.UserName],
            ThrowAway = true,
        };
        var ran = Directory.Exists(options.DataDirectory);
        var cluster = await EmbeddedPostgres.StartAsync(options, CancellationToken.None);
        if (!ran)
        {
            LeaveReaper(users, options);
        }

        return cluster.SocketDirectory;
    }

    private static void LeaveReaper(string users, ClusterOptions options)
    {
        const string script = """
            exec 9< "$1"
            flock --exclusive 9
            kill -QUIT "$(head -n 1 "$2/postmaster.pid")"
            while [ -e "$2/postmaster.pid" ] && kill -0 "$(head -n 1 "$2/postmaster.pid")"; do sleep 0.05; done
            rm -rf "$2" "$3"
            """;
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", script, "sh", users, options.DataDirectory, options.SocketDirectory]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var _ = Process.Start(start);
    }
}
