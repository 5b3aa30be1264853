using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The requester is asked again some time after the end (追访).</summary>
internal sealed class FollowUpCase : PlainCaseHabit
{
    public override string Operation => "followUpCase";

    public override int Weight => 5;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "follow-up",
            new
            {
                reached = true,
                good = turn.Sometimes(70),
                note = "上周又坏了。",
            },
            "followedUp"
        );
}
