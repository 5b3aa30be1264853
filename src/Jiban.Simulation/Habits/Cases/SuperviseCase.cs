using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above tells the unit to get on with it (督办); of what was raised a leader says that it is handled once more, or rests.</summary>
internal sealed class SuperviseCase : PlainCaseHabit
{
    public override string Operation => "superviseCase";

    public override int Weight => 2;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "supervise",
            new
            {
                note = "请尽快办理。",
                rests = page.GetProperty("awaitsLeader").GetBoolean() && turn.Chance.Next(2) == 0,
            },
            "supervised"
        );
}
