using Jiban.Cases.Handling;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Cases.Figures;

/// <summary>Of whom and of when figures are asked for: cases of some units, received within some days.</summary>
/// <param name="Units">Whose; empty for all.</param>
internal sealed record FiguresQuestion(Guid[] Units, Guid FromId, Guid ToId)
{
    private const int MostDays = 800;

    /// <summary>The question, within what the actor may see; or what is wrong with it.</summary>
    public static (FiguresQuestion? Question, Problem? Problem) Of(
        Guid? unit,
        DateOnly? from,
        DateOnly? to,
        HttpContext http,
        CaseDesk desk
    )
    {
        if (UnitsOf(unit, http.Actor(), desk.City) is not { } units)
        {
            return (null, new Refused(Refusal.OtherUnit).ToProblem());
        }

        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        var first = from ?? new DateOnly(today.Year, today.Month, 1);
        var last = to ?? today;
        return last < first || last.DayNumber - first.DayNumber > MostDays
            ? (
                null,
                new Problem(
                    422,
                    "days-out-of-range",
                    $"起止日期不对，最多可以统计{MostDays}天。",
                    $"The days are not in order, or more than {MostDays}."
                )
            )
            : (
                new(
                    units,
                    Ids.Floor(CivilTime.StartOf(first)),
                    Ids.Floor(CivilTime.StartOf(last.AddDays(1)))
                ),
                null
            );
    }

    /// <summary>The units whose cases are counted; null when the actor may not see them.</summary>
    private static Guid[]? UnitsOf(Guid? unit, Actor actor, CitySnapshot city)
    {
        var allowed = Permissions.Of(Operation.ViewFigures, actor.Role);
        if ((allowed & Relation.Any) != 0)
        {
            return unit is { } any ? [.. city.SelfAndBelow(any)] : [];
        }

        if (actor.UnitId is not { } own)
        {
            return null;
        }

        var mine = (allowed & Relation.Below) != 0 ? city.SelfAndBelow(own).ToHashSet() : [own];
        var wanted = unit ?? own;
        return !mine.Contains(wanted) ? null
            : (allowed & Relation.Below) != 0 ? [.. city.SelfAndBelow(wanted)]
            : [wanted];
    }
}
