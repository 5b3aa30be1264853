using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Patrol;

/// <summary>What an inspector reported, and where each stands. Nobody sees another's.</summary>
internal static class ListReports
{
    private const int PageSize = 30;

    /// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<Item> Items, Guid? Next);

    /// <param name="FoundAt">When it was found; the time of receipt when the phone did not say.</param>
    /// <param name="Unit">Who has it; null for a moment after it was filed.</param>
    /// <param name="ReinspectOn">The day by which to look again, when that is to be done.</param>
    public sealed record Item(
        Guid CaseId,
        string Number,
        DateTimeOffset FoundAt,
        DateTimeOffset ReceivedAt,
        ReportState State,
        string ClassName,
        string? PlaceName,
        UnitName? Unit,
        DateOnly? ReinspectOn,
        DateTimeOffset? ClosedAt,
        string? Text,
        IReadOnlyList<Guid> Photos
    );

    public sealed record UnitName(Guid Id, string Name);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/reports", Handle).WithName(nameof(ListReports)).Needs(Operation.Patrol);

    /// <summary>The reports of the one who asks, latest first.</summary>
    public static async Task<Ok<Response>> Handle(
        Guid? cursor,
        HttpContext http,
        Database database,
        CaseReader cases,
        Dispatcher dispatcher,
        CityRegistry city,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var reports = await LoadAsync(connection, http.Actor().Id, cursor, cancellation);
        var page = reports.Take(PageSize).ToList();
        var contents = await cases.ReadAsync(page.Select(report => report.CaseId), cancellation);
        return TypedResults.Ok(
            new Response(
                [
                    .. page.Select(report =>
                        ItemOf(
                            report,
                            contents.GetValueOrDefault(report.CaseId),
                            dispatcher,
                            city.Current
                        )
                    ),
                ],
                reports.Count > PageSize ? page[^1].CaseId : null
            )
        );
    }

    private static Item ItemOf(
        Report report,
        CaseContent? content,
        Dispatcher dispatcher,
        CitySnapshot city
    ) =>
        new(
            report.CaseId,
            report.Number,
            report.FoundAt ?? report.ReceivedAt,
            report.ReceivedAt,
            report.State,
            dispatcher.Class(report.ClassCode)?.Name ?? report.ClassCode,
            report.PlaceName,
            report.UnitId is { } unit ? new UnitName(unit, city.Unit(unit)?.Name ?? "") : null,
            report.ReinspectOn,
            report.ClosedAt,
            content?.Text,
            [.. (content?.Pictures ?? []).Select(picture => picture.FileId)]
        );

    private static async Task<IReadOnlyList<Report>> LoadAsync(
        NpgsqlConnection connection,
        Guid inspector,
        Guid? cursor,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Report>(
                new CommandDefinition(
                    $"""
                    select {ReportProjection.Columns} from patrol.report
                    where inspector_id = @inspector and (@cursor::uuid is null or case_id < @cursor)
                    order by case_id desc limit @limit
                    """,
                    new
                    {
                        inspector,
                        cursor,
                        limit = PageSize + 1,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
}
