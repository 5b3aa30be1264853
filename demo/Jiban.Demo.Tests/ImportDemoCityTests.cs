using Jiban.City;
using Jiban.City.Contracts;
using Jiban.Testing;

namespace Jiban.Demo.Tests;

public sealed class ImportDemoCityTests
{
    [Fact]
    public async Task The_demo_city_is_a_sound_city_and_comes_back_from_the_store()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var registry = new CityRegistry();
        var plan = GenerateCity.From(GenerateCity.Seed).Plan;

        Assert.Empty(
            await new CityImport(store.App, registry, new FakeClock()).ImportAsync(
                plan,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(plan.Buildings.Count, registry.Current.Buildings.Count);
        Assert.Equal(plan.ToSnapshot().Places.Count, registry.Current.Places.Count);
    }
}
