using System.Globalization;
using MiniExcelLibs;

namespace Jiban.Dispatch.Drafts;

/// <summary>One fault of a sheet.</summary>
/// <param name="Row">As the spreadsheet counts; the heading is row 1.</param>
internal sealed record SheetFault(int Row, string Column, string Value, string Zh, string En);

/// <summary>The rows of a sheet of an XLSX as texts, under the names of its heading.</summary>
internal static class SheetRows
{
    /// <param name="sheet">Its name; null for the first.</param>
    /// <exception cref="InvalidDataException">It is no XLSX, or has no such sheet.</exception>
    public static IReadOnlyList<IDictionary<string, string>> Read(
        byte[] bytes,
        string? sheet = null
    )
    {
        try
        {
            return
            [
                .. new MemoryStream(bytes)
                    .Query(useHeaderRow: true, sheetName: sheet, excelType: ExcelType.XLSX)
                    .Cast<IDictionary<string, object?>>()
                    .Select(row =>
                        row.ToDictionary(cell => cell.Key.Trim(), cell => Text(cell.Value))
                    ),
            ];
        }
        // A sheet may be broken in as many ways as the library has exceptions; to whoever sent it they are one.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    public static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A spreadsheet that took a code for a number has lost the nought at its head.</summary>
    public static string ClassOf(string code) =>
        code.Length % 2 == 1 && code.All(char.IsAsciiDigit) ? "0" + code : code;

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            DateTime day => Day(DateOnly.FromDateTime(day)),
            bool yes => yes ? "是" : "否",
            _ => (Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").Trim(),
        };

    /// <summary>The cells of one row; whatever can't be read becomes a fault.</summary>
    public sealed class Cells(int row, IDictionary<string, string> cells, List<SheetFault> faults)
    {
        public string Text(string column) => cells.TryGetValue(column, out var text) ? text : "";

        public T Word<T>(string column, Dictionary<T, string> words)
            where T : struct, Enum => Word(column, Text(column), words);

        public T Word<T>(string column, string word, Dictionary<T, string> words)
            where T : struct, Enum
        {
            foreach (var (value, known) in words)
            {
                if (
                    word == known
                    || string.Equals(word, value.ToString(), StringComparison.OrdinalIgnoreCase)
                )
                {
                    return value;
                }
            }

            Fault(
                column,
                word,
                $"应为：{string.Join('；', words.Values)}。",
                $"One of: {string.Join("; ", words.Values)}."
            );
            return default;
        }

        public int Number(string column)
        {
            if (
                int.TryParse(
                    Text(column),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                return number;
            }

            Fault(column, Text(column), "应为整数。", "A whole number.");
            return 0;
        }

        public DateOnly? Day(string column)
        {
            if (Text(column).Length == 0)
            {
                return null;
            }

            if (
                DateOnly.TryParseExact(
                    Text(column),
                    (string[])["yyyy-MM-dd", "yyyy/M/d"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                return day;
            }

            Fault(column, Text(column), "应为日期，如 2026-01-01。", "A day, such as 2026-01-01.");
            return default(DateOnly);
        }

        public DateOnly Missing(string column)
        {
            Fault(column, "", "请填写。", "Fill this in.");
            return default;
        }

        public bool YesOrNo(string column)
        {
            switch (Text(column))
            {
                case "是":
                    return true;
                case "" or "否":
                    return false;
                default:
                    Fault(column, Text(column), "应为“是”或空白。", "是, or nothing.");
                    return false;
            }
        }

        /// <summary>A fault of a cell, where there is one.</summary>
        public void FaultIf(bool wrong, string column, string zh, string en)
        {
            if (wrong)
            {
                Fault(column, Text(column), zh, en);
            }
        }

        private void Fault(string column, string value, string zh, string en) =>
            faults.Add(new SheetFault(row, column, value, zh, en));
    }
}
