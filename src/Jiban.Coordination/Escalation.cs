using Jiban.City.Contracts;

namespace Jiban.Coordination;

/// <summary>
/// Who is told when a unit does not come (未到场升级): first the district of the caller, then the city. Pure: what is due at an instant, however
/// long nobody looked.
/// </summary>
internal static class Escalation
{
    /// <summary>What is due, in order, and when the next step is; null when there is none.</summary>
    internal sealed record Due(IReadOnlyList<Escalated> Steps, DateTimeOffset? Next);

    public static Due Decide(
        Whistle whistle,
        Summons summons,
        IEnumerable<Escalated> before,
        CitySnapshot city,
        DateTimeOffset now
    )
    {
        var done = before
            .Where(step => step.UnitId == summons.UnitId)
            .Select(step => step.Level)
            .ToHashSet();
        var left = new Queue<(EscalationLevel Level, Guid To)>(
            Ladder(whistle.UnitId, summons.UnitId, city).Where(step => !done.Contains(step.Level))
        );
        var steps = new List<Escalated>();
        var at = summons.EscalateAt;
        while (at <= now && left.TryDequeue(out var step))
        {
            steps.Add(new(whistle.WhistleId, summons.UnitId, step.Level, step.To, at.Value, now));
            at = at.Value.AddMinutes(whistle.EscalateMinutes);
        }

        return new(steps, left.Count > 0 ? at : null);
    }

    /// <summary>The district government above the caller, unless it is a party itself; then the city's centre.</summary>
    private static IEnumerable<(EscalationLevel Level, Guid To)> Ladder(
        Guid caller,
        Guid summoned,
        CitySnapshot city
    )
    {
        for (
            var unit = city.Unit(caller);
            unit is not null;
            unit = unit.ParentId is { } up ? city.Unit(up) : null
        )
        {
            if (
                unit.Kind == UnitKind.DistrictGovernment
                && unit.UnitId != caller
                && unit.UnitId != summoned
            )
            {
                yield return (EscalationLevel.District, unit.UnitId);
            }
        }

        if (city.CityCentre is { } centre)
        {
            yield return (EscalationLevel.City, centre.UnitId);
        }
    }
}
