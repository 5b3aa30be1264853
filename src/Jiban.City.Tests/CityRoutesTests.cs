using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Http;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

public sealed class CityRoutesTests
{
    [Fact]
    public void The_map_holds_every_feature_once_with_outer_rings_counter_clockwise()
    {
        var plan = SomeCity.Plan();
        var map = new CityMap().Of(plan.ToSnapshot());

        using var json = JsonDocument.Parse(map.Plain);
        var layers = json
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .GroupBy(feature => feature.GetProperty("properties").GetProperty("layer").GetString()!)
            .ToDictionary(layer => layer.Key, layer => layer.ToList());
        Assert.Equal(plan.Regions.Count, layers["region"].Count);
        Assert.Equal(plan.Cells.Count, layers["cell"].Count);
        Assert.Equal(plan.Roads.Count, layers["road"].Count);
        Assert.Equal(plan.Buildings.Count, layers["building"].Count);
        Assert.Equal(plan.Landmarks.Count, layers["landmark"].Count);
        Assert.All(
            layers["region"],
            region =>
            {
                var ring = region.GetProperty("geometry").GetProperty("coordinates")[0];
                Assert.True(
                    new LinearRing([
                        .. ring.EnumerateArray()
                            .Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble())),
                    ]).IsCCW
                );
            }
        );
    }

    [Fact]
    public void A_street_and_a_community_stand_inside_the_area_for_which_they_answer()
    {
        var city = SomeCity.Plan().ToSnapshot();
        var registry = new CityRegistry();
        registry.Swap(city);

        var units = PlotUnits.Handle(registry).Value!;

        Assert.NotEmpty(units);
        Assert.All(
            units,
            unit =>
            {
                var area = city.Region(city.Unit(unit.Id)!.RegionId!.Value)!;
                Assert.True(area.Boundary.Contains(SomeCity.At(unit.Lon, unit.Lat)));
            }
        );
    }

    [Fact]
    public void A_unit_whose_seat_is_on_record_stands_there_whatever_its_kind()
    {
        var plan = SomeCity.Plan();
        var water = plan.Units.Single(unit => unit.UnitId == SomeCity.Water);
        var registry = new CityRegistry();
        registry.Swap(
            (
                plan with
                {
                    Units =
                    [
                        .. plan.Units.Select(unit =>
                            unit == water
                                ? unit with
                                {
                                    Address = "水厂路1号",
                                    Seat = SomeCity.At(0.3, 0.4),
                                }
                                : unit
                        ),
                    ],
                }
            ).ToSnapshot()
        );

        var item = PlotUnits.Handle(registry).Value!.Single(unit => unit.Id == SomeCity.Water);

        Assert.Equal(
            (0.3, 0.4, "水厂路1号", true),
            (item.Lon, item.Lat, item.Address, item.IsSeat)
        );
        Assert.Contains(PlotUnits.Handle(registry).Value!, unit => !unit.IsSeat);
    }

    [Fact]
    public void The_packed_forms_hold_the_same_bytes_and_are_made_once_a_city()
    {
        var city = SomeCity.Plan().ToSnapshot();
        var maps = new CityMap();
        var map = maps.Of(city);

        Assert.Equal(
            map.Plain,
            Unpacked(new BrotliStream(new MemoryStream(map.Brotli), CompressionMode.Decompress))
        );
        Assert.Equal(
            map.Plain,
            Unpacked(new GZipStream(new MemoryStream(map.Gzip), CompressionMode.Decompress))
        );
        Assert.Same(map, maps.Of(city));
        Assert.NotSame(map, maps.Of(SomeCity.Plan().ToSnapshot()));
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public void The_map_comes_in_the_form_that_the_browser_takes(string? accepts, string? encoding)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptEncoding = accepts;

        ShowCityMap.Handle(context.Request, Registry(), new CityMap());

        Assert.Equal(encoding, (string?)context.Response.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", context.Response.Headers.Vary);
    }

    [Fact]
    public async Task A_browser_that_has_the_map_is_told_so()
    {
        await using var site = await Site.StartAsync(Registry(), Actor.Citizen);

        using var first = await site.Client.GetAsync("/api/city/map", Cancel);
        first.EnsureSuccessStatusCode();
        Assert.Equal("application/geo+json", first.Content.Headers.ContentType!.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/city/map");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(again, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Units_are_for_staff()
    {
        await using var outside = await Site.StartAsync(Registry(), Actor.Citizen);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await outside.Client.GetAsync("/api/units", Cancel)).StatusCode
        );

        var handler = new Actor(SomeCity.Office, "甲", Role.Handler, SomeCity.Office);
        await using var inside = await Site.StartAsync(Registry(), handler);
        var units = await inside.Client.GetFromJsonAsync<JsonElement[]>("/api/units", Cancel);
        Assert.Equal(SomeCity.Plan().Units.Count, units!.Length);
    }

    [Fact]
    public async Task The_city_tells_its_streets_and_which_are_drawn_in_detail()
    {
        await using var site = await Site.StartAsync(Registry(), Actor.Citizen);

        var city = await site.Client.GetFromJsonAsync<JsonElement>("/api/city", Cancel);

        Assert.Equal("试城市", city.GetProperty("name").GetString());
        Assert.Equal(
            [("试湾街道", true), ("试桥街道", false), ("试禾镇", false)],
            city.GetProperty("streets")
                .EnumerateArray()
                .Select(it =>
                    (it.GetProperty("name").GetString()!, it.GetProperty("detailed").GetBoolean())
                )
        );
    }

    [Theory]
    [InlineData("?lon=0.003", HttpStatusCode.BadRequest)]
    [InlineData("?lon=NaN&lat=0.003", HttpStatusCode.BadRequest)]
    [InlineData("?lon=0.003&lat=1e308", HttpStatusCode.BadRequest)]
    [InlineData("?lon=-150&lat=-40", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?lon=0.003&lat=0.003", HttpStatusCode.OK)]
    public async Task A_position_that_is_none_or_in_the_sea_is_refused_by_name(
        string query,
        HttpStatusCode status
    )
    {
        await using var site = await Site.StartAsync(Registry(), Actor.Citizen);

        using var answer = await site.Client.GetAsync("/api/choices" + query, Cancel);

        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public void At_a_place_the_nearest_come_first_and_other_districts_not_at_all()
    {
        var city = SomeCity.Plan().ToSnapshot();
        var atHome = SomeCity.At(0.22 * SomeCity.Side, 0.61 * SomeCity.Side);

        Assert.Equal(
            [
                SomeCity.Committee,
                SomeCity.Property,
                SomeCity.Office,
                SomeCity.HealthCommission,
                SomeCity.Water,
            ],
            ShowChoices.At(city, atHome).Select(unit => unit.UnitId)
        );
        Assert.Equal(
            [SomeCity.Water],
            ShowChoices
                .At(city, SomeCity.At(3 * SomeCity.Side, SomeCity.Side))
                .Select(unit => unit.UnitId)
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static CityRegistry Registry()
    {
        var registry = new CityRegistry();
        registry.Swap(SomeCity.Plan().ToSnapshot());
        return registry;
    }

    private static byte[] Unpacked(Stream packed)
    {
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }
}
