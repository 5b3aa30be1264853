using System.Globalization;
using MiniExcelLibs;

namespace Jiban.City.Census;

/// <summary>Rows of the first sheet of an XLSX; its first row names the columns.</summary>
internal static class SheetRows
{
    /// <exception cref="InvalidDataException">It is no XLSX.</exception>
    public static IReadOnlyList<RawRow> Of(byte[] bytes)
    {
        try
        {
            return
            [
                .. new MemoryStream(bytes)
                    .Query(useHeaderRow: true, excelType: ExcelType.XLSX)
                    .Cast<IDictionary<string, object?>>()
                    .Select(
                        (row, n) =>
                            new RawRow(
                                // The heading is row 1.
                                n + 2,
                                row.ToDictionary(cell => cell.Key, cell => Text(cell.Value)),
                                null
                            )
                    ),
            ];
        }
        // A sheet may be broken in as many ways as the library has exceptions; to whoever sent it they are one.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // A number of 16 digits that a spreadsheet took for a double has lost its last ones; nothing brings them back.
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
        };
}
