using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit says that it is not its own (退单).</summary>
internal sealed class AskReturn : PlainCaseHabit
{
    public override string Operation => "askReturn";

    public override int Weight => 4;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "return",
            new { reason = "不属本单位职责。", document = "《职责清单》第三条第二款" },
            "returnAsked"
        );
}
