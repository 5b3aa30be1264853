using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Requests;

/// <summary>
/// Whether a fault of a component is known already: what somebody who scans its tag may learn of the cases of others. No number, no time, no
/// count, and nothing of components that are not on record.
/// </summary>
internal static class TellKnownFault
{
    /// <param name="Known">Whether a case that names it is not closed yet.</param>
    public sealed record Response(bool Known);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/components/{code}", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName(nameof(TellKnownFault))
            .Produces<Response>();

    /// <param name="code">Identifier of the component.</param>
    private static async Task<IResult> HandleAsync(
        string code,
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return TypedResults.Ok(
            new Response(
                await connection.ExecuteScalarAsync<bool>(
                    new CommandDefinition(
                        """
                        select exists (select from cases.case_file
                            where component = @code and state <> 'closed' and kind in ('help', 'complaint', 'report'))
                        """,
                        new { code },
                        cancellationToken: cancellation
                    )
                )
            )
        );
    }
}
