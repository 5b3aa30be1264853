using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Platform.Time;

namespace Jiban.Cases.Lists;

/// <summary>Where a case is, for its page: the place, and the component that stands there.</summary>
internal static class WhereItIs
{
    /// <summary>The place in words and as a pin, with the regions in which it lies; null when none is known.</summary>
    public static CasePage.PlacePart? PlaceOf(CaseFile file, CaseDesk desk)
    {
        string? Region(Guid? id) => id is { } known ? desk.City.Region(known)?.Name : null;
        return file is { PlaceName: null, LonE7: null, StreetId: null }
            ? null
            : new(
                file.PlaceName,
                file.LonE7 / 1e7,
                file.LatE7 / 1e7,
                Region(file.DistrictId),
                Region(file.StreetId),
                Region(file.CommunityId),
                file.GridCode
            );
    }

    /// <summary>The component that it is about, as it is today, with what was measured there; null when it names none.</summary>
    public static async Task<CasePage.ComponentPart?> ComponentOfAsync(
        CaseFile file,
        CaseDesk desk,
        bool english,
        CancellationToken cancellation
    ) =>
        file.Component is { } code
        && await desk.Components.FindAsync(
            code,
            CivilTime.DayOf(desk.Clock.GetUtcNow()),
            cancellation
        )
            is { } component
            ? new(
                component.ComponentId,
                component.Code,
                english ? component.ClassNameEn : component.ClassName,
                component.Name,
                component.State,
                component.PlaceText,
                component.Holder is { } holder ? UnitName.Of(desk.City, holder.UnitId) : null,
                component.Holder?.Role,
                [
                    .. (await desk.MeasuredOnSiteAsync(file, cancellation)).Select(
                        one => new CasePage.MeasuredPart(
                            one.Quantity,
                            one.Value,
                            one.Unit,
                            one.MeasuredAt,
                            one.Clock,
                            one.Planned,
                            one.Found,
                            one.BreaksThePlan
                        )
                    ),
                ]
            )
            : null;
}
