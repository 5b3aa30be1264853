using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Deciding;

/// <summary>What the door would make of a message, by the catalogue in force, and why. Nothing is registered, kept or logged.</summary>
internal static class ShowExplanation
{
    private const int LongestText = 5_000;
    private const int LongestPlace = 200;
    private const int LongestComponent = 200;

    /// <summary>As <c>jiban explain</c>.</summary>
    private const string DefaultChannel = "web";

    /// <param name="Text">The citizen's words, 1 to 5,000 characters.</param>
    /// <param name="Place">Where, in words, at most 200 characters.</param>
    /// <param name="Lon">Degrees east, WGS-84; with <paramref name="Lat"/> or not at all.</param>
    /// <param name="Channel">Code of the channel; the public page when left out.</param>
    /// <param name="Component">Identifier of the component that it is about, as typed.</param>
    public sealed record Request(
        string? Text,
        string? Place,
        double? Lon,
        double? Lat,
        string? Channel,
        string? Component
    );

    /// <param name="Unit">Who would have it; null when a person would choose.</param>
    /// <param name="Queue">Where it would wait for that person.</param>
    /// <param name="Confidence">0 to 1, of the unit.</param>
    /// <param name="Model">The text model that read it; null when words alone did.</param>
    /// <param name="Kinds">How likely each kind is by its words, likeliest first.</param>
    /// <param name="Demands">The demands that it seems to hold; none when it seems to hold one.</param>
    /// <param name="Voice">How the writer feels, who is complained about, what is wished; it decided nothing.</param>
    /// <param name="Wish">By when the requester wishes it done, and the words that say so; null when nothing is wished for.</param>
    public sealed record Response(
        DemandKind Kind,
        Urgency Urgency,
        bool DangerToLife,
        ClassPart Class,
        IReadOnlyList<ClassPart> Classes,
        IReadOnlyList<string> DecidingWords,
        IReadOnlyList<PlacePart> Places,
        UnitPart? Unit,
        UnitPart Queue,
        DispatchMode? Mode,
        double Confidence,
        IReadOnlyList<CandidatePart> Candidates,
        IReadOnlyList<ReasonPart> Reasons,
        ModelName? Model,
        WishedTime? Wish,
        Voice Voice,
        IReadOnlyList<KindShare> Kinds,
        IReadOnlyList<DemandPart> Demands
    );

    /// <param name="Unit">Null when a person would choose.</param>
    public sealed record DemandPart(string Text, ClassPart Class, UnitPart? Unit);

    public sealed record ClassPart(string Code, string Name, double Probability);

    /// <param name="Name">Regions and name, as far as they are known.</param>
    /// <param name="Source">pin | named | street.</param>
    /// <param name="Lon">Degrees east, WGS-84; with <paramref name="Lat"/>, or not at all where a region alone is known.</param>
    public sealed record PlacePart(
        string Name,
        string Source,
        double Weight,
        double? Lon,
        double? Lat
    );

    public sealed record UnitPart(Guid Id, string Name);

    public sealed record CandidatePart(UnitPart Unit, DispatchMode Mode, double Confidence);

    public sealed record ReasonPart(string Code, string Text);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/dispatch/explain", HandleAsync)
            .WithName(nameof(ShowExplanation))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Needs(Operation.ViewReferenceData);

    private static async Task<Results<Ok<Response>, Problem>> HandleAsync(
        Request request,
        HttpContext http,
        Dispatcher dispatcher,
        CityRegistry registry,
        NamedComponents components,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        var channel = request.Channel ?? DefaultChannel;
        if (dispatcher.Channel(channel) is null)
        {
            return new Problem(
                422,
                "unknown-channel",
                "没有这个渠道。",
                "There is no such channel."
            );
        }

        var city = registry.Current;
        if (city.CityCentre is null)
        {
            return new Problem(
                503,
                "no-city",
                "还没有载入城市数据，暂时不能派单。",
                "No city is loaded yet; nothing can be dispatched."
            );
        }

        var now = clock.GetUtcNow();
        NamedComponent? component = null;
        if (!string.IsNullOrWhiteSpace(request.Component))
        {
            component = await components.FindAsync(
                request.Component,
                CivilTime.DayOf(now),
                cancellation
            );
            if (component is null or { State: ComponentState.Removed })
            {
                return UnknownComponent;
            }
        }

        var message = new Message(
            request.Text!,
            null,
            null,
            string.IsNullOrWhiteSpace(request.Place) ? component?.PlaceText : request.Place,
            request is { Lon: { } lon, Lat: { } lat }
                ? new Point(lon, lat) { SRID = 4326 }
                : component?.Location,
            channel,
            null,
            now,
            Component: component
        );
        return TypedResults.Ok(
            Tell(dispatcher.Explain(message, city), dispatcher, city, Language.IsEnglish(http))
        );
    }

    private static readonly Problem UnknownComponent = new(
        422,
        "unknown-component",
        "没有找到这个部件，请核对部件标识码；也可以不填，只说明地点。",
        "There is no such component. Check the identifier, or leave it out and tell the place."
    );

    private static Problem? Check(Request request) =>
        Problem.IfMalformed(
            (
                "text",
                string.IsNullOrWhiteSpace(request.Text)
                    || request.Text.Length > LongestText
                    || StoredText.IsUnfit(request.Text),
                $"请写 1 至 {LongestText} 字。"
            ),
            ("place", request.Place?.Length > LongestPlace, $"最多 {LongestPlace} 字。"),
            (
                "component",
                request.Component?.Length > LongestComponent,
                $"最多 {LongestComponent} 字。"
            ),
            (
                "position",
                (request.Lon is null) != (request.Lat is null)
                    || request.Lon is < -180 or > 180 or double.NaN
                    || request.Lat is < -90 or > 90 or double.NaN,
                "经度和纬度要同时填写，并在有效范围内。"
            )
        );

    private static Response Tell(
        Explanation explained,
        Dispatcher dispatcher,
        CitySnapshot city,
        bool english
    )
    {
        var decision = explained.Decision;
        return new Response(
            decision.Kind,
            decision.Urgency,
            decision.DangerToLife,
            ClassOf(decision.ClassCode, decision.ClassConfidence),
            [.. explained.Classes.Select(guess => ClassOf(guess.Code, guess.Probability))],
            explained.DecidingWords,
            [
                .. explained.Places.Select(place => new PlacePart(
                    NameOf(place.Place, city),
                    place.Place.Source,
                    place.Weight,
                    place.Place.Location?.X,
                    place.Place.Location?.Y
                )),
            ],
            decision.UnitId is { } unit ? UnitOf(unit) : null,
            UnitOf(decision.QueueUnitId),
            decision.Mode,
            decision.Confidence,
            [
                .. decision.Candidates.Select(candidate => new CandidatePart(
                    UnitOf(candidate.UnitId),
                    candidate.Mode,
                    candidate.Confidence
                )),
            ],
            [
                .. decision.Reasons.Select(reason => new ReasonPart(
                    reason.Code,
                    english ? reason.En : reason.Zh
                )),
            ],
            explained.Model,
            explained.Wish,
            explained.Voice,
            explained.Kinds,
            [
                .. explained.Demands.Select(demand => new DemandPart(
                    demand.Text,
                    ClassOf(demand.ClassCode, demand.ClassConfidence),
                    demand.UnitId is { } one ? UnitOf(one) : null
                )),
            ]
        );

        ClassPart ClassOf(string code, double probability) =>
            new(
                code,
                dispatcher.Class(code) is { } known ? (english ? known.NameEn : known.Name) : code,
                probability
            );
        UnitPart UnitOf(Guid id) => new(id, city.Unit(id)?.Name ?? "");
    }

    private static string NameOf(FoundPlace place, CitySnapshot city) =>
        string.Concat(
            new[] { place.DistrictId, place.StreetId, place.CommunityId }
                .OfType<Guid>()
                .Select(id => city.Region(id)?.Name)
                .Append(place.Name)
        );
}
