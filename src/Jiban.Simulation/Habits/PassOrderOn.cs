using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>
/// The city's 12345 line passes an order on, passes one on again long afterwards (as it was: the same answer; changed: refused), or says
/// something about one, whether its time has come or not.
/// </summary>
internal sealed class PassOrderOn : Habit
{
    private const int Patience = 5;

    public override int Weight => 10;

    public override async Task ActAsync(Turn turn)
    {
        for (var times = turn.Chance.Next(1, 4); times > 0; times--)
        {
            var known = turn.Ledger.Orders;
            await (
                known.Count == 0 || turn.Sometimes(30) ? PassOnAsync(turn)
                : turn.Sometimes(20) ? AgainAsync(turn, turn.OneOf(known))
                : SayAsync(turn, turn.OneOf(known))
            );
        }
    }

    private static async Task PassOnAsync(Turn turn)
    {
        var number = $"12345-{turn.Now:yyMMdd}-{turn.Ledger.Orders.Count:d4}";
        var text = Registering.Words(turn);
        var order = Order(turn, number, text);
        var told = await SendAsync(turn, "/api/upstream/orders", order, $"{number}/0");
        turn.Tell($"the city passes {number} on: {told}");
        if (!told.IsDone)
        {
            throw new BrokenException("exchange", $"{number} with nothing in its way: {told}");
        }

        var caseId = await Registering.KeepAsync(turn, told.Body, text, number);
        var taken = new PassedOn(number, caseId, order, told.Body.ToString());
        turn.Ledger.Orders.Add(taken);
        if (turn.Sometimes(30))
        {
            await AgainAsync(turn, taken);
        }
    }

    private static object Order(Turn turn, string number, string text)
    {
        var street = turn.OneOf(
            turn.Staff.Units.Where(unit => unit.Kind == UnitKind.StreetOffice).ToList()
        );
        return new
        {
            orderNo = number,
            content = text,
            requester = new { name = "何小满", phone = Registering.Telephone(turn) },
            confidential = turn.Sometimes(15),
            unit = turn.Sometimes(50) ? street.Code : null,
            limit = turn.Sometimes(70)
                ? turn.Now.AddHours(turn.Chance.Next(6, 90))
                : (DateTimeOffset?)null,
        };
    }

    /// <summary>The same order again is the same answer; another under the same number is refused.</summary>
    private static async Task AgainAsync(Turn turn, PassedOn order)
    {
        var changed = turn.Sometimes(30);
        var content = changed ? Order(turn, order.Number, "换了内容的同一编号工单") : order.Content;
        var told = await SendAsync(turn, "/api/upstream/orders", content, $"{order.Number}/0");
        turn.Touched.Add(order.CaseId);
        turn.Tell($"the city passes {order.Number} on again{(changed ? ", changed" : "")}: {told}");
        if (changed ? told.Problem != "order-differs" : told.Body.ToString() != order.Answer)
        {
            throw new BrokenException(
                "exchange",
                $"{order.Number} again: first {order.Answer}, then {told} {told.Body}"
            );
        }
    }

    private static async Task SayAsync(Turn turn, PassedOn order)
    {
        var (path, body, kind) = Word(turn, order);
        var (key, after) = ($"{order.Number}/{++order.Words}", await turn.HeadAsync(order.CaseId));
        path = $"/api/upstream/orders/{order.Number}/{path}";
        var told = await SendAsync(turn, path, body, key);
        turn.Tell($"the city says {kind} of {order.Number}: {told}");
        turn.Touched.Add(order.CaseId);
        if (!told.IsDone)
        {
            return;
        }

        var upTo = await turn.HeadAsync(order.CaseId);
        turn.Ledger.Acts.Add(new Act(order.CaseId, kind, Actor.UpstreamName, after, upTo));
        if (Listed(kind, told.Body.GetProperty("state").GetString()!) is { } listed)
        {
            order.Said.Add((upTo, listed));
        }

        if (
            turn.Sometimes(30)
            && await SendAsync(turn, path, body, key) is var again
            && (
                again.Body.ToString() != told.Body.ToString()
                || await turn.HeadAsync(order.CaseId) != upTo
            )
        )
        {
            throw new BrokenException(
                "exchange",
                $"{kind} of {order.Number} said twice: first {told.Body}, then {again} {again.Body}"
            );
        }
    }

    /// <summary>What the city lists after a word of its own and the answer to it; null when that says nothing new.</summary>
    private static string? Listed(string kind, string state) =>
        state is "resolved" or "closed" ? state
        // What was resolved and is not any more is handled again, by whomever.
        : kind is "reopened" or "calledBack" ? "signed"
        : null;

    private static (string Path, object Body, string Kind) Word(Turn turn, PassedOn order)
    {
        var returned = turn
            .Town.Upstream.Taken.Where(one =>
                one.OrderNo == order.Number && one.Operation == "return"
            )
            .Select(one => one.Body.GetProperty("seq").GetInt32())
            .LastOrDefault();
        return turn.Chance.Next(returned > 0 ? 8 : 6) switch
        {
            0 => ("supervise", new { text = "请抓紧办理。" }, "supervised"),
            1 => (
                "callback",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = turn.OneOf(["solved", "solved", "partly"]),
                    satisfied = turn.OneOf(["satisfied", "dissatisfied"]),
                    reason = "市里回访所得。",
                },
                "calledBack"
            ),
            2 or 3 => ("close", new { }, "closed"),
            4 => ("exclude", new { reason = "同一事项已计入。" }, "excluded"),
            5 => (
                "reject-result",
                new
                {
                    reason = "现场仍未解决。",
                    limit = turn.Now.AddHours(turn.Chance.Next(6, 60)),
                },
                "reopened"
            ),
            _ => (
                $"return/{returned}/decision",
                new { accepted = turn.Sometimes(50), reason = "市里已经核实。" },
                "returnDecided"
            ),
        };
    }

    /// <summary>Says it until somebody says whether it was taken.</summary>
    private static async Task<Told> SendAsync(Turn turn, string path, object body, string key)
    {
        var told = await turn.RiskAsync(
            Turn.NameOf(path),
            () => turn.Town.CitySaysAsync(path, body, key)
        );
        turn.Judge(path, told);
        for (var tries = 1; told.IsOpen && tries < Patience; tries++)
        {
            told = await turn.Town.CitySaysAsync(path, body, key);
            turn.Judge(path, told);
        }

        return told;
    }
}
