using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.City.Contracts;

namespace Jiban.City.Names;

/// <summary>
/// Other names in one cell, parted by 、 or a semicolon, each with the days on which it held in brackets where they are known:
/// <c>运河路(1998-01-01至2015-06-30)、老街（至2003）、北关</c>. A year alone is its first day as a beginning and its last as an end.
/// </summary>
internal static partial class OtherNames
{
    private static readonly char[] Between = ['、', ';', '；', '|', '，', ','];

    /// <summary>The names; null when brackets hold something else than days, or a name ends before it begins.</summary>
    public static IReadOnlyList<PlaceName>? Read(string cell, NameUse use)
    {
        var names = new List<PlaceName>();
        foreach (
            var part in cell.Split(
                Between,
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            var read = Form().Match(part);
            if (!read.Success)
            {
                return null;
            }

            var from = Day(read.Groups["from"].Value, isEnd: false);
            var until = Day(read.Groups["until"].Value, isEnd: true);
            if (
                until < from
                || (from is null && read.Groups["from"].Length > 0)
                || (until is null && read.Groups["until"].Length > 0)
            )
            {
                return null;
            }

            names.Add(new PlaceName(read.Groups["name"].Value, use, from, until));
        }

        return names;
    }

    /// <summary>A cell that reads back as the same names.</summary>
    public static string Write(IEnumerable<PlaceName> names) =>
        string.Join(
            '、',
            names.Select(name =>
                name is { From: null, Until: null }
                    ? name.Name
                    : $"{name.Name}({Day(name.From)}至{Day(name.Until)})"
            )
        );

    private static string Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Day(string text, bool isEnd)
    {
        var numbers = text.Split('-', '/', '.');
        return numbers.Length == 1
            && int.TryParse(text, CultureInfo.InvariantCulture, out var year)
            && year is > 0 and < 10_000
                ? (isEnd ? new DateOnly(year, 12, 31) : new DateOnly(year, 1, 1))
            : DateOnly.TryParseExact(
                string.Join('-', numbers),
                "yyyy-M-d",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
            : null;
    }

    [GeneratedRegex(
        @"^(?<name>[^()（）]+?)\s*(?:[(（]\s*(?<from>[\d/.\-]*)\s*(?:至|到|~|—|－)\s*(?<until>[\d/.\-]*)\s*[)）])?$"
    )]
    private static partial Regex Form();
}
