using Jiban.City.Contracts;

namespace Jiban.Assessment;

/// <summary>Which channels count. The street's own stand apart from 12345 in every figure (S10).</summary>
internal enum ChannelGroup
{
    All,

    /// <summary>The street's own: its line, duty phone, walk-in, patrol …</summary>
    Own,

    /// <summary>Everything else: the 12345 line and its doors.</summary>
    Line12345,
}

/// <summary>Which units are ranked against each other.</summary>
internal enum RankingKind
{
    /// <summary>Street offices and town governments, each with all units below it.</summary>
    Street,
    Department,
    Utility,

    /// <summary>Property companies.</summary>
    Property,
    Community,
}

/// <summary>What the two choices of a ranking mean in the city.</summary>
internal static class RankingScope
{
    /// <summary>The value of <c>own</c> that counts; null for both.</summary>
    public static bool? Own(this ChannelGroup channels) =>
        channels switch
        {
            ChannelGroup.All => null,
            ChannelGroup.Own => true,
            ChannelGroup.Line12345 => false,
            _ => throw new ArgumentOutOfRangeException(nameof(channels)),
        };

    /// <summary>The units of a kind, each with the units whose cases count for it.</summary>
    public static IEnumerable<AssessedUnit> UnitsOf(RankingKind kind, CitySnapshot city) =>
        city
            .Units.Where(unit => unit.Kind == UnitKindOf(kind))
            .Select(unit => new AssessedUnit(
                unit.UnitId,
                unit.Code,
                unit.Name,
                Members(unit, city)
            ));

    /// <summary>The units whose cases count for a unit: a street office answers for all below it, any other for itself.</summary>
    public static IReadOnlyList<Guid> Members(Unit unit, CitySnapshot city) =>
        unit.Kind == UnitKind.StreetOffice ? city.SelfAndBelow(unit.UnitId) : [unit.UnitId];

    /// <summary>The ranking of a kind, from the sums by unit.</summary>
    public static Ranking Rank(
        RankingKind kind,
        IReadOnlyDictionary<Guid, Counts> tally,
        Formula formula,
        CitySnapshot city
    ) =>
        Ranking.Of(
            UnitsOf(kind, city)
                .Select(unit =>
                    (
                        unit,
                        unit.Members.Aggregate(
                            default(Counts),
                            (sum, member) => sum + tally.GetValueOrDefault(member)
                        )
                    )
                ),
            formula
        );

    private static UnitKind UnitKindOf(RankingKind kind) =>
        kind switch
        {
            RankingKind.Street => UnitKind.StreetOffice,
            RankingKind.Department => UnitKind.Department,
            RankingKind.Utility => UnitKind.Utility,
            RankingKind.Property => UnitKind.PropertyCompany,
            RankingKind.Community => UnitKind.Community,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
