using System.Text.RegularExpressions;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Jiban.Platform.Files;

/// <summary>One sheet of an XLSX.</summary>
/// <param name="Rows">Its cells, in the order of the headings: a text, a whole number, a fraction or nothing.</param>
public sealed record BookSheet(
    string Name,
    IReadOnlyList<string> Headings,
    IAsyncEnumerable<IReadOnlyList<object?>> Rows
);

/// <summary>
/// Writes an XLSX row by row, however many there are. A text stays text: an identifier of 17 digits is no number, and what begins with an equals sign
/// no formula. Its elements bear no prefix, for map programs (GDAL) take no other for a sheet.
/// </summary>
public static partial class SheetBook
{
    public const string MediaType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Of a column, in characters: an identifier is seen whole.</summary>
    private const int Width = 20;

    public static async Task WriteAsync(
        Stream to,
        CancellationToken cancellation,
        params IReadOnlyList<BookSheet> sheets
    )
    {
        await using var book = await Spreadsheet.CreateNewAsync(
            to,
            cancellationToken: cancellation
        );
        var bold = book.AddStyle(new Style { Font = { Bold = true } });
        foreach (var sheet in sheets)
        {
            var options = new WorksheetOptions { FrozenRows = 1 };
            for (var column = 1; column <= sheet.Headings.Count; column++)
            {
                options.Column(column).Width = Width;
            }

            await book.StartWorksheetAsync(sheet.Name, options, cancellation);
            await book.AddRowAsync(
                [.. sheet.Headings.Select(heading => new Cell(heading, bold))],
                cancellation
            );
            await foreach (var row in sheet.Rows.WithCancellation(cancellation))
            {
                await book.AddRowAsync([.. row.Select(CellOf)], cancellation);
            }
        }

        await book.FinishAsync(cancellation);
    }

    private static Cell CellOf(object? value) =>
        value switch
        {
            null => new Cell(),
            // What looks like an escape (_x0041_) would be read as the character.
            string text => new Cell(LikeEscape().Replace(text, "_x005F_")),
            int number => new Cell(number),
            double number => new Cell(number),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no cell"),
        };

    /// <summary>The mark at the head of what readers take for an escaped character (ECMA-376, ST_Xstring).</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex LikeEscape();
}
