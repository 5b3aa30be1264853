using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above puts an entry right (更正): the wrong one stays.</summary>
internal sealed class CorrectEntry : PlainCaseHabit
{
    public override string Operation => "correctEntry";

    public override int Weight => 3;

    public override bool Does(Role role) => role is Role.Leader or Role.Dispatcher;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "correct",
            new
            {
                seq = turn.Chance.Next(1, page.GetProperty("version").GetInt32() + 1),
                text = "时间应为当日上午，特此更正。",
            },
            "corrected"
        );
}
