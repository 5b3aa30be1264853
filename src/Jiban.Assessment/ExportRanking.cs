using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Assessment;

/// <summary>A ranking as a file, with the columns of the table as it is printed. Taking it out leaves a trace.</summary>
internal static class ExportRanking
{
    // Excel opens UTF-8 as such only behind a byte order mark; a cell that begins like a formula is told as text.
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
    };

    private static readonly string[] Columns =
    [
        "序号",
        "承办单位",
        "受理量",
        "办结量",
        "有效回访",
        "联系数",
        "解决数",
        "满意数",
        "基本满意",
        "响应率",
        "解决率",
        "满意率",
        "办结率",
        "综合成绩",
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{period}/export", Handle)
            .WithName(nameof(ExportRanking))
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Needs(Operation.ViewAssessment);

    /// <summary>The ranking as CSV (UTF-8 with a byte order mark): the latest revision, the one named, or with <c>live=true</c> of now.</summary>
    public static async Task<Results<FileContentHttpResult, Problem>> Handle(
        string period,
        string? kind,
        string? channels,
        int? revision,
        bool? live,
        Database database,
        CityRegistry city,
        AuditTrail trail,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (RankingQuestion.Parse(period, kind, channels, out var question) is { } malformed)
        {
            return malformed;
        }

        var view = await PeriodView.LoadAsync(
            question,
            revision,
            live == true,
            database,
            city.Current,
            cancellation
        );
        if (view is null)
        {
            return ShowRevision.Unknown;
        }

        var state = view.Shown is { } shown ? $"r{shown.Number}" : "live";
        var name =
            $"{question.Period}-{RankingQuestion.CamelCase(question.Kind.ToString())}-{RankingQuestion.CamelCase(question.Channels.ToString())}-{state}";
        await using var connection = await database.OpenAsync(cancellation);
        await trail.WriteAsync(
            connection,
            null,
            new AuditEntry(http.Actor().Id, "exportRanking", name, "done"),
            cancellation
        );
        return TypedResults.File(Write(view.Ranking), "text/csv; charset=utf-8", $"{name}.csv");
    }

    internal static byte[] Write(Ranking ranking)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Csv))
        {
            WriteLine(csv, Columns);
            foreach (var row in ranking.Rows)
            {
                WriteLine(csv, Cells(Number(row.Rank), row.Unit.Name, row.Counts, row.Rates));
            }

            WriteLine(
                csv,
                Cells("", "合计(率为算术平均)", ranking.Summary.Counts, ranking.Summary.Rates)
            );
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string[] Cells(string rank, string name, Counts counts, Rates rates) =>
        [
            rank,
            name,
            Number(counts.Accepted),
            Number(counts.Completed),
            Number(counts.Valid),
            Number(counts.Contacted),
            Number(counts.Solved),
            Number(counts.Satisfied),
            Number(counts.BasicallySatisfied),
            Percent(rates.Response),
            Percent(rates.Solution),
            Percent(rates.Satisfaction),
            Percent(rates.Completion),
            rates.Composite.ToString(CultureInfo.InvariantCulture),
        ];

    private static void WriteLine(CsvWriter csv, string[] cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(decimal rate) =>
        (rate * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%";
}
