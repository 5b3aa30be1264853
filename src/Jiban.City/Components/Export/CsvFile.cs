using System.Globalization;
using System.Text;
using CsvHelper;

namespace Jiban.City.Components.Export;

/// <summary>CSV under the Chinese names of the fields, with the mark by which spreadsheets know UTF-8.</summary>
internal sealed class CsvFile : ComponentFile
{
    public override string MediaType => "text/csv; charset=utf-8";
    public override string Extension => "csv";

    public override async Task WriteAsync(
        Stream body,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        await using var csv = new CsvWriter(
            new StreamWriter(body, new UTF8Encoding(true), leaveOpen: true),
            CultureInfo.InvariantCulture
        );
        await RecordAsync(csv, ComponentFields.All.Select(field => field.Zh));
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await RecordAsync(csv, row.Fields.Select(SafeCell));
        }
    }

    /// <summary>Without the apostrophe that <see cref="SafeCell"/> puts before what a spreadsheet could take for a formula.</summary>
    public static string Plain(string cell) =>
        cell is ['\'', '=' or '+' or '-' or '@' or '\'', ..] ? cell[1..] : cell;

    private static Task RecordAsync(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        return csv.NextRecordAsync();
    }

    /// <summary>A cell that a spreadsheet can't take for a formula, and that <see cref="Plain"/> takes back.</summary>
    public static string? SafeCell(string? text) =>
        text is ['=' or '+' or '-' or '@', ..]
            && !double.TryParse(text, CultureInfo.InvariantCulture, out _)
        || text is ['\'', '=' or '+' or '-' or '@' or '\'', ..]
            ? "'" + text
            : text;
}
