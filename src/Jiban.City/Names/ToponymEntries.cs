using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.City.Names;

/// <summary>The entries that the customer's lines add to the gazetteer of the plan. Pure.</summary>
internal static class ToponymEntries
{
    /// <summary>A line nearer than this to a place of the plan with its kind and name is that place; metres.</summary>
    private const double SameMetres = 600;

    private const int ShortestStem = 2;

    /// <summary>What people say behind the name of a stop, or leave out.</summary>
    private static readonly string[] StopWords = ["公交车站", "公交站台", "公交站", "车站", "站"];

    /// <param name="ofPlan">Every name that the plan itself gives.</param>
    public static IEnumerable<Place> Of(
        IReadOnlyList<Toponym> named,
        IReadOnlyList<Place> ofPlan,
        CitySnapshot located
    )
    {
        if (named.Count == 0)
        {
            return [];
        }

        var byName = ofPlan.ToLookup(place => place.Name, StringComparer.Ordinal);
        return named.SelectMany(line => OfLine(line, byName, located)).ToList();
    }

    /// <summary>The place of the plan that a line means: without a shape the only one of its kind and name, with one the nearest near by; null when it is a place of its own, or nothing that is known.</summary>
    public static Place? Meant(Toponym line, IEnumerable<Place> ofName)
    {
        var same = ofName
            .Where(place => place.Kind == line.Kind)
            .DistinctBy(place => place.PlaceId)
            .ToList();
        return line.Shape is { } shape
                ? same.Where(place => Metres(shape, place.Location) <= SameMetres)
                    .MinBy(place => Metres(shape, place.Location))
            : same.Count == 1 ? same[0]
            : null;
    }

    private static IEnumerable<Place> OfLine(
        Toponym line,
        ILookup<string, Place> byName,
        CitySnapshot located
    )
    {
        if (Meant(line, byName[line.Name]) is { } known)
        {
            return line.Names.Select(name => Named(known, name));
        }

        if (line.Shape is not { } shape)
        {
            // The plan has lost it since.
            return [];
        }

        var own = Gazetteer.Spanning(line.PlaceId, line.Kind, line.Name, shape, located);
        var entries = line.Names.Select(name => Named(own, name)).Prepend(own);
        return line.Kind == PlaceKind.BusStop
            ? entries.SelectMany(entry => Stops(entry, byName))
            : entries;
    }

    private static Place Named(Place place, PlaceName name) =>
        place with
        {
            Name = name.Name,
            Use = name.Use,
            Standard = place.Name,
            Until = name.Until,
        };

    /// <summary>
    /// A stop is found by its name with a word for stop behind it, whichever: without one its name is that of what stands there (潞湾社区, 棠梨路口). What is the name of something else is no name of the
    /// stop.
    /// </summary>
    private static IEnumerable<Place> Stops(Place entry, ILookup<string, Place> byName)
    {
        var word = StopWords.FirstOrDefault(word =>
            entry.Name.EndsWith(word, StringComparison.Ordinal)
            && entry.Name.Length >= word.Length + ShortestStem
        );
        var stem = word is null ? entry.Name : entry.Name[..^word.Length];
        return StopWords
            .Select(behind => stem + behind)
            .Where(name => !byName[name].Any())
            .Select(name =>
                entry with
                {
                    Name = name,
                    Use =
                        entry.Use == NameUse.Standard && name != entry.Name
                            ? NameUse.Alias
                            : entry.Use,
                    Standard = name == entry.Name ? entry.Standard : entry.Standard ?? entry.Name,
                }
            );
    }

    private static double Metres(Geometry shape, Point at)
    {
        var near = DistanceOp.NearestPoints(shape, at);
        return Distance.Between(near[0], near[1]);
    }
}
