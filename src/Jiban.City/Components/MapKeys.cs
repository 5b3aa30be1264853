using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>Keys for map programs of others, such as QGIS: issued under a name, shown once, revoked at will. What one opens: <see cref="MapKeyDoor"/>.</summary>
internal static class MapKeys
{
    /// <summary>By this a key is known for one wherever it turns up.</summary>
    private const string Mark = "jmk_";
    private const int SecretBytes = 32;
    private const int LongestName = 60;

    /// <param name="Name">Whose or what for, such as 规划院 QGIS.</param>
    public sealed record Request(string Name);

    /// <param name="Key">Shown this once; nobody can read it again.</param>
    public sealed record Issued(Guid Id, string Name, string Key);

    /// <param name="IssuedBy">Who issued it; null when the account is gone.</param>
    /// <param name="LastUsedAt">To the minute; null when nobody ever used it.</param>
    public sealed record Item(
        Guid Id,
        string Name,
        DateTimeOffset IssuedAt,
        string? IssuedBy,
        DateTimeOffset? LastUsedAt,
        DateTimeOffset? RevokedAt
    );

    private sealed record Row(
        Guid KeyId,
        string Name,
        DateTimeOffset IssuedAt,
        Guid IssuedBy,
        DateTimeOffset? LastUsedAt,
        DateTimeOffset? RevokedAt
    );

    private static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-map-key",
        "没有这个密钥，或已经停用。",
        "There is no such key, or it was revoked."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/settings/map-keys").WithTags("settings");
        keys.MapGet("/", ListAsync)
            .Needs(Operation.KeepMapKeys)
            .WithName("ListMapKeys")
            .Produces<Item[]>();
        keys.MapPost("/", IssueAsync)
            .Needs(Operation.KeepMapKeys)
            .WithName("IssueMapKey")
            .Produces<Issued>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        keys.MapPost("/{id:guid}/revocation", RevokeAsync)
            .Needs(Operation.KeepMapKeys)
            .WithName("RevokeMapKey")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>What is kept of a key.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static async Task<IResult> ListAsync(
        [FromServices] ComponentDesk desk,
        [FromServices] Accounts accounts,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select key_id, name, issued_at, issued_by, last_used_at, revoked_at from city.map_key
                    order by revoked_at is not null, issued_at desc, key_id
                    """,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var issuers = await accounts.NamesAsync(rows.Select(row => row.IssuedBy), cancellation);
        return TypedResults.Ok(
            rows.Select(row => new Item(
                    row.KeyId,
                    row.Name,
                    row.IssuedAt,
                    issuers.GetValueOrDefault(row.IssuedBy),
                    row.LastUsedAt,
                    row.RevokedAt
                ))
                .ToArray()
        );
    }

    private static async Task<IResult> IssueAsync(
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        var name = Typed.Text(request.Name);
        if (
            Problem.IfMalformed(
                ("name", name is null or { Length: > LongestName }, "名称为1到60个字。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var key = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = desk.Ids.New();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into city.map_key (key_id, name, hash, issued_at, issued_by)
                values (@id, @name, @hash, @now, @by)
                """,
                new
                {
                    id,
                    name,
                    hash = HashOf(key),
                    now = desk.Clock.GetUtcNow(),
                    by = http.Actor().Id,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "issueMapKey", $"{id}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        // No cache on the way keeps what is shown once.
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Issued(id, name!, key));
    }

    private static async Task<IResult> RevokeAsync(
        Guid id,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var revoked = await connection.ExecuteAsync(
            new CommandDefinition(
                "update city.map_key set revoked_at = @now, revoked_by = @by where key_id = @id and revoked_at is null",
                new
                {
                    id,
                    now = desk.Clock.GetUtcNow(),
                    by = http.Actor().Id,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (revoked == 0)
        {
            return Unknown;
        }

        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "revokeMapKey", $"{id}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
