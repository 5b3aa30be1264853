using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit takes it on (签收).</summary>
internal sealed class SignCase : PlainCaseHabit
{
    public override string Operation => "signCase";

    public override int Weight => 30;

    protected override Said Say(Turn turn, JsonElement page) => new("sign", new { }, "signed");
}
