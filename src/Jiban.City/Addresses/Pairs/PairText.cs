using System.Text.RegularExpressions;

namespace Jiban.City.Addresses.Pairs;

/// <summary>A number in a text about a place and the word that goes with it, levelled: 3号楼 is 3 of 栋; a bare one has none.</summary>
internal readonly record struct PlaceNumber(string Number, string Kind);

/// <summary>What is read once from a text that is compared with others.</summary>
/// <param name="Parts">What the rules read (<see cref="PlaceParts"/>).</param>
/// <param name="Core">Behind the way to it (a crossing, a distance) and without brackets: most likely the place itself.</param>
/// <param name="Name">The narrowest name, or the core where there is none, without the word for its kind.</param>
/// <param name="Kind">That word: 小区, 公司 …; often empty.</param>
/// <param name="Regions">Province, city, district, town at the head, as written.</param>
internal sealed partial record PairText(
    PlaceParts Parts,
    string Core,
    string Name,
    string Kind,
    IReadOnlyList<PlaceNumber> Numbers,
    IReadOnlyList<string> Regions
)
{
    /// <summary>A shorter name than this is taken with the word for its kind.</summary>
    private const int ShortestName = 2;

    /// <summary>Kinds of number that are inside a house: who names them means the house.</summary>
    private static readonly string[] Inside = ["单元", "层", "室", "米"];

    public string Text => Parts.Text;

    /// <summary>Without the regions at its head.</summary>
    public string Local => Parts.Local;

    /// <summary>Numbers that tell places apart.</summary>
    public IEnumerable<string> OutsideNumbers =>
        Numbers.Where(number => !Inside.Contains(number.Kind)).Select(number => number.Number);

    public static PairText Of(string written)
    {
        var parts = PlaceParts.Of(written);
        var core = CoreOf(parts.Local);
        var name = parts.Names.Count > 0 ? parts.Names[^1] : core;
        return new PairText(
            parts,
            core,
            NameOf(name),
            PlacePatterns.Kind().Match(name).Value,
            [.. Number().Matches(parts.Text).Select(Levelled)],
            [.. Region().Matches(parts.Text[..^parts.Local.Length]).Select(region => region.Value)]
        );
    }

    public static string NameOf(string name)
    {
        var core = PlacePatterns.Kind().Replace(name, "");
        return core.Length < ShortestName ? name : core;
    }

    private static string CoreOf(string local)
    {
        var core = PlacePatterns.Crossing().Replace(local, "");
        core = PlacePatterns.Brackets().Replace(core, "");
        return WayTo().Replace(core, "|").Split('|').LastOrDefault(part => part.Length > 1)
            ?? local;
    }

    private static PlaceNumber Levelled(Match number) =>
        new(
            number.Groups["number"].Value,
            number.Groups["kind"].Value switch
            {
                "座" => "栋",
                "楼" or "F" => "层",
                "房" or "户" => "室",
                "号院" => "院",
                "街" or "道" or "线" => "路",
                var kind => kind,
            }
        );

    [GeneratedRegex(
        "(?<number>[A-Z]{0,2}[0-9]+[A-Z]?|[A-Z](?=[栋座区馆]))(?<kind>栋|座|单元|层|楼|F|室|房|户|号院|号|弄|期|区|组|队|门|米|路|线|道|街|院|)"
    )]
    private static partial Regex Number();

    [GeneratedRegex("[东南西北]{1,2}[侧边面]?约?[0-9]+米|附近|对面|旁边?|交叉口|交汇处?|路口")]
    private static partial Regex WayTo();

    [GeneratedRegex("[^0-9()省市区县镇乡路街道与]{1,4}?(?:省|市|区|县|镇|乡|街道)")]
    private static partial Regex Region();
}
