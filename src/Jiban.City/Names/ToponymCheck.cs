using Jiban.City.Census;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.City.Names;

/// <summary>What must hold of the lines of a file beside each other and in this city. Pure.</summary>
internal static class ToponymCheck
{
    public static IEnumerable<FileFault> FaultsOf(
        IReadOnlyList<ToponymLine> lines,
        CitySnapshot city
    )
    {
        var read = lines.Where(line => line.Place is not null).ToList();
        foreach (
            var twice in read.GroupBy(line => line.Place!.Code, StringComparer.Ordinal)
                .Where(same => same.Skip(1).Any())
                .SelectMany(same => same.Skip(1))
        )
        {
            yield return new FileFault(twice.Line, "key-twice", twice.Place!.Code);
        }

        // Of the plan alone: a line can't hang on another that this file may replace.
        var own = city.Toponyms.Select(place => place.PlaceId).ToHashSet();
        var ofPlan = city
            .Places.Where(place => place.Standard is null && !own.Contains(place.PlaceId))
            .ToLookup(place => place.Name, StringComparer.Ordinal);
        foreach (var line in read)
        {
            var place = line.Place!;
            if (place.Shape is { } shape)
            {
                if (!city.Contains(new Point(shape.Coordinate) { SRID = 4326 }))
                {
                    yield return new FileFault(line.Line, "outside-city", place.Name);
                }
            }
            else if (ToponymEntries.Meant(place, ofPlan[place.Name]) is null)
            {
                yield return new FileFault(
                    line.Line,
                    ofPlan[place.Name].Any(one => one.Kind == place.Kind)
                        ? "place-ambiguous"
                        : "place-unknown",
                    place.Name
                );
            }
            else if (place.Names.Count == 0)
            {
                yield return new FileFault(line.Line, "nothing-said", place.Name);
            }
        }
    }
}
