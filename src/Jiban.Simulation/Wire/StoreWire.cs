using System.Collections.Concurrent;
using System.Net.Sockets;
using Npgsql;

namespace Jiban.Simulation.Wire;

/// <summary>What a transaction of a host is for.</summary>
internal enum Work
{
    /// <summary>Somebody asked for it, or the run had the clocks act.</summary>
    Asked,

    /// <summary>A projection follows the journal.</summary>
    Projection,

    /// <summary>What else the host does of its own accord.</summary>
    Housekeeping,
}

/// <summary>
/// Stands between one host and its store on a socket of its own, counts the statements that pass, and does what a seed planned at one of
/// them. One wire is one life of the process: when it is dead, nothing of that host reaches the store any more.
/// </summary>
internal sealed class StoreWire : IAsyncDisposable
{
    private const string Projections = "platform.projection";

    // What else a host does of its own accord: it must not eat a fault that was meant for an actor.
    private static readonly string[] Housekeeping =
    [
        "cases.limits_version where",
        "recompute_from, calendar_changed_at from",
        "select version from",
        "pg_notify",
        "listen ",
        "platform.seal",
        "from platform.file",
        "coordination.summons where escalate_at",
        "coordination.deadline where met_at is null and next_at",
        "started_at, due_at, working_days from coordination.deadline",
        "insert into patrol.late_report",
        "delete from patrol.track_point where (shift_id, seq)",
        "channels.outbox_setting set swept_until",
        "delete from platform.notice where at",
        "coordination.whistle where whistle_id = $1 for update skip locked",
    ];

    // Around the statements of a transaction, not one of them. A connection that comes back to the pool is reset by the last one.
    private static readonly string[] Around =
    [
        "begin",
        "rollback",
        "discard",
        "savepoint",
        "set session authorization default",
    ];

    private readonly Lock _gate = new();
    private readonly string _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jw-");
    private readonly Socket _listener = new(
        AddressFamily.Unix,
        SocketType.Stream,
        ProtocolType.Unspecified
    );
    private readonly ConcurrentDictionary<Link, Task> _links = new();
    private readonly Task _accepting;
    private Fault? _armed;
    private int _passed;
    private bool _isDead;

    /// <param name="serverFolder">Where the socket of the server is.</param>
    /// <param name="rewrite">What a planted bug makes of each statement; null leaves them.</param>
    public StoreWire(string serverFolder, Func<string, string>? rewrite)
    {
        _server = Path.Combine(serverFolder, SocketName);
        Rewrite = rewrite;
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, SocketName)));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>What a planted bug makes of each statement.</summary>
    public Func<string, string>? Rewrite { get; }

    private const string SocketName = ".s.PGSQL.5432";

    /// <summary>The same way into the store, through the wire.</summary>
    public string Through(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Host = _folder.FullName }.ConnectionString;

    /// <summary>From now on statements are counted, and the fault strikes at its own.</summary>
    public void Arm(Fault fault)
    {
        lock (_gate)
        {
            (_armed, _passed) = (fault, 0);
        }
    }

    /// <summary>Nothing goes wrong any more. Whether it had.</summary>
    public bool Disarm()
    {
        lock (_gate)
        {
            var struck = _armed is null;
            _armed = null;
            return struck;
        }
    }

    /// <summary>The end of the process, as the store sees it: every connection is gone, and none is made any more.</summary>
    public void Die()
    {
        lock (_gate)
        {
            _isDead = true;
        }

        _listener.Close();
        foreach (var link in _links.Keys)
        {
            link.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Die();
        await _accepting;
        await Task.WhenAll(_links.Values);
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>What a transaction is for, with one more statement of it.</summary>
    /// <param name="before">What it was for as far as its statements before told.</param>
    public static Work WorkOf(string sql, Work before) =>
        IsAround(sql) ? Work.Asked
        : before == Work.Projection || Holds(sql, Projections) ? Work.Projection
        : Housekeeping.Any(words => Holds(sql, words)) ? Work.Housekeeping
        : before;

    private static bool Holds(string sql, string words) =>
        sql.Contains(words, StringComparison.OrdinalIgnoreCase);

    // Whether it begins or gives up what stood before.
    private static bool IsAround(string sql) =>
        Around.Any(word => sql.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asked before each statement: what happens to it now; null lets it pass.</summary>
    public Fault? Strike(string sql, Work work)
    {
        lock (_gate)
        {
            if (
                _armed is not { } fault
                || work != (fault.IsForProjections ? Work.Projection : Work.Asked)
                || IsAround(sql)
                || (
                    fault.IsAfterCommit
                    && !sql.StartsWith("commit", StringComparison.OrdinalIgnoreCase)
                )
                || ++_passed < fault.Statement
            )
            {
                return null;
            }

            _armed = null;
            return fault;
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var host = await _listener.AcceptAsync();
                var server = new Socket(
                    AddressFamily.Unix,
                    SocketType.Stream,
                    ProtocolType.Unspecified
                );
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
                var link = new Link(this, host, server);
                _links[link] = CarryAsync(link);
                if (_isDead)
                {
                    link.Dispose();
                }
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The listener was closed, or the server is away: nobody is let in any more.
        }
    }

    private async Task CarryAsync(Link link)
    {
        await Task.Yield();
        await link.CarryAsync();
        _links.TryRemove(link, out _);
    }
}
