using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Tests;

public sealed class CityImportTests
{
    [Fact]
    public async Task What_is_imported_is_what_is_loaded()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var registry = new CityRegistry();
        var plan = SomeCity.Plan();

        Assert.Empty(await Import(store, registry).ImportAsync(plan, Cancel));

        var expected = plan.ToSnapshot();
        foreach (var loaded in new[] { registry.Current, await LoadElsewhere(store) })
        {
            Assert.Equal(Rows(expected.Regions), Rows(loaded.Regions));
            Assert.Equal(Rows(expected.Cells), Rows(loaded.Cells));
            Assert.Equal(Rows(expected.Buildings), Rows(loaded.Buildings));
            Assert.Equal(Rows(expected.Units), Rows(loaded.Units));
            Assert.Equal(Rows(expected.Duties), Rows(loaded.Duties));
            Assert.Equal(Rows(expected.Roads), Rows(loaded.Roads));
            Assert.Equal(Rows(expected.Landmarks), Rows(loaded.Landmarks));
            Assert.Equal(Rows(expected.Places), Rows(loaded.Places));
        }
    }

    [Fact]
    public async Task A_faulty_plan_writes_nothing()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var registry = new CityRegistry();
        var plan = SomeCity.Plan();
        var faulty = plan with
        {
            Units = [plan.Units[0] with { Name = "a\0b" }, .. plan.Units.Skip(1)],
        };

        Assert.NotEmpty(await Import(store, registry).ImportAsync(faulty, Cancel));

        Assert.Equal(0, await CityStore.VersionAsync(store.App, Cancel));
        Assert.Same(CitySnapshot.Empty, registry.Current);
    }

    [Fact]
    public async Task A_second_import_replaces_land_but_keeps_units_that_cases_may_point_to()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var registry = new CityRegistry();
        var import = Import(store, registry);
        var plan = SomeCity.Plan();
        await import.ImportAsync(plan, Cancel);

        await import.ImportAsync(
            plan with
            {
                Buildings = [plan.Buildings[2]],
                Units =
                [
                    .. plan
                        .Units.Where(unit => unit.UnitId != SomeCity.Water)
                        .Select(unit =>
                            unit.UnitId == SomeCity.Office ? unit with { ShortName = "湾街" } : unit
                        ),
                ],
            },
            Cancel
        );

        Assert.Equal(["试湾小学教学楼"], registry.Current.Buildings.Select(it => it.Name));
        Assert.NotNull(registry.Current.Unit(SomeCity.Water));
        Assert.Equal("湾街", registry.Current.Unit(SomeCity.Office)!.ShortName);
        Assert.Equal(2, registry.Version);
    }

    [Fact]
    public async Task Another_process_follows_when_the_version_moves_and_only_then()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var other = new CityRegistry();
        var loader = new CityLoader(
            store.App,
            other,
            new FakeClock(),
            NullLogger<CityLoader>.Instance
        );
        await loader.FollowAsync(Cancel);
        Assert.Null(other.Current.CityCentre);

        await Import(store, new CityRegistry()).ImportAsync(SomeCity.Plan(), Cancel);
        await loader.FollowAsync(Cancel);
        var first = other.Current;
        Assert.Equal(SomeCity.Centre, first.CityCentre!.UnitId);

        await loader.FollowAsync(Cancel);
        Assert.Same(first, other.Current);
    }

    [Fact]
    public async Task A_store_that_is_away_leaves_the_last_city_in_force()
    {
        await using var away = new Database(
            NpgsqlDataSource.Create("Host=/nowhere;Username=jiban_app;Timeout=1")
        );
        var registry = new CityRegistry();
        registry.Swap(SomeCity.Plan().ToSnapshot());
        var before = registry.Current;

        await new CityLoader(
            away,
            registry,
            new FakeClock(),
            NullLogger<CityLoader>.Instance
        ).FollowAsync(Cancel);

        Assert.Same(before, registry.Current);
    }

    [Fact]
    public async Task The_application_may_not_remove_regions_or_units()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        await using var connection = await store.App.OpenAsync(Cancel);

        foreach (var table in new[] { "city.region", "city.unit" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                connection.ExecuteAsync($"delete from {table}")
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Two_imports_at_once_leave_one_whole_city()
    {
        await using var store = await TestDatabase.CreateAsync(CityModule.Migrations);
        var registry = new CityRegistry();
        var plan = SomeCity.Plan();
        var smaller = plan with { Cells = [], Buildings = [] };

        await Task.WhenAll(
            Import(store, registry).ImportAsync(plan, Cancel),
            Import(store, registry).ImportAsync(smaller, Cancel)
        );

        var loaded = await LoadElsewhere(store);
        Assert.Contains((loaded.Cells.Count, loaded.Buildings.Count), new[] { (4, 3), (0, 0) });
        Assert.Equal(2, await CityStore.VersionAsync(store.App, Cancel));
    }

    /// <summary>Every member of every item as text: lists compare by reference otherwise, geometries by their envelope.</summary>
    private static IEnumerable<string> Rows<T>(IEnumerable<T> items) =>
        items.Select(item => JsonSerializer.Serialize(item, AsText)).Order(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions AsText = new()
    {
        Converters = { new WellKnownText() },
    };

    private sealed class WellKnownText : JsonConverter<Geometry>
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsAssignableTo(typeof(Geometry));

        public override Geometry Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new NotSupportedException();

        public override void Write(
            Utf8JsonWriter writer,
            Geometry value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue($"SRID={value.SRID};{value.AsText()}");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CityImport Import(TestDatabase store, CityRegistry registry) =>
        new(store.App, registry, new FakeClock());

    private static async Task<CitySnapshot> LoadElsewhere(TestDatabase store) =>
        (await CityStore.ReadAsync(store.App, Cancel)).Plan.ToSnapshot();
}
