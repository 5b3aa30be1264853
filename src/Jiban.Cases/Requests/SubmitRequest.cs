using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Requests;

/// <summary>A citizen submits a request, without an account.</summary>
internal static class SubmitRequest
{
    private const string DefaultChannel = "web";

    /// <param name="Text">The request in the citizen's words.</param>
    /// <param name="Kind">咨询 求助 投诉 举报 建议 表扬, or their English words; left out, it is understood from the text.</param>
    /// <param name="Contact">Who asks; may be left out.</param>
    /// <param name="Place">Where, in words or as a pin in WGS-84.</param>
    /// <param name="Channel">Code of a public channel; <c>web</c> when left out.</param>
    /// <param name="Choice">The unit that the citizen picks.</param>
    /// <param name="Attachments">Ids of uploads, at most nine.</param>
    /// <param name="Praises">The number of the case for which thanks are said.</param>
    /// <param name="PraisesCode">Its query code: with it the thanks are passed on at once, without it (or with another) a person looks.</param>
    /// <param name="Component">Identifier of the component that it is about; without a place it says where.</param>
    /// <param name="Joins">An incident that was offered: "me too".</param>
    /// <param name="Confidential">Whether who asks stays unknown to the unit that handles it.</param>
    public sealed record Request(
        string? Text,
        string? Kind,
        ContactPart? Contact,
        PlacePart? Place,
        string? Channel,
        Guid? Choice,
        IReadOnlyList<Guid>? Attachments,
        bool? Confidential = null,
        string? Praises = null,
        string? PraisesCode = null,
        string? Component = null,
        Guid? Joins = null
    );

    public sealed record ContactPart(string? Name, string? Phone);

    public sealed record PlacePart(string? Text, double? Lon, double? Lat);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .RequireRateLimiting(RateLimits.PublicDoor)
            .WithName(nameof(SubmitRequest))
            .Produces<RegistrationAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext http,
        CaseRegistrar registrar,
        Dispatcher dispatcher,
        CityRegistry city,
        CancellationToken cancellation
    )
    {
        if (!DemandKinds.TryRead(request.Kind, out var kind))
        {
            return new Problem(
                422,
                "unknown-kind",
                "没有这种诉求性质，请从咨询、求助、投诉、举报、建议、表扬中选择。",
                "There is no such kind of request."
            );
        }

        var channel = request.Channel ?? DefaultChannel;
        if (dispatcher.Channel(channel) is not { IsPublic: true })
        {
            return new Problem(
                422,
                "unknown-channel",
                "没有这个渠道。",
                "There is no such public channel."
            );
        }

        var result = await registrar.RegisterAsync(
            new Registration
            {
                Text = request.Text ?? "",
                Channel = channel,
                Actor = Actor.Citizen,
                Kind = kind,
                Requester = request.Contact is { } contact
                    ? new Contact(contact.Name, contact.Phone)
                    : null,
                PlaceText = request.Place?.Text,
                Lon = request.Place?.Lon,
                Lat = request.Place?.Lat,
                Component = NullIfBlank(request.Component),
                Choice = request.Choice,
                Uploads = request.Attachments ?? [],
                Confidential = request.Confidential ?? false,
                Praises = NullIfBlank(request.Praises),
                PraisesCode = NullIfBlank(request.PraisesCode),
                Joins = request.Joins,
                IdempotencyKey = idempotencyKey,
            },
            cancellation
        );
        return result.Registered is { } registered
            ? TypedResults.Created(
                $"/api/requests/{registered.Number}",
                RegistrationAnswer.Of(registered, city.Current, Language.IsEnglish(http))
            )
            : result.Problem!;
    }

    /// <summary>A field of a form that was left empty says nothing.</summary>
    internal static string? NullIfBlank(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed;
}
