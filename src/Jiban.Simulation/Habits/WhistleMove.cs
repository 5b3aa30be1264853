using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>Something that the page of a whistle offers, as it is said, and the kind under which it must stand among the entries.</summary>
internal sealed record WhistleMove(int Weight, string Path, Func<Task<object>> Body, string Kind)
{
    private const int ManyTasks = 3;

    /// <summary>What a page offers to somebody.</summary>
    public static IEnumerable<WhistleMove> Offered(Turn turn, Actor who, JsonElement page)
    {
        var possible = page.GetProperty("possible");
        var tasks = page.GetProperty("tasks").EnumerateArray().ToList();
        var isClosed = page.TryGetProperty("closedAt", out _);
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

        if (Offers("summon"))
        {
            var missing = turn
                .Staff.Units.Where(unit =>
                    unit.Kind is UnitKind.Department or UnitKind.Utility
                    && unit.UnitId != page.GetProperty("unit").GetProperty("id").GetGuid()
                    && !Called(page).Contains(unit.UnitId)
                )
                .ToList();
            yield return Says(
                2,
                "units",
                new
                {
                    unitId = turn.OneOf(missing).UnitId,
                    reportBy = turn.Now.AddMinutes(turn.Chance.Next(20, 240)),
                    reason = "现场还缺这家。",
                },
                "unitSummoned"
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
                if (OnTask(turn, who, task, operation.GetString()!, isClosed) is { } move)
                {
                    yield return move;
                }
            }
        }

        bool Offers(string name) => possible.GetProperty(name).GetBoolean();
    }

    private static WhistleMove? OnTask(
        Turn turn,
        Actor who,
        JsonElement task,
        string operation,
        bool isClosed
    )
    {
        var path = $"tasks/{task.GetProperty("id").GetGuid()}";
        // What was closed is not opened again.
        var passed = isClosed || turn.Sometimes(70);
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
            "done" => new WhistleMove(
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

    private static List<Guid> Called(JsonElement page) =>
        [
            .. page.GetProperty("summons")
                .EnumerateArray()
                .Select(one => one.GetProperty("unit").GetProperty("id").GetGuid()),
        ];

    private static object Minutes(Turn turn, JsonElement page)
    {
        var called = Called(page);
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

    private static WhistleMove Says(int weight, string path, object body, string kind) =>
        new(weight, path, () => Task.FromResult(body), kind);

    /// <summary>One of some, the heavier the likelier.</summary>
    public static WhistleMove Weighted(Random chance, List<WhistleMove> moves)
    {
        var at = chance.Next(moves.Sum(move => move.Weight));
        return moves.First(move => (at -= move.Weight) < 0);
    }
}
