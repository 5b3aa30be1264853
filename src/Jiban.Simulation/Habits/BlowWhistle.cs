using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits;

/// <summary>Somebody of a unit, or above it, calls others to come (吹哨): for a case, or because of something that nobody has asked for.</summary>
internal sealed class BlowWhistle : Habit
{
    public override int Weight => 7;

    public override async Task ActAsync(Turn turn)
    {
        var open = (await turn.OpenCasesAsync())
            .Where(one => one.State is "dispatched" or "signed" or "suspended")
            .ToList();
        var standing = open.Count > 0 && turn.Sometimes(70) ? turn.OneOf(open) : null;
        var who = Whistler(turn, standing);
        var after = standing is null ? 0 : await turn.HeadAsync(standing.CaseId);
        var told = await turn.ChangeAsync(who, "/api/whistles", Call(turn, who, standing));
        turn.Tell($"{who.Name} blows the whistle for {standing?.Number ?? "no case"}: {told}");
        if (standing is not null)
        {
            turn.Touched.Add(standing.CaseId);
        }

        if (told.IsDone)
        {
            var id = told.Body.GetProperty("id").GetGuid();
            turn.Ledger.WhistleActs.Add(new Act(id, "blown", who.JournalName, 0, 1));
            if (standing is not null)
            {
                turn.Ledger.Acts.Add(
                    new Act(standing.CaseId, "whistleBlown", who.JournalName, after, after + 1)
                );
            }
        }
    }

    private static Actor Whistler(Turn turn, Turn.Standing? standing)
    {
        if (standing is null)
        {
            var street = turn.OneOf(
                turn.Staff.Units.Where(unit => unit.Kind == UnitKind.StreetOffice).ToList()
            );
            return turn.Staff.Of(turn.OneOf([Role.Dispatcher, Role.Leader]), street.UnitId);
        }

        var above = turn.Staff.Above(standing.UnitId) ?? turn.Staff.Centre;
        return turn.OneOf([
            turn.Staff.Of(Role.Handler, standing.UnitId),
            turn.Staff.Of(Role.Leader, standing.UnitId),
            turn.Staff.Of(Role.Dispatcher, above),
        ]);
    }

    private static object Call(Turn turn, Actor who, Turn.Standing? standing)
    {
        var others = turn
            .Staff.Units.Where(unit =>
                unit.UnitId != who.UnitId
                && unit.Kind is UnitKind.Department or UnitKind.Section or UnitKind.Utility
            )
            .ToList();
        var kind = turn.OneOf(["emergency", "emergency", "jointInspection", "keyWork"]);
        var inspects = kind == "jointInspection";
        return new
        {
            kind,
            subject = "请到现场共同处理。",
            cases = standing is null ? Array.Empty<Guid>() : [standing.CaseId],
            units = Enumerable
                .Range(0, turn.Chance.Next(1, 4))
                .Select(_ => new { unitId = turn.OneOf(others).UnitId }),
            reportByMinutes = turn.Chance.Next(20, 240),
            escalateMinutes = turn.Chance.Next(20, 90),
            leaderId = inspects
                ? turn.Staff.Of(Role.Leader, turn.OneOf(others).UnitId).Id
                : (Guid?)null,
            checklist = inspects ? new[] { "排污许可", "治理设施" } : null,
            placeName = "现场",
        };
    }
}
