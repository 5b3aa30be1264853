using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit asks for more time (延期).</summary>
internal sealed class AskExtension : PlainCaseHabit
{
    public override string Operation => "askExtension";

    public override int Weight => 3;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "extension",
            new
            {
                until = Due(page, "resolve").AddDays(turn.Chance.Next(1, 6)),
                reason = "等待配件到货。",
                interim = "配件已订，到货后马上更换。",
            },
            "extensionAsked"
        );
}
