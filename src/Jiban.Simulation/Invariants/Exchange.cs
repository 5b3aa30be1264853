namespace Jiban.Simulation.Invariants;

/// <summary>
/// Each order of the city is one case, with the city's number and limit, however often it came. What left for the city arrived there once and
/// in the order of the journal, with nothing left out between; in the end all of it.
/// </summary>
internal sealed class Exchange : Invariant
{
    private const string Upstream = "12345";

    public override string Name => "exchange";

    public override Task<IEnumerable<string>> BrokenAsync(Evidence evidence) =>
        Task.FromResult<IEnumerable<string>>(evidence.IsWhole ? [.. Broken(evidence)] : []);

    private static IEnumerable<string> Broken(Evidence evidence)
    {
        var orders = evidence
            .Cases.Where(one => one.Entries[0].Fact("upstream") is not null)
            .ToLookup(one => one.Entries[0].Fact("upstream")!.Value.GetString()!);
        foreach (var order in evidence.Ledger.Orders)
        {
            if (
                orders[order.Number].Select(one => one.Row.CaseId).ToList() is not [var only]
                || only != order.CaseId
            )
            {
                yield return $"{order.Number} is {orders[order.Number].Count()} cases";
            }
        }

        foreach (
            var unknown in orders
                .Select(one => one.Key)
                .Except(evidence.Ledger.Orders.Select(one => one.Number))
        )
        {
            yield return $"{unknown} was never passed on";
        }

        var arrived = evidence.Town.Upstream.Taken.ToLookup(
            taken => taken.OrderNo,
            taken => (Seq: taken.Body.GetProperty("seq").GetInt32(), taken.Operation)
        );
        foreach (var one in orders.SelectMany(order => order))
        {
            var number = one.Entries[0].Fact("upstream")!.Value.GetString()!;
            var (came, left) = (arrived[number].ToList(), Leaves(one));
            if (evidence.Ledger.Requests.Any(it => it.CaseId == one.Row.CaseId && it.IsErased))
            {
                // A word on progress whose text was erased before it left says nothing, and is left out.
                came.RemoveAll(it => it.Operation == "progress");
                left.RemoveAll(it => it.Operation == "progress");
            }

            if (!came.SequenceEqual(left.Take(evidence.HasArrived ? left.Count : came.Count)))
            {
                yield return $"{number}: the city has {Told(came)}, of {Told(left)}";
            }

            if (
                one.Deadlines.Any(deadline => deadline.Kind == "resolve") && LateOf(one) is { } late
            )
            {
                yield return $"{number}: due {late:u}, beyond the city's limit";
            }
        }

        if (!evidence.Town.Upstream.Unsigned.IsEmpty)
        {
            yield return "something came to the city that is not signed";
        }
    }

    /// <summary>What the city must hear, by the contract (docs/exchange.md); nothing that it has said itself.</summary>
    private static List<(int Seq, string Operation)> Leaves(CaseEvidence one) =>
        [
            .. one
                .Entries.Where(entry => entry.Actor != Upstream)
                .Select(entry => (entry.Seq, Operation: OperationOf(entry)))
                .Where(it => it.Operation is not null)
                .Select(it => (it.Seq, it.Operation!)),
        ];

    private static string? OperationOf(Entry entry) =>
        entry.Kind switch
        {
            "signed" => "sign",
            "contacted" or "met" => "contact",
            "returnJudged" when entry.Fact("verdict")?.GetString() == "givenBack" => "return",
            "extensionJudged" when entry.Fact("dueResolve") is not null => "extend",
            "progressReported" or "reopened" => "progress",
            "supervisionAnswered" when entry.Fact("to") is null => "progress",
            "reinspected" when entry.Fact("passed")?.GetBoolean() == false => "progress",
            "suspensionJudged" when entry.Fact("until") is not null => "progress",
            "resumed" => "progress",
            "corrected" when entry.Fact("kind")?.GetString() is "resolved" or "progressReported" =>
                "progress",
            "resolved" => "result",
            "calledBack" => "callback",
            "closed" => "close",
            _ => null,
        };

    /// <summary>The deadline with which it was first dispatched, when it lies beyond the limit that came with it.</summary>
    private static DateTimeOffset? LateOf(CaseEvidence one) =>
        one.Entries[0].Time("limit") is { } limit
        && one.Entries.FirstOrDefault(entry => entry.Kind == "dispatched")?.Time("dueResolve")
            is { } due
        && due > limit
            ? due
            : null;

    private static string Told(IEnumerable<(int Seq, string Operation)> some) =>
        string.Join(' ', some.Select(it => $"{it.Seq}:{it.Operation}"));
}
