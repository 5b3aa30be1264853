using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>A handler wants to know who asked, of a request whose requester wants to stay unknown to the unit (保密): nobody tells him.</summary>
internal sealed class AskWhoAsked : Habit
{
    public override int Weight => 6;

    public override async Task ActAsync(Turn turn)
    {
        var asked = turn
            .Ledger.Requests.Where(one => one is { IsConfidential: true, IsErased: false })
            .Select(one => one.CaseId)
            .ToHashSet();
        var secret = (await turn.OpenCasesAsync())
            .Where(one => asked.Contains(one.CaseId) && one.State != "queued")
            .ToList();
        if (secret.Count == 0)
        {
            return;
        }

        var standing = turn.OneOf(secret);
        var who = turn.Staff.Of(Role.Handler, standing.UnitId);
        var page = await turn.Town.LookAsync(who, $"/api/cases/{standing.CaseId}");
        var told = await turn.Town.SayAsync(
            who,
            $"/api/cases/{standing.CaseId}/reveal",
            new { purpose = "想知道是谁反映的" }
        );
        turn.Judge("reveal", told);
        turn.Touched.Add(standing.CaseId);
        turn.Tell($"{who.Name} asks who asked of {standing.Number}: {told}");
        if (!told.IsRefused || told.Status == 422 || page.Body.ToString().Contains('何'))
        {
            throw new BrokenException(
                "confidential",
                $"{standing.Number}: {who.Name} learns who asked: {told}"
            );
        }
    }
}
