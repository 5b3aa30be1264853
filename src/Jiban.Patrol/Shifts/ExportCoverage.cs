using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Jiban.City.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>The coverage of a week as a file: every street, and every cell that was missed. Taking it out leaves a trace.</summary>
internal static class ExportCoverage
{
    // Excel opens UTF-8 as such only behind a byte order mark; a cell that begins like a formula is told as text.
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
    };

    private static readonly string[] Columns =
    [
        "种类",
        "名称",
        "长度（米）",
        "已巡（米）",
        "覆盖率",
        "最近一次",
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/coverage/export", HandleAsync)
            .Needs(Operation.ViewPatrol)
            .WithName(nameof(ExportCoverage))
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="week">2026-W48; the present one when left out.</param>
    /// <param name="regionId">One's own when left out.</param>
    private static async Task<IResult> HandleAsync(
        string? week,
        Guid? regionId,
        HttpContext http,
        PlanDesk desk,
        RoadStretches roads,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        var (coverage, refused) = await ShowCoverage.MeasureAsync(
            week,
            regionId,
            http.Actor(),
            desk,
            roads,
            cancellation
        );
        if (coverage is null)
        {
            return refused!.Value.ToProblem();
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await trail.WriteAsync(
            connection,
            null,
            new AuditEntry(http.Actor().Id, "exportCoverage", coverage.Week, "done"),
            cancellation
        );
        return TypedResults.File(
            Write(coverage),
            "text/csv; charset=utf-8",
            $"coverage-{coverage.Week}.csv"
        );
    }

    internal static byte[] Write(ShowCoverage.Response coverage)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Csv))
        {
            WriteLine(csv, Columns);
            foreach (var street in coverage.Streets)
            {
                WriteLine(
                    csv,
                    "道路",
                    street.Name,
                    Number(street.Metres, "0"),
                    Number(street.MetresSeen, "0"),
                    Number(street.Share, "0.0%"),
                    Day(street.LastSeen)
                );
            }

            foreach (var cell in coverage.Missed.Where(one => one.Kind == StopKind.Cell))
            {
                WriteLine(
                    csv,
                    "漏巡网格",
                    cell.Name,
                    "",
                    "",
                    Number(0, "0.0%"),
                    Day(cell.LastSeen)
                );
            }
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void WriteLine(CsvWriter csv, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static string Number(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
