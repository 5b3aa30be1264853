using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Topics;

/// <summary>What many people write about over weeks (热点), the hottest first: how many cases and requesters, where, how hot, and whether it grows.</summary>
internal static class ListTopics
{
    private const int Most = 100;

    /// <param name="Title">Made from the words of its cases, masked.</param>
    /// <param name="People">How many different requesters; never who.</param>
    /// <param name="Heat">See docs/understanding.md; without a unit.</param>
    /// <param name="Weeks">Cases in each of the last twelve weeks, the latest last.</param>
    public sealed record Row(
        Guid Id,
        string Title,
        string? Place,
        string ClassName,
        int Cases,
        int People,
        double Heat,
        Trend Trend,
        IReadOnlyList<int> Weeks,
        DateTimeOffset First,
        DateTimeOffset Last
    );

    /// <param name="Days">How many days were looked at.</param>
    public sealed record Response(TopicSearchRun Search, int Days, IReadOnlyList<Row> Items);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/topics", HandleAsync)
            .Needs(Operation.ViewFigures)
            .WithName(nameof(ListTopics));

    /// <summary>The hottest topics of an actor's cases.</summary>
    public static async Task<Response> ReadAsync(
        CaseDesk desk,
        Operation operation,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var topics = (
            await TopicReader.ReadAsync(connection, desk, operation, actor, null, cancellation)
        )
            .Take(Most)
            .ToList();
        var titles = await TopicReader.TitlesAsync(connection, desk, topics, cancellation);
        return new Response(
            await TopicSearches.LastAsync(connection, cancellation),
            TopicSearches.Days,
            topics.ConvertAll(topic => Of(topic, titles[topic.Id], desk))
        );
    }

    public static Row Of(HotTopic topic, string title, CaseDesk desk) =>
        new(
            topic.Id,
            title,
            TopicReader.PlaceOf(topic, desk),
            desk.Dispatcher.Class(topic.ClassCode)?.Name ?? topic.ClassCode,
            topic.Nearest.Count,
            topic.People,
            Math.Round(topic.Heat, 1),
            topic.Trend,
            topic.Weeks,
            topic.First,
            topic.Last
        );

    private static async Task<Ok<Response>> HandleAsync(
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) => TypedResults.Ok(await ReadAsync(desk, Operation.ViewCases, http.Actor(), cancellation));
}
