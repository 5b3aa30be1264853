using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Jiban.Cases.Tests;

/// <summary>A way to the store that can lose the answer to a commit: the store has done it, and nobody hears of it.</summary>
internal sealed class LossyStore : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private readonly TaskCompletionSource _lost = new();
    private readonly Task _accepting;
    private Func<Task>? _late;
    private int _armed;

    private LossyStore(NpgsqlConnectionStringBuilder store)
    {
        _socket = Path.Combine(store.Host!, ".s.PGSQL.5432");
        _listener.Start();
        store.Host = "127.0.0.1";
        store.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Connection = store.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string Connection { get; }

    /// <summary>Ends when the store has done a commit and nobody heard of it.</summary>
    public Task Lost => _lost.Task;

    public static LossyStore Open(string connection) =>
        new(new NpgsqlConnectionStringBuilder(connection));

    /// <summary>The next commit is done, and its connection broken before the answer.</summary>
    /// <param name="late">The connection breaks even before the commit reaches the store, which it does when this is over.</param>
    public void LoseNextCommit(Func<Task>? late = null)
    {
        _late = late;
        Volatile.Write(ref _armed, 1);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException) { }
    }

    /// <summary>Carries one connection: what the client says, then what the store answers, as the protocol goes, in turns.</summary>
    private async Task CarryAsync(Socket client)
    {
        using var store = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        await store.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
        using var losing = new CancellationTokenSource();
        using (client)
        {
            var answers = CopyAsync(store, client, losing.Token);
            var said = new byte[64 * 1024];
            try
            {
                while (await client.ReceiveAsync(said) is var read and > 0)
                {
                    var message = said.AsMemory(0, read);
                    if (
                        message.Span.IndexOf("COMMIT\0"u8) >= 0
                        && Interlocked.Exchange(ref _armed, 0) == 1
                    )
                    {
                        await losing.CancelAsync();
                        await answers;
                        await LoseAsync(client, store, message);
                        return;
                    }

                    await store.SendAsync(message);
                }
            }
            catch (SocketException) { }
        }
    }

    private async Task LoseAsync(Socket client, Socket store, ReadOnlyMemory<byte> commit)
    {
        try
        {
            if (_late is { } late)
            {
                client.Dispose();
                await late();
            }

            await store.SendAsync(commit);
            if (await store.ReceiveAsync(new byte[1024]) > 0)
            {
                _lost.SetResult();
            }
        }
        catch (Exception fault)
        {
            _lost.SetException(fault);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken until)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, until) is var read and > 0)
            {
                await to.SendAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
        }
        catch (Exception ended)
            when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        { }
    }
}
