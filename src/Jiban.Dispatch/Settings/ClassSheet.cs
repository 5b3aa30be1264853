using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Drafts;
using Jiban.Platform.Files;

namespace Jiban.Dispatch.Settings;

/// <summary>
/// Classes and listed words as an XLSX of two sheets. What is written is read back without loss; words of the API (<c>urgent</c>) are read as well.
/// </summary>
internal static class ClassSheet
{
    public const string Classes = "分类";
    public const string Words = "词";
    public const string Code = "编码";
    public const string Name = "名称";
    public const string NameEn = "英文名称";
    public const string Urgency = "紧急程度";
    public const string Word = "词语";
    public const string Use = "用途";
    public const string Target = "对象";
    public const string Weight = "分量（‰）";

    private const int LongestWord = 40;
    private const int MostWeight = 10_000;

    private static readonly Dictionary<Urgency, string> UrgencyWords = new()
    {
        [Contracts.Urgency.Emergency] = "特急",
        [Contracts.Urgency.Urgent] = "紧急",
        [Contracts.Urgency.Ordinary] = "一般",
        [Contracts.Urgency.Complex] = "复杂",
    };

    private static readonly Dictionary<TermUse, string> UseWords = new()
    {
        [TermUse.Class] = "类别",
        [TermUse.Kind] = "诉求性质",
        [TermUse.Danger] = "危及生命",
        [TermUse.Emergency] = "特急",
        [TermUse.Urgent] = "紧急",
        [TermUse.Guard] = "解除危险",
    };

    public static Task WriteAsync(Stream to, CatalogueRows rows, CancellationToken cancellation) =>
        SheetBook.WriteAsync(
            to,
            cancellation,
            new BookSheet(
                Classes,
                [Code, Name, NameEn, Urgency],
                rows.Classes.OrderBy(one => one.Code, StringComparer.Ordinal)
                    .Select(
                        IReadOnlyList<object?> (one) =>
                            [one.Code, one.Name, one.NameEn, UrgencyWords[one.Urgency]]
                    )
                    .ToAsyncEnumerable()
            ),
            new BookSheet(
                Words,
                [Word, Use, Target, Weight],
                rows.Terms.OrderBy(term => term.Use)
                    .ThenBy(term => term.Target, StringComparer.Ordinal)
                    .ThenBy(term => term.Text, StringComparer.Ordinal)
                    .Select(
                        IReadOnlyList<object?> (term) =>
                            [term.Text, UseWords[term.Use], term.Target, term.Permille]
                    )
                    .ToAsyncEnumerable()
            )
        );

    /// <summary>What the sheets say, and what is wrong with them; a row with a fault is left out.</summary>
    /// <param name="there">What is in force: a class of it may be named, a group of words must be one of it.</param>
    /// <exception cref="InvalidDataException">It is no XLSX, or lacks a sheet or a column.</exception>
    public static (
        IReadOnlyList<DemandClass> Classes,
        IReadOnlyList<Term> Terms,
        List<SheetFault> Faults
    ) Read(byte[] bytes, CatalogueRows there)
    {
        var faults = new List<SheetFault>();
        var classes = Rows(bytes, Classes, [Code, Name, NameEn, Urgency], faults, Class);
        var codes = classes.Concat(there.Classes).Select(one => one.Code).ToHashSet();
        foreach (
            var orphan in classes.Where(one => one.ParentCode is { } up && !codes.Contains(up))
        )
        {
            faults.Add(
                new(0, Code, orphan.Code, "上级类别不存在。", "The class above is missing.")
            );
        }

        var groups = there.Terms.Select(term => (term.Use, term.Target)).ToHashSet();
        var terms = Rows(
            bytes,
            Words,
            [Word, Use, Target, Weight],
            faults,
            cells => TermOf(cells, codes, groups)
        );
        faults.AddRange(
            classes
                .GroupBy(one => one.Code)
                .Where(same => same.Count() > 1)
                .Select(same => Twice(Code, same.Key))
        );
        faults.AddRange(
            terms
                .GroupBy(term => (term.Text, term.Use, term.Target))
                .Where(same => same.Count() > 1)
                .Select(same => Twice(Word, same.Key.Text))
        );
        return (classes, terms, faults);
    }

    private static SheetFault Twice(string column, string value) =>
        new(0, column, value, "重复出现。", "Stands there twice.");

    private static List<T> Rows<T>(
        byte[] bytes,
        string sheet,
        string[] needed,
        List<SheetFault> faults,
        Func<SheetRows.Cells, T> read
    )
    {
        var rows = SheetRows.Read(bytes, sheet);
        if (rows.Count == 0 || needed.Any(column => !rows[0].ContainsKey(column)))
        {
            throw new InvalidDataException("no rows, or a column is missing");
        }

        var found = new List<T>();
        for (var n = 0; n < rows.Count; n++)
        {
            if (rows[n].Values.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var before = faults.Count;
            var one = read(new SheetRows.Cells(n + 2, rows[n], faults));
            if (faults.Count == before)
            {
                found.Add(one);
            }
        }

        return found;
    }

    private static DemandClass Class(SheetRows.Cells cells)
    {
        var code = SheetRows.ClassOf(cells.Text(Code));
        cells.FaultIf(
            Settings.Classes.IsBadCode(code),
            Code,
            "编码每级两位数字，最多六级。",
            "Two digits a level, six levels at most."
        );
        foreach (var column in (string[])[Name, NameEn])
        {
            cells.FaultIf(
                CatalogueEdit.IsBadName(cells.Text(column)),
                column,
                "名称为1到60个字。",
                "1 to 60 characters."
            );
        }

        return new DemandClass(
            code,
            cells.Text(Name),
            cells.Text(NameEn),
            ClassTree.ParentOf(code),
            cells.Word(Urgency, UrgencyWords)
        );
    }

    private static Term TermOf(
        SheetRows.Cells cells,
        HashSet<string> codes,
        HashSet<(TermUse, string)> groups
    )
    {
        var word = cells.Text(Word);
        cells.FaultIf(
            word.Length is 0 or > LongestWord,
            Word,
            $"词语为1到{LongestWord}个字。",
            $"1 to {LongestWord} characters."
        );
        var use = cells.Word(Use, UseWords);
        var target =
            use == TermUse.Class ? SheetRows.ClassOf(cells.Text(Target)) : cells.Text(Target);
        cells.FaultIf(
            use == TermUse.Class ? !codes.Contains(target) : !groups.Contains((use, target)),
            Target,
            use == TermUse.Class ? "没有这个类别。" : "没有这个对象，请用导出表里有的。",
            use == TermUse.Class ? "There is no such class." : "Not known; take one of the export."
        );
        var weight = cells.Number(Weight);
        cells.FaultIf(
            weight is < -MostWeight or > MostWeight,
            Weight,
            $"±{MostWeight} 以内。",
            $"Within ±{MostWeight}."
        );
        return new Term(word, use, target, weight);
    }
}
