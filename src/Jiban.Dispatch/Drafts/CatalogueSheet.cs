using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using MiniExcelLibs;

namespace Jiban.Dispatch.Drafts;

/// <summary>One fault of a sheet.</summary>
/// <param name="Row">As the spreadsheet counts; the heading is row 1.</param>
internal sealed record SheetFault(int Row, string Column, string Value, string Zh, string En);

/// <summary>
/// The rules as the first sheet of an XLSX: a row a rule, headings and values in the words of the pages. What is written is read back
/// without loss; the values of the API (<c>byPlace</c>) are read as well.
/// </summary>
internal static class CatalogueSheet
{
    public const string Code = "编码";
    public const string ClassCode = "分类编码";
    public const string ClassName = "分类名称";
    public const string Channels = "渠道";
    public const string Mode = "派单方式";
    public const string Units = "派给哪类单位";
    public const string UnitCode = "指定单位编码";
    public const string Confidence = "把握（‰）";
    public const string OwnerFirst = "部件先属主";
    public const string From = "从";
    public const string Until = "到";

    /// <summary>The name of the class is for the reader only: the code decides.</summary>
    private static readonly string[] Needed =
    [
        Code,
        ClassCode,
        Channels,
        Mode,
        Units,
        UnitCode,
        Confidence,
        OwnerFirst,
        From,
        Until,
    ];

    private static readonly Dictionary<RuleChannels, string> ChannelWords = new()
    {
        [RuleChannels.Any] = "全部渠道",
        [RuleChannels.Own] = "街道自有",
    };

    private static readonly Dictionary<DispatchMode, string> ModeWords = new()
    {
        [DispatchMode.Directed] = "定向",
        [DispatchMode.ByPlace] = "属地",
        [DispatchMode.ByKind] = "按类",
    };

    private static readonly Dictionary<UnitKind, string> UnitWords = new()
    {
        [UnitKind.CityCentre] = "市中心",
        [UnitKind.DistrictGovernment] = "区政府",
        [UnitKind.StreetOffice] = "街道办、镇政府",
        [UnitKind.Section] = "街道科室",
        [UnitKind.Community] = "社区、村",
        [UnitKind.Department] = "委办局",
        [UnitKind.Utility] = "公用事业",
        [UnitKind.PropertyCompany] = "物业企业",
    };

    public static void Write(
        Stream to,
        IEnumerable<DispatchRule> rules,
        Func<string, string> classNameOf
    ) =>
        to.SaveAs(
            rules
                .Select(rule => new Dictionary<string, object?>
                {
                    [Code] = rule.Code,
                    [ClassCode] = rule.ClassCode,
                    [ClassName] = classNameOf(rule.ClassCode),
                    [Channels] = ChannelWords[rule.Channels],
                    [Mode] = ModeWords[rule.Mode],
                    [Units] = string.Join(" > ", rule.Units.Select(kind => UnitWords[kind])),
                    [UnitCode] = rule.UnitCode,
                    [Confidence] = rule.Permille,
                    [OwnerFirst] = rule.OwnerFirst ? "是" : "",
                    [From] = Day(rule.From),
                    [Until] = rule.Until is { } until ? Day(until) : "",
                })
                .ToList(),
            sheetName: "派单目录"
        );

    /// <summary>The rules that can be read, and what is wrong with the others.</summary>
    /// <exception cref="InvalidDataException">It is no XLSX, has no row, or lacks a column.</exception>
    public static (IReadOnlyList<(int Row, DispatchRule Rule)> Rules, List<SheetFault> Faults) Read(
        byte[] bytes
    )
    {
        var rows = Rows(bytes);
        if (rows.Count == 0 || Needed.Any(column => !rows[0].ContainsKey(column)))
        {
            throw new InvalidDataException("no rows, or a column is missing");
        }

        var faults = new List<SheetFault>();
        var rules = new List<(int, DispatchRule)>();
        for (var n = 0; n < rows.Count; n++)
        {
            if (rows[n].Values.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var before = faults.Count;
            var rule = Rule(new Cells(n + 2, rows[n], faults));
            if (faults.Count == before)
            {
                rules.Add((n + 2, rule));
            }
        }

        return (rules, faults);
    }

    private static DispatchRule Rule(Cells cells) =>
        new(
            cells.Text(Code),
            ClassOf(cells.Text(ClassCode)),
            cells.Word(Channels, ChannelWords),
            cells.Word(Mode, ModeWords),
            [
                .. cells
                    .Text(Units)
                    .Split(
                        ['>', '→', '＞'],
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    )
                    .Select(word => cells.Word(Units, word, UnitWords)),
            ],
            cells.Text(UnitCode) is { Length: > 0 } unit ? unit : null,
            cells.Number(Confidence),
            cells.Day(From) ?? cells.Missing(From),
            cells.Day(Until),
            OwnerFirst: cells.YesOrNo(OwnerFirst)
        );

    /// <summary>A spreadsheet that took a code for a number has lost the nought at its head.</summary>
    private static string ClassOf(string code) =>
        code.Length is 1 or 3 && code.All(char.IsAsciiDigit) ? "0" + code : code;

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<IDictionary<string, string>> Rows(byte[] bytes)
    {
        try
        {
            return
            [
                .. new MemoryStream(bytes)
                    .Query(useHeaderRow: true, excelType: ExcelType.XLSX)
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

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            DateTime day => Day(DateOnly.FromDateTime(day)),
            bool yes => yes ? "是" : "否",
            _ => (Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").Trim(),
        };

    /// <summary>The cells of one row; whatever can't be read becomes a fault.</summary>
    private sealed class Cells(int row, IDictionary<string, string> cells, List<SheetFault> faults)
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
                    NumberStyles.None,
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

        private void Fault(string column, string value, string zh, string en) =>
            faults.Add(new SheetFault(row, column, value, zh, en));
    }
}
