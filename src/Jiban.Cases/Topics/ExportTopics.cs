using System.Globalization;
using System.Text;
using CsvHelper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Topics;

/// <summary>The topics as a file for a spreadsheet: what the page shows, and it leaves a trace.</summary>
internal static class ExportTopics
{
    private static string[] Columns(bool english) =>
        english
            ?
            [
                "topic",
                "place",
                "class",
                "requests",
                "people",
                "heat",
                "trend",
                "first",
                "last",
                .. Weeks("last week", "{0} weeks ago"),
            ]
            :
            [
                "热点",
                "地点",
                "分类",
                "诉求件数",
                "诉求人数",
                "热度",
                "走势",
                "最早",
                "最近",
                .. Weeks("最近一周", "{0}周前"),
            ];

    private static IEnumerable<string> Weeks(string last, string ago) =>
        Enumerable
            .Range(0, HotTopic.WeeksShown)
            .Select(n => HotTopic.WeeksShown - 1 - n)
            .Select(n => n == 0 ? last : string.Format(CultureInfo.InvariantCulture, ago, n));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/topics/export", HandleAsync)
            .Needs(Operation.ExportCases)
            .WithName(nameof(ExportTopics))
            .Produces<string>(contentType: "text/csv");

    private static async Task<FileContentHttpResult> HandleAsync(
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        var told = await ListTopics.ReadAsync(
            desk,
            Operation.ExportCases,
            http.Actor(),
            cancellation
        );
        await using (var connection = await desk.Database.OpenAsync(cancellation))
        {
            await trail.WriteAsync(
                connection,
                null,
                new AuditEntry(http.Actor().Id, "exportTopics", $"{told.Items.Count}", "done"),
                cancellation
            );
        }

        return TypedResults.File(
            Write(told.Items, Language.IsEnglish(http)),
            "text/csv; charset=utf-8",
            $"topics-{CivilTime.DayOf(desk.Clock.GetUtcNow()):yyyyMMdd}.csv"
        );
    }

    private static byte[] Write(IReadOnlyList<ListTopics.Row> topics, bool english)
    {
        using var bytes = new MemoryStream();
        using (
            var writer = new StreamWriter(
                bytes,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
                leaveOpen: true
            )
        )
        using (var csv = new CsvWriter(writer, CultureInfo.InvariantCulture))
        {
            foreach (
                var cells in topics.Select(topic => Cells(topic, english)).Prepend(Columns(english))
            )
            {
                foreach (var cell in cells)
                {
                    csv.WriteField(cell);
                }

                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    private static string?[] Cells(ListTopics.Row topic, bool english) =>
        [
            SafeCell(topic.Title),
            SafeCell(topic.Place),
            topic.ClassName,
            Number(topic.Cases),
            Number(topic.People),
            topic.Heat.ToString("0.0", CultureInfo.InvariantCulture),
            topic.Trend switch
            {
                Trend.Up => english ? "rising" : "上升",
                Trend.Down => english ? "falling" : "下降",
                _ => english ? "steady" : "平稳",
            },
            Day(topic.First),
            Day(topic.Last),
            .. topic.Weeks.Select(Number),
        ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) =>
        CivilTime.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A cell that a spreadsheet can't take for a formula.</summary>
    private static string? SafeCell(string? text) =>
        text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
}
