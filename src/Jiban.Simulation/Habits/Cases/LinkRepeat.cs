using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>
/// Somebody links a case to an earlier one that it repeats (重复诉求), mostly one of the same unit, also one that is closed; or takes the link off again, also
/// where there is none.
/// </summary>
internal sealed class LinkRepeat : CaseHabit
{
    public override string Operation => "linkRepeat";

    public override int Weight => 3;

    public override async Task<Said> SayAsync(Turn turn, Actor who, JsonElement page)
    {
        var links = page.GetProperty("links");
        var isLinked =
            links.TryGetProperty("repeatOf", out _)
            || links.TryGetProperty("likelyRepeatOf", out _);
        return turn.Sometimes(isLinked ? 60 : 5)
            ? new("repeat", new { of = (Guid?)null }, "repeatUnlinked")
            : new("repeat", new { of = await EarlierAsync(turn, page) }, "repeatLinked");
    }

    /// <summary>One that was known before; the case itself where it is the first, which is refused.</summary>
    private static async Task<Guid> EarlierAsync(Turn turn, JsonElement page)
    {
        var self = page.GetProperty("id").GetGuid();
        await using var connection = await turn.Town.Store.Owner.OpenConnectionAsync();
        var units = (
            await connection.QueryAsync<(Guid CaseId, Guid UnitId)>(
                "select case_id, unit_id from cases.case_file"
            )
        ).ToDictionary(one => one.CaseId, one => one.UnitId);
        var earlier = turn
            .Ledger.Requests.Select(request => request.CaseId)
            .TakeWhile(id => id != self)
            .ToList();
        var near = earlier.Where(id => units[id] == units[self]).ToList();
        return near.Count > 0 && turn.Sometimes(80) ? turn.OneOf(near)
            : earlier.Count > 0 ? turn.OneOf(earlier)
            : self;
    }
}
