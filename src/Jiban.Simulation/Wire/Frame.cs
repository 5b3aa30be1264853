using System.Buffers.Binary;
using System.Text;

namespace Jiban.Simulation.Wire;

/// <summary>A message of the PostgreSQL v3 protocol as a client sends it after the greeting: a letter, a length, a body.</summary>
internal readonly record struct Frame(char Type, byte[] Body)
{
    /// <summary>Reads one message; null at the end of the stream.</summary>
    public static async Task<Frame?> ReadAsync(Stream from)
    {
        var head = new byte[5];
        if (await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return null;
        }

        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4];
        await from.ReadExactlyAsync(body);
        return new Frame((char)head[0], body);
    }

    /// <summary>A simple query.</summary>
    public static Frame Query(string sql) => new('Q', [.. Encoding.UTF8.GetBytes(sql), 0]);

    /// <summary>Whether the server does something now: it executes a bound statement, or a simple query.</summary>
    public bool IsStatement => Type is 'E' or 'Q';

    /// <summary>Whether what was gathered goes out with this one: the client may wait for an answer now, or streams.</summary>
    public bool EndsExchange => Type is not ('P' or 'B' or 'D' or 'E' or 'C');

    /// <summary>The SQL of a parse or a simple query; null for any other.</summary>
    public string? Sql =>
        Type switch
        {
            'Q' => Encoding.UTF8.GetString(Body.AsSpan(0, Body.Length - 1)),
            'P' => Encoding.UTF8.GetString(Body.AsSpan(NameLength, SqlEnd - NameLength)),
            _ => null,
        };

    /// <summary>The name of the statement that a parse makes or a bind uses, empty for the one without a name; null for any other.</summary>
    public string? Statement =>
        Type switch
        {
            'P' => Encoding.UTF8.GetString(Body.AsSpan(0, NameLength - 1)),
            // A bind begins with the name of its portal, as a parse does with that of its statement.
            'B' => Encoding.UTF8.GetString(Body.AsSpan(NameLength, SqlEnd - NameLength)),
            _ => null,
        };

    /// <summary>The same message with other SQL.</summary>
    public Frame With(string sql) =>
        Type == 'Q'
            ? Query(sql)
            : new(
                Type,
                [
                    .. Body.AsSpan(0, NameLength),
                    .. Encoding.UTF8.GetBytes(sql),
                    .. Body.AsSpan(SqlEnd),
                ]
            );

    /// <summary>Appends the message as it travels.</summary>
    public void WriteTo(Stream to)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)Type;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], Body.Length + 4);
        to.Write(head);
        to.Write(Body);
    }

    // A parse is the statement's name, its SQL, and the types of its parameters.
    private int NameLength => Array.IndexOf(Body, (byte)0) + 1;

    private int SqlEnd => Array.IndexOf(Body, (byte)0, NameLength);
}
