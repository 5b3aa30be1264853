using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol;

/// <summary>What an inspector is to look at: citizens' requests to be verified on his duty, and his own findings that were said to be done.</summary>
internal static class ListTasks
{
    /// <param name="Kind"><c>verify</c> or <c>reinspect</c>.</param>
    /// <param name="DueOn">The civil day by which to look.</param>
    /// <param name="DueAt">The moment by which to look, of a request to be verified; after it a unit is sent without.</param>
    /// <param name="Text">What was reported, masked; null once it was erased.</param>
    /// <param name="BeforePhotos">Pictures of the report.</param>
    /// <param name="AfterPhotos">Pictures by which the unit says it is done.</param>
    public sealed record Item(
        Guid CaseId,
        string Number,
        string Kind,
        DateOnly DueOn,
        string ClassName,
        string? PlaceName,
        double? Lon,
        double? Lat,
        string? Text,
        IReadOnlyList<Guid> BeforePhotos,
        IReadOnlyList<Guid> AfterPhotos,
        DateTimeOffset? DueAt = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/tasks", Handle).WithName(nameof(ListTasks)).Needs(Operation.Patrol);

    /// <summary>The open tasks of the one who asks: first what is to be verified, then what is to be looked at again, each earliest due first.</summary>
    public static async Task<Ok<IReadOnlyList<Item>>> Handle(
        HttpContext http,
        Database database,
        CaseReader cases,
        CasesToVerify toVerify,
        Dispatcher dispatcher,
        CancellationToken cancellation
    )
    {
        var asked = await toVerify.OfAsync(http.Actor().Id, cancellation);
        var reports = await LoadAsync(database, http.Actor().Id, cancellation);
        var contents = await cases.ReadAsync(
            asked.Select(one => one.CaseId).Concat(reports.Select(report => report.CaseId)),
            cancellation
        );
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. asked.Select(one => ItemOf(one, contents.GetValueOrDefault(one.CaseId), dispatcher)),
            .. reports.Select(report =>
                ItemOf(report, contents.GetValueOrDefault(report.CaseId), dispatcher)
            ),
        ]);
    }

    private static Item ItemOf(CaseToVerify asked, CaseContent? content, Dispatcher dispatcher) =>
        new(
            asked.CaseId,
            asked.Number,
            "verify",
            CivilTime.DayOf(asked.DueAt),
            dispatcher.Class(asked.ClassCode)?.Name ?? asked.ClassCode,
            asked.PlaceName,
            asked.LonE7 / 1e7,
            asked.LatE7 / 1e7,
            content?.Text,
            Pictures(content, "report"),
            [],
            asked.DueAt
        );

    private static Item ItemOf(Report report, CaseContent? content, Dispatcher dispatcher) =>
        new(
            report.CaseId,
            report.Number,
            "reinspect",
            report.ReinspectOn!.Value,
            dispatcher.Class(report.ClassCode)?.Name ?? report.ClassCode,
            report.PlaceName,
            report.LonE7 / 1e7,
            report.LatE7 / 1e7,
            content?.Text,
            Pictures(content, "report"),
            Pictures(content, "after")
        );

    private static Guid[] Pictures(CaseContent? content, string purpose) =>
        [
            .. (content?.Pictures ?? [])
                .Where(picture => picture.Purpose == purpose)
                .Select(picture => picture.FileId),
        ];

    private static async Task<IReadOnlyList<Report>> LoadAsync(
        Database database,
        Guid inspector,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Report>(
                new CommandDefinition(
                    $"""
                    select {ReportProjection.Columns} from patrol.report
                    where inspector_id = @inspector and reinspect_on is not null
                    order by reinspect_on, case_id
                    """,
                    new { inspector },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }
}
