using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>An inspector reports what he found, with a photo and a pin.</summary>
internal sealed class ReportOnPatrol : Habit
{
    public override int Weight => 2;

    public override async Task ActAsync(Turn turn)
    {
        var inspector = turn.OneOf(turn.Staff.Inspectors);
        var building = turn.OneOf(turn.Town.City.Buildings).Footprint.InteriorPoint;
        const string text = "绿化带里地面下陷,露出一个坑";
        await Registering.SendAsync(
            turn,
            inspector,
            "/api/patrol/reports",
            text,
            new
            {
                text,
                classCode = "1205",
                lon = building.X,
                lat = building.Y,
                accuracyMetres = 5.0,
                attachments = new[] { await turn.Town.PhotoAsync(inspector) },
            }
        );
    }
}
