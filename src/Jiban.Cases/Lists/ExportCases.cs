using System.Globalization;
using System.Text;
using CsvHelper;
using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Lists;

/// <summary>The work list as a file for a spreadsheet: masked like the list, and it leaves a trace.</summary>
internal static class ExportCases
{
    private const int MaxRows = 20_000;
    private static readonly string[] Columns =
    [
        "编号",
        "状态",
        "性质",
        "分类",
        "紧急程度",
        "渠道",
        "承办单位",
        "地点",
        "内容",
        "收到时间",
        "派单时间",
        "签收时间",
        "反馈时间",
        "结案时间",
        "下一期限",
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/export", HandleAsync)
            .Needs(Operation.ExportCases)
            .WithName(nameof(ExportCases))
            .Produces<string>(contentType: "text/csv");

    private static async Task<IResult> HandleAsync(
        [AsParameters] CaseFilter filter,
        string? sort,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var files = await ListCases.PageAsync(
            connection,
            desk,
            Operation.ExportCases,
            http.Actor(),
            filter,
            Order.Of(sort),
            null,
            MaxRows,
            cancellation
        );
        var texts = await ListCases.SummariesAsync(
            connection,
            desk,
            files,
            cancellation,
            int.MaxValue
        );
        await trail.WriteAsync(
            connection,
            null,
            new AuditEntry(
                http.Actor().Id,
                "exportCases",
                $"{files.Count}",
                "done",
                Remote: http.Connection.RemoteIpAddress
            ),
            cancellation
        );
        var stream = new MemoryStream();
        await using (
            var writer = new StreamWriter(
                stream,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
                leaveOpen: true
            )
        )
        await using (var csv = new CsvWriter(writer, CultureInfo.InvariantCulture))
        {
            Write(csv, desk, files, texts);
        }

        stream.Position = 0;
        return TypedResults.Stream(
            stream,
            "text/csv; charset=utf-8",
            $"cases-{CivilTime.DayOf(desk.Clock.GetUtcNow()):yyyyMMdd}.csv"
        );
    }

    private static void Write(
        CsvWriter csv,
        CaseDesk desk,
        IReadOnlyList<CaseFile> files,
        Dictionary<Guid, string> texts
    )
    {
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        foreach (var file in files)
        {
            string?[] fields =
            [
                file.Number,
                Words.Of(file.State),
                Words.Of(file.Kind),
                desk.Dispatcher.Class(file.ClassCode)?.Name ?? file.ClassCode,
                Words.Of(file.Urgency),
                desk.Dispatcher.Channel(file.Channel)?.Name ?? file.Channel,
                UnitName.Of(desk.City, file.UnitId).Name,
                file.PlaceName,
                SafeCell(texts.GetValueOrDefault(file.CaseId)),
                Time(file.ReceivedAt),
                Time(file.DispatchedAt),
                Time(file.SignedAt),
                Time(file.ResolvedAt),
                Time(file.ClosedAt),
                Time(file.NextDueAt),
            ];
            foreach (var field in fields)
            {
                csv.WriteField(field);
            }

            csv.NextRecord();
        }
    }

    /// <summary>A cell that a spreadsheet can't take for a formula.</summary>
    private static string? SafeCell(string? text) =>
        text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;

    private static string Time(DateTimeOffset? at) =>
        at is { } instant
            ? CivilTime.Of(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "";
}
