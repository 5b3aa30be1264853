using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>An arbiter says for good whose it is (裁定).</summary>
internal sealed class RuleOnReturn : PlainCaseHabit
{
    public override string Operation => "ruleOnReturn";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "return/rule",
            new
            {
                unitId = turn.OneOf(
                    turn.Staff.Units.Where(unit => unit.Kind == UnitKind.Department).ToList()
                ).UnitId,
                reason = "按职责清单承办。",
            },
            "returnJudged"
        );
}
