using System.Data;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>
/// The work list as a file for a spreadsheet: masked like the list, every row of it however many, and it leaves a trace. Rows are sent as
/// they are read, a few hundred at a time in memory.
/// </summary>
internal static class ExportCases
{
    private const int BatchSize = 200;

    // Excel opens UTF-8 as such only behind a byte order mark; a cell that begins like a formula is told as text.
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/export", HandleAsync)
            .Needs(Operation.ExportCases)
            .WithName(nameof(ExportCases))
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        [AsParameters] CaseFilter filter,
        string? sort,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        PersonLookups lookups,
        CancellationToken cancellation
    ) =>
        await lookups.SearchAsync(http, filter.Q, cancellation) is { } tooMany
            ? tooMany
            : TypedResults.Stream(
                body =>
                    SendAsync(
                        body,
                        filter,
                        Order.Of(sort, http.Actor()),
                        http,
                        desk,
                        trail,
                        cancellation
                    ),
                "text/csv; charset=utf-8",
                $"cases-{CivilTime.DayOf(desk.Clock.GetUtcNow()):yyyyMMdd}.csv"
            );

    /// <summary>Count and rows are of one moment; the trace with the count stands before the first row leaves.</summary>
    private static async Task SendAsync(
        Stream body,
        CaseFilter filter,
        Order order,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        var (where, parameters) = filter.ToSql(
            Operation.ExportCases,
            http.Actor(),
            desk.City,
            desk.Keys,
            desk.Clock.GetUtcNow()
        );
        await using var reading = await desk.Database.OpenAsync(cancellation);
        await using var moment = await reading.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        var count = await reading.QuerySingleAsync<long>(
            new CommandDefinition(
                $"select count(*) from cases.case_file where {where}",
                parameters,
                moment,
                cancellationToken: cancellation
            )
        );
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await trail.WriteAsync(
            connection,
            null,
            new AuditEntry(http.Actor().Id, "exportCases", $"{count}", "done"),
            cancellation
        );
        await using var writer = new StreamWriter(
            body,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            leaveOpen: true
        );
        await using var csv = new CsvWriter(writer, Csv);
        var english = Language.IsEnglish(http);
        await WriteRowAsync(csv, ExportWords.Columns(english));
        var batch = new List<CaseFile>(BatchSize);
        await foreach (
            var file in reading
                .QueryUnbufferedAsync<CaseFile>(
                    $"select {CaseColumns.Select} from cases.case_file where {where} order by {order.Sql}",
                    parameters,
                    moment
                )
                .WithCancellation(cancellation)
        )
        {
            batch.Add(file);
            if (batch.Count == BatchSize)
            {
                await WriteAsync(csv, connection, desk, batch, english, cancellation);
                batch.Clear();
            }
        }

        await WriteAsync(csv, connection, desk, batch, english, cancellation);
    }

    private static async Task WriteAsync(
        CsvWriter csv,
        NpgsqlConnection connection,
        CaseDesk desk,
        List<CaseFile> files,
        bool english,
        CancellationToken cancellation
    )
    {
        var texts = await ListCases.SummariesAsync(
            connection,
            desk,
            files,
            cancellation,
            int.MaxValue
        );
        foreach (var file in files)
        {
            await WriteRowAsync(
                csv,
                [
                    file.Number,
                    ExportWords.Of(file.State, english),
                    ExportWords.Of(file.Kind, english),
                    desk.Dispatcher.ClassName(file.ClassCode, english),
                    ExportWords.Of(file.Urgency, english),
                    (
                        english
                            ? desk.Dispatcher.Channel(file.Channel)?.NameEn
                            : desk.Dispatcher.Channel(file.Channel)?.Name
                    ) ?? file.Channel,
                    UnitName.Of(desk.City, file.UnitId).Name,
                    file.PlaceName,
                    texts.GetValueOrDefault(file.CaseId),
                    Time(file.ReceivedAt),
                    Time(file.DispatchedAt),
                    Time(file.SignedAt),
                    Time(file.ResolvedAt),
                    Time(file.ClosedAt),
                    Time(file.NextDueAt),
                ]
            );
        }
    }

    private static Task WriteRowAsync(CsvWriter csv, string?[] cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        return csv.NextRecordAsync();
    }

    private static string Time(DateTimeOffset? at) =>
        at is { } instant
            ? CivilTime.Of(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "";
}
