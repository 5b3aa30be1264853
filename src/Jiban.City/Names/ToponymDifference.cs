using Jiban.City.Contracts;

namespace Jiban.City.Names;

/// <summary>What a file would do to the lines on record. Pure.</summary>
/// <param name="Write">New and changed lines, each with the id that it keeps or gets.</param>
/// <param name="Gone">Codes of lines that are not in a file that is the whole.</param>
internal sealed record ToponymDifference(
    IReadOnlyList<Toponym> Write,
    int New,
    int Changed,
    int Same,
    IReadOnlyList<string> Gone
)
{
    /// <summary>What a GeoJSON with six decimals loses is no change; degrees.</summary>
    private const double SameDegrees = 1e-6;

    /// <param name="isWhole">Whether the file says all there is, so that what is not in it goes.</param>
    public static ToponymDifference Of(
        IReadOnlyList<Toponym> file,
        IReadOnlyList<Toponym> onRecord,
        bool isWhole,
        Func<Guid> newId
    )
    {
        var known = onRecord.ToDictionary(place => place.Code, StringComparer.Ordinal);
        var write = new List<Toponym>();
        var (fresh, same) = (0, 0);
        foreach (var place in file)
        {
            var old = known.GetValueOrDefault(place.Code);
            if (old is not null && IsSame(old, place))
            {
                same++;
                continue;
            }

            fresh += old is null ? 1 : 0;
            write.Add(place with { PlaceId = old?.PlaceId ?? newId() });
        }

        var told = file.Select(place => place.Code).ToHashSet(StringComparer.Ordinal);
        return new ToponymDifference(
            write,
            fresh,
            write.Count - fresh,
            same,
            isWhole
                ? [.. known.Keys.Where(code => !told.Contains(code)).Order(StringComparer.Ordinal)]
                : []
        );
    }

    private static bool IsSame(Toponym one, Toponym other) =>
        (one.Kind, one.Name) == (other.Kind, other.Name)
        && one.Names.SequenceEqual(other.Names)
        && (
            one.Shape is { } shape
                ? other.Shape is { } drawn && shape.EqualsExact(drawn, SameDegrees)
                : other.Shape is null
        );
}
