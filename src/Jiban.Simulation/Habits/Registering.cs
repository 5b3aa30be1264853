using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>What everybody does who registers: the same key again until there is an answer, and now and then although there was one.</summary>
internal static class Registering
{
    private const int Patience = 5;

    private static readonly string[] Complaints =
    [
        "小区门口的路灯坏了三天，晚上一片漆黑，老人孩子走路害怕。",
        "楼下垃圾堆了好几天没人清运，味道很大。",
        "路边井盖松动，车一过就响。",
        "沿街店铺把货摆到人行道上，轮椅过不去。",
        "绿化带的树枝伸到窗前，挡光。",
        "家里停水了，请问什么时候来水。",
        "暖气不热，室内只有十四度。",
        "工地夜里十二点还在施工，吵得睡不着。",
        "公园的健身器材断了一根杆，孩子容易碰伤。",
        "想问一下居住证怎么办理。",
        "地下室进水，电线泡在水里，有人触电了。",
        "物业不给修电梯，已经停了一周。",
    ];

    /// <summary>Somebody's words.</summary>
    public static string Words(Turn turn)
    {
        var streets = turn
            .Staff.Units.Where(unit => unit.Kind == Jiban.City.Contracts.UnitKind.StreetOffice)
            .ToList();
        var where = turn.OneOf(streets).ShortName;
        return (turn.Sometimes(80) ? where : "") + turn.OneOf(Complaints);
    }

    /// <summary>Somebody's telephone: there are so few that one asks too often now and then.</summary>
    public static string Telephone(Turn turn) => $"1380000123{turn.Chance.Next(5)}";

    /// <summary>Sends it until somebody says that it was taken, and keeps what was said.</summary>
    public static async Task SendAsync(
        Turn turn,
        Actor? who,
        string path,
        string text,
        object body,
        bool isConfidential = false
    )
    {
        var key = $"k-{turn.Ledger.Requests.Count}-{turn.Chance.Next()}";
        var header = ("Idempotency-Key", key);
        var told = await turn.ChangeAsync(who, path, body, header);
        for (var tries = 1; told.IsOpen && tries < Patience; tries++)
        {
            told = await turn.ChangeAsync(who, path, body, header);
        }

        turn.Tell($"{who?.Name ?? "citizen"} registers: {told}");
        if (!told.IsDone)
        {
            throw new BrokenException("acknowledged", $"{path} with nothing in its way: {told}");
        }

        if (turn.Sometimes(25))
        {
            await RepeatAsync(turn, who, path, body, header, told.Body);
        }

        await KeepAsync(turn, told.Body, text, key, isConfidential);
    }

    /// <summary>The same delivery once more, alone or several at once: the same answer, word for word.</summary>
    private static async Task RepeatAsync(
        Turn turn,
        Actor? who,
        string path,
        object body,
        (string, string) header,
        JsonElement first
    )
    {
        var again = await Task.WhenAll(
            Enumerable
                .Range(0, turn.Chance.Next(1, 4))
                .Select(_ => turn.Town.SayAsync(who, path, body, header))
        );
        if (again.FirstOrDefault(one => one.Body.ToString() != first.ToString()) is { } other)
        {
            throw new BrokenException(
                "acknowledged",
                $"the same request twice: first {first}, then {other} {other.Body}"
            );
        }
    }

    /// <summary>Keeps what was said, and finds the one case that it is.</summary>
    public static async Task<Guid> KeepAsync(
        Turn turn,
        JsonElement body,
        string text,
        string key,
        bool isConfidential = false
    )
    {
        var answer = body.TryGetProperty("answer", out var inner) ? inner : body;
        var number = answer.GetProperty("number").GetString()!;
        await using var connection = await turn.Town.Store.Owner.OpenConnectionAsync();
        var ids = (
            await connection.QueryAsync<Guid>(
                "select case_id from cases.case_file where number = @number",
                new { number }
            )
        ).AsList();
        if (ids.Count != 1)
        {
            throw new BrokenException(
                "acknowledged",
                $"{number} is in the store {ids.Count} times"
            );
        }

        var code = answer.TryGetProperty("queryCode", out var said) ? said.GetString() : null;
        turn.Ledger.Requests.Add(
            new Request(ids[0], number, code, text, key) { IsConfidential = isConfidential }
        );
        turn.Touched.Add(ids[0]);
        return ids[0];
    }
}
