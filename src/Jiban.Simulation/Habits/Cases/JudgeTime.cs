using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody else grants or refuses more time, or a suspension.</summary>
internal sealed class JudgeTime : PlainCaseHabit
{
    public override string Operation => "judgeTime";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "ask/judge",
            new { granted = turn.Sometimes(80), reason = "情况属实。" },
            page.GetProperty("ask").GetProperty("kind").GetString() + "Judged"
        );
}
