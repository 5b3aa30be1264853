using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The centre tells the way that the law lays down, and the case ends with it.</summary>
internal sealed class TellLegalPath : PlainCaseHabit
{
    public override string Operation => "tellLegalPath";

    public override int Weight => 1;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "legal-path",
            new
            {
                path = turn.OneOf(["litigation", "arbitration", "petition"]),
                answer = "这件事请通过法定途径解决。",
            },
            "legalPathTold"
        );
}
