using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Patrol.Shifts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Patrol;

/// <summary>
/// Before a report is sent: the open cases of like class near by, so that one matter is not filed twice. The inspector decides; nothing is
/// written.
/// </summary>
internal static class FindTwins
{
    private const int MostShown = 5;

    /// <param name="Text">What is typed so far; tells the class when none is chosen. In the body, so that no log of addresses has it.</param>
    /// <param name="ClassCode">The class, when the inspector chose one.</param>
    /// <param name="Component">Identifier of the component that it is about.</param>
    public sealed record Request(
        double? Lon,
        double? Lat,
        string? Text = null,
        string? ClassCode = null,
        string? Component = null
    );

    /// <param name="Metres">How near was looked; 0 when the setting says not to look.</param>
    /// <param name="Items">Likeliest first, at most five.</param>
    public sealed record Response(int Metres, IReadOnlyList<Item> Items);

    /// <param name="Score">1 to 100; the sum of what its reasons give.</param>
    public sealed record Item(
        Guid CaseId,
        string Number,
        string ClassName,
        string UnitName,
        DateTimeOffset ReceivedAt,
        int Metres,
        int Score,
        IReadOnlyList<SubmitReport.ReasonPart> Reasons
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/reports/twins", HandleAsync)
            .WithName(nameof(FindTwins))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.Patrol);

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        CaseTwins cases,
        Dispatcher dispatcher,
        CityRegistry registry,
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        int metres;
        await using (var connection = await database.OpenAsync(cancellation))
        {
            metres = (await ShiftSettings.ReadAsync(connection, cancellation)).TwinMetres;
        }

        if (metres == 0)
        {
            return TypedResults.Ok(new Response(0, []));
        }

        var city = registry.Current;
        var isChosen = !string.IsNullOrWhiteSpace(request.ClassCode);
        var found = isChosen
            ? request.ClassCode
            : ReadClass(request, dispatcher, city, clock.GetUtcNow());
        var english = Language.IsEnglish(http);
        var near = await cases.NearAsync(
            request.Lon!.Value,
            request.Lat!.Value,
            metres,
            cancellation
        );
        return TypedResults.Ok(
            new Response(
                metres,
                [
                    .. near.Select(open =>
                            (
                                Open: open,
                                Twin: Twin.Weigh(
                                    new(found, isChosen, request.Component),
                                    open,
                                    metres,
                                    dispatcher.Class
                                )
                            )
                        )
                        .Where(one => one.Twin.Score > 0)
                        .OrderByDescending(one => one.Twin.Score)
                        .Take(MostShown)
                        .Select(one => ItemOf(one.Open, one.Twin, dispatcher, city, english)),
                ]
            )
        );
    }

    /// <summary>The fault of every field; null when there is none.</summary>
    internal static Problem? Check(Request request) =>
        Problem.IfMalformed(
            ("lon", request.Lon is not (>= -180 and <= 180), "请提供位置。"),
            ("lat", request.Lat is not (>= -90 and <= 90), "请提供位置。"),
            (
                "text",
                request.Text?.Length > SubmitReport.LongestText,
                $"最多 {SubmitReport.LongestText} 字。"
            )
        );

    /// <summary>The class that the words tell; null without words.</summary>
    private static string? ReadClass(
        Request request,
        Dispatcher dispatcher,
        CitySnapshot city,
        DateTimeOffset now
    ) =>
        string.IsNullOrWhiteSpace(request.Text)
            ? null
            : dispatcher
                .Decide(
                    new Message(
                        request.Text,
                        null,
                        null,
                        null,
                        new Point(request.Lon!.Value, request.Lat!.Value) { SRID = 4326 },
                        Report.Channel,
                        null,
                        now
                    ),
                    city
                )
                .ClassCode;

    private static Item ItemOf(
        OpenCase open,
        Twin twin,
        Dispatcher dispatcher,
        CitySnapshot city,
        bool english
    ) =>
        new(
            open.CaseId,
            open.Number,
            dispatcher.Class(open.ClassCode) is { } known
                ? english
                    ? known.NameEn
                    : known.Name
                : open.ClassCode,
            city.Unit(open.UnitId)?.Name ?? "",
            open.ReceivedAt,
            (int)Math.Round(open.Metres),
            twin.Score,
            [
                .. twin.Reasons.Select(reason => new SubmitReport.ReasonPart(
                    reason.Code,
                    english ? reason.En : reason.Zh
                )),
            ]
        );
}
