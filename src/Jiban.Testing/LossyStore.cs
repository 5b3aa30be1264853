using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Jiban.Testing;

/// <summary>A way to the store that can lose the answer to a commit: the store has done it, and nobody hears of it.</summary>
public sealed class LossyStore : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private readonly Task _accepting;
    private Losing? _armed;

    private LossyStore(NpgsqlConnectionStringBuilder store)
    {
        _socket = Path.Combine(store.Host!, ".s.PGSQL.5432");
        _listener.Start();
        store.Host = "127.0.0.1";
        store.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Connection = store.ConnectionString;
        _accepting = AcceptAsync();
    }

    private sealed record Losing(TaskCompletionSource Done, Func<Task>? Late);

    /// <summary>The way as a connection string.</summary>
    public string Connection { get; }

    /// <summary>Opens a way beside the one of a connection string.</summary>
    public static LossyStore Open(string connection) =>
        new(new NpgsqlConnectionStringBuilder(connection));

    /// <summary>The next commit is done, and its connection broken before the answer. Ends when the store has done it and nobody heard of it.</summary>
    /// <param name="late">The connection breaks even before the commit reaches the store, which it does when this is over.</param>
    public Task LoseNextCommitAsync(Func<Task>? late = null)
    {
        var losing = new Losing(new TaskCompletionSource(), late);
        Volatile.Write(ref _armed, losing);
        return losing.Done.Task;
    }

    /// <inheritdoc/>
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
                        && Interlocked.Exchange(ref _armed, null) is { } armed
                    )
                    {
                        await losing.CancelAsync();
                        await answers;
                        await LoseAsync(armed, client, store, message);
                        return;
                    }

                    await store.SendAsync(message);
                }
            }
            catch (SocketException) { }
        }
    }

    private static async Task LoseAsync(
        Losing losing,
        Socket client,
        Socket store,
        ReadOnlyMemory<byte> commit
    )
    {
        try
        {
            if (losing.Late is { } late)
            {
                client.Dispose();
                await late();
            }

            await store.SendAsync(commit);
            if (await store.ReceiveAsync(new byte[1024]) > 0)
            {
                losing.Done.SetResult();
            }
        }
        catch (Exception fault)
        {
            losing.Done.SetException(fault);
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
