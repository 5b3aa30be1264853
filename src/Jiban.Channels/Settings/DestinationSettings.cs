using Dapper;
using Jiban.Channels.Wire;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Settings;

/// <summary>Where messages go and by which secret they are signed, as administrators keep it. A secret can be set and never read.</summary>
internal static class DestinationSettings
{
    private const int ShortestSecret = 16;
    private const int LongestSecret = 200;

    /// <param name="Code">upstream | sms | unit:ID.</param>
    /// <param name="Unit">The name of the unit of a webhook.</param>
    /// <param name="Page">The address of the citizen's page for links; of the gateway only.</param>
    /// <param name="Version">0: not set yet.</param>
    public sealed record Item(
        string Code,
        string? Unit,
        string? Url,
        string? Page,
        bool English,
        bool InUse,
        int Version
    );

    /// <param name="Secret">16 to 200 characters; null keeps the one that is set.</param>
    public sealed record Request(
        string Url,
        string? Secret,
        string? Page,
        bool English,
        bool InUse,
        int Version
    );

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    private static readonly Problem UnknownDestination = new(
        StatusCodes.Status404NotFound,
        "unknown-destination",
        "没有这个去处：只有市12345、短信网关和各单位的接口。",
        "There is no such destination: the city's line, the SMS gateway and webhooks of units."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ListAsync).Needs(Operation.ViewExchange).WithName("ListDestinations");
        routes
            .MapPut("/{code}", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveDestination")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The faults of a destination, by field. Pure.</summary>
    public static Dictionary<string, string[]> Check(Request wanted)
    {
        var faults = new Dictionary<string, string[]>();
        if (!IsAddress(wanted.Url) || wanted.Url.Contains('?', StringComparison.Ordinal))
        {
            faults["url"] = ["应为 http:// 或 https:// 开头的地址，不带参数。"];
        }

        if (!string.IsNullOrEmpty(wanted.Page) && !IsAddress(wanted.Page))
        {
            faults["page"] = ["应为 http:// 或 https:// 开头的地址。"];
        }

        if (
            wanted.Secret is { } secret
                ? secret.Length is < ShortestSecret or > LongestSecret
                : wanted.Version == 0
        )
        {
            faults["secret"] = [$"{ShortestSecret}至{LongestSecret}个字符。"];
        }

        return faults;
    }

    private static bool IsAddress(string typed) =>
        typed.Length <= 500
        && Uri.TryCreate(typed, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static async Task<Ok<IReadOnlyList<Item>>> ListAsync(
        Database database,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var kept = (
            await connection.QueryAsync<(
                string Code,
                string Url,
                string? Page,
                bool English,
                bool InUse,
                int Version
            )>(
                new CommandDefinition(
                    "select code, url, page, english, in_use, version from channels.destination order by code",
                    cancellationToken: cancellation
                )
            )
        )
            .Select(row => new Item(
                row.Code,
                UnitOf(row.Code, registry.Current)?.Name,
                row.Url,
                row.Page,
                row.English,
                row.InUse,
                row.Version
            ))
            .ToList();
        string[] always = [Destination.Upstream, Destination.Sms];
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. always.Select(code =>
                kept.FirstOrDefault(item => item.Code == code)
                ?? new Item(code, null, null, null, false, false, 0)
            ),
            .. kept.Where(item => !always.Contains(item.Code)),
        ]);
    }

    private static Unit? UnitOf(string code, CitySnapshot city) =>
        code.StartsWith("unit:", StringComparison.Ordinal)
        && Guid.TryParseExact(code["unit:".Length..], "D", out var id)
            ? city.Unit(id)
            : null;

    private static async Task<IResult> SaveAsync(
        string code,
        Request wanted,
        HttpContext http,
        Database database,
        Destinations destinations,
        CityRegistry registry,
        AuditTrail trail,
        Ids ids,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (
            code is not (Destination.Upstream or Destination.Sms)
            && UnitOf(code, registry.Current) is null
        )
        {
            return UnknownDestination;
        }

        if (Check(wanted) is { Count: > 0 } faults)
        {
            return Problem.Malformed(faults);
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = new
        {
            code,
            wanted.Url,
            Page = string.IsNullOrWhiteSpace(wanted.Page) ? null : wanted.Page.Trim(),
            wanted.English,
            wanted.InUse,
            wanted.Version,
            now = clock.GetUtcNow(),
        };
        var id = await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(
                """
                update channels.destination set url = @Url, page = @Page, english = @English, version = version + 1,
                    since = case when in_use then since else @now end, in_use = @InUse
                where code = @code and version = @Version returning destination_id
                """,
                row,
                transaction,
                cancellationToken: cancellation
            )
        );
        if (id is null && wanted.Version == 0)
        {
            id = ids.New();
            var made = await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into channels.destination (code, destination_id, url, secret, page, english, in_use, since)
                    values (@code, @id, @Url, '', @Page, @English, @InUse, @now) on conflict do nothing
                    """,
                    new
                    {
                        row.code,
                        id,
                        row.Url,
                        row.Page,
                        row.English,
                        row.InUse,
                        row.now,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
            id = made == 1 ? id : null;
        }

        if (id is not { } kept)
        {
            return Changed;
        }

        if (wanted.Secret is { } secret)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "update channels.destination set secret = @box where code = @code",
                    new { code, box = destinations.Wrap(kept, secret) },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"destination {code}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
