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
    private const int ManyTasks = 3;

    public override int Weight => 20;

    /// <summary>Something that a page offers, as it is said, and the kind under which it must stand among the entries.</summary>
    private sealed record Move(int Weight, string Path, Func<Task<object>> Body, string Kind);

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

            var moves = Moves(turn, who, seen.Body).ToList();
            if (moves.Count > 0)
            {
                await DoAsync(turn, whistle, who, seen.Body, Weighted(turn.Chance, moves));
            }
        }
    }

    private static async Task DoAsync(
        Turn turn,
        Standing whistle,
        Actor who,
        JsonElement page,
        Move move
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

    private static IEnumerable<Move> Moves(Turn turn, Actor who, JsonElement page)
    {
        var possible = page.GetProperty("possible");
        var tasks = page.GetProperty("tasks").EnumerateArray().ToList();
        if (Offers("acknowledge"))
        {
            yield return Says(4, "acknowledge", new { }, "acknowledged");
        }

        if (Offers("signIn"))
        {
            var fix = turn.Sometimes(50);
            yield return Says(
                12,
                "sign-in",
                new { lon = fix ? 116.3 : (double?)null, lat = fix ? 39.9 : (double?)null },
                "arrived"
            );
        }

        if (Offers("minutes"))
        {
            yield return Says(
                tasks.Count < ManyTasks ? 8 : 1,
                "minutes",
                Minutes(turn, page),
                "minutes"
            );
        }

        foreach (var item in Offers("find") ? page.GetProperty("findings").EnumerateArray() : [])
        {
            if (item.GetProperty("result").GetString() == "notChecked")
            {
                yield return Says(
                    4,
                    $"findings/{item.GetProperty("ordinal").GetInt32()}",
                    new { result = turn.OneOf(["inOrder", "fault"]), note = "现场查看。" },
                    "found"
                );
            }
        }

        if (Offers("close"))
        {
            yield return Says(
                tasks.Count > 0 ? 6 : 2,
                "close",
                new { summary = "现场处理完毕。" },
                "closed"
            );
        }

        foreach (var unit in possible.GetProperty("score").EnumerateArray())
        {
            yield return Says(
                8,
                "scores",
                new
                {
                    unitId = unit.GetProperty("id").GetGuid(),
                    points = turn.Chance.Next(1, 6),
                    reason = "配合情况如实评价。",
                },
                "scored"
            );
        }

        foreach (var task in tasks)
        {
            foreach (var operation in task.GetProperty("operations").EnumerateArray())
            {
                if (OnTask(turn, who, task, operation.GetString()!) is { } move)
                {
                    yield return move;
                }
            }
        }

        bool Offers(string name) => possible.GetProperty(name).GetBoolean();
    }

    private static Move? OnTask(Turn turn, Actor who, JsonElement task, string operation)
    {
        var path = $"tasks/{task.GetProperty("id").GetGuid()}";
        var passed = turn.Sometimes(70);
        return operation switch
        {
            "consent" => Says(
                10,
                $"{path}/consent",
                new
                {
                    who = "何小满",
                    relationToOwner = "户主之子",
                    medium = turn.OneOf(["inPerson", "phone", "video"]),
                    witness = "社区工作者",
                },
                "consented"
            ),
            "done" => new Move(
                12,
                $"{path}/done",
                async () =>
                    new
                    {
                        note = "已经做好。",
                        attachments = task.GetProperty("proof").GetString() == "photo"
                            ? new[] { await turn.Town.PhotoAsync(who) }
                            : null,
                    },
                "taskDone"
            ),
            "verify" => Says(
                10,
                $"{path}/verify",
                new { passed, note = "到现场看过。" },
                passed ? "taskVerified" : "taskReturned"
            ),
            "withdraw" => Says(
                1,
                $"{path}/withdraw",
                new { reason = "情况有变，不再需要。" },
                "taskWithdrawn"
            ),
            _ => null,
        };
    }

    private static object Minutes(Turn turn, JsonElement page)
    {
        var called = page.GetProperty("summons")
            .EnumerateArray()
            .Select(one => one.GetProperty("unit").GetProperty("id").GetGuid())
            .ToList();
        return new
        {
            text = "到场各方商定如下。",
            decisions = Enumerable
                .Range(0, turn.Chance.Next(3))
                .Select(_ => new
                {
                    what = "按期整改到位",
                    kind = turn.OneOf(["build", "build", "maintain", "visit"]),
                    unitId = turn.OneOf(called),
                    dueAt = turn.Now.AddHours(turn.Chance.Next(4, 90)),
                    proof = turn.OneOf(["none", "text", "photo"]),
                    promisedBy = turn.Sometimes(30) ? "某企业" : null,
                    needsConsent = turn.Sometimes(30),
                })
                .ToList(),
        };
    }

    private static Move Says(int weight, string path, object body, string kind) =>
        new(weight, path, () => Task.FromResult(body), kind);

    private static Move Weighted(Random chance, List<Move> moves)
    {
        var at = chance.Next(moves.Sum(move => move.Weight));
        return moves.First(move => (at -= move.Weight) < 0);
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
