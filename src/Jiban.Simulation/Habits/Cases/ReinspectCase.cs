using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The inspector who found it looks at the place again (复查).</summary>
internal sealed class ReinspectCase : CaseHabit
{
    public override string Operation => "reinspectCase";

    public override int Weight => 20;

    public override async Task<Said> SayAsync(Turn turn, Actor who, JsonElement page) =>
        new(
            "reinspect",
            new
            {
                passed = turn.Sometimes(60),
                attachments = new[] { await turn.Town.PhotoAsync(who) },
            },
            "reinspected"
        );
}
