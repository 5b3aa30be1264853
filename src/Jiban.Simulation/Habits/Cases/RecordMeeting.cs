using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>They met (见面记录).</summary>
internal sealed class RecordMeeting : PlainCaseHabit
{
    public override string Operation => "recordMeeting";

    public override int Weight => 4;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "meeting",
            new
            {
                at = turn.Now,
                place = "社区服务站",
                people = new[] { "诉求人", "社区工作人员" },
                found = "情况属实。",
                promises = Enumerable
                    .Range(1, turn.Chance.Next(3))
                    .Select(n => new { text = $"第{n}项承诺", by = turn.Now.AddHours(10 * n) }),
            },
            "met"
        );
}
