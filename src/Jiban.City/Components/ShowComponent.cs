using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>One component with everything that is on record: as it is, as it was on a day, and all that happened to it.</summary>
internal static class ShowComponent
{
    /// <param name="ChangedOn">The day of the last change; null at the first survey (变更日期).</param>
    /// <param name="Editable">Whether the one who asks may change it.</param>
    /// <param name="Photographable">Whether the one who asks may add photos.</param>
    /// <param name="Measurable">Whether the one who asks may record what was measured.</param>
    public sealed record Response(
        Guid Id,
        int Version,
        string Code,
        CodeScheme Scheme,
        ClassName Class,
        string Name,
        ComponentState State,
        double Lon,
        double Lat,
        string GridCode,
        string? Street,
        string? Community,
        DateOnly InitialDate,
        DateTimeOffset? ChangedOn,
        DataSource DataSource,
        PositionAccuracy Accuracy,
        decimal? ElevationMetres,
        string? PlaceText,
        string? Material,
        string? Shape,
        bool OnTactilePaving,
        string? Remark,
        bool Editable,
        IReadOnlyList<DutyPart> Duties,
        IReadOnlyList<VersionPart> History,
        IReadOnlyList<ComponentMeasurements.Part> Measurements,
        IReadOnlyList<TermsPart> Terms,
        bool Photographable,
        IReadOnlyList<ComponentPhotos.Item> Photos,
        bool Measurable
    );

    /// <param name="Until">The last day; null while nobody knows.</param>
    public sealed record DutyPart(DutyRole Role, UnitPart Unit, DateOnly From, DateOnly? Until);

    /// <summary>An attribute of the record, as a change names it. State and position have changes of their own.</summary>
    public enum Attribute
    {
        Name,
        Place,
        Material,
        Shape,
        Accuracy,
        Elevation,
        DataSource,
        OnTactilePaving,
        Remark,
        InitialDate,
    }

    /// <param name="By">The account; null for an import.</param>
    /// <param name="ByName">Whose it is; null for an import and for an account that is gone.</param>
    /// <param name="Attributes">What differs from the version before.</param>
    public sealed record VersionPart(
        int Version,
        ComponentChange Change,
        ComponentState State,
        string Name,
        double Lon,
        double Lat,
        string? Reason,
        Guid? By,
        string? ByName,
        IReadOnlyList<Attribute> Attributes,
        DateTimeOffset From,
        DateTimeOffset? To
    );

    /// <summary>What holds for a time: the member of its kind is there, the others are not.</summary>
    public sealed record TermsPart(
        TermsKind Kind,
        DateOnly From,
        DateOnly? Until,
        Schedule? Schedule,
        Warranty? Warranty,
        Tariff? Tariff
    );

    private sealed record TermsRow(
        TermsKind Kind,
        DateOnly FromDay,
        DateOnly? UntilDay,
        string Terms
    )
    {
        public TermsPart ToPart() =>
            new(
                Kind,
                FromDay,
                UntilDay,
                As<Schedule>(TermsKind.Schedule),
                As<Warranty>(TermsKind.Warranty),
                As<Tariff>(TermsKind.Tariff)
            );

        private T? As<T>(TermsKind kind)
            where T : class =>
            Kind == kind ? JsonSerializer.Deserialize<T>(Terms, ApiJson.Options) : null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{id:guid}", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(ShowComponent))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="day">As it stood at the end of this day; today when left out.</param>
    private static async Task<IResult> HandleAsync(
        Guid id,
        DateOnly? day,
        HttpContext http,
        [FromServices] ComponentDesk desk,
        [FromServices] Accounts accounts,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                $"""
                select {ComponentStore.Columns} from city.component c where component_id = @id order by version desc;
                select kind, from_day, until_day, terms::text as terms from city.component_terms
                where component_id = @id order by kind, from_day;
                """,
                new { id },
                cancellationToken: cancellation
            )
        );
        var versions = (await rows.ReadAsync<Component>()).AsList();
        var terms = (await rows.ReadAsync<TermsRow>()).Select(row => row.ToPart()).ToList();
        var moment = day is { } past ? CivilTime.StartOf(past.AddDays(1)) : (DateTimeOffset?)null;
        if (
            versions.FirstOrDefault(version => moment is null || version.ValidFrom < moment)
            is not { } shown
        )
        {
            return ComponentRefusal.UnknownComponent.ToProblem();
        }

        var duties = (await ComponentStore.DutiesAsync(connection, null, [id], cancellation))[id]
            .ToList();
        var words = await ComponentWords.ReadAsync(connection, desk.City, cancellation);
        var names = await accounts.NamesAsync(
            versions.Select(version => version.ChangedBy).OfType<Guid>(),
            cancellation
        );
        var actor = http.Actor();
        var relation = duties
            .Where(duty => duty.HoldsOn(desk.Today))
            .Aggregate(
                Relation.None,
                (all, duty) => all | RelationTo.Case(actor.UnitId, duty.UnitId, desk.City.IsBelow)
            );
        var mayKeep = Permissions.May(Operation.KeepComponents, actor.Role, relation);
        var stands = shown.State != ComponentState.Removed && shown.ValidTo is null;
        return TypedResults.Ok(
            new Response(
                shown.ComponentId,
                shown.Version,
                shown.Code,
                shown.Scheme,
                words.Class(shown.ClassCode),
                shown.Name,
                shown.State,
                shown.Location.X,
                shown.Location.Y,
                shown.GridCode,
                words.Street(shown.GridCode),
                words.Community(shown.GridCode),
                shown.InitialDate,
                shown.Version == 1 ? null : shown.ValidFrom,
                shown.DataSource,
                shown.Accuracy,
                shown.ElevationMetres,
                shown.PlaceText,
                shown.Material,
                shown.Shape,
                shown.OnTactilePaving,
                shown.Remark,
                stands && mayKeep,
                [
                    .. duties.Select(duty => new DutyPart(
                        duty.Role,
                        words.Unit(duty.UnitId),
                        duty.FromDay,
                        duty.UntilDay
                    )),
                ],
                [
                    .. versions.Select(
                        (version, n) =>
                            VersionOf(version, versions.ElementAtOrDefault(n + 1), names)
                    ),
                ],
                await ComponentMeasurements.OfAsync(
                    connection,
                    accounts,
                    id,
                    shown.Location,
                    cancellation
                ),
                terms,
                stands && Permissions.May(Operation.PhotographComponents, actor.Role, relation),
                await ComponentPhotos.OfAsync(connection, id, actor, mayKeep, cancellation),
                stands && Permissions.May(Operation.MeasureComponents, actor.Role, relation)
            )
        );
    }

    private static VersionPart VersionOf(
        Component version,
        Component? before,
        IReadOnlyDictionary<Guid, string> names
    ) =>
        new(
            version.Version,
            version.Change,
            version.State,
            version.Name,
            version.Location.X,
            version.Location.Y,
            version.Reason,
            version.ChangedBy,
            version.ChangedBy is { } by ? names.GetValueOrDefault(by) : null,
            before is null ? [] : [.. Differing(version, before)],
            version.ValidFrom,
            version.ValidTo
        );

    private static IEnumerable<Attribute> Differing(Component one, Component before) =>
        new[]
        {
            (Attribute.Name, one.Name == before.Name),
            (Attribute.Place, one.PlaceText == before.PlaceText),
            (Attribute.Material, one.Material == before.Material),
            (Attribute.Shape, one.Shape == before.Shape),
            (Attribute.Accuracy, one.Accuracy == before.Accuracy),
            (Attribute.Elevation, one.ElevationMetres == before.ElevationMetres),
            (Attribute.DataSource, one.DataSource == before.DataSource),
            (Attribute.OnTactilePaving, one.OnTactilePaving == before.OnTactilePaving),
            (Attribute.Remark, one.Remark == before.Remark),
            (Attribute.InitialDate, one.InitialDate == before.InitialDate),
        }
            .Where(pair => !pair.Item2)
            .Select(pair => pair.Item1);
}
