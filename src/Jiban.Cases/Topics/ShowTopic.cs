using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Cases.Requests;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Topics;

/// <summary>One topic with its places and cases, the nearest to its matter first.</summary>
internal static class ShowTopic
{
    private const int MostCases = 200;

    /// <param name="Summary">The beginning of what was said, masked; empty where it was erased.</param>
    public sealed record Case(
        Guid Id,
        string Number,
        CaseState State,
        string ClassName,
        string? PlaceName,
        UnitName Unit,
        DateTimeOffset ReceivedAt,
        string Summary
    );

    /// <param name="Places">The places that its cases name, the commonest first, with their middle.</param>
    /// <param name="ClassCode">The commonest class of its cases.</param>
    /// <param name="Items">The nearest two hundred.</param>
    public sealed record Response(
        ListTopics.Row Topic,
        string ClassCode,
        IReadOnlyList<TopicPlace> Places,
        IReadOnlyList<Case> Items
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/topics/{id:guid}", HandleAsync)
            .Needs(Operation.ViewFigures)
            .WithName(nameof(ShowTopic))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var found = await TopicReader.ReadAsync(
            connection,
            desk,
            Operation.ViewCases,
            http.Actor(),
            id,
            cancellation
        );
        if (found is not [var topic, ..])
        {
            return new Problem(
                StatusCodes.Status404NotFound,
                "unknown-topic",
                "没有这个热点；它可能已经并入别的热点，或者不再热了。",
                "There is no such topic; it may have become part of another, or is no topic any more."
            );
        }

        var titles = await TopicReader.TitlesAsync(connection, desk, found, cancellation);
        var nearest = topic.Nearest.Take(MostCases).Select(row => row.CaseId).ToList();
        var files = (await CaseStore.LoadAsync(connection, nearest, cancellation)).ToDictionary(
            file => file.CaseId
        );
        var said = await ListCases.SummariesAsync(
            connection,
            desk,
            [.. files.Values],
            cancellation
        );
        return TypedResults.Ok(
            new Response(
                ListTopics.Of(topic, titles[topic.Id], desk),
                topic.ClassCode,
                topic.Places,
                [
                    .. nearest
                        .Select(one => files[one])
                        .Select(file => new Case(
                            file.CaseId,
                            file.Number,
                            file.State,
                            desk.Dispatcher.Class(file.ClassCode)?.Name ?? file.ClassCode,
                            file.PlaceName,
                            UnitName.Of(desk.City, file.UnitId),
                            file.ReceivedAt,
                            said.GetValueOrDefault(file.CaseId, "")
                        )),
                ]
            )
        );
    }
}
