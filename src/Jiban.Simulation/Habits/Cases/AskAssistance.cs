using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The centre names a department that helps (协办).</summary>
internal sealed class AskAssistance : PlainCaseHabit
{
    public override string Operation => "askAssistance";

    public override int Weight => 2;

    protected override Said Say(Turn turn, JsonElement page)
    {
        var responsible = page.GetProperty("unit").GetProperty("id").GetGuid();
        var helper = turn.OneOf(
            turn.Staff.Units.Where(unit =>
                    unit.Kind == UnitKind.Department && unit.UnitId != responsible
                )
                .ToList()
        );
        return new(
            "assistance",
            new { units = new[] { helper.UnitId }, reason = "请到场配合。" },
            "assistanceAsked"
        );
    }
}
