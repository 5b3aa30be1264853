using Jiban.City.Contracts;
using Jiban.Demo.Furniture;
using Jiban.Demo.Month;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Demo;

/// <summary>Loads the demo: the invented city, its staff, and a month of cases that really went through the interface.</summary>
public static class DemoCity
{
    /// <summary>The month begins so many days ago, or earlier, so that the last closed period of assessment has cases.</summary>
    private const int Days = 31;

    /// <summary>Loads what is missing; whatever was there is left alone.</summary>
    public static async Task<DemoOutcome> LoadAsync(DemoSetup setup, CancellationToken cancellation)
    {
        var mark = DemoMark.Read(setup.DataDirectory);
        if (mark is { IsLoaded: true })
        {
            return DemoOutcome.LoadedBefore;
        }

        // The journal counts microseconds: what a story lets happen so many minutes ago must not lie some ticks after its own moment.
        var now = mark?.Now ?? Chain.ToMicroseconds(setup.Now);
        var clock = new DemoClock(now);
        var staff = new StaffBook();
        await using var host = await DemoHost.StartAsync(setup.Build, clock, staff, cancellation);
        if (mark is null && host.Get<CityRegistry>().Current.City is not null)
        {
            return DemoOutcome.OtherCity;
        }

        mark ??= new DemoMark(setup.Seed, now, IsLoaded: false);
        mark.Write(setup.DataDirectory);
        var from = FirstDay(mark.Now);
        var world = GenerateCity.From(mark.Seed);
        await ImportAsync(host, world, setup, cancellation);
        await FurnishAsync(host, world.Plan, mark.Seed, setup, cancellation);
        clock.Set(CivilTime.StartOf(from));
        var logins = await Recruit.AllAsync(
            host.Get<Accounts>(),
            world,
            host.Get<CityRegistry>().Current,
            staff,
            cancellation
        );
        setup.Tell($"Staff: {world.People.Count} accounts.");
        var centre = host.Get<CityRegistry>().Current.CityCentre!;
        await new SetTerms(
            host,
            staff.Of(Role.Administrator, centre.UnitId, 0)!,
            from,
            CivilTime.StartOf(from)
        ).AllAsync(cancellation);
        var month = new PlayMonth(host, world, mark, staff, setup.Tell);
        await month.RunAsync(from, clock, cancellation);
        await setup.HandLogins(logins);
        (mark with { IsLoaded = true }).Write(setup.DataDirectory);
        return DemoOutcome.Loaded;
    }

    /// <summary>Ten days before the period closed that is published, at the latest 31 days ago.</summary>
    internal static DateOnly FirstDay(DateTimeOffset now)
    {
        var today = CivilTime.DayOf(now);
        var closed = PublishLastPeriod.LastClosingDay(today).AddDays(-10);
        var month = today.AddDays(-Days);
        return closed < month ? closed : month;
    }

    private static async Task ImportAsync(
        DemoHost host,
        DemoWorld world,
        DemoSetup setup,
        CancellationToken cancellation
    )
    {
        var faults = await host.Get<CityImport>().ImportAsync(world.Plan, cancellation);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"The demo city has faults: {faults[0]}.");
        }

        setup.Tell(
            $"City: {world.Plan.Regions.Count} regions, {world.Plan.Buildings.Count} buildings, {world.Plan.Units.Count} units."
        );
    }

    /// <summary>Sets up what stands along the roads, all of it in one transaction or, when a load before did, nothing.</summary>
    private static async Task FurnishAsync(
        DemoHost host,
        CityPlan plan,
        int seed,
        DemoSetup setup,
        CancellationToken cancellation
    )
    {
        var import = host.Get<ComponentImport>();
        if (await import.AnyAsync(cancellation))
        {
            return;
        }

        var components = new DrawComponents(plan, new Random(seed + 3)).Draw();
        var faults = await import.LoadAsync(components, cancellation);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"The demo's components have faults: {faults[0]}.");
        }

        setup.Tell($"Components: {components.Count} along the roads.");
    }
}
