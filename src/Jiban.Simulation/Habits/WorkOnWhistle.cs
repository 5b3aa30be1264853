using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>
/// People whom a whistle concerns look at its page, one after the other, and each does one of the things that it offers: comes, writes down what was
/// decided, does a task, looks whether it is done, ends it, scores the other side. Whom it does not concern is sent away.
/// </summary>
internal sealed class WorkOnWhistle : Habit
{
    private const int MostLooks = 6;

    public override int Weight => 20;

    public override async Task ActAsync(Turn turn)
    {
        var (whistles, parties) = await StandingAsync(turn);
        if (whistles.Count == 0)
        {
            return;
        }

        if (turn.Sometimes(10))
        {
            await TrespassAsync(turn, turn.OneOf(whistles), parties);
            return;
        }

        var whistle = turn.OneOf(whistles);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var who = turn.OneOf(ConcernedBy(turn, whistle, [.. parties[whistle.WhistleId]]));
            var seen = await turn.Town.LookAsync(who, $"/api/whistles/{whistle.WhistleId}");
            turn.Judge("a whistle page", seen);
            if (!seen.IsDone)
            {
                throw new BrokenException(
                    "rights",
                    $"{who.Name} is called and does not see the whistle: {seen}"
                );
            }

            var moves = WhistleMove.Offered(turn, who, seen.Body).ToList();
            if (moves.Count > 0)
            {
                await DoAsync(
                    turn,
                    whistle,
                    who,
                    seen.Body,
                    WhistleMove.Weighted(turn.Chance, moves)
                );
            }
        }
    }

    private static async Task DoAsync(
        Turn turn,
        Standing whistle,
        Actor who,
        JsonElement page,
        WhistleMove move
    )
    {
        var path = $"/api/whistles/{whistle.WhistleId}/{move.Path}";
        var body = await move.Body();
        var told = await turn.ChangeAsync(who, path, body);
        turn.Tell($"{who.Name} says to a whistle {move.Kind}: {told}");
        turn.Touched.UnionWith(
            page.GetProperty("cases")
                .EnumerateArray()
                .Select(one => one.GetProperty("id").GetGuid())
        );
        if (told.IsDone)
        {
            turn.Ledger.WhistleActs.Add(
                new Act(
                    whistle.WhistleId,
                    move.Kind,
                    who.JournalName,
                    page.GetProperty("version").GetInt32(),
                    told.Body.GetProperty("version").GetInt32()
                )
            );
        }
        else if (told.IsRefused)
        {
            throw new BrokenException(
                "whistles",
                $"the page offers {move.Path} to {who.Name}, and it is refused: {told}"
            );
        }
    }

    /// <summary>Who has nothing to do with it may neither come nor end it.</summary>
    private static async Task TrespassAsync(
        Turn turn,
        Standing whistle,
        ILookup<Guid, Guid> parties
    )
    {
        var concerned = parties[whistle.WhistleId].Append(whistle.UnitId).ToHashSet();
        var stranger = turn.Staff.Of(
            Role.Handler,
            turn.OneOf(
                turn.Staff.Units.Where(unit =>
                        !concerned.Contains(unit.UnitId)
                        && !concerned.Any(one => turn.Staff.IsBelow(one, unit.UnitId))
                    )
                    .ToList()
            ).UnitId,
            9
        );
        foreach (var path in (string[])["sign-in", "close"])
        {
            var told = await turn.Town.SayAsync(
                stranger,
                $"/api/whistles/{whistle.WhistleId}/{path}",
                new { }
            );
            turn.Judge(path, told);
            turn.Tell($"{stranger.Name} of elsewhere tries {path} at a whistle: {told}");
            if (told.Problem != "unknown-whistle")
            {
                throw new BrokenException("rights", $"a stranger may {path} at a whistle: {told}");
            }
        }
    }

    /// <summary>Those who called, those who were called, and the named leader.</summary>
    private static List<Actor> ConcernedBy(Turn turn, Standing whistle, IReadOnlyList<Guid> called)
    {
        var staff = turn.Staff;
        List<Actor> concerned =
        [
            staff.Of(Role.Handler, whistle.UnitId),
            staff.Of(Role.Handler, whistle.UnitId, 1),
            staff.Of(Role.Leader, whistle.UnitId),
            .. called.Select(unit => staff.Of(Role.Handler, unit)),
            .. called.Select(unit => staff.Of(Role.Leader, unit)),
        ];
        if (whistle.LeaderId is { } leader && staff.Named($"{leader}") is { } named)
        {
            concerned.AddRange([named, named]);
        }

        return concerned;
    }

    /// <summary>The newest whistles, in the order in which they were blown, and the units that each called.</summary>
    private static async Task<(
        IReadOnlyList<Standing> Whistles,
        ILookup<Guid, Guid> Called
    )> StandingAsync(Turn turn)
    {
        await using var connection = await turn.Town.Store.Owner.OpenConnectionAsync();
        var whistles = (
            await connection.QueryAsync<Standing>(
                "select whistle_id, unit_id, leader_id from coordination.whistle order by blown_at desc, whistle_id limit 4"
            )
        ).AsList();
        var called = await connection.QueryAsync<(Guid WhistleId, Guid UnitId)>(
            "select whistle_id, unit_id from coordination.summons order by whistle_id, unit_id"
        );
        return (whistles, called.ToLookup(row => row.WhistleId, row => row.UnitId));
    }

    private sealed record Standing(Guid WhistleId, Guid UnitId, Guid? LeaderId);
}
