using System.Net;
using System.Text.Json;
using NetTopologySuite.Geometries;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>A surveyed grid is judged, compared and given its day like one that is drawn.</summary>
public sealed class GridImportTests(ComponentSite site) : IClassFixture<ComponentSite>
{
    private const string Lower = "990101001001";
    private const string Upper = "990101001002";
    private const string Path = "/api/city/grid/imports";

    /// <summary>The lower community in three stripes, one of them numbered with a letter, and the upper one in one cell.</summary>
    private static (string? Code, Geometry Shape)[] Sound() =>
        [
            ($"{Lower}001", SomeCity.Box(0, 0, 1, 0.3)),
            ($"{Lower}002", SomeCity.Box(0, 0.3, 1, 0.6)),
            ($"{Lower}0C3", SomeCity.Box(0, 0.6, 1, 1)),
            ($"{Upper}001", SomeCity.Box(0, 1, 1, 2)),
        ];

    [Fact]
    public async Task A_survey_is_compared_first_and_holds_in_every_community_from_its_day_on()
    {
        var (id, _) = await site.AddAsync(Record(0.10, 0.70));
        var file = GeoJson("BGCode", Sound());
        var looked = (await site.SendFileAsync(Administrator, $"{Path}?format=geojson", file)).Body;
        Assert.Equal(0, looked.GetProperty("faultCount").GetInt32());
        Assert.False(looked.GetProperty("planned").GetBoolean());
        Assert.Equal(
            [(Lower, 3, 1), (Upper, 2, 0)],
            looked
                .GetProperty("grids")
                .EnumerateArray()
                .Select(grid =>
                    (
                        grid.GetProperty("code").GetString()!,
                        grid.GetProperty("cells").GetArrayLength(),
                        grid.GetProperty("components").GetInt32()
                    )
                )
        );
        Assert.Equal(2, (await CellsAsync(Lower)).Count);
        var version = looked.GetProperty("version").GetInt64();
        var day = $"{Path}?format=geojson&from=2026-11-02&version=";

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await site.SendFileAsync(Office, day + version, file)).Status
        );
        Assert.Equal(
            "changed-meanwhile",
            (await site.SendFileAsync(Administrator, day + (version + 1), file)).Type
        );
        var done = (await site.SendFileAsync(Administrator, day + version, file)).Body;
        Assert.True(done.GetProperty("planned").GetBoolean());
        Assert.Equal(["001", "002", "0C3"], await CellsAsync(Lower));
        Assert.Equal(["001"], await CellsAsync(Upper));
        var component = (await site.GetAsync(Administrator, $"/api/components/{id}")).Body;
        Assert.EndsWith("0C3", component.GetProperty("gridCode").GetString());
        Assert.Equal(
            1,
            (await site.GetAsync(Office, $"/api/components?area={Lower}0C"))
                .Body.GetProperty("total")
                .GetInt32()
        );

        // The same again, out of another form, changes nothing; for a later day it is planned and can be taken back.
        var shapes = SomeShapefile.OfCells("WGDM", Sound());
        var again = (
            await site.SendFileAsync(
                Administrator,
                $"{Path}?format=shapefile&from=2026-12-01&version={version + 1}",
                shapes
            )
        ).Body;
        Assert.All(
            again
                .GetProperty("grids")
                .EnumerateArray()
                .SelectMany(grid => grid.GetProperty("cells").EnumerateArray()),
            cell => Assert.Equal("same", cell.GetProperty("change").GetString())
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Delete,
                    $"/api/city/grid/plans/{Lower}"
                )
            ).Status
        );
    }

    [Fact]
    public async Task What_a_survey_says_of_a_cell_is_compared_kept_and_shown_with_its_measures()
    {
        var shapes = (await site.GetAsync(Office, $"/api/city/grid?area={Upper}"))
            .Body.GetProperty("features")
            .EnumerateArray()
            .ToList();
        var holding = shapes[0].GetProperty("properties");
        Assert.Equal("territory", holding.GetProperty("bodyFrom").GetString());
        Assert.False(holding.TryGetProperty("landUse", out _));
        // A degree is about 111 km, in the north-south direction everywhere.
        Assert.InRange(holding.GetProperty("area").GetDouble(), 1e5, 1e8);
        Assert.InRange(holding.GetProperty("length").GetDouble(), 1e3, 1e5);
        var unit = SomeCity.Plan().Units[0].Name;
        byte[] Described(string body) =>
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    features = shapes.Select(
                        (cell, n) =>
                            new
                            {
                                geometry = cell.GetProperty("geometry"),
                                properties = new Dictionary<string, string?>
                                {
                                    ["code"] = cell.GetProperty("properties")
                                        .GetProperty("code")
                                        .GetString(),
                                    ["ydlx"] = n == 0 ? " 公园绿地 " : null,
                                    ["管理级别"] = n == 0 ? "一级" : null,
                                    ["责任主体"] = n == 0 ? body : null,
                                },
                            }
                    ),
                }
            );

        var wrong = (
            await site.SendFileAsync(Administrator, $"{Path}?format=geojson", Described("无此单位"))
        ).Body;
        Assert.Equal(
            "unknown-unit",
            wrong.GetProperty("faults")[0].GetProperty("fault").GetString()
        );
        var file = Described(unit);
        var looked = (await site.SendFileAsync(Administrator, $"{Path}?format=geojson", file)).Body;
        Assert.Equal(
            ["described", .. Enumerable.Repeat("same", shapes.Count - 1)],
            looked
                .GetProperty("grids")[0]
                .GetProperty("cells")
                .EnumerateArray()
                .Select(cell => cell.GetProperty("change").GetString())
        );
        var version = looked.GetProperty("version").GetInt64();
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await site.SendFileAsync(
                    Administrator,
                    $"{Path}?format=geojson&from=2026-11-02&version={version}",
                    file
                )
            ).Status
        );

        var cell = (await site.GetAsync(Office, $"/api/city/grid?area={Upper}"))
            .Body.GetProperty("features")[0]
            .GetProperty("properties");
        Assert.Equal(
            ["公园绿地", "一级", unit, "survey"],
            new[] { "landUse", "management", "body", "bodyFrom" }.Select(name =>
                cell.GetProperty(name).GetString()
            )
        );
    }

    [Fact]
    public async Task Every_fault_is_told_by_its_line_and_nothing_is_kept()
    {
        var file = GeoJson(
            "code",
            [
                .. Sound()[..2],
                ("99", SomeCity.Box(0, 0, 1, 1)),
                ("990101009001001", SomeCity.Box(0, 0, 1, 1)),
                ($"{Lower}002", SomeCity.Box(0, 0.2, 1, 0.5)),
                ($"{Lower}004", SomeCity.Box(0.5, 0.9, 1.5, 1)),
                (null, new Point(0, 0)),
            ]
        );
        var told = (
            await site.SendFileAsync(
                Administrator,
                $"{Path}?format=geojson&from=2026-11-30&version=1",
                file
            )
        ).Body;
        Assert.False(told.GetProperty("planned").GetBoolean());
        Assert.Empty(told.GetProperty("grids").EnumerateArray());
        Assert.Equal(
            [
                (0, "gap"),
                (3, "malformed-code"),
                (4, "unknown-community"),
                (5, "code-twice"),
                (5, "overlaps"),
                (5, "overlaps"),
                (6, "outside-community"),
                (7, "malformed-code"),
                (7, "unsound-geometry"),
            ],
            told.GetProperty("faults")
                .EnumerateArray()
                .Select(fault =>
                    (fault.GetProperty("line").GetInt32(), fault.GetProperty("fault").GetString()!)
                )
                .Order()
        );
        Assert.Equal(
            "grid-unreadable",
            (await site.SendFileAsync(Administrator, $"{Path}?format=geojson", [1, 2])).Type
        );
        Assert.Equal(
            "grid-unreadable",
            (await site.SendFileAsync(Administrator, $"{Path}?format=shapefile", [1, 2])).Type
        );
        Assert.Equal(
            "malformed",
            (await site.SendFileAsync(Administrator, $"{Path}?format=csv", file)).Type
        );
    }

    [Fact]
    public async Task Communities_in_which_nothing_is_wrong_are_planned_without_the_others_when_somebody_says_so()
    {
        // What a neighbour of this test has planned there is no plan of this file.
        foreach (var community in new[] { Upper, Lower })
        {
            await site.SendAsync(
                Administrator,
                HttpMethod.Delete,
                $"/api/city/grid/plans/{community}"
            );
        }

        var file = GeoJson(
            "code",
            [
                ($"{Lower}001", SomeCity.Box(0, 0, 1, 1)),
                ($"{Lower}00a", SomeCity.Box(0, 0, 1, 0.3)),
                ($"{Upper}0A1", SomeCity.Box(0, 1, 0.5, 2)),
                ($"{Upper}0B2", SomeCity.Box(0.5, 1, 1, 1.4)),
            ]
        );
        var looked = (await site.SendFileAsync(Administrator, $"{Path}?format=geojson", file)).Body;
        // A cell that is missing is a gap of its whole community; a code that can't be read is nobody's.
        Assert.Equal(
            (Upper, Lower, 3),
            (
                Codes(looked, "faulty"),
                Codes(looked, "grids"),
                looked.GetProperty("leftOut").GetInt32()
            )
        );
        var before = await CellsAsync(Upper);
        var day =
            $"{Path}?format=geojson&from=2026-12-20&version={looked.GetProperty("version").GetInt64()}";
        Assert.False(await PlannedAsync(day));
        Assert.False(await PlannedAsync(day + "&leaveOut=2"));
        Assert.True(await PlannedAsync(day + "&leaveOut=3"));
        Assert.Equal(before, await CellsAsync(Upper));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Delete,
                    $"/api/city/grid/plans/{Lower}"
                )
            ).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Delete,
                    $"/api/city/grid/plans/{Upper}"
                )
            ).Status
        );

        async Task<bool> PlannedAsync(string path) =>
            (await site.SendFileAsync(Administrator, path, file))
                .Body.GetProperty("planned")
                .GetBoolean();

        static string Codes(JsonElement told, string of) =>
            string.Join(
                ' ',
                told.GetProperty(of)
                    .EnumerateArray()
                    .Select(one => one.GetProperty("code").GetString())
            );
    }

    private async Task<IReadOnlyList<string>> CellsAsync(string community) =>
        [
            .. (await site.GetAsync(Office, $"/api/city/grid?area={community}"))
                .Body.GetProperty("features")
                .EnumerateArray()
                .Select(cell =>
                    cell.GetProperty("properties").GetProperty("code").GetString()![^3..]
                ),
        ];

    private static byte[] GeoJson(string field, (string? Code, Geometry Shape)[] cells)
    {
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var (code, shape) in cells)
            {
                Jiban.City.GeoJson.Feature(json, shape, code is null ? [] : [(field, code)]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
