using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Catalogue;

/// <summary>Which channels a rule is for.</summary>
internal enum RuleChannels
{
    /// <summary>Every channel for which no narrower rule stands.</summary>
    Any,

    /// <summary>The street's own channels: it gives small matters straight to the section that has the duty.</summary>
    Own,
}

/// <summary>
/// One line of the dispatch catalogue (派单目录): who answers for a class, from one day until another.
/// </summary>
/// <param name="ClassCode">Of any level; empty for every class.</param>
/// <param name="Units">Kinds of unit, tried from left to right.</param>
/// <param name="UnitCode">One unit by its code, before the kinds are tried; null when the kinds decide.</param>
/// <param name="Permille">How sure the rule is, 1 to 1,000.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; null while nobody knows.</param>
/// <param name="OwnerFirst">
/// Whether it is a matter of components (部件先属主后属地): when a component is named, whoever holds it goes before the kinds of unit. Of every
/// other matter (事件先属地后属主) the holder comes after them.
/// </param>
/// <param name="RegionCode">
/// The district, street or community, by its code, in which alone it holds; null everywhere. So a ruling on one street's matter changes
/// nothing elsewhere. The code of a region begins with the code of the one around it.
/// </param>
/// <param name="Hours">The hours at which alone it holds, when the city received the message; null all day.</param>
internal sealed record DispatchRule(
    string Code,
    string ClassCode,
    RuleChannels Channels,
    DispatchMode Mode,
    IReadOnlyList<UnitKind> Units,
    string? UnitCode,
    int Permille,
    DateOnly From,
    DateOnly? Until,
    int Version = 1,
    bool OwnerFirst = false,
    string? RegionCode = null,
    RuleHours? Hours = null
)
{
    /// <summary>Kinds of unit that help whoever is responsible (协办), found for the place as those of <see cref="Units"/> are; empty: nobody.</summary>
    public IReadOnlyList<UnitKind> Assisting { get; init; } = [];

    /// <summary>Whether the rule is in force on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } until || day <= until);

    /// <summary>Whether two rules say the same, whatever their days and versions.</summary>
    public bool SaysAs(DispatchRule other) =>
        ClassCode == other.ClassCode
        && Channels == other.Channels
        && Mode == other.Mode
        && Units.SequenceEqual(other.Units)
        && UnitCode == other.UnitCode
        && Permille == other.Permille
        && OwnerFirst == other.OwnerFirst
        && RegionCode == other.RegionCode
        && Hours == other.Hours
        && Assisting.SequenceEqual(other.Assisting);

    /// <summary>Whether it speaks of a region, or of everywhere.</summary>
    /// <param name="regionCode">The narrowest region that is known; null when none is: then only what holds everywhere speaks.</param>
    public bool HoldsIn(string? regionCode) =>
        RegionCode is null
        || (regionCode?.StartsWith(RegionCode, StringComparison.Ordinal) ?? false);

    /// <summary>Whether it speaks at an hour; a rule with hours does not without one.</summary>
    public bool HoldsAt(TimeOnly? hour) => Hours is null || (hour is { } at && Hours.Hold(at));

    /// <summary>Whether the rule speaks of a class on a kind of channel.</summary>
    public bool Covers(string classCode, bool ownChannel) =>
        classCode.StartsWith(ClassCode, StringComparison.Ordinal)
        && (Channels == RuleChannels.Any || ownChannel);
}
