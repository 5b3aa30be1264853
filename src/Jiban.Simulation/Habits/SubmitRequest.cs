namespace Jiban.Simulation.Habits;

/// <summary>A citizen asks for something, without an account.</summary>
internal sealed class SubmitRequest : Habit
{
    public override int Weight => 16;

    public override Task ActAsync(Turn turn)
    {
        var (text, confidential) = (Registering.Words(turn), turn.Sometimes(30));
        return Registering.SendAsync(
            turn,
            null,
            "/api/requests",
            text,
            new
            {
                text,
                contact = new { name = "何小满", phone = Registering.Telephone(turn) },
                confidential,
                place = turn.Sometimes(60) ? PlaceOf(turn) : null,
            },
            confidential
        );
    }

    /// <summary>A pin in a street that has an inspector.</summary>
    private static object PlaceOf(Turn turn)
    {
        var street = turn.OneOf(turn.Staff.Inspectors).UnitId;
        var region = turn.Staff.Units.Single(unit => unit.UnitId == street).RegionId;
        var area = turn.Town.City.Region(region!.Value)!.Boundary;
        var houses = turn
            .Town.City.Buildings.Select(one => one.Footprint.InteriorPoint)
            .Where(area.Covers)
            .ToList();
        var at = houses.Count > 0 ? turn.OneOf(houses) : area.InteriorPoint;
        return new { lon = at.X, lat = at.Y };
    }
}
