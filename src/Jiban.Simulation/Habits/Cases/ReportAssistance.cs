using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>A helping unit reports what it did (协办反馈).</summary>
internal sealed class ReportAssistance : PlainCaseHabit
{
    public override string Operation => "reportAssistance";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) =>
        new("assistance/report", new { text = "已到场配合完毕。" }, "assistanceReported");
}
