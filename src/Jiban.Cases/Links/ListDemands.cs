using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.Cases.Twins;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Cases.Links;

/// <summary>
/// The demands that a message seems to hold, each with its class and unit: a proposal for whoever may split it (拆单). Read anew from the words each time,
/// kept nowhere; nothing is split by it.
/// </summary>
internal static class ListDemands
{
    /// <param name="Text">The stretch of the words that tells of it, masked.</param>
    /// <param name="Unit">Who would have it; null when a person would choose.</param>
    public sealed record Item(string Text, string ClassCode, string ClassName, UnitName? Unit);

    public sealed record Request(string? Text, string? Kind, SubmitRequest.PlacePart? Place);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/{id:guid}/demands", OfCaseAsync)
            .Needs(Operation.SplitCase)
            .WithName(nameof(ListDemands))
            .Produces<IReadOnlyList<Item>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapPost("/demands", OfWords)
            .Needs(Operation.RegisterForCaller)
            .WithName("ReadDemands")
            .Produces<IReadOnlyList<Item>>();
    }

    private static async Task<IResult> OfCaseAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var file = await CaseStore.LoadAsync(connection, id, cancellation);
        if (file is null || desk.Refuse(file, http.Actor(), Operation.SplitCase) is not null)
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        var texts = await CaseTexts.FirstAsync(connection, desk.Keys, [id], cancellation);
        return TypedResults.Ok<IReadOnlyList<Item>>(
            SplitCase.Blocks(file) is null && texts.GetValueOrDefault(id) is { } text
                ? Told(
                    new Message(
                        Masking.Text(text),
                        null,
                        null,
                        file.PlaceName,
                        file is { LonE7: { } lon, LatE7: { } lat }
                            ? new Point(lon / 1e7, lat / 1e7) { SRID = 4326 }
                            : null,
                        file.Channel,
                        null,
                        file.ReceivedAt
                    ),
                    desk
                )
                : []
        );
    }

    private static IResult OfWords(Request request, CaseDesk desk) =>
        TypedResults.Ok<IReadOnlyList<Item>>(
            RequestText.Check(request.Text).Text is { } text
            && OfferTwins.MessageOf(text, request.Kind, request.Place, "phone", desk) is { } message
                ? Told(message, desk)
                : []
        );

    private static IReadOnlyList<Item> Told(Message message, CaseDesk desk) =>
        [
            .. desk
                .Dispatcher.Demands(message, desk.City)
                .Select(one => new Item(
                    one.Text,
                    one.ClassCode,
                    desk.Dispatcher.Class(one.ClassCode)?.Name ?? one.ClassCode,
                    one.UnitId is { } unit ? UnitName.Of(desk.City, unit) : null
                )),
        ];
}
