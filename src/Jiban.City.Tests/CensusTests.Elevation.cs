using System.Text;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// How high a component stands, over the 1985 national height datum: from a file into the registry, and out of it again.
public sealed partial class CensusTests
{
    [Fact]
    public async Task An_elevation_is_read_from_a_file_judged_compared_within_the_accuracy_of_the_survey_and_leaves_in_every_form()
    {
        const string Columns =
            "管理部件标识码,管理部件名称,LBDM,状态,初始日期,经度,纬度,定位精度,主管部门代码,高程\n";
        static string Standing(string code, double x, string elevation) =>
            FormattableString.Invariant(
                $"{code},环保监测站,03008,完好,20250101,{x * SomeCity.Side},{0.47 * SomeCity.Side},A,990101001,{elevation}\n"
            );

        var odd = (
            await TakeAsync(
                Administrator,
                "csv",
                Encoding.UTF8.GetBytes(
                    Columns
                        + Standing("", 0.71, "二楼")
                        + Standing("", 0.73, "9000.5")
                        + Standing("", 0.75, "1e4")
                )
            )
        ).Body;
        Assert.Equal(
            [
                "2 value-unknown GC: 二楼",
                "3 elevation-out-of-range 9000.5",
                "4 elevation-out-of-range 10000",
            ],
            odd.GetProperty("faults")
                .EnumerateArray()
                .Select(one =>
                    $"{one.GetProperty("line")} {one.GetProperty("fault")} {one.GetProperty("detail")}"
                )
        );

        var first = await KeptAsync(
            Columns
                + Standing("", 0.71, "4.12500001")
                + Standing("", 0.73, "-1.5米")
                + Standing("", 0.75, "")
        );
        Assert.Equal((3, 0, 0), await DecideAsync(first, new { accept = true, change = "new" }));
        var codes = Enumerable.Range(1, 3).Select(n => $"9901010300800000{n}").ToArray();
        Assert.Equal(["4.125", "-1.5", null], await OgcAsync());

        // Half a metre is how well a survey of class A knows where a thing stands: the first is the same, the others differ.
        var second = await KeptAsync(
            Columns
                + Standing(codes[0], 0.71, "4.6")
                + Standing(codes[1], 0.73, "-2.1")
                + Standing(codes[2], 0.75, "3")
        );
        var shown = (await site.GetAsync(Office, $"/api/censuses/{second}")).Body;
        Assert.Equal(1, shown.GetProperty("census").GetProperty("same").GetInt32());
        Assert.All(
            shown.GetProperty("items").EnumerateArray(),
            item =>
                Assert.Equal(
                    "elevation",
                    Assert.Single(item.GetProperty("fields").EnumerateArray()).GetString()
                )
        );
        Assert.Equal(
            (2, 0, 0),
            await DecideAsync(second, new { accept = true, change = "changed" })
        );
        Assert.Equal(["4.125", "-2.1", "3"], await OgcAsync());
        // A file without the column says nothing about it, nor does who moves it.
        var third = (
            await site.PostAsync(
                Administrator,
                $"/api/components/{await IdAsync(codes[1])}/move",
                new
                {
                    version = 2,
                    lon = 0.731 * SomeCity.Side,
                    lat = 0.47 * SomeCity.Side,
                }
            )
        );
        Assert.Null(third.Type);
        Assert.Equal(["4.125", "-2.1", "3"], await OgcAsync());
        foreach (var format in new[] { "csv", "geojson" })
        {
            var file = (
                await site.GetAsync(
                    Administrator,
                    $"/api/components/export?classCode=03008&format={format}"
                )
            ).Body;
            Assert.Contains("-2.1", $"{file}", StringComparison.Ordinal);
        }

        async Task<IReadOnlyList<string?>> OgcAsync()
        {
            var all = new List<string?>();
            foreach (var code in codes)
            {
                var properties = (
                    await site.GetAsync(Office, $"/ogc/collections/components/items/{code}")
                ).Body.GetProperty("properties");
                all.Add(
                    properties.TryGetProperty("GC", out var metres) ? metres.GetString() : null
                );
            }

            return all;
        }
    }
}
