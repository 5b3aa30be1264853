using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits;

/// <summary>Somebody does one thing to many cases at once (批量), or gives all of a colleague who leaves to another: done for each by itself.</summary>
internal sealed class ActOnMany : Habit
{
    public override int Weight => 6;

    public override async Task ActAsync(Turn turn)
    {
        var (action, kind, state) = turn.OneOf([
            ("sign", "signed", "dispatched"),
            ("supervise", "supervised", "dispatched"),
            ("supervise", "supervised", "signed"),
            ("close", "closed", "resolved"),
            ("handOver", "handedOver", "signed"),
            ("handOver", "handedOver", "signed"),
        ]);
        var open = (await turn.OpenCasesAsync()).Where(one => one.State == state).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var unit = turn.OneOf(open).UnitId;
        var who = Who(turn, action, unit);
        // Now and then others are among them that are not his.
        var chosen = open.Where(one => one.UnitId == unit || turn.Sometimes(20)).ToList();
        var heads = new Dictionary<Guid, int>();
        foreach (var one in chosen)
        {
            heads[one.CaseId] = await turn.HeadAsync(one.CaseId);
        }

        var told = await turn.ChangeAsync(
            who,
            "/api/cases/many",
            new
            {
                action,
                cases = heads.Keys,
                to = turn.Staff.Of(Role.Handler, unit, turn.Chance.Next(2)).Id,
                note = "批量处理，原承办人调离。",
            }
        );
        turn.Touched.UnionWith(heads.Keys);
        turn.Tell($"{who.Name} {action} {chosen.Count} at once for all: {told}");
        if (!told.IsDone)
        {
            return;
        }

        var results = told.Body.GetProperty("results").EnumerateArray().ToList();
        if (results.Count != heads.Count)
        {
            throw new BrokenException(
                "acknowledged",
                $"{action} of {heads.Count} cases reports {results.Count}"
            );
        }

        foreach (var one in results.Where(one => !one.TryGetProperty("problem", out _)))
        {
            var caseId = one.GetProperty("id").GetGuid();
            turn.Ledger.Acts.Add(
                new Act(caseId, kind, who.JournalName, heads[caseId], await turn.HeadAsync(caseId))
            );
        }
    }

    private static Actor Who(Turn turn, string action, Guid unit) =>
        action switch
        {
            "sign" => turn.Staff.Of(Role.Handler, unit, turn.Chance.Next(2)),
            "close" => turn.Staff.Of(Role.Caller, turn.Staff.Centre, turn.Chance.Next(2)),
            _ => turn.Staff.Of(Role.Leader, unit),
        };
}
