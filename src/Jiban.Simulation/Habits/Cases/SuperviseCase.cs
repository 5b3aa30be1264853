using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above tells the unit to get on with it (督办).</summary>
internal sealed class SuperviseCase : PlainCaseHabit
{
    public override string Operation => "superviseCase";

    public override int Weight => 2;

    protected override Said Say(Turn turn, JsonElement page) =>
        new("supervise", new { note = "请尽快办理。" }, "supervised");
}
