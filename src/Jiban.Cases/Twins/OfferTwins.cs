using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Cases.Twins;

/// <summary>
/// While a citizen is still writing: open incidents near by that may be the same, so that one touch says "me too". Of the cases of others only what
/// everybody in the street sees: what kind, how far, since when, whether somebody is at it, how many told it. Reports of wrongdoing (举报) are never offered:
/// whom they are about could ask for them. Nothing is kept of what is asked.
/// </summary>
internal static class OfferTwins
{
    /// <summary>Characters from which on it is worth looking.</summary>
    private const int ShortestText = 6;

    private const int Most = 3;

    /// <summary>Distances are told in steps of so many metres.</summary>
    private const int Step = 50;

    /// <param name="Text">What was written so far; not kept.</param>
    public sealed record Request(string? Text, string? Kind, SubmitRequest.PlacePart? Place);

    /// <param name="Id">Sent back as <c>joins</c> with the request: "me too".</param>
    /// <param name="Metres">In steps of fifty; null when only the name of the place is known, and is the same.</param>
    /// <param name="Minutes">Since when it is known.</param>
    /// <param name="InHand">Whether a unit is at it.</param>
    /// <param name="People">How many told it.</param>
    /// <param name="Score">How sure it is that it is the same, in tenths of one: no way to feel for the words of others.</param>
    /// <param name="Why">The reasons in words.</param>
    public sealed record Offer(
        Guid Id,
        string ClassName,
        int? Metres,
        int Minutes,
        bool InHand,
        int People,
        double Score,
        string Why
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/like", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .RequireRateLimiting(RateLimits.Lookups)
            .WithName(nameof(OfferTwins))
            .Produces<IReadOnlyList<Offer>>()
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var text = RequestText.Check(request.Text).Text;
        if (
            text is not { Length: >= ShortestText }
            || MessageOf(text, request.Kind, request.Place, "web", desk) is not { } message
        )
        {
            return TypedResults.Ok<IReadOnlyList<Offer>>([]);
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var twins = await FindTwins.FindAsync(
            connection,
            desk.Keys,
            desk.City,
            Sought.Of(text, desk.Dispatcher.Decide(message, desk.City), message.At),
            (await desk.Limits.CurrentAsync(cancellation)).Twins.Offer,
            cancellation
        );
        return TypedResults.Ok<IReadOnlyList<Offer>>([
            .. twins
                .Where(twin => twin.Lead is { Confidential: false, Kind: not DemandKind.Report })
                .Take(Most)
                .Select(twin => new Offer(
                    twin.Lead.CaseId,
                    desk.Dispatcher.ClassName(twin.Lead.ClassCode, Language.IsEnglish(http)),
                    twin.Score.Metres is { } metres ? (metres + Step - 1) / Step * Step : null,
                    twin.Score.Minutes,
                    twin.Lead.State == CaseState.Signed,
                    twin.Lead.Members + 1,
                    Math.Round(twin.Score.Score / 100.0) / 10,
                    TwinWords.ForEverybody(twin.Score, Language.IsEnglish(http))
                )),
        ]);
    }

    /// <summary>The message as a registration would have it; null when a word of it is none.</summary>
    public static Message? MessageOf(
        string text,
        string? kind,
        SubmitRequest.PlacePart? place,
        string channel,
        CaseDesk desk,
        string? classCode = null
    ) =>
        DemandKinds.TryRead(kind, out var read)
        && (place?.Text?.Length ?? 0) <= 200
        && (classCode is null || desk.Dispatcher.Class(classCode) is not null)
            ? new Message(
                text,
                read,
                classCode,
                string.IsNullOrWhiteSpace(place?.Text) ? null : place.Text,
                place is { Lon: { } lon, Lat: { } lat }
                && double.IsFinite(lon)
                && double.IsFinite(lat)
                && Math.Abs(lon) <= 180
                && Math.Abs(lat) <= 90
                    ? new Point(lon, lat) { SRID = 4326 }
                    : null,
                channel,
                null,
                desk.Clock.GetUtcNow()
            )
            : null;
}
