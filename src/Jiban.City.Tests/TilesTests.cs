using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.City.Tiles;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.City.Tests;

/// <summary>The land and the components as vector tiles, and the components as the list beside the map.</summary>
public sealed class TilesTests : IAsyncLifetime
{
    /// <summary>All of the small city at zoom 12 to 14; its north-west corner at zoom 16.</summary>
    private static readonly TileAddress AtHome = new(14, 8192, 8191);

    private readonly CityRegistry _registry = new();
    private readonly FakeClock _clock = new();
    private TestDatabase _store = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestDatabase.CreateAsync(CityModule.Migrations);
        Assert.Empty(await ImportAsync(SomeCity.Plan()));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_tile_of_the_land_holds_what_lies_in_it_and_more_the_nearer_one_looks()
    {
        var near = VectorTile.Read(await ShowLandTile.DrawAsync(_store.App, AtHome, Cancel));

        Assert.Equal(
            ["试城大街", "试湾路"],
            near["road"].Select(Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [16.0, 54.0, 54.5],
            near["building"].Select(it => Convert.ToDouble(it.Properties["height"])).Order()
        );
        Assert.Contains(
            "试湾路2号院1号楼",
            near["building"].Select(it => it.Properties["address"])
        );
        Assert.Equal(
            ["school", "water"],
            near["landmark"].Select(it => it.Properties["cover"]).Order()
        );
        Assert.Equal(8, near["region"].Count);
        Assert.Contains("南社区", near["label"].Select(Name));
        Assert.DoesNotContain("试湾小学教学楼", near["label"].Select(Name));
        Assert.False(near.ContainsKey("cell"));

        var nearer = VectorTile.Read(
            await ShowLandTile.DrawAsync(_store.App, new(16, 32768, 32766), Cancel)
        );
        Assert.Equal(4, nearer["cell"].Count);
        Assert.Contains("试湾家园1号楼", nearer["label"].Select(Name));

        var far = VectorTile.Read(
            await ShowLandTile.DrawAsync(_store.App, new(8, 128, 127), Cancel)
        );
        Assert.Equal(["region", "label"], far.Keys);
        Assert.Empty(await ShowLandTile.DrawAsync(_store.App, new(14, 9000, 8191), Cancel));
    }

    [Fact]
    public async Task A_browser_keeps_a_tile_until_the_city_changes()
    {
        await using var site = await Site.StartAsync(_registry, Actor.Citizen, _store.App);
        const string Address = "/api/city/tiles/land/14/8192/8191.mvt";

        using var first = await site.Client.GetAsync(Address, Cancel);
        first.EnsureSuccessStatusCode();
        Assert.Equal(TileCache.MediaType, first.Content.Headers.ContentType!.MediaType);
        Assert.True(first.Headers.CacheControl!.Public);
        var plain = await first.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await AskAsync(site, Address, first.Headers.ETag!.Tag)).Status
        );

        using var asking = new HttpRequestMessage(HttpMethod.Get, Address);
        asking.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var packed = await site.Client.SendAsync(asking, Cancel);
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.NotEqual(first.Headers.ETag, packed.Headers.ETag);
        using var unpacked = new MemoryStream();
        await using var unpacking = new GZipStream(
            await packed.Content.ReadAsStreamAsync(Cancel),
            CompressionMode.Decompress
        );
        await unpacking.CopyToAsync(unpacked, Cancel);
        Assert.Equal(plain, unpacked.ToArray());

        await ImportAsync(SomeCity.Plan() with { Roads = [] });
        var (status, later) = await AskAsync(site, Address, first.Headers.ETag.Tag);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(VectorTile.Read(later).ContainsKey("road"));
    }

    [Theory]
    [InlineData("land/21/0/0", "/problems/tile-out-of-range")]
    [InlineData("land/-1/0/0", "/problems/tile-out-of-range")]
    [InlineData("land/3/8/0", "/problems/tile-out-of-range")]
    [InlineData("land/3/0/8", "/problems/tile-out-of-range")]
    [InlineData("components/3/0/-1", "/problems/tile-out-of-range")]
    public async Task A_tile_that_the_pyramid_has_not_is_refused_by_name(string tile, string type)
    {
        await using var site = await Site.StartAsync(_registry, Handler);

        using var answer = await site.Client.GetAsync($"/api/city/tiles/{tile}.mvt", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(type, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Components_are_told_one_by_one_when_near_and_as_crowds_from_afar_on_any_day()
    {
        await AddComponentAsync("99010101018000001", 0.0025, 0.006, "intact");
        await AddComponentAsync("99010101018000002", 0.0026, 0.006, "damaged");
        await AddComponentAsync("99010101018000003", 0.0027, 0.006, "removed");
        await AddComponentAsync("99010101018000004", 0.0100, 0.006, "intact", daysAgo: 2);
        // In the tile below, on every zoom.
        await AddComponentAsync("99010101018000005", 0.0025, -0.006, "intact", daysAgo: 2);
        var now = _clock.GetUtcNow();

        var near = VectorTile.Read(
            await ShowComponentTile.DrawAsync(_store.App, new(15, 16384, 16383), now, All, Cancel)
        )["component"];
        Assert.Equal(
            ["99010101018000001", "99010101018000002", "99010101018000004"],
            near.Select(it => it.Properties["code"]).Order()
        );
        var first = near.Single(it => it.Properties["code"] is "99010101018000001");
        Assert.Equal(("01018", "intact"), (first.Properties["class"], first.Properties["state"]));
        Assert.False(first.Properties.ContainsKey("name"));
        // 0.0025° of the 0.01099° of the tile; the equator is its lower edge.
        Assert.Equal((932, 1859), (first.X, first.Y));

        var nearer = VectorTile.Read(
            await ShowComponentTile.DrawAsync(_store.App, new(16, 32768, 32766), now, All, Cancel)
        )["component"];
        Assert.Equal(["路灯", "路灯"], nearer.Select(Name));

        var dots = VectorTile.Read(
            await ShowComponentTile.DrawAsync(_store.App, AtHome, now, All, Cancel)
        )["dots"];
        Assert.Equal(
            [("damaged", 1), ("intact", 2)],
            dots.Select(it => ((string)it.Properties["state"], it.Points)).Order()
        );
        Assert.All(dots, it => Assert.False(it.Properties.ContainsKey("code")));
        // 0.0026° and 0.0060° of the 0.02197° of the tile, half of them of those of zoom 15.
        var damaged = dots.Single(it => it.Properties["state"] is "damaged");
        Assert.Equal((484, 2977), (damaged.X, damaged.Y));

        var far = VectorTile.Read(
            await ShowComponentTile.DrawAsync(_store.App, new(13, 4096, 4095), now, All, Cancel)
        )["crowd"];
        Assert.Equal(
            [(1L, 0L), (2L, 1L)],
            far.Select(it => ((long)it.Properties["count"], (long)it.Properties["faulty"])).Order()
        );

        var faulty = VectorTile.Read(
            await ShowComponentTile.DrawAsync(
                _store.App,
                AtHome,
                now,
                new("02,01018", "damaged,lost"),
                Cancel
            )
        )["dots"];
        Assert.Equal(("damaged", 1), ((string)Assert.Single(faulty).Properties["state"], 1));
        Assert.Empty(
            await ShowComponentTile.DrawAsync(_store.App, AtHome, now, new("02", null), Cancel)
        );

        // What stands there since today does so from its first moment on.
        await AddComponentAsync(
            "99010101018000006",
            0.0021,
            0.002,
            "intact",
            from: CivilTime.StartOf(new DateOnly(2026, 3, 10))
        );
        var yesterday = ShowComponentTile.MomentOf(new DateOnly(2026, 3, 9), now);
        var then = VectorTile.Read(
            await ShowComponentTile.DrawAsync(
                _store.App,
                new(15, 16384, 16383),
                yesterday,
                All,
                Cancel
            )
        )["component"];
        Assert.Equal(["99010101018000004"], then.Select(it => it.Properties["code"]));
        Assert.Equal(now, ShowComponentTile.MomentOf(new DateOnly(2026, 3, 10), now));
    }

    [Fact]
    public async Task Components_are_for_staff_and_a_change_is_seen_within_seconds()
    {
        const string Tile = "/api/city/tiles/components/14/8192/8191.mvt";
        const string List = "/api/city/components/map?bbox=0,0,0.01,0.02";
        await AddComponentAsync("99010101018000001", 0.0025, 0.006, "intact");
        await using var outside = await Site.StartAsync(_registry, Actor.Citizen, _store.App);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await outside.Client.GetAsync(Tile, Cancel)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await outside.Client.GetAsync(List, Cancel)).StatusCode
        );

        await using var site = await Site.StartAsync(_registry, Handler, _store.App, _clock);
        using var first = await site.Client.GetAsync(Tile, Cancel);
        Assert.True(first.Headers.CacheControl!.Private);
        await AddComponentAsync("99010101018000002", 0.0026, 0.006, "damaged");
        var tag = first.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(site, Tile, tag)).Status);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var (status, later) = await AskAsync(site, Tile, tag);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, VectorTile.Read(later)["dots"].Sum(it => it.Points));

        // What is not as it should be stands first in the list.
        var list = await site.Client.GetFromJsonAsync<JsonElement>(List, Cancel);
        Assert.Equal(
            [("99010101018000002", "damaged"), ("99010101018000001", "intact")],
            list.GetProperty("items")
                .EnumerateArray()
                .Select(it =>
                    (it.GetProperty("code").GetString()!, it.GetProperty("state").GetString()!)
                )
        );
        var one = await site.Client.GetFromJsonAsync<JsonElement>(
            "/api/city/components/map?code=99010101018000001",
            Cancel
        );
        Assert.Equal("路灯", one.GetProperty("items")[0].GetProperty("className").GetString());
        var damaged = await site.Client.GetFromJsonAsync<JsonElement>(
            List + "&classes=01&states=damaged",
            Cancel
        );
        Assert.Equal(1, damaged.GetProperty("items").GetArrayLength());
        foreach (
            var bad in new[]
            {
                "",
                "?bbox=1,2,3",
                "?bbox=2,0,1,1",
                "?bbox=a,b,c,d",
                "?bbox=0,0,1,NaN",
                "?bbox=0,0,1,1&classes=1",
                "?bbox=0,0,1,1&states=removed",
            }
        )
        {
            using var refused = await site.Client.GetAsync(
                "/api/city/components/map" + bad,
                Cancel
            );
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task The_cache_keeps_what_was_drawn_and_no_more_than_it_may()
    {
        using var cache = new TileCache(mostBytes: 100_000);
        var drawn = 0;
        Task<byte[]> Draw()
        {
            drawn++;
            return Task.FromResult(new byte[10_000]);
        }

        var tile = await cache.GetAsync(("land", 1L, AtHome), Draw);
        Assert.Same(tile, await cache.GetAsync(("land", 1L, AtHome), Draw));
        Assert.Equal(1, drawn);
        await cache.GetAsync(("land", 2L, AtHome), Draw);
        Assert.Equal(2, drawn);
        for (var x = 0; x < 50; x++)
        {
            await cache.GetAsync(("land", 1L, new TileAddress(14, x, 0)), Draw);
            Assert.True(cache.Count <= 4);
        }
    }

    private static Actor Handler => new(SomeCity.Office, "甲", Role.Handler, SomeCity.Office);

    private static ComponentChoice All => new(null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Name(VectorTile.Feature feature) => (string)feature.Properties["name"];

    private Task<IReadOnlyList<CityFault>> ImportAsync(CityPlan plan) =>
        new CityImport(_store.App, _registry, _clock).ImportAsync(plan, Cancel);

    private static async Task<(HttpStatusCode Status, byte[] Body)> AskAsync(
        Site site,
        string address,
        string tag
    )
    {
        using var asking = new HttpRequestMessage(HttpMethod.Get, address);
        asking.Headers.IfNoneMatch.ParseAdd(tag);
        using var answer = await site.Client.SendAsync(asking, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    private async Task AddComponentAsync(
        string code,
        double lon,
        double lat,
        string state,
        int daysAgo = 0,
        DateTimeOffset? from = null
    )
    {
        await using var connection = await _store.Owner.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into city.component (component_id, version, code, class_code, name, state, location, grid_code, initial_date, data_source,
                accuracy, change, valid_from)
            values (gen_random_uuid(), 1, @code, substr(@code, 7, 5), '路灯', @state, ST_SetSRID(ST_MakePoint(@lon, @lat), 4326),
                '990101001001001', '2026-03-01', 'survey', 'a', 'added', @from)
            """,
            new
            {
                code,
                lon,
                lat,
                state,
                from = (from ?? _clock.GetUtcNow().AddDays(-daysAgo)).ToUniversalTime(),
            }
        );
    }
}
