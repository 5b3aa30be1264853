using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Files;

namespace Jiban.Dispatch.Drafts;

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
    public const string Region = "仅限区域编码";
    public const string Hours = "仅限时段";
    public const string Assisting = "协办哪类单位";

    /// <summary>What the column of the region was called while it held streets alone.</summary>
    private const string Street = "仅限街道编码";
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

    public static Task WriteAsync(
        Stream to,
        IEnumerable<DispatchRule> rules,
        Func<string, string> classNameOf,
        CancellationToken cancellation
    ) =>
        SheetBook.WriteAsync(
            to,
            cancellation,
            new BookSheet(
                "派单目录",
                [
                    Code,
                    ClassCode,
                    ClassName,
                    Channels,
                    Mode,
                    Units,
                    UnitCode,
                    Confidence,
                    OwnerFirst,
                    Region,
                    Hours,
                    Assisting,
                    From,
                    Until,
                ],
                rules
                    .Select(
                        IReadOnlyList<object?> (rule) =>
                            [
                                rule.Code,
                                rule.ClassCode,
                                classNameOf(rule.ClassCode),
                                ChannelWords[rule.Channels],
                                ModeWords[rule.Mode],
                                Joined(rule.Units),
                                rule.UnitCode,
                                rule.Permille,
                                rule.OwnerFirst ? "是" : null,
                                rule.RegionCode,
                                rule.Hours?.ToString(),
                                Joined(rule.Assisting),
                                SheetRows.Day(rule.From),
                                rule.Until is { } until ? SheetRows.Day(until) : null,
                            ]
                    )
                    .ToAsyncEnumerable()
            )
        );

    /// <summary>The rules that can be read, and what is wrong with the others.</summary>
    /// <exception cref="InvalidDataException">It is no XLSX, has no row, or lacks a column.</exception>
    public static (IReadOnlyList<(int Row, DispatchRule Rule)> Rules, List<SheetFault> Faults) Read(
        byte[] bytes
    )
    {
        var rows = SheetRows.Read(bytes);
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
            var rule = Rule(new SheetRows.Cells(n + 2, rows[n], faults));
            if (faults.Count == before)
            {
                rules.Add((n + 2, rule));
            }
        }

        return (rules, faults);
    }

    private static DispatchRule Rule(SheetRows.Cells cells) =>
        new(
            cells.Text(Code),
            SheetRows.ClassOf(cells.Text(ClassCode)),
            cells.Word(Channels, ChannelWords),
            cells.Word(Mode, ModeWords),
            Kinds(cells, Units),
            cells.Text(UnitCode) is { Length: > 0 } unit ? unit : null,
            cells.Number(Confidence),
            cells.Day(From) ?? cells.Missing(From),
            cells.Day(Until),
            OwnerFirst: cells.YesOrNo(OwnerFirst),
            // A sheet of before lacks these columns: its rules hold everywhere, all day, and nobody helps.
            RegionCode: cells.Text(Region) is { Length: > 0 } region ? region
                : cells.Text(Street) is { Length: > 0 } street ? street
                : null,
            Hours: HoursOf(cells)
        )
        {
            Assisting = Kinds(cells, Assisting),
        };

    private static RuleHours? HoursOf(SheetRows.Cells cells)
    {
        var text = cells.Text(Hours);
        if (!RuleHours.TryParse(text, out var hours) && text.Length > 0)
        {
            cells.FaultIf(true, Hours, "应为时段，如 22:00-06:00。", "Hours, such as 22:00-06:00.");
        }

        return hours;
    }

    private static string Joined(IEnumerable<UnitKind> kinds) =>
        string.Join(" > ", kinds.Select(kind => UnitWords[kind]));

    private static List<UnitKind> Kinds(SheetRows.Cells cells, string column) =>
        [
            .. cells
                .Text(column)
                .Split(
                    ['>', '→', '＞'],
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
                .Select(word => cells.Word(column, word, UnitWords)),
        ];
}
