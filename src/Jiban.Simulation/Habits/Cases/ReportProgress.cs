using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The requester hears how it stands (进展反馈).</summary>
internal sealed class ReportProgress : PlainCaseHabit
{
    public override string Operation => "reportProgress";

    public override int Weight => 3;

    protected override Said Say(Turn turn, JsonElement page) =>
        new("progress", new { text = "正在协调办理。" }, "progressReported");
}
