using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>A person chooses the unit where no rule was sure (人工派单).</summary>
internal sealed class DispatchCase : PlainCaseHabit
{
    public override string Operation => "dispatchCase";

    public override int Weight => 30;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "dispatch",
            new
            {
                unitId = turn.OneOf(
                    turn.Staff.Units.Where(unit => unit.Kind == UnitKind.Section).ToList()
                ).UnitId,
            },
            "dispatched"
        );
}
