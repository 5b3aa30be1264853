using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        PersonLookups lookups,
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
            !desk.RequesterIsOpenTo(file, http.Actor()) ? new(Refusal.Confidential)
            : stored.ErasedAt is not null ? new(Refusal.AlreadyErased)
            : stored.People is null ? new(Refusal.NothingToReveal)
            : null;
        await AuditTrail.LockAsync(connection, transaction, http.Actor().Id, cancellation);
        var tooMany = refused is null
            ? await lookups.TooManyAsync(
                connection,
                http.Actor(),
                desk.Clock.GetUtcNow(),
                cancellation
            )
            : null;
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                PersonLookups.Revealed,
                file.Number,
                (refused?.ToProblem() ?? tooMany)?.Type ?? "done",
                purpose
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
