using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit takes a suspended case up again before its time (恢复办理).</summary>
internal sealed class ResumeCase : PlainCaseHabit
{
    public override string Operation => "resumeCase";

    public override int Weight => 3;

    protected override Said Say(Turn turn, JsonElement page) => new("resume", new { }, "resumed");
}
