using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above judges a return: to another unit, or it stands, or they meet about it, and then he says what they came to.</summary>
internal sealed class JudgeReturn : PlainCaseHabit
{
    public override string Operation => "judgeReturn";

    public override int Weight => 20;

    protected override Said Say(Turn turn, JsonElement page)
    {
        var other = turn.OneOf(
            turn.Staff.Units.Where(unit => unit.Kind == UnitKind.Department).ToList()
        ).UnitId;
        // Sometimes a second time: that is refused.
        return new Said(
            "return/judge",
            turn.Chance.Next(3) switch
            {
                0 => (object)
                    new
                    {
                        verdict = "accept",
                        unitId = other,
                        reason = "移交清单属实。",
                        minutes = "各方商定由其承办。",
                    },
                1 => new
                {
                    verdict = "uphold",
                    reason = "派单没有错。",
                    minutes = "各方商定由原单位承办。",
                },
                _ => new
                {
                    verdict = "convene",
                    reason = "请各方会商。",
                    units = new[] { other },
                    meetsAt = turn.Now.AddMinutes(10),
                },
            },
            "returnJudged"
        );
    }
}
