using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above says that a case is of another class (更正类别).</summary>
internal sealed class CorrectClass : PlainCaseHabit
{
    public override string Operation => "correctClass";

    public override int Weight => 2;

    public override bool Does(Role role) => role is Role.Leader or Role.Dispatcher;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "class",
            new
            {
                classCode = turn.OneOf(["0501", "0202", "1301"]),
                reason = "现场核实后属于另一类问题。",
            },
            "classCorrected"
        );
}
