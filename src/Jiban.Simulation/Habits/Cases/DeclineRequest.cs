using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>An inspector saw nothing of it, and a person leaves it at that (不予立案).</summary>
internal sealed class DeclineRequest : PlainCaseHabit
{
    public override string Operation => "declineRequest";

    protected override Said Say(Turn turn, JsonElement page) =>
        new("decline", new { answer = "网格员到现场核实，没有发现您反映的情况。" }, "declined");
}
