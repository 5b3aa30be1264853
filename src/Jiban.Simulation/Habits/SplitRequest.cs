using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits;

/// <summary>A dispatcher finds that a request holds several demands and splits it (拆单), again when nobody can say whether it was done.</summary>
internal sealed class SplitRequest : Habit
{
    private const int Patience = 5;

    public override int Weight => 4;

    public override async Task ActAsync(Turn turn)
    {
        var open = (await turn.OpenCasesAsync())
            .Where(one => one.State is "queued" or "dispatched")
            .ToList();
        if (open.Count == 0)
        {
            return;
        }

        var standing = turn.OneOf(open);
        var who = turn.Staff.Of(Role.Dispatcher, turn.Staff.Centre);
        var parts = Enumerable
            .Range(1, turn.Chance.Next(2, 4))
            .Select(n => $"第{n}件：{Registering.Words(turn)}")
            .ToList();
        var (path, body) = (
            $"/api/cases/{standing.CaseId}/split",
            new { parts = parts.Select(text => new { text }) }
        );
        var told = await turn.ChangeAsync(who, path, body);
        for (var tries = 1; told.IsOpen && tries < Patience; tries++)
        {
            told = await turn.ChangeAsync(who, path, body);
        }

        turn.Touched.Add(standing.CaseId);
        turn.Tell($"{who.Name} splits {standing.Number} into {parts.Count}: {told}");
        await using var connection = await turn.Town.Store.Owner.OpenConnectionAsync();
        var children = (
            await connection.QueryAsync<(Guid CaseId, string Number)>(
                "select case_id, number from cases.case_file where parent_id = @CaseId order by number",
                new { standing.CaseId }
            )
        ).AsList();
        // A split whose answer was lost and that had been done all the same is refused as too late: its parts are there.
        if (children.Count > 0)
        {
            turn.Ledger.Divisions.Add(new Division(standing.CaseId, parts.Count));
        }

        foreach (var (caseId, number) in children)
        {
            turn.Touched.Add(caseId);
            turn.Ledger.Requests.Add(new Request(caseId, number, null, "", $"part {number}"));
        }
    }
}
