using Jiban.City.Contracts;

namespace Jiban.City.Components;

/// <summary>Two of one class nearer than any two can stand: one that was taken twice.</summary>
internal static class Twins
{
    /// <summary>Every row that stands too near to an earlier one of its class; the detail is the earlier row, from 1. What a row says is gone stands in nobody's way.</summary>
    public static IEnumerable<ComponentFault> Among(IReadOnlyList<SurveyedComponent> rows)
    {
        // A net of squares at least as wide as the distance, at the latitude of the rows where they are narrowest: whoever is too near lies
        // in the own square or in one that touches it.
        var narrowest = rows.Select(row => Positions.Narrowing(row.Location.Y))
            .DefaultIfEmpty(1)
            .Min();
        var net = new Dictionary<(string Class, long X, long Y), List<int>>();
        for (var row = 0; row < rows.Count; row++)
        {
            var one = rows[row];
            if (one.State == ComponentState.Removed)
            {
                continue;
            }

            var x = Square(one.Location.X * narrowest);
            var y = Square(one.Location.Y);
            var twin = Around(x, y)
                .SelectMany(at => net.GetValueOrDefault((one.ClassCode, at.X, at.Y)) ?? [])
                .Where(other =>
                    Positions.Metres(one.Location, rows[other].Location) < SurveyCheck.TwinMetres
                )
                .Select(other => (int?)other)
                .Min();
            if (twin is { } first)
            {
                yield return new(row, "twin", $"{first + 1}");
            }

            if (!net.TryGetValue((one.ClassCode, x, y), out var here))
            {
                net.Add((one.ClassCode, x, y), here = []);
            }

            here.Add(row);
        }
    }

    private static long Square(double degrees) =>
        (long)Math.Floor(degrees * Positions.MetresPerDegree / SurveyCheck.TwinMetres);

    private static IEnumerable<(long X, long Y)> Around(long x, long y)
    {
        for (var dx = -1; dx <= 1; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                yield return (x + dx, y + dy);
            }
        }
    }
}
