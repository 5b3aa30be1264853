using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>A person judges what the rule flagged as an abuse of the line.</summary>
internal sealed class JudgeAbuse : PlainCaseHabit
{
    public override string Operation => "judgeAbuse";

    public override int Weight => 30;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "abuse",
            new { confirmed = turn.Sometimes(50), reason = "已与来电人沟通，记录在案。" },
            "abuseJudged"
        );
}
