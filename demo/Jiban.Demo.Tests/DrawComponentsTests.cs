using Dapper;
using Jiban.City;
using Jiban.City.Contracts;
using Jiban.Demo.Furniture;
using Jiban.Testing;

namespace Jiban.Demo.Tests;

public sealed class DrawComponentsTests
{
    private static readonly CityPlan Plan = GenerateCity.From(GenerateCity.Seed).Plan;

    [Fact]
    public async Task The_street_has_fifty_thousand_components_of_sixty_classes_and_the_registry_takes_them_all()
    {
        var components = Draw(1);
        Assert.InRange(components.Count, 49_000, 52_000);
        Assert.True(components.Select(one => one.ClassCode).Distinct().Count() >= 60);
        Assert.Equal(Text(components), Text(Draw(1)));
        Assert.NotEqual(Text(components), Text(Draw(2)));
        // A case that names a lamp goes to its owner.
        Assert.All(
            components.Where(one => one.ClassCode == "01018"),
            lamp => Assert.Contains(DutyRole.Owner, lamp.Units.Keys)
        );

        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var cancel = TestContext.Current.CancellationToken;
        var (registry, clock) = (new CityRegistry(), new FakeClock(DemoStore.Now));
        await new CityImport(store.App, registry, clock).ImportAsync(Plan, cancel);
        var import = new ComponentImport(store.App, registry, clock, Some.Ids(clock));
        Assert.False(await import.AnyAsync(cancel));

        Assert.Empty(await import.LoadAsync(components, cancel));

        Assert.True(await import.AnyAsync(cancel));
        await using var connection = await store.App.OpenAsync(cancel);
        Assert.Equal(
            (components.Count, components.Count, components.Sum(one => one.Units.Count)),
            await connection.QuerySingleAsync<(int, int, int)>(
                """
                select count(*)::int, count(distinct code)::int, (select count(*)::int from city.component_duty) from city.component
                """
            )
        );

        // A second time every one of them is a twin, and nothing is written.
        Assert.Equal(
            [(0, "twin"), (1, "twin")],
            (await import.LoadAsync([.. components.Take(2)], cancel)).Select(fault =>
                (fault.Row, fault.Fault)
            )
        );
    }

    private static IReadOnlyList<SurveyedComponent> Draw(int seed) =>
        new DrawComponents(Plan, new Random(seed)).Draw();

    private static string Text(IEnumerable<SurveyedComponent> components) =>
        string.Join(
            '\n',
            components
                .Take(5000)
                .Select(one =>
                    $"{one.ClassCode} {one.Location} {one.State} {one.InitialDate} {one.PlaceText}"
                )
        );
}
