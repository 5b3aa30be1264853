using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit asks to put it aside with a plan (挂账).</summary>
internal sealed class AskSuspension : PlainCaseHabit
{
    public override string Operation => "askSuspension";

    public override int Weight => 4;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "suspension",
            new
            {
                until = turn.Now.AddHours(turn.Chance.Next(20, 150)),
                reason = "已列入改造计划。",
                interim = "已列入改造计划，立项后通知您。",
                plan = new[]
                {
                    new { text = "完成立项", by = turn.Now.AddHours(8) },
                    new { text = "完成招标", by = turn.Now.AddHours(19) },
                },
            },
            "suspensionAsked"
        );
}
