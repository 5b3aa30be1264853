using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>A leader gives a case to somebody else of its unit (移交).</summary>
internal sealed class HandOverCase : PlainCaseHabit
{
    public override string Operation => "handOverCase";

    public override int Weight => 3;

    public override bool Does(Role role) => role == Role.Leader;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "hand-over",
            new
            {
                to = turn
                    .Staff.Of(
                        Role.Handler,
                        page.GetProperty("unit").GetProperty("id").GetGuid(),
                        turn.Chance.Next(2)
                    )
                    .Id,
                reason = "原承办人调离。",
            },
            "handedOver"
        );
}
