using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit answers whoever supervises its case (督办回复).</summary>
internal sealed class AnswerSupervision : PlainCaseHabit
{
    public override string Operation => "answerSupervision";

    protected override Said Say(Turn turn, JsonElement page) =>
        new("supervise/answer", new { text = "已加派人手，三天内办结。" }, "supervisionAnswered");
}
