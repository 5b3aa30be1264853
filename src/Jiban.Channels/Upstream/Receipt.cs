using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Crypto;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Channels.Upstream;

/// <summary>What the city sent under a key, and what it was answered.</summary>
internal sealed record Receipt
{
    public byte[] BodyHash { get; init; } = [];
    public Guid? CaseId { get; init; }

    /// <summary>The pictures of an order, kept before it was registered.</summary>
    public Guid[]? Files { get; init; }

    /// <summary>Null while it is being taken.</summary>
    public string? Answer { get; init; }

    public static readonly Problem Differs = new(
        StatusCodes.Status409Conflict,
        "order-differs",
        "同一标识已收到内容不同的请求，本次未处理。",
        "Something else was received under this key; this was not taken."
    );

    private static readonly Problem NoKey = new(
        StatusCodes.Status400BadRequest,
        "idempotency-key-missing",
        "缺少 Idempotency-Key，应为“工单编号/序号”。",
        "The Idempotency-Key is missing; it is orderNo/seq."
    );

    /// <summary>The key under which an order stands.</summary>
    public static string OfOrder(string number) => "order:" + number;

    /// <summary>The key of a later word about an order, as the header says it; or why it is none.</summary>
    public static (string? Key, Problem? Problem) OfWord(HttpRequest request, string number)
    {
        var key = Uri.UnescapeDataString(request.Headers["Idempotency-Key"].ToString());
        return
            key.Length is > 0 and <= 200 && key.StartsWith(number + "/", StringComparison.Ordinal)
            ? (key, null)
            : (null, NoKey);
    }

    /// <summary>
    /// The hash of the body as it was sent: the signature has read it into memory. Keyed, because who knows all of an order but the telephone
    /// could find that by trying.
    /// </summary>
    public static byte[] HashOf(HttpRequest request, KeyRing keys)
    {
        request.Body.Position = 0;
        return keys.SearchHash(Named(request));
    }

    private static string Named(HttpRequest request) =>
        "receipt:" + Convert.ToHexString(SHA256.HashData(request.Body));

    /// <summary>Whether the body that was sent is this one; it may have been hashed before the index key was changed.</summary>
    public bool IsOf(HttpRequest request, KeyRing keys)
    {
        request.Body.Position = 0;
        return keys.SearchHashes(Named(request)).Any(hash => BodyHash.AsSpan().SequenceEqual(hash));
    }

    /// <summary>Writes the receipt, unless there is one; waits for whoever is writing it now.</summary>
    /// <returns>Null when it was written, else the one that stands.</returns>
    public static async Task<Receipt?> ClaimAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string key,
        byte[] hash,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var written = await connection.ExecuteAsync(
            new CommandDefinition(
                "insert into channels.receipt (key, body_hash, at) values (@key, @hash, @now) on conflict do nothing",
                new
                {
                    key,
                    hash,
                    now,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        return written == 1 ? null : await FindAsync(connection, transaction, key, cancellation);
    }

    public static Task<Receipt?> FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string key,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Receipt>(
            new CommandDefinition(
                "select body_hash, case_id, files, answer::text as answer from channels.receipt where key = @key",
                new { key },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Other content takes the place of a claim that was cut off before anything was taken.</summary>
    public static Task BeginAnewAsync(
        NpgsqlConnection connection,
        string key,
        byte[] hash,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "update channels.receipt set body_hash = @hash, files = null where key = @key and answer is null",
                new { key, hash },
                cancellationToken: cancellation
            )
        );

    /// <summary>Writes what was answered.</summary>
    /// <param name="hash">Of what was taken, where other content may have claimed the key meanwhile; null for what stands there.</param>
    public static Task AnswerAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string key,
        Guid caseId,
        object answer,
        CancellationToken cancellation,
        byte[]? hash = null
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "update channels.receipt set case_id = @caseId, answer = @answer::jsonb, body_hash = coalesce(@hash, body_hash) where key = @key",
                new
                {
                    key,
                    caseId,
                    hash,
                    answer = JsonSerializer.Serialize(answer, answer.GetType(), ApiJson.Options),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
