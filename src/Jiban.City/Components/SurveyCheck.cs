using System.Globalization;
using Jiban.City.Contracts;

namespace Jiban.City.Components;

/// <summary>One thing that keeps a record out of the registry.</summary>
/// <param name="Fault">Stable slug, such as <c>class-unknown</c>.</param>
/// <param name="Detail">What of it: the twin, the right cell. Null where the slug says it all.</param>
internal sealed record SurveyFault(string Fault, string? Detail = null);

/// <summary>Where a record says that it lies, which the point must bear out; null what it does not say.</summary>
internal sealed record NamedPlace(
    string? GridCode,
    string? StreetCode,
    string? StreetName,
    string? CommunityCode,
    string? CommunityName
);

/// <summary>The rules of one record as far as it can be judged by itself: the same at the desk and in a census. Pure.</summary>
/// <param name="Scheme">The generation in which identifiers are issued.</param>
/// <param name="ClassCodes">Minor classes in force.</param>
/// <param name="Lists">Which values the classes allow.</param>
internal sealed record SurveyCheck(
    CitySnapshot City,
    CodeScheme Scheme,
    IReadOnlySet<string> ClassCodes,
    ClassLists Lists,
    DateOnly Today
)
{
    /// <summary>Nearer than this, two of one class are one that was taken twice; metres.</summary>
    public const double TwinMetres = 0.3;

    private const int LongestName = 30;
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Whether something can stand there since a day: not in the future, and not since before anybody kept records.</summary>
    public static bool IsInitialDate(DateOnly day, DateOnly today) =>
        day <= today && day >= Earliest;

    /// <summary>The faults of a record, every one of them.</summary>
    /// <param name="place">Where the record says that it lies; null when it says nothing.</param>
    public IReadOnlyList<SurveyFault> FaultsOf(SurveyedComponent one, NamedPlace? place = null)
    {
        var at = City.Locate(one.Location);
        return
        [
            .. OfClass(one),
            .. OfCode(one, at),
            .. OfPlace(at, place),
            .. OfUnits(one),
            .. OfRecord(one),
        ];
    }

    private IEnumerable<SurveyFault> OfClass(SurveyedComponent one)
    {
        if (!ClassCodes.Contains(one.ClassCode))
        {
            yield return new("class-unknown", one.ClassCode);
        }
        else if (one.Code is null && one.ClassCode.Length != ComponentCode.ClassLength(Scheme))
        {
            yield return new("class-of-other-scheme", one.ClassCode);
        }
    }

    private static IEnumerable<SurveyFault> OfCode(SurveyedComponent one, Located at)
    {
        if (one.Code is null)
        {
            yield break;
        }

        if (!ComponentCode.TryParse(one.Code, out var code))
        {
            yield return new("code-malformed", one.Code);
            yield break;
        }

        if (code.ClassCode != one.ClassCode)
        {
            yield return new("code-of-other-class", code.ClassCode);
        }

        if (at.District is { } district && district.Code != code.DistrictCode)
        {
            yield return new("code-of-other-district", district.Code);
        }
    }

    private static IEnumerable<SurveyFault> OfPlace(Located at, NamedPlace? place)
    {
        if (at.GridCode is null)
        {
            yield return new("outside-grid");
            yield break;
        }

        if (place?.GridCode is { } cell && cell != at.GridCode)
        {
            yield return new("wrong-grid-cell", at.GridCode);
        }

        if (IsOther(at.Street, place?.StreetCode, place?.StreetName))
        {
            yield return new("wrong-street", $"{at.Street!.Code} {at.Street.Name}");
        }

        if (IsOther(at.Community, place?.CommunityCode, place?.CommunityName))
        {
            yield return new("wrong-community", $"{at.Community!.Code} {at.Community.Name}");
        }
    }

    private static bool IsOther(Region? region, string? code, string? name) =>
        region is not null
        && (code is not null && code != region.Code || name is not null && name != region.Name);

    private IEnumerable<SurveyFault> OfUnits(SurveyedComponent one)
    {
        if (!one.Units.ContainsKey(DutyRole.Authority))
        {
            yield return new("authority-missing");
        }

        foreach (var (role, unit) in one.Units)
        {
            if (City.Unit(unit) is null)
            {
                yield return new("unknown-unit", Stored.Word(role));
            }
        }
    }

    private IEnumerable<SurveyFault> OfRecord(SurveyedComponent one)
    {
        if (string.IsNullOrWhiteSpace(one.Name) || one.Name.Length > LongestName)
        {
            yield return new("name-length");
        }

        if (!IsInitialDate(one.InitialDate, Today))
        {
            yield return new("initial-date-out-of-range");
        }

        if (one.State == ComponentState.Removed)
        {
            yield return new("already-removed");
        }

        if (Elevation.IsOdd(one.ElevationMetres))
        {
            yield return new(
                "elevation-out-of-range",
                one.ElevationMetres?.ToString(CultureInfo.InvariantCulture)
            );
        }

        foreach (
            var unlisted in Lists.Unlisted(
                one.ClassCode,
                Typed.Text(one.Material),
                Typed.Text(one.Shape)
            )
        )
        {
            yield return new("value-not-allowed", unlisted);
        }

        foreach (
            var (field, text, longest) in new[]
            {
                ("placeText", one.PlaceText, 200),
                ("material", one.Material, 50),
                ("shape", one.Shape, 50),
                ("remark", one.Remark, 1000),
            }
        )
        {
            if (text?.Length > longest)
            {
                yield return new("too-long", field);
            }
        }
    }
}
