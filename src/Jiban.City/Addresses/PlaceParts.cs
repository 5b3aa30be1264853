using System.Text.RegularExpressions;

namespace Jiban.City.Addresses;

/// <summary>A number of a road: 学府路88号, 长宁路396弄.</summary>
internal readonly record struct RoadNumber(string Road, string Number);

/// <summary>
/// What a text about a place names, read by rules. Floors, units and rooms are left out: who names them means the house they are in.
/// </summary>
/// <param name="Text">The whole text, levelled (<see cref="PlaceText"/>).</param>
/// <param name="Local">Without province, city, district, town at its head: they are often missing on one side and tell little.</param>
/// <param name="Names">What is no road, number or house: names of estates, villages, shops, the narrowest last.</param>
/// <param name="Houses">Numbers of houses without the word that goes with them.</param>
/// <param name="RoadNumbers">Numbers with their road.</param>
/// <param name="Roads">The last characters of all roads.</param>
/// <param name="AtGate">It is a gate of the place.</param>
/// <param name="AtCrossing">It is a crossing and nothing beside it.</param>
internal sealed record PlaceParts(
    string Text,
    string Local,
    IReadOnlyList<string> Names,
    IReadOnlySet<string> Houses,
    IReadOnlyList<RoadNumber> RoadNumbers,
    IReadOnlyList<string> Roads,
    bool AtGate,
    bool AtCrossing
)
{
    public static PlaceParts Of(string written)
    {
        var text = PlaceText.Of(written);
        var local = PlacePatterns.WithoutRegions(text);
        var bracketGate = false;
        var rest = PlacePatterns
            .Brackets()
            .Replace(
                local,
                bracket =>
                {
                    bracketGate |= PlacePatterns.BracketGate().IsMatch(bracket.Groups[1].Value);
                    return "|";
                }
            );
        var atGate = bracketGate || PlacePatterns.Gate().IsMatch(rest.Trim('|'));
        var crossing = PlacePatterns.Crossing().Match(rest);
        rest = crossing.Success ? "|" + rest[crossing.Length..] : rest;
        var atCrossing = crossing.Success && rest.Trim('|').Length == 0;
        rest = PlacePatterns.Distance().Replace(rest, "|");
        rest = PlacePatterns.Beside().Replace(rest, "|");

        var numbers = new List<RoadNumber>();
        rest = PlacePatterns
            .NumberedRoad()
            .Replace(
                rest,
                found =>
                {
                    numbers.Add(new(found.Groups["road"].Value, found.Groups["number"].Value));
                    return "|";
                }
            );
        var houses = new HashSet<string>(StringComparer.Ordinal);
        rest = Take(PlacePatterns.House(), rest, houses);
        rest = PlacePatterns.Inside().Replace(rest, "|");
        rest = Take(PlacePatterns.BareNumber(), rest, houses);

        return new PlaceParts(
            text,
            local,
            [.. rest.Split('|').Select(WithoutRoad).Where(name => name.Length > 0)],
            houses,
            numbers,
            [.. PlacePatterns.Road().Matches(text).Select(road => Tail(road.Value))],
            atGate,
            atCrossing
        );
    }

    private static string Take(Regex pattern, string text, HashSet<string> into) =>
        pattern.Replace(
            text,
            found =>
            {
                into.Add(found.Groups[1].Value.TrimStart('0'));
                return "|";
            }
        );

    private static string WithoutRoad(string name) => PlacePatterns.LeadingRoad().Replace(name, "");

    /// <summary>A road is told by its end; what stands before may be the town.</summary>
    private static string Tail(string road) => road.Length > 3 ? road[^3..] : road;
}
