using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Topics;

/// <summary>Somebody has the topics found now instead of at night. Who asks again within a minute gets what was found.</summary>
internal static class FindTopics
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/topics/find", HandleAsync)
            .Needs(Operation.FindTopics)
            .WithName(nameof(FindTopics));

    private static async Task<Ok<TopicSearchRun>> HandleAsync(
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await TopicSearches.SearchAsync(desk, desk.Clock.GetUtcNow() - AtMostEvery, cancellation);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(await TopicSearches.LastAsync(connection, cancellation));
    }
}
