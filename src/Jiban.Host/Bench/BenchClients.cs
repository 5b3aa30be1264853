using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Jiban.Host.Commands;

namespace Jiban.Host.Bench;

/// <summary>
/// Clients that send one request after another, each on its own connection that stays open: a thread and a blocking socket a client,
/// because clients and host share the machine, and what <c>HttpClient</c> costs is not the host's (pgbench is as lean).
/// </summary>
internal sealed class BenchClients(Uri address, int clients)
{
    private long _next;

    /// <summary>How many requests were begun; also the number in the next message, so that no two are the same.</summary>
    public long Begun => Interlocked.Read(ref _next);

    /// <summary>Sends until the number of requests or the time is used up; the milliseconds of each, in order of size.</summary>
    public List<double> Load(long cases, TimeSpan time, CancellationToken cancellation)
    {
        var last = Begun + cases;
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var times = new ConcurrentBag<List<double>>();
        var faults = new ConcurrentBag<Exception>();
        var threads = Enumerable
            .Range(0, clients)
            .Select(lane => new Thread(() =>
            {
                try
                {
                    times.Add(Run(lane, last, end, cancellation));
                }
                catch (Exception fault)
                {
                    faults.Add(fault);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        return faults.IsEmpty
            ? [.. times.SelectMany(lane => lane).Order()]
            : throw new CommandFailedException($"A client of the bench failed: {faults.First()}");
    }

    private List<double> Run(int lane, long last, long end, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address.Host, address.Port);
        var buffer = new byte[16 * 1024];
        var times = new List<double>();
        while (
            !cancellation.IsCancellationRequested
            && Stopwatch.GetTimestamp() < end
            && Interlocked.Increment(ref _next) is var number
        )
        {
            if (number > last)
            {
                Interlocked.Decrement(ref _next);
                break;
            }

            var request = Request(lane, number);
            var started = Stopwatch.GetTimestamp();
            socket.Send(request);
            Receive(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private byte[] Request(int lane, long number)
    {
        var body = BenchMessages.Of(lane, number);
        return Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"POST /api/requests HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
            )
        );
    }

    /// <summary>Reads one answer to its end: by its length, or to its last chunk.</summary>
    private static void Receive(Socket socket, byte[] buffer)
    {
        var filled = 0;
        do
        {
            var read = socket.Receive(buffer.AsSpan(filled));
            if (read == 0)
            {
                throw new IOException("The host closed the connection.");
            }

            filled += read;
        } while (!IsWhole(buffer.AsSpan(0, filled)));

        if (!buffer.AsSpan(0, filled).StartsWith("HTTP/1.1 201"u8))
        {
            throw new CommandFailedException(Encoding.UTF8.GetString(buffer, 0, filled));
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var length = "Content-Length: "u8;
        var head = answer.IndexOf("\r\n\r\n"u8);
        var at = head < 0 ? -1 : answer[..head].IndexOf(length);
        if (at < 0)
        {
            return head >= 0 && answer.EndsWith("\r\n0\r\n\r\n"u8);
        }

        _ = Utf8Parser.TryParse(answer[(at + length.Length)..], out int body, out _);
        return answer.Length - head - 4 >= body;
    }
}
