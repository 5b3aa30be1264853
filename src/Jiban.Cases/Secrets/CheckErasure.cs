using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Secrets;

/// <summary>Checks a certificate of an erasure: that it is ours, and that what it says still holds.</summary>
internal static class CheckErasure
{
    /// <param name="Genuine">It was made here, and nothing of it was changed.</param>
    /// <param name="Holds">Each of its entries stands in the chain of its case, and the key of the case is gone.</param>
    public sealed record Response(bool Genuine, bool Holds);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/erasures/check", HandleAsync)
            .Needs(Operation.Audit)
            .WithName(nameof(CheckErasure))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(
        ErasureCertificate certificate,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (!certificate.IsGenuine(desk.Keys))
        {
            return TypedResults.Ok(new Response(false, false));
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        foreach (var erased in certificate.Cases)
        {
            if (
                await CaseStore.FindAsync(connection, erased.Number, cancellation) is not { } caseId
                || await connection.ExecuteScalarAsync<bool>(
                    new CommandDefinition(
                        "select wrapped is not null from cases.case_key where case_id = @caseId",
                        new { caseId },
                        cancellationToken: cancellation
                    )
                )
                || !await StandsAsync(caseId, erased)
            )
            {
                return TypedResults.Ok(new Response(true, false));
            }
        }

        return TypedResults.Ok(new Response(true, true));

        async Task<bool> StandsAsync(Guid caseId, ErasureCertificate.ErasedCase erased)
        {
            var head = Head.None;
            foreach (
                var entry in (await Journal.ReadAsync(connection, caseId, cancellation)).TakeWhile(
                    entry => entry.Seq <= erased.Seq
                )
            )
            {
                head = Chain
                    .Append(caseId, head, entry.At, entry.Actor, entry.Kind, entry.Data)
                    .Head;
            }

            return head.Seq == erased.Seq && Convert.ToHexStringLower(head.Hash) == erased.Hash;
        }
    }
}
