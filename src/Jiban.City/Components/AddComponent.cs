using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>One component is entered, with the identifier that it has or the next one of its district and class.</summary>
internal static class AddComponent
{
    /// <param name="Code">The identifier on its plate; leave it out to issue the next.</param>
    /// <param name="Lon">WGS-84.</param>
    /// <param name="InitialDate">The day since which it stands there; today when left out.</param>
    /// <param name="Units">Who answers for it; one of them the authority.</param>
    /// <param name="ElevationMetres">How high it stands, over the 1985 national height datum.</param>
    /// <param name="Photos">How it looks: ids of uploads.</param>
    public sealed record Request(
        string ClassCode,
        string Name,
        double Lon,
        double Lat,
        IReadOnlyList<UnitInRole> Units,
        string? Code = null,
        ComponentState State = ComponentState.Intact,
        DateOnly? InitialDate = null,
        DataSource DataSource = DataSource.Survey,
        PositionAccuracy Accuracy = PositionAccuracy.B,
        string? PlaceText = null,
        string? Material = null,
        string? Shape = null,
        bool OnTactilePaving = false,
        string? Remark = null,
        IReadOnlyList<Guid>? Photos = null,
        decimal? ElevationMetres = null
    );

    /// <param name="From">Its first day; the component's own when left out.</param>
    public sealed record UnitInRole(DutyRole Role, Guid UnitId, DateOnly? From = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(AddComponent))
            .Produces<ComponentWritten>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>Whether somebody may enter what these units answer for.</summary>
    private static bool May(Actor actor, Request request, CitySnapshot city) =>
        Permissions.May(
            Operation.KeepComponents,
            actor.Role,
            request.Units.Aggregate(
                Relation.None,
                (all, one) => all | RelationTo.Case(actor.UnitId, one.UnitId, city.IsBelow)
            )
        );

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (Positions.Refuse(request.Lon, request.Lat) is { } malformed)
        {
            return malformed;
        }

        var actor = http.Actor();
        if (!May(actor, request, desk.City))
        {
            return ComponentRefusal.NotYours.ToProblem();
        }

        var surveyed = Surveyed(request, desk.Today);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var check = await ComponentStore.CheckAsync(
            connection,
            transaction,
            desk.City,
            desk.Today,
            cancellation
        );
        if (
            (SurveyFault[])
                [
                    .. check.FaultsOf(surveyed),
                    .. FaultsOfDays(request.Units, surveyed.InitialDate, desk.Today),
                ] is
            { Length: > 0 } faults
        )
        {
            return Faulty(faults);
        }

        // Held and numbered first: of two who put one there at once the second waits here, and then sees what the first wrote.
        await ComponentNumbers.HoldAsync(
            connection,
            transaction,
            [
                .. ComponentNumbers.NeighbourhoodsOf(
                    desk.City,
                    surveyed.ClassCode,
                    surveyed.Location
                ),
            ],
            cancellation
        );
        var code = await NumberAsync(connection, transaction, surveyed, desk.City, cancellation);
        if (code is null)
        {
            return Faulty([new("numbers-used-up")]);
        }

        var taken = await FaultsInStoreAsync(connection, transaction, surveyed, cancellation);
        if (taken.Count > 0)
        {
            return Faulty(taken);
        }

        var component = Component.First(
            surveyed,
            desk.Ids.New(),
            code,
            desk.City.Locate(surveyed.Location).GridCode!,
            actor.Id
        );
        await ComponentStore.WriteAsync(connection, transaction, component, cancellation);
        foreach (var unit in request.Units)
        {
            var from = unit.From ?? surveyed.InitialDate;
            await ComponentStore.HandOverAsync(
                connection,
                transaction,
                new(component.ComponentId, unit.Role, unit.UnitId, from, null),
                actor.Id,
                cancellation
            );
        }

        if (
            request.Photos is { Count: > 0 } photos
            && await ComponentPhotos.KeepAsync(
                connection,
                transaction,
                desk,
                component.ComponentId,
                photos,
                actor.Id,
                cancellation
            )
                is { } unkept
        )
        {
            return unkept;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(
            new ComponentWritten(component.ComponentId, component.Code, component.Version)
        );
    }

    /// <summary>
    /// What is wrong with who answers from when: each role once, from the day on which it stands there at the earliest, and the authority today
    /// already, for every component has one.
    /// </summary>
    public static IEnumerable<SurveyFault> FaultsOfDays(
        IReadOnlyList<UnitInRole> units,
        DateOnly initialDate,
        DateOnly today
    )
    {
        foreach (var role in units.GroupBy(one => one.Role))
        {
            if (role.Count() > 1)
            {
                yield return new("role-twice", Stored.Word(role.Key));
            }

            var latest =
                role.Key == DutyRole.Authority
                    ? today
                    : today.AddDays(HandOverComponent.FarthestDays);
            if (role.Any(one => one.From < initialDate || one.From > latest))
            {
                yield return new("unit-day-out-of-range", Stored.Word(role.Key));
            }
        }
    }

    private static SurveyedComponent Surveyed(Request request, DateOnly today) =>
        new(
            request.Code,
            request.ClassCode,
            request.Name.Trim(),
            request.State,
            new Point(request.Lon, request.Lat) { SRID = 4326 },
            request.InitialDate ?? today,
            request.DataSource,
            request.Accuracy,
            Typed.Text(request.PlaceText),
            Typed.Text(request.Material),
            Typed.Text(request.Shape),
            request.OnTactilePaving,
            Typed.Text(request.Remark),
            request
                .Units.GroupBy(one => one.Role)
                .ToDictionary(role => role.Key, role => role.Last().UnitId),
            request.ElevationMetres
        );

    /// <summary>What only the registry can tell: the identifier is taken, or another of the class stands at the spot.</summary>
    private static async Task<IReadOnlyList<SurveyFault>> FaultsInStoreAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        SurveyedComponent one,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await connection.QueryAsync<(string Fault, string Detail)>(
                    new CommandDefinition(
                        """
                        select 'duplicate-code', code from city.component where code = @Code and version = 1
                        union all
                        (select 'twin', code from city.component
                        where valid_to is null and state <> 'removed' and class_code = @ClassCode
                            and ST_DWithin(location::geography, ST_GeomFromWKB(@Location, 4326)::geography, @TwinMetres)
                        limit 1)
                        """,
                        new
                        {
                            one.Code,
                            one.ClassCode,
                            Location = one.Location.AsBinary(),
                            SurveyCheck.TwinMetres,
                        },
                        transaction,
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => new SurveyFault(row.Fault, row.Detail)),
        ];

    private static async Task<ComponentCode?> NumberAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        SurveyedComponent one,
        CitySnapshot city,
        CancellationToken cancellation
    )
    {
        if (ComponentCode.TryParse(one.Code, out var own))
        {
            await ComponentNumbers.PassAsync(connection, transaction, own, cancellation);
            return own;
        }

        var district = city.Locate(one.Location).GridCode![..6];
        return
            await ComponentNumbers.TakeAsync(
                connection,
                transaction,
                district + one.ClassCode,
                1,
                cancellation
            )
                is { } last
            ? new ComponentCode(district, one.ClassCode, last)
            : null;
    }

    /// <summary>The record breaks rules; each is named.</summary>
    public static Problem Faulty(IReadOnlyList<SurveyFault> faults) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "component-faulty",
            "登记内容不符合规则，没有保存。请按提示修改。",
            "The record breaks rules and was not saved. Please mend what is named."
        )
        {
            Facts = new Dictionary<string, object?> { ["faults"] = faults },
        };
}
