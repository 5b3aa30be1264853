using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit names a time and a place to meet (约见).</summary>
internal sealed class OfferMeeting : PlainCaseHabit
{
    public override string Operation => "offerMeeting";

    public override int Weight => 4;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "meeting/offer",
            new { at = turn.Now.AddHours(turn.Chance.Next(1, 48)), place = "社区服务站" },
            "meetingOffered"
        );
}
