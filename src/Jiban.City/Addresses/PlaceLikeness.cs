namespace Jiban.City.Addresses;

/// <summary>
/// How surely two texts mean one place, 0 to 1: how much of what one says the other says too, less for each difference that speaks against it.
/// The figures were guessed, then moved by hand to round values while looking at pairs of another city's file; each says what it stands for
/// (docs/understanding.md).
/// </summary>
internal static class PlaceLikeness
{
    /// <summary>The narrowest name and all the rest weigh the same: a name alone is found in many cities, an address alone has many doors.</summary>
    private const double NameWeight = 0.5;

    /// <summary>Only one side has a name: the road may be the same, the door is not sure.</summary>
    private const double NameOnOneSide = 0.8;

    /// <summary>Only the other names something at this very number: it may be another tenant.</summary>
    private const double NameAtSameNumber = 0.9;

    /// <summary>Another house of one estate is another place: below what is full, above none.</summary>
    private const double OtherHouse = 0.4;

    /// <summary>The other text is the whole estate, not this house.</summary>
    private const double HouseMissing = 0.4;

    /// <summary>A house that nobody asked for: often the one the place is in.</summary>
    private const double HouseAdded = 0.9;

    /// <summary>Without a house on either side one thing less agrees.</summary>
    private const double NoHouse = 0.9;

    /// <summary>One road, another number is another door: never full.</summary>
    private const double OtherNumber = 0.49;

    /// <summary>Both name roads, and none is the same: another corner, or only another entry.</summary>
    private const double OtherRoad = 0.85;

    /// <summary>A gate is a part of the place.</summary>
    private const double Gate = 0.5;

    /// <summary>A crossing is near the place.</summary>
    private const double Crossing = 0.8;

    public static double Of(PlaceParts a, PlaceParts b, PairRarity rarity)
    {
        var numbers = SameNumber(a, b);
        var whole = rarity.Share(a.Local, b.Text);
        var like = NameWeight * NameLikeness(a, b, numbers, whole) + (1 - NameWeight) * whole;
        like *= HouseFactor(a, b);
        like *= numbers == false ? OtherNumber : 1;
        like *= RoadsDiffer(a, b) ? OtherRoad : 1;
        like *= b.AtGate && !a.AtGate ? Gate : 1;
        like *= b.AtCrossing && !a.AtCrossing ? Crossing : 1;
        return like;
    }

    private static double NameLikeness(
        PlaceParts a,
        PlaceParts b,
        bool? sameNumber,
        double whole
    ) =>
        (a.Names.Count > 0, b.Names.Count > 0) switch
        {
            (false, false) => sameNumber == true ? 1 : whole,
            (false, true) => sameNumber == true
                ? NameAtSameNumber
                : NameOnOneSide * Held(b.Names[^1], a.Text),
            (true, false) => NameOnOneSide * Held(a.Names[^1], b.Text),
            _ => (Held(a.Names[^1], b.Text) + Held(b.Names[^1], a.Text)) / 2,
        };

    private static double HouseFactor(PlaceParts a, PlaceParts b) =>
        (a.Houses.Count > 0, b.Houses.Count > 0) switch
        {
            (false, false) => NoHouse,
            (true, false) => HouseMissing,
            (false, true) => HouseAdded,
            _ => a.Houses.Overlaps(b.Houses) ? 1 : OtherHouse,
        };

    /// <summary>Of a road that both name with a number: whether a number is the same; null when there is no such road.</summary>
    public static bool? SameNumber(PlaceParts a, PlaceParts b)
    {
        bool? same = null;
        foreach (var one in a.RoadNumbers)
        {
            foreach (var other in b.RoadNumbers)
            {
                if (
                    one.Road.EndsWith(other.Road, StringComparison.Ordinal)
                    || other.Road.EndsWith(one.Road, StringComparison.Ordinal)
                )
                {
                    same = same == true || one.Number == other.Number;
                }
            }
        }

        return same;
    }

    private static bool RoadsDiffer(PlaceParts a, PlaceParts b) =>
        a.Roads.Count > 0
        && b.Roads.Count > 0
        && !a.Roads.Any(road => b.Text.Contains(road, StringComparison.Ordinal))
        && !b.Roads.Any(road => a.Text.Contains(road, StringComparison.Ordinal));

    /// <summary>The share of a name, without the word for its kind, that stands in a text in runs of two and more characters.</summary>
    private static double Held(string name, string text)
    {
        var core = PlacePatterns.Kind().Replace(name, "");
        core = core.Length < 2 ? name : core;
        if (text.Contains(core, StringComparison.Ordinal))
        {
            return 1;
        }

        var held = 0;
        for (var i = 0; i < core.Length - 1; )
        {
            var end = i + 2;
            if (!text.Contains(core[i..end], StringComparison.Ordinal))
            {
                i++;
                continue;
            }

            while (end < core.Length && text.Contains(core[i..(end + 1)], StringComparison.Ordinal))
            {
                end++;
            }

            held += end - i;
            i = end;
        }

        return (double)held / core.Length;
    }
}
