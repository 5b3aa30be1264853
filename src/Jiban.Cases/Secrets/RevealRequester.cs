using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Secrets;

/// <summary>Name and telephone of the requester, for a purpose, with a trace that stands or falls with the look (rules.md R-28).</summary>
internal static class RevealRequester
{
    private const int ShortestPurpose = 4;
    private const int LongestPurpose = 200;

    public sealed record Request(string? Purpose);

    public sealed record Response(Person? Requester, Person? Reporter);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/reveal", HandleAsync)
            .Needs(Operation.RevealRequester)
            .WithName(nameof(RevealRequester))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>
    /// The refusal of one look too many. Whoever copies names and numbers out of the platform, one by one, is stopped; somebody at work is
    /// not. Looks of one account wait for each other here, so that ten at once are counted as ten.
    /// </summary>
    private static async Task<Problem?> TooManyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Actor actor,
        RateLimit limit,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_xact_lock(hashtextextended(@account, 1))",
                new { account = $"reveal {actor.Id}" },
                transaction,
                cancellationToken: cancellation
            )
        );
        var (times, first) = await AuditTrail.CountAsync(
            connection,
            actor.Id,
            "revealRequester",
            "done",
            now - limit.Within,
            cancellation
        );
        return times < limit.Times
            ? null
            : new Problem(
                429,
                "too-many-reveals",
                "短时间内查看诉求人信息过多，请稍后再试；确有需要请联系审计员。",
                "Too many requesters were looked at in a short time; please wait, or speak to the auditor."
            )
            {
                Facts = new Dictionary<string, object?>
                {
                    ["retryAt"] = (first ?? now) + limit.Within,
                },
            };
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        PlatformOptions options,
        CancellationToken cancellation
    )
    {
        var purpose = request.Purpose?.Trim() ?? "";
        if (
            purpose.Length is < ShortestPurpose or > LongestPurpose
            || Requests.RequestText.CheckShort("purpose", purpose, LongestPurpose) is not null
        )
        {
            return new Refused(Refusal.PurposeMissing).ToProblem();
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await CaseStore.LoadAsync(connection, id, cancellation) is not { } file)
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        var refused = desk.Refuse(file, http.Actor(), Operation.RevealRequester);
        var stored = await CaseStore.SecretsAsync(connection, id, cancellation);
        refused ??=
            !file.RequesterIsOpenTo(http.Actor(), file.RelationOf(http.Actor(), desk.City.IsBelow))
                ? new(Refusal.Confidential)
            : stored.ErasedAt is not null ? new(Refusal.AlreadyErased)
            : stored.People is null ? new(Refusal.NothingToReveal)
            : null;
        var tooMany = refused is null
            ? await TooManyAsync(
                connection,
                transaction,
                http.Actor(),
                options.RateLimits.Reveals,
                desk.Clock.GetUtcNow(),
                cancellation
            )
            : null;
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "revealRequester",
                file.Number,
                (refused?.ToProblem() ?? tooMany)?.Type ?? "done",
                purpose,
                http.Connection.RemoteIpAddress
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        if (refused is not null)
        {
            return refused.ToProblem();
        }

        if (tooMany is not null)
        {
            return tooMany;
        }

        var people = CaseSecrets.Open(desk.Keys, id, stored.Wrapped)!.OpenPeople(stored.People!);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Response(people.Requester, people.Reporter));
    }
}
