using System.Net;
using Dapper;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// The registry as files and as OGC API Features.
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task A_file_holds_every_row_with_the_names_of_the_standard()
    {
        var record = Record(0.90, 1.90, "04006", "=雕塑");
        var (_, code) = await site.AddAsync(record);

        var csv = (
            await site.GetAsync(Administrator, "/api/components/export?classCode=04006")
        ).Body.GetString()!;
        var lines = csv.Trim('\uFEFF', '\n', '\r').Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("管理部件标识码,管理部件名称,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{code},'=雕塑,04006,990101001,", lines[1], StringComparison.Ordinal);
        var json = (
            await site.GetAsync(
                Administrator,
                "/api/components/export?classCode=04006&format=geojson"
            )
        ).Body;
        var feature = json.GetProperty("features")[0];
        Assert.Equal(code, feature.GetProperty("properties").GetProperty("GLBJBSM").GetString());
        Assert.Equal(
            0.009,
            feature.GetProperty("geometry").GetProperty("coordinates")[0].GetDouble()
        );
        Assert.Equal(
            "malformed",
            (await site.GetAsync(Administrator, "/api/components/export?format=pdf")).Type
        );
        await using var connection = await site.Store.App.OpenAsync(Cancel);
        Assert.Equal(
            2,
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from platform.audit_trail where action = 'exportComponents' and subject = '1'"
            )
        );
    }

    [Fact]
    public async Task A_map_program_reads_the_collection_page_by_page_and_at_a_time()
    {
        for (var n = 0; n < 3; n++)
        {
            await site.AddAsync(Record(0.10 + n * 0.01, 1.20, "02012"));
        }

        const string Items = "/ogc/collections/components/items";
        const string Here = "?bbox=0.0009,0.0119,0.0013,0.0121";
        var codes = new List<string>();
        var path = $"{Items}{Here}&limit=2";
        while (path.Length > 0)
        {
            var page = (await site.GetAsync(Office, path)).Body;
            Assert.Equal(3, page.GetProperty("numberMatched").GetInt32());
            codes.AddRange(
                page.GetProperty("features")
                    .EnumerateArray()
                    .Select(one => one.GetProperty("id").GetString()!)
            );
            path = page.GetProperty("links")
                .EnumerateArray()
                .Where(link => link.GetProperty("rel").GetString() == "next")
                .Select(link => new Uri(link.GetProperty("href").GetString()!).PathAndQuery)
                .SingleOrDefault("");
        }

        Assert.Equal(3, codes.Distinct().Count());
        Assert.Equal(0, await MatchedAsync("&datetime=../2026-09-30"));
        Assert.Equal(3, await MatchedAsync("&datetime=2026-09-30/2026-10-01"));
        Assert.Equal(3, await MatchedAsync("&datetime=2026-10-15T00:00:00Z"));
        foreach (
            var query in new[]
            {
                "&datetime=yesterday",
                "&limit=0",
                "&crs=x",
                "&datetime=2026-10-02/2026-10-01",
            }
        )
        {
            Assert.Equal("malformed", (await site.GetAsync(Office, Items + Here + query)).Type);
        }

        Assert.Equal(
            "Feature",
            (await site.GetAsync(Office, $"{Items}/{codes[0]}"))
                .Body.GetProperty("type")
                .GetString()
        );
        Assert.Equal("unknown-component", (await site.GetAsync(Office, Items + "/1")).Type);
        foreach (
            var page in new[] { "", "/conformance", "/collections", "/collections/components" }
        )
        {
            Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(Office, "/ogc" + page)).Status);
        }

        // With heights, as a program of the space asks.
        Assert.Equal(
            3,
            (await site.GetAsync(Office, Items + "?bbox=0.0009,0.0119,-10,0.0013,0.0121,100"))
                .Body.GetProperty("numberMatched")
                .GetInt32()
        );
        Assert.Equal(
            "malformed",
            (await site.GetAsync(Office, Items + "?bbox=0.0009,0.0119,low,0.0013,0.0121,100")).Type
        );

        // Of a day that has passed whoever answered then, and what was taken away before its end as well.
        var id = (await site.GetAsync(Office, "/api/components?classCode=02012"))
            .Body.GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();
        foreach (
            var (step, change) in new (string, object)[]
            {
                (
                    "handover",
                    new
                    {
                        version = 1,
                        role = "authority",
                        unitId = SomeCity.Water,
                        from = "2026-10-20",
                    }
                ),
                (
                    "retire",
                    new
                    {
                        version = 1,
                        reason = "道路改造拆除",
                        from = "2026-10-25",
                    }
                ),
            }
        )
        {
            Assert.Null(
                (await site.PostAsync(Administrator, $"/api/components/{id}/{step}", change)).Type
            );
        }

        Assert.Equal(2, await MatchedAsync("&datetime=2026-10-25"));
        Assert.Equal(3, await MatchedAsync("&datetime=2026-10-24/2026-10-30"));
        Assert.Equal("试湾街道办事处", await AuthorityAsync("2026-10-19"));
        Assert.Equal("试城自来水公司", await AuthorityAsync("2026-10-24/2026-10-30"));

        async Task<string?> AuthorityAsync(string time) =>
            (await site.GetAsync(Office, $"{Items}{Here}&datetime={time}"))
                .Body.GetProperty("features")[0]
                .GetProperty("properties")
                .GetProperty("ZGBMMC")
                .GetString();

        async Task<int> MatchedAsync(string query) =>
            (await site.GetAsync(Office, Items + Here + query))
                .Body.GetProperty("numberMatched")
                .GetInt32();
    }
}
