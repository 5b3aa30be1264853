using Jiban.Platform.Store;

namespace Jiban.City.Contracts;

/// <summary>One thing that keeps a plan from being imported.</summary>
/// <param name="At">What it is about, such as <c>unit 990101001</c>.</param>
/// <param name="Fault">Stable slug, such as <c>unknown-parent</c>.</param>
public sealed record CityFault(string At, string Fault);

/// <summary>Brings a whole city into the store.</summary>
public sealed class CityImport(Database database, CityRegistry registry, TimeProvider clock)
{
    /// <summary>
    /// Checks the plan and, when it has no fault, writes it in one transaction and puts it in force in this process; others follow
    /// within seconds. What is already there is replaced by id; regions and units that the plan does not name stay, because cases
    /// point to them, everything else that it does not name goes.
    /// </summary>
    /// <returns>The faults, every one of them; empty when the city was written.</returns>
    public async Task<IReadOnlyList<CityFault>> ImportAsync(
        CityPlan plan,
        CancellationToken cancellation
    )
    {
        var faults = CityPlanCheck.FaultsOf(plan);
        if (faults.Count == 0)
        {
            await CityStore.WriteAsync(database, plan, clock.GetUtcNow(), cancellation);
            var (version, stored) = await CityStore.ReadAsync(database, cancellation);
            registry.Swap(stored.ToSnapshot(), version);
        }

        return faults;
    }
}
