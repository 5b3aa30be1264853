using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.City.Names;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>A customer's gazetteer comes in as a file, is judged line by line, and is read from then on.</summary>
public sealed class ToponymTests(ComponentSite site) : IClassFixture<ComponentSite>
{
    private const string Path = "/api/city/gazetteer";

    private const string Sound = """
        编号,类别,标准名称,别名,曾用名,经度,纬度,图形
        Q1,桥梁,试河桥,状元大桥,"老石桥(1950至1998-06-30)",,,"LINESTRING (0.005 0.0095, 0.005 0.0105)"
        Z1,公交站,试湾小学,,,0.003,0.0149,
        D1,道路,试湾路,,"运盐路(至2009)、盐路",,,
        """;

    [Fact]
    public async Task A_file_is_looked_at_taken_listed_and_reads_back_as_the_same()
    {
        var looked = await ImportAsync(Sound, "&dryRun=true");
        Assert.Equal(0, looked.GetProperty("faultCount").GetInt32());
        Assert.False(looked.GetProperty("taken").GetBoolean());
        Assert.Equal((3, 0, 0, 0), Differences(looked));
        Assert.Equal(0, (await ListAsync("")).GetProperty("total").GetInt32());

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await site.SendFileAsync(Office, $"{Path}/imports?format=csv", Bytes(Sound))).Status
        );
        Assert.True((await ImportAsync(Sound)).GetProperty("taken").GetBoolean());
        var listed = (await ListAsync("?q=运盐")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("试湾路", listed.GetProperty("name").GetString());
        Assert.Equal("运盐路(至2009-12-31)、盐路", listed.GetProperty("oldNames").GetString());
        Assert.True(listed.GetProperty("ofPlan").GetBoolean());
        var bridge = (await ListAsync("?kind=bridge")).GetProperty("items")[0];
        Assert.Equal("南社区", bridge.GetProperty("within").GetString());
        Assert.False(bridge.GetProperty("ofPlan").GetBoolean());
        var found = (await site.GetAsync(Office, "/api/city/places?q=老石")).Body;
        Assert.Equal("bridge", found[0].GetProperty("kind").GetString());

        foreach (var format in new[] { "csv", "geojson" })
        {
            var sent = (await site.GetAsync(Office, $"{Path}/export?format={format}")).Body;
            var file = format == "csv" ? sent.GetString()! : sent.GetRawText();
            var again = await ImportAsync(file, "&whole=true&dryRun=true", format);
            Assert.Equal((0, 0, 3, 0), Differences(again));
        }

        // A line without a shape hangs on the plan alone, never on another line, which a file may take away.
        var hanging = await ImportAsync(
            "编号,类别,标准名称,曾用名\nQ2,桥梁,试河桥,旧桥",
            "&dryRun=true"
        );
        Assert.Equal(
            "place-unknown",
            hanging.GetProperty("faults")[0].GetProperty("fault").GetString()
        );

        // Another file that is the whole: what it leaves out goes, and what it words otherwise keeps its id.
        var less = Sound.Replace("状元大桥", "状元桥", StringComparison.Ordinal).Split('\n');
        var id = await IdAsync("Q1");
        Assert.Equal(
            (0, 1, 1, 1),
            Differences(
                await ImportAsync(string.Join('\n', less[..2].Append(less[3])), "&whole=true")
            )
        );
        Assert.Equal(id, await IdAsync("Q1"));
        Assert.Equal(2, (await ListAsync("")).GetProperty("total").GetInt32());
        Assert.Equal(
            ["gazetteer/3/0", "gazetteer/1/1"],
            await QueryAsync<string>(
                "select subject from platform.audit_trail where subject like 'gazetteer/%' order by audit_id"
            )
        );
        await ImportAsync(less[0] + "\n" + less[3], "&whole=true");

        const string Faulty = """
            编号,类别,标准名称,别名,曾用名,经度,纬度,图形
            N1,公交站,试湾南口,,,0.004,0.0151,
            N2,火山,试火山,,,0.004,0.0152,
            """;
        var odd = await ImportAsync(Faulty, "&whole=true&dryRun=true");
        Assert.Equal((1, 0, 0, 0), Differences(odd));
        Assert.Equal(
            "火山",
            odd.GetProperty("faultyLines")
                .GetProperty("lines")[0]
                .GetProperty("cells")[1]
                .GetString()
        );
        Assert.False((await ImportAsync(Faulty, "&whole=true")).GetProperty("taken").GetBoolean());
        Assert.True(
            (await ImportAsync(Faulty, "&whole=true&leaveOut=1")).GetProperty("taken").GetBoolean()
        );
        // A line that was left out may be any of those that no other line tells of: nothing goes.
        Assert.Equal(2, (await ListAsync("")).GetProperty("total").GetInt32());
        Assert.Equal(
            "gazetteer/1/0/1",
            (
                await QueryAsync<string>(
                    "select subject from platform.audit_trail where subject like 'gazetteer/%' order by audit_id desc limit 1"
                )
            ).Single()
        );
    }

    [Fact]
    public async Task Every_fault_is_told_by_its_line_and_nothing_is_taken()
    {
        var report = await ImportAsync(
            """
            code,类别,名称,曾用名,x,y,wkt
            A,火山,试火山,,0.005,0.005,
            B,桥梁,桥,,0.005,0.005,
            C,桥梁,试河桥,旧桥(从前),0.005,0.005,
            D,桥梁,试河桥,,90,9,
            E,道路,试某路,,,,
            F,道路,试湾路,,,,
            G,公交站,试站,,abc,1,
            H,公交站,试站,,,,POINT (1
            H,公交站,试湾二站,,0.005,0.005,
            H,公交站,试湾三站,,0.005,0.005,
            """
        );

        Assert.Equal(
            [
                (2, "kind-unknown"),
                (3, "name-odd"),
                (4, "names-odd"),
                (5, "outside-city"),
                (6, "place-unknown"),
                (7, "nothing-said"),
                (8, "shape-odd"),
                (9, "shape-odd"),
                (11, "key-twice"),
            ],
            report
                .GetProperty("faults")
                .EnumerateArray()
                .Select(fault =>
                    (fault.GetProperty("line").GetInt32(), fault.GetProperty("fault").GetString()!)
                )
        );
        Assert.False(report.GetProperty("taken").GetBoolean());
        Assert.Equal(
            "gazetteer-unreadable",
            (
                await site.SendFileAsync(Administrator, $"{Path}/imports?format=xlsx", Bytes("x"))
            ).Type
        );
    }

    [Fact]
    public void Columns_of_other_names_are_chosen()
    {
        var file = ToponymFile.Of(["id", "地名", "what"], ["code:id", "kind:what"], out _);

        Assert.Equal("id", file!.Columns[ToponymField.Code]);
        Assert.Equal("地名", file.Columns[ToponymField.Name]);
        Assert.Null(ToponymFile.Of(["id"], ["code:none"], out var wrong));
        Assert.Equal("code:none", wrong);
    }

    [Theory]
    [InlineData("甲路", "甲路")]
    [InlineData("甲路（1998~2003）；乙路", "甲路(1998-01-01至2003-12-31)、乙路")]
    [InlineData("甲路(至2003/5/1)", "甲路(至2003-05-01)")]
    [InlineData("甲路(2003至1998)", null)]
    [InlineData("甲路(2003-13-01至)", null)]
    public void Days_of_a_name_are_read(string cell, string? written) =>
        Assert.Equal(
            written,
            OtherNames.Read(cell, NameUse.Old) is { } names ? OtherNames.Write(names) : null
        );

    [Fact]
    public void A_line_near_a_place_of_the_plan_is_that_place_and_one_far_away_is_another()
    {
        var road = SomeCity.Plan().Roads[0];
        Place Entry(double x, double y) =>
            (
                SomeCity.Plan() with
                {
                    Toponyms =
                    [
                        new(
                            Guid.Empty,
                            "D",
                            PlaceKind.Road,
                            road.Name,
                            [new("运盐路", NameUse.Old, null, null)],
                            SomeCity.At(x, y)
                        ),
                    ],
                }
            )
                .ToSnapshot()
                .Places.Single(place => place.Name == "运盐路");

        Assert.Equal(road.RoadId, Entry(0.005, 0.006).PlaceId);
        Assert.Equal(Guid.Empty, Entry(0.035, 0.015).PlaceId);
        Assert.Equal(road.Name, Entry(0.035, 0.015).Standard);
    }

    private async Task<JsonElement> ImportAsync(
        string file,
        string more = "",
        string format = "csv"
    )
    {
        var answer = await site.SendFileAsync(
            Administrator,
            $"{Path}/imports?format={format}{more}",
            Bytes(file)
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body;
    }

    private async Task<JsonElement> ListAsync(string query) =>
        (await site.GetAsync(Office, Path + query)).Body;

    private async Task<Guid> IdAsync(string code) =>
        (
            await QueryAsync<Guid>($"select place_id from city.toponym where code = '{code}'")
        ).Single();

    private async Task<IEnumerable<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await site.Store.Owner.OpenConnectionAsync();
        return await connection.QueryAsync<T>(sql);
    }

    private static (int, int, int, int) Differences(JsonElement report)
    {
        var told = report.GetProperty("differences");
        return (Of("new"), Of("changed"), Of("same"), Of("gone"));

        int Of(string name) => told.GetProperty(name).GetInt32();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
