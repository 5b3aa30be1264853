using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The requester is asked (回访); not everybody answers, and not everybody is content.</summary>
internal sealed class CallBackCase : PlainCaseHabit
{
    public override string Operation => "callBackCase";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) =>
        turn.Sometimes(25)
            ? new("call-back", new { reached = false }, "calledBack")
            : new(
                "call-back",
                new
                {
                    reached = true,
                    contacted = turn.Sometimes(90),
                    solved = turn.Sometimes(70) ? "solved" : turn.OneOf(["partly", "not"]),
                    satisfied = turn.OneOf(["satisfied", "basicallySatisfied", "dissatisfied"]),
                    reason = "说不上哪里不好。",
                },
                "calledBack"
            );
}
