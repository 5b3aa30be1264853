using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>What a name is to its place.</summary>
public enum NameUse
{
    /// <summary>The name on record (标准名称).</summary>
    Standard,

    /// <summary>What people call it besides (别名).</summary>
    Alias,

    /// <summary>What it was called before (曾用名): people go on using it for decades.</summary>
    Old,
}

/// <summary>Another name of a place, with the days on which it held as far as they are known, both included.</summary>
public sealed record PlaceName(string Name, NameUse Use, DateOnly? From, DateOnly? Until);

/// <summary>
/// A line of the gazetteer that a customer imports: a place of its own, or, for what the city's plan knows already under that name, more names for it.
/// </summary>
/// <param name="Code">The customer's own key: another import with it replaces the line.</param>
/// <param name="Names">Aliases and old names.</param>
/// <param name="Shape">Point, line or area, WGS-84; null for more names of what the plan holds.</param>
public sealed record Toponym(
    Guid PlaceId,
    string Code,
    PlaceKind Kind,
    string Name,
    IReadOnlyList<PlaceName> Names,
    Geometry? Shape
);
