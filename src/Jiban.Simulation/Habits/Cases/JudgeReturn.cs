using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above judges a return: to another unit, or it stands, or they meet about it.</summary>
internal sealed class JudgeReturn : PlainCaseHabit
{
    public override string Operation => "judgeReturn";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "return/judge",
            turn.Chance.Next(3) switch
            {
                0 => new
                {
                    verdict = "accept",
                    unitId = (Guid?)
                        turn.OneOf(
                            turn.Staff.Units.Where(unit => unit.Kind == UnitKind.Department)
                                .ToList()
                        ).UnitId,
                    reason = "移交清单属实。",
                },
                1 => new
                {
                    verdict = "uphold",
                    unitId = (Guid?)null,
                    reason = "派单没有错。",
                },
                _ => new
                {
                    verdict = "convene",
                    unitId = (Guid?)null,
                    reason = "请各方会商。",
                },
            },
            "returnJudged"
        );
}
