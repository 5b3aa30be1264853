using System.Globalization;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// A day's orders compared with the city's list (每日对账): no order is missing on either side, what stands otherwise there waits to be delivered, and once
/// everything has arrived nothing differs. The city's list goes by what it was told and what it said itself, the later of the two in the chain.
/// </summary>
internal sealed class Reconciliation : Invariant
{
    public override string Name => "reconciliation";

    public override async Task<IEnumerable<string>> BrokenAsync(Evidence evidence)
    {
        if (!evidence.IsWhole || evidence.Ledger.Orders.Count == 0)
        {
            return [];
        }

        await evidence.Town.FollowAsync();
        var registered = evidence.Cases.ToDictionary(
            one => one.Row.CaseId,
            one => CivilTime.DayOf(one.Entries[0].At)
        );
        var days = evidence
            .Ledger.Orders.ToLookup(order => registered[order.CaseId])
            .OrderBy(day => day.Key)
            .ToList();
        var broken = new List<string>();
        // Every night the last day, as the product itself does; in the end all of them.
        foreach (var day in evidence.HasArrived ? days : days.TakeLast(1))
        {
            broken.AddRange(await ComparedAsync(evidence, day.Key, [.. day]));
        }

        return broken;
    }

    private static async Task<IEnumerable<string>> ComparedAsync(
        Evidence evidence,
        DateOnly day,
        IReadOnlyList<PassedOn> orders
    )
    {
        var (town, name) = (
            evidence.Town,
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        foreach (var order in evidence.Ledger.Orders)
        {
            town.Upstream.List(order.Number, orders.Contains(order) ? StateOf(town, order) : null);
        }

        var administrator = evidence.Staff.Of(Role.Administrator, evidence.Staff.Centre);
        var told = await town.SayAsync(
            administrator,
            $"/api/exchange/reconciliations/{name}",
            new { }
        );
        var page = await town.LookAsync(administrator, "/api/exchange/reconciliations");
        if (!told.IsDone || !page.IsDone)
        {
            return [$"{name} is compared: {told}, and shown: {page}"];
        }

        var shown = page
            .Body.EnumerateArray()
            .Single(one => one.GetProperty("day").GetString() == name);
        return
        [
            .. shown.GetProperty("ours").GetInt32() == orders.Count
                ? []
                : (IEnumerable<string>)
                    [$"{name}: {orders.Count} orders were passed on, {shown} are counted"],
            .. shown
                .GetProperty("differences")
                .EnumerateArray()
                .Where(one =>
                    evidence.HasArrived
                    || one.GetProperty("what").GetString() != "stateDiffers"
                    || one.GetProperty("waiting").GetInt32() == 0
                )
                .Select(one => $"{name}: {one}"),
        ];
    }

    /// <summary>The state that the last word in the chain leads to, of those that the city heard or said.</summary>
    private static string StateOf(Town town, PassedOn order) =>
        town
            .Upstream.Taken.Where(one => one.OrderNo == order.Number)
            .Select(one =>
                (
                    Seq: one.Body.GetProperty("seq").GetInt32(),
                    State: one.Body.GetProperty("state").GetString()!
                )
            )
            .Concat(order.Said)
            .OrderBy(one => one.Seq)
            .Select(one => one.State)
            .LastOrDefault("received");
}
