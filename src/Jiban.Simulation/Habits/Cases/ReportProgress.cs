using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The requester hears how it stands (进展反馈).</summary>
internal sealed class ReportProgress : PlainCaseHabit
{
    public override string Operation => "reportProgress";

    public override int Weight => 3;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "progress",
            new
            {
                text = "正在协调办理。",
                kept = page.GetProperty("promises")
                    .EnumerateArray()
                    .Where(one =>
                        one.GetProperty("state").GetString() == "open" && turn.Chance.Next(2) == 0
                    )
                    .Select(one => one.GetProperty("key").GetString())
                    .ToList(),
            },
            "progressReported"
        );
}
