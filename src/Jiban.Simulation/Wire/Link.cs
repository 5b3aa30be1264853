using System.Buffers.Binary;
using System.Net.Sockets;

namespace Jiban.Simulation.Wire;

/// <summary>One connection of the host through the wire.</summary>
internal sealed class Link(StoreWire wire, Socket host, Socket server) : IDisposable
{
    private const int SecureRequest = 80877103;
    private const int GssRequest = 80877104;
    private const string Refuse =
        "do $$ begin raise exception 'could not serialize access' using errcode = '40001'; end $$";

    private readonly NetworkStream _host = new(host, ownsSocket: true);
    private readonly NetworkStream _server = new(server, ownsSocket: true);
    private volatile Fault? _atAnswer;

    /// <summary>Ends the connection on both sides.</summary>
    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    /// <summary>Carries what both sides say until one of them, or a fault, ends it.</summary>
    public Task CarryAsync() =>
        Task.WhenAll(UntilItEndsAsync(FromHostAsync), UntilItEndsAsync(FromServerAsync));

    private async Task UntilItEndsAsync(Func<Task> carry)
    {
        try
        {
            await carry();
        }
        catch (Exception gone)
            when (gone
                    is IOException
                        or SocketException
                        or ObjectDisposedException
                        or NotSupportedException
            )
        {
            // One side has gone; so goes the other. A stream that was closed meanwhile says that it can't be read.
        }

        Dispose();
    }

    private async Task FromHostAsync()
    {
        await using var from = new BufferedStream(_host, 16_384);
        await GreetAsync(from);
        var exchange = new List<Frame>();
        var sql = "";
        // A statement that is used often is parsed once and then only bound, by its name.
        var prepared = new Dictionary<string, string>();
        var work = Work.Asked;
        while (await Frame.ReadAsync(from) is { } frame)
        {
            if (wire.Rewrite is { } rewrite && frame.Sql is { } said)
            {
                frame = frame.With(rewrite(said));
            }

            exchange.Add(frame);
            if (!frame.EndsExchange)
            {
                continue;
            }

            if (!await PassAsync(exchange))
            {
                return;
            }

            exchange.Clear();
        }

        // Sends on what the server is asked now, unless it is struck. False when the connection ends here.
        async Task<bool> PassAsync(List<Frame> asked)
        {
            using var out_ = new MemoryStream();
            foreach (var frame in asked)
            {
                if (frame.Sql is { } parsed)
                {
                    sql = parsed;
                    prepared[frame.Statement ?? ""] = parsed;
                }
                else if (frame.Statement is { } name)
                {
                    sql = prepared[name];
                }

                work = StoreWire.WorkOf(sql, work);
                if (frame.IsStatement && wire.Strike(sql, work) is { } fault)
                {
                    switch (fault.Kind)
                    {
                        case FaultKind.Serialization:
                            // Instead of all that was asked: the server itself fails, so its transaction is as failed as it says.
                            out_.SetLength(0);
                            Frame.Query(Refuse).WriteTo(out_);
                            await _server.WriteAsync(out_.ToArray());
                            return true;
                        case FaultKind.CutBefore:
                        case FaultKind.Kill:
                            await _server.WriteAsync(out_.ToArray());
                            End(fault);
                            return false;
                        case FaultKind.CutAfterCommit:
                        case FaultKind.KillAfterCommit:
                            _atAnswer = fault;
                            break;
                        default:
                            throw new InvalidOperationException($"No such fault: {fault.Kind}.");
                    }
                }

                frame.WriteTo(out_);
            }

            await _server.WriteAsync(out_.ToArray());
            return true;
        }
    }

    /// <summary>The greeting has no letter. What asks for encryption is told that there is none.</summary>
    private async Task GreetAsync(Stream from)
    {
        while (true)
        {
            var length = new byte[4];
            await from.ReadExactlyAsync(length);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
            await from.ReadExactlyAsync(body);
            if (BinaryPrimitives.ReadInt32BigEndian(body) is SecureRequest or GssRequest)
            {
                await _host.WriteAsync("N"u8.ToArray());
                continue;
            }

            await _server.WriteAsync((byte[])[.. length, .. body]);
            return;
        }
    }

    private async Task FromServerAsync()
    {
        var buffer = new byte[16_384];
        while (await _server.ReadAsync(buffer) is var read and > 0)
        {
            // The host says nothing more before it has the answer to its commit, so this is that answer.
            if (_atAnswer is { } fault)
            {
                End(fault);
                return;
            }

            await _host.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private void End(Fault fault)
    {
        if (fault.IsKill)
        {
            wire.Die();
        }

        Dispose();
    }
}
