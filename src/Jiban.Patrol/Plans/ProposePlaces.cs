using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>
/// From one case to its whole class (S4): first what stands near the case, so that a person says which of it is meant; then everything of the same
/// class and owner as what was chosen, in the jurisdiction of whoever plans.
/// </summary>
internal static class ProposePlaces
{
    private const double NearMetres = 100;
    private const int MostNear = 12;

    /// <summary>What the case is or may be about.</summary>
    /// <param name="ClassCode">The class of the case.</param>
    /// <param name="Component">The identifier of the component that the case names; null when it names none.</param>
    /// <param name="Near">What stands near it, nearest first.</param>
    public sealed record NearResponse(
        string ClassCode,
        string ClassName,
        string? Component,
        IReadOnlyList<NearPart> Near
    );

    /// <param name="Metres">From the place of the case.</param>
    public sealed record NearPart(string Code, string Name, double Metres);

    /// <summary>Places for a sweep.</summary>
    /// <param name="Owner">Whose all of them are; null where the registry does not know.</param>
    /// <param name="Within">The street or district in which they stand; null for the whole city.</param>
    /// <param name="More">Whether there are more than a plan can hold.</param>
    public sealed record KindResponse(
        string ClassName,
        ListReports.UnitName? Owner,
        string? Within,
        bool More,
        IReadOnlyList<MakePlan.PlacePart> Places
    );

    /// <summary>Places for a census.</summary>
    /// <param name="More">Whether there are more than a plan can hold.</param>
    public sealed record AreaResponse(bool More, IReadOnlyList<MakePlan.PlacePart> Places);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/near", NearAsync)
            .Needs(Operation.PlanPatrol)
            .WithName("ProposeComponents")
            .Produces<NearResponse>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes
            .MapGet("/kind", KindAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(ProposePlaces))
            .Produces<KindResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapGet("/area", AreaAsync)
            .Needs(Operation.PlanPatrol)
            .WithName("ProposeArea")
            .Produces<AreaResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    /// <summary>As people find it: by where it stands, else by its identifier.</summary>
    private static string NameOf(KindredComponent component)
    {
        var name = $"{component.Name} {component.PlaceText ?? component.Code}";
        return name.Length <= MakePlan.LongestTitle ? name : name[..MakePlan.LongestTitle];
    }

    /// <param name="number">Of the case.</param>
    private static async Task<IResult> NearAsync(
        string number,
        HttpContext http,
        PlanDesk desk,
        NearestComponents nearest,
        CancellationToken cancellation
    )
    {
        if (await desk.Cases.FindAsync(number, http.Actor(), cancellation) is not { } seed)
        {
            return PlanRefusal.UnknownOrigin.ToProblem();
        }

        var near = seed is { LonE7: { } lon, LatE7: { } lat }
            ? await nearest.FindAsync(
                lon / 1e7,
                lat / 1e7,
                null,
                NearMetres,
                MostNear,
                cancellation
            )
            : [];
        return TypedResults.Ok(
            new NearResponse(
                seed.ClassCode,
                desk.Dispatcher.Class(seed.ClassCode)?.Name ?? seed.ClassCode,
                seed.Component,
                [.. near.Select(one => new NearPart(one.Code, one.Name, Math.Round(one.Metres)))]
            )
        );
    }

    /// <param name="code">Identifier of a component.</param>
    /// <param name="yearsApart">Only what stands there since so many years more or less.</param>
    private static async Task<IResult> KindAsync(
        string code,
        int? yearsApart,
        HttpContext http,
        PlanDesk desk,
        LikeComponents like,
        CancellationToken cancellation
    ) =>
        await like.FindAsync(
            code,
            yearsApart,
            http.Actor().UnitId,
            CivilTime.DayOf(desk.Clock.GetUtcNow()),
            MakePlan.MostPlaces + 1,
            cancellation
        )
            is { } kind
            ? TypedResults.Ok(
                new KindResponse(
                    kind.ClassName,
                    kind.OwnerId is { } owner
                        ? new(owner, desk.City.Unit(owner)?.Name ?? "")
                        : null,
                    desk.City.RegionOf(kind.Within)?.Name,
                    kind.Components.Count > MakePlan.MostPlaces,
                    [.. kind.Components.Take(MakePlan.MostPlaces).Select(PlaceOf)]
                )
            )
            : PlanRefusal.UnknownComponent.ToProblem();

    /// <param name="area">The beginning of grid codes, 6 to 15 digits: a street, a community, one cell.</param>
    /// <param name="classCode">Only components whose class begins with these digits.</param>
    private static async Task<IResult> AreaAsync(
        string area,
        string? classCode,
        LikeComponents like,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                (
                    "area",
                    area.Length is < 6 or > 15
                        || !area.Take(12).All(char.IsAsciiDigit)
                        || !area.All(one => char.IsAsciiDigit(one) || char.IsAsciiLetterUpper(one)),
                    "区划或网格代码为6至15位；前12位是数字，其后也可以是大写字母。"
                ),
                (
                    "classCode",
                    classCode is not null
                        && (classCode.Length is < 1 or > 5 || !classCode.All(char.IsAsciiDigit)),
                    "部件类别代码最多5位数字。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var found = await like.InAreaAsync(area, classCode, MakePlan.MostPlaces + 1, cancellation);
        return TypedResults.Ok(
            new AreaResponse(
                found.Count > MakePlan.MostPlaces,
                [.. found.Take(MakePlan.MostPlaces).Select(PlaceOf)]
            )
        );
    }

    private static MakePlan.PlacePart PlaceOf(KindredComponent one) =>
        new(NameOf(one), one.Lon, one.Lat, one.Code);
}
