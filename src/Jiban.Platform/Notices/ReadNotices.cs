using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Notices;

/// <summary>Somebody has read notices. It is one's own mark: the colleagues of the unit still see them as new.</summary>
internal static class ReadNotices
{
    /// <param name="Ids">These; what is not one's own is passed over.</param>
    /// <param name="UpTo">All up to this one.</param>
    public sealed record Request(IReadOnlyList<long>? Ids, long? UpTo);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/read", HandleAsync)
            .Needs(Operation.UseOwnSession)
            .WithName(nameof(ReadNotices))
            .Produces(StatusCodes.Status204NoContent);

    private static async Task<NoContent> HandleAsync(
        Request request,
        HttpContext http,
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var asking = ListNotices.Asking(http.Actor());
        asking.Add("ids", (request.Ids ?? []).ToArray());
        asking.Add("upTo", request.UpTo ?? 0);
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                insert into platform.notice_read (account_id, notice_id)
                select @me, n.notice_id from platform.notice n
                where {ListNotices.IsOwn} and (n.notice_id = any(@ids) or n.notice_id <= @upTo)
                on conflict do nothing
                """,
                asking,
                cancellationToken: cancellation
            )
        );
        return TypedResults.NoContent();
    }
}
