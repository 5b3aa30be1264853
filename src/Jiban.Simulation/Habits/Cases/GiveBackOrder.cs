using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The centre asks the city to take its order back (向市里退单).</summary>
internal sealed class GiveBackOrder : PlainCaseHabit
{
    public override string Operation => "giveBackOrder";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) =>
        new("return/give-back", new { reason = "不在本市范围，依据界线图。" }, "returnJudged");
}
