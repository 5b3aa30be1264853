using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody else asks a requester a second time (抽查回访).</summary>
internal sealed class ControlCallBack : PlainCaseHabit
{
    public override string Operation => "controlCallBack";

    public override int Weight => 30;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "control",
            new
            {
                reached = turn.Sometimes(80),
                solved = turn.OneOf(["solved", "solved", "partly"]),
                satisfied = turn.OneOf(["satisfied", "basicallySatisfied"]),
                note = "又问了一次。",
            },
            "controlled"
        );
}
