using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Catalogue;

/// <summary>
/// The catalogue that comes with the program (folder <c>Shipped</c>): the store is filled from it once, and after that the store
/// is the truth. Tab-separated, comments start with #.
/// </summary>
internal static class ShippedCatalogue
{
    /// <summary>The day since which the shipped rules hold: before any case that could be imported.</summary>
    public static readonly DateOnly Since = new(2000, 1, 1);

    /// <summary>The rows of the files.</summary>
    public static CatalogueRows Rows { get; } =
        new(
            Lines("classes.tsv").ConvertAll(Class),
            Lines("channels.tsv").ConvertAll(Channel),
            Lines("rules.tsv").ConvertAll(Rule),
            Lines("filing.tsv").ConvertAll(Filing),
            [
                .. Lines("terms.tsv").SelectMany(Terms),
                .. Lines("class_terms.tsv").SelectMany(ClassTerms),
            ],
            Settings(Lines("settings.tsv"))
        );

    private const int LongestWord = 3;

    /// <summary>Words by which a text is cut into words: those of everyday life, of classes, and the short ones of the lists, whose long ones are phrases.</summary>
    public static IEnumerable<string> Words =>
        Rows
            .Terms.Select(term => term.Text)
            .Where(word => word.Length <= LongestWord)
            .Concat(Rows.Classes.Select(one => one.Name))
            .Concat(Lines("everyday.tsv").SelectMany(row => row[0].Split(' ')));

    private static readonly Lazy<DispatchSnapshot> Lazy = new(() =>
        new DispatchSnapshot(Rows, model: null)
    );

    /// <summary>The shipped catalogue without a model: classes come from words alone.</summary>
    public static DispatchSnapshot Snapshot => Lazy.Value;

    private static DemandClass Class(string[] row) =>
        new(
            row[0],
            row[1],
            row[2],
            ClassTree.ParentOf(row[0]),
            Enum.Parse<Urgency>(row[3], ignoreCase: true)
        );

    private static Channel Channel(string[] row) =>
        new(row[0], row[1], row[2], row[3] == "yes", row[4] == "yes", row[5] == "yes");

    private static DispatchRule Rule(string[] row) =>
        new(
            row[0],
            row[1],
            Enum.Parse<RuleChannels>(row[2], ignoreCase: true),
            Enum.Parse<DispatchMode>(row[3], ignoreCase: true),
            [.. row[4].Split('>').Select(kind => Enum.Parse<UnitKind>(kind, ignoreCase: true))],
            null,
            Number(row[5]),
            Since,
            null,
            OwnerFirst: row.Length > 6 && row[6] == "ownerFirst"
        );

    private static FilingCondition Filing(string[] row) =>
        new(
            row[0],
            row[5],
            row[6],
            row[1] == "yes",
            NeedsComponent: false,
            Number(row[2]),
            Number(row[3]),
            row[4],
            null
        );

    private static IEnumerable<Term> Terms(string[] row)
    {
        var use = Enum.Parse<TermUse>(row[0], ignoreCase: true);
        return row[3].Split(' ').Select(text => new Term(text, use, row[1], Number(row[2])));
    }

    /// <summary>A word stands with its weight after a colon; without one it weighs 2.</summary>
    private static IEnumerable<Term> ClassTerms(string[] row) =>
        row[1]
            .Split(' ')
            .Select(word => word.Split(':'))
            .Select(word => new Term(
                word[0],
                TermUse.Class,
                row[0],
                word.Length > 1 ? Number(word[1]) : 2000
            ));

    private static DispatchSettings Settings(List<string[]> rows)
    {
        var shares = rows.ToDictionary(row => row[0], row => Number(row[1]) / 1000d);
        return new DispatchSettings(shares["unitThreshold"], shares["classThreshold"]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static List<string[]> Lines(string name)
    {
        var stream =
            typeof(ShippedCatalogue).Assembly.GetManifestResourceStream(
                "Jiban.Dispatch.Shipped." + name
            ) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }

        return rows;
    }
}
