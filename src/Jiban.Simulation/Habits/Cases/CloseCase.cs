using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody of the back office closes it (结案).</summary>
internal sealed class CloseCase : PlainCaseHabit
{
    public override string Operation => "closeCase";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) => new("close", new { }, "closed");
}
