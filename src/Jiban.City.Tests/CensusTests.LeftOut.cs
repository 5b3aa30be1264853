using System.Text;
using System.Text.Json;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// The sound lines of a file with faults are taken when somebody says so, and the others are kept with their reasons.
public sealed partial class CensusTests
{
    [Fact]
    public async Task The_sound_lines_are_taken_without_the_faulty_ones_only_when_as_many_are_left_out_as_were_seen()
    {
        var (first, codes) = await RegisteredAsync("01012", 0.42, 0.10, 0.14);

        // One damaged, one new, one of no class, one with two faults; the second on record stands in no line.
        var csv = Encoding.UTF8.GetBytes(
            Heading
                + Row(codes[0], 0.10, 0.42, "01012", state: "破损")
                + Row("", 0.18, 0.42, "01777")
                + Row("", 0.22, 0.42, "01012")
                + Row("", 0.26, 0.42, "01012", state: "=倒了", unit: "没有的单位")
        );
        const string Here = "&area=990101001001";
        var looked = (await TakeAsync(Administrator, "csv", csv, Here + "&dryRun=true")).Body;
        Assert.Equal((3, 2), (Of(looked, "faultCount"), Of(looked, "leftOut")));
        var differences = looked.GetProperty("differences");
        // A line that was left out may be the one that is missing, so nothing is told as gone.
        Assert.Equal(
            (1, 1, 0),
            (Of(differences, "new"), Of(differences, "changed"), Of(differences, "gone"))
        );
        AssertLeftOut(looked);

        foreach (var unseen in new[] { "", "&leaveOut=1", "&leaveOut=3" })
        {
            Assert.False(
                (await TakeAsync(Administrator, "csv", csv, Here + unseen)).Body.TryGetProperty(
                    "id",
                    out _
                )
            );
        }

        var census = await KeptAsync(csv, "csv", Here + "&leaveOut=2");
        var shown = (await site.GetAsync(Office, $"/api/censuses/{census}")).Body;
        Assert.Equal(2, Of(shown.GetProperty("census"), "leftOut"));
        Assert.Equal(2, shown.GetProperty("items").GetArrayLength());
        AssertLeftOut((await site.GetAsync(Office, $"/api/censuses/{census}/left-out")).Body);
        Assert.Equal((1, 0, 0), await DecideAsync(census, new { accept = true, change = "new" }));
        Assert.Equal(3, await CountAsync("01012"));

        var whole = (await site.GetAsync(Office, $"/api/censuses/{first}/left-out")).Body;
        Assert.Equal(0, whole.GetProperty("faults").GetArrayLength());
        Assert.Equal(
            "unknown-census",
            (await site.GetAsync(Office, $"/api/censuses/{Guid.Empty}/left-out")).Type
        );

        static void AssertLeftOut(JsonElement told)
        {
            Assert.Equal(
                [(3, "class-unknown"), (5, "unknown-unit"), (5, "value-unknown")],
                told.GetProperty("faults")
                    .EnumerateArray()
                    .Select(one => (Of(one, "line"), one.GetProperty("fault").GetString()!))
            );
            var lines = told.GetProperty("faultyLines");
            Assert.Equal(
                Heading.Trim().Split(','),
                lines.GetProperty("headings").Deserialize<string[]>()
            );
            Assert.Equal(
                ["3", "01777", "5", "=倒了"],
                lines
                    .GetProperty("lines")
                    .EnumerateArray()
                    .SelectMany(line =>
                        new[]
                        {
                            $"{Of(line, "line")}",
                            line.GetProperty("cells")[Of(line, "line") == 3 ? 2 : 3].GetString(),
                        }
                    )
            );
        }
    }

    [Fact]
    public async Task A_file_without_a_sound_line_is_not_taken_and_a_first_import_is_a_census_like_any_other()
    {
        var csv = Encoding.UTF8.GetBytes(Heading + Row("", 0.30, 0.42, "01777"));
        Assert.False(
            (await TakeAsync(Administrator, "csv", csv, "&leaveOut=1")).Body.TryGetProperty(
                "id",
                out _
            )
        );
        // A shape is told as columns that a mended table has again; what no store holds does not keep the rest out.
        var features = JsonSerializer.SerializeToUtf8Bytes(
            new { features = new[] { Feature(0.34, "01014"), Feature(0.38, "\0017") } }
        );
        var census = await KeptAsync(features, "geojson", "&leaveOut=1");
        var left = (
            await site.GetAsync(Office, $"/api/censuses/{census}/left-out")
        ).Body.GetProperty("faultyLines");
        Assert.Equal(
            ["LBDM", "GLBJMC", "GLBJZT", "CSRQ", "ZGBMDM", "经度", "纬度"],
            left.GetProperty("headings").Deserialize<string[]>()!
        );
        Assert.Equal(
            ["\uFFFD017", "信箱", "完好", "20250101", "990101001", "0.0038", "0.0042"],
            left.GetProperty("lines")[0].GetProperty("cells").Deserialize<string[]>()!
        );
        Assert.Equal((1, 0, 0), await DecideAsync(census, new { accept = true, change = "new" }));

        static object Feature(double x, string classCode) =>
            new
            {
                properties = new
                {
                    LBDM = classCode,
                    GLBJMC = "信箱",
                    GLBJZT = "完好",
                    CSRQ = "20250101",
                    ZGBMDM = "990101001",
                },
                geometry = new
                {
                    type = "Point",
                    coordinates = new[] { Math.Round(x * SomeCity.Side, 9), 0.0042 },
                },
            };
    }

    private static int Of(JsonElement told, string name) => told.GetProperty(name).GetInt32();
}
