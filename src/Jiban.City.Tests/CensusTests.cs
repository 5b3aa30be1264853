using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using MiniExcelLibs;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>One host for all; each test has classes of its own.</summary>
public sealed partial class CensusTests(ComponentSite site) : IClassFixture<ComponentSite>
{
    private const string Heading =
        "管理部件标识码,管理部件名称,LBDM,状态,经度,纬度,主管部门代码,初始日期,所在单元网格标识码\n";

    [Fact]
    public async Task A_row_that_names_another_street_or_community_than_its_point_lies_in_is_told()
    {
        const string Csv =
            "管理部件名称,LBDM,状态,初始日期,经度,纬度,主管部门代码,所在街道代码,所在街道名称,所在社区代码,所在社区名称\n"
            + "路灯,01018,完好,20250101,0.0011,0.0011,990101001,990101001,试湾街道,990101001001,南社区\n"
            + "路灯,01018,完好,20250101,0.0013,0.0011,990101001,990101002,,,\n"
            + "路灯,01018,完好,20250101,0.0015,0.0011,990101001,,,,北社区\n";

        var report = (await TakeAsync(Administrator, "csv", Encoding.UTF8.GetBytes(Csv))).Body;

        Assert.Equal(
            [
                (3, "wrong-street", "990101001 试湾街道"),
                (4, "wrong-community", "990101001001 南社区"),
            ],
            report
                .GetProperty("faults")
                .EnumerateArray()
                .Select(one =>
                    (
                        one.GetProperty("line").GetInt32(),
                        one.GetProperty("fault").GetString()!,
                        one.GetProperty("detail").GetString()
                    )
                )
        );
    }

    [Fact]
    public async Task Every_fault_is_told_by_its_line_and_a_dry_run_keeps_nothing()
    {
        var csv =
            Heading
            + Row("99010101018900001", 0.10, 0.10)
            + Row("99010101018900001", 0.20, 0.10)
            + Row("", 1.50, 0.50)
            + Row("", 0.30, 0.10, "01777")
            + Row("", 0.10 + 0.1 / 1113.2, 0.10)
            + Row("", 0.40, 0.10, cell: "990101001002001")
            + Row("", 0.50, 0.10, state: "倒了")
            + Row("", 0.60, 0.10, unit: "没有的单位")
            + ",路灯,01018,完好,很远,0,990101001,20250101,\n";

        var report = (await TakeAsync(Administrator, "csv", Encoding.UTF8.GetBytes(csv))).Body;

        Assert.Equal(
            [
                (2, "duplicate-code", "3"),
                (3, "duplicate-code", "2"),
                (4, "outside-grid", null),
                (5, "class-unknown", "01777"),
                (6, "twin", "2"),
                (7, "wrong-grid-cell", "990101001001001"),
                (8, "value-unknown", "GLBJZT: 倒了"),
                (9, "unknown-unit", "ZGBMDM: 没有的单位"),
                (10, "position-malformed", null),
            ],
            report
                .GetProperty("faults")
                .EnumerateArray()
                .Select(one =>
                    (
                        one.GetProperty("line").GetInt32(),
                        one.GetProperty("fault").GetString()!,
                        one.TryGetProperty("detail", out var detail) ? detail.GetString() : null
                    )
                )
        );
        Assert.False(report.TryGetProperty("id", out _));
        Assert.Equal(
            Heading.Trim().Split(','),
            report.GetProperty("headings").Deserialize<string[]>()
        );
        Assert.Contains(
            report.GetProperty("fields").EnumerateArray(),
            field =>
                field.GetProperty("abbreviation").GetString() == "CSRQ"
                && field.GetProperty("column").GetString() == "初始日期"
        );

        var sound = Encoding.UTF8.GetBytes(Heading + Row("", 0.10, 0.20, "04003"));
        var dry = (
            await TakeAsync(Administrator, "csv", sound, "&dryRun=true&map=SZDYWGBSM:")
        ).Body;
        Assert.DoesNotContain(
            dry.GetProperty("fields").EnumerateArray(),
            field =>
                field.GetProperty("abbreviation").GetString() == "SZDYWGBSM"
                && field.TryGetProperty("column", out _)
        );
        Assert.Equal(1, dry.GetProperty("differences").GetProperty("new").GetInt32());
        Assert.False(dry.TryGetProperty("id", out _));
        Assert.Equal(0, await CountAsync("04003"));
        Assert.Equal("not-allowed", (await TakeAsync(Office, "csv", sound)).Type);
        Assert.Equal("census-unreadable", (await TakeAsync(Administrator, "geojson", sound)).Type);
        Assert.Equal("census-unreadable", (await TakeAsync(Administrator, "xlsx", sound)).Type);
        Assert.Equal(
            "census-unreadable",
            (await TakeAsync(Administrator, "shapefile", sound)).Type
        );
        Assert.Equal(
            "malformed",
            (await TakeAsync(Administrator, "csv", sound, "&map=GLBJMC:x")).Type
        );
        Assert.Equal("malformed", (await TakeAsync(Administrator, "dwg", sound)).Type);
    }

    [Fact]
    public async Task What_was_exported_comes_back_the_same_and_a_sheet_is_read_like_a_file()
    {
        var rows = new[]
        {
            new
            {
                GLBJMC = "=消火栓",
                LBDM = "01013",
                JD = 0.0011,
                WD = 0.0152,
                ZGBMMC = "试湾街道办事处",
                YHDWDM = "9901-U01",
                GLBJZT = "完好",
                CSRQ = "2025-03-04",
                BZ = "漆落",
                部位 = "路口",
            },
        };
        using var sheet = new MemoryStream();
        await sheet.SaveAsAsync(rows);
        var census = await KeptAsync(sheet.ToArray(), "xlsx", "&map=WZMS:部位");
        Assert.Equal(
            (1, 0, 0),
            await DecideAsync(census, new { accept = true, items = new[] { 1 } })
        );

        foreach (var format in new[] { "csv", "geojson", "xlsx", "shapefile" })
        {
            var file = await site.GetFileAsync(
                Administrator,
                $"/api/components/export?classCode=01013&format={format}"
            );
            var back = (await TakeAsync(Administrator, format, file, "&dryRun=true")).Body;
            Assert.Equal(0, back.GetProperty("faultCount").GetInt32());
            Assert.Equal(1, back.GetProperty("differences").GetProperty("same").GetInt32());
        }
    }

    [Fact]
    public async Task A_shapefile_is_read_with_its_Chinese_names()
    {
        var census = await KeptAsync(
            SomeShapefile.Of(0.0021, 0.0152, "01021", "报刊亭", "990101001"),
            "shapefile"
        );
        Assert.Equal((1, 0, 0), await DecideAsync(census, new { accept = true, change = "new" }));
        Assert.Equal(
            "报刊亭",
            (await site.GetAsync(Office, "/api/components?classCode=01021"))
                .Body.GetProperty("items")[0]
                .GetProperty("name")
                .GetString()
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Row(
        string code,
        double x,
        double y,
        string classCode = "01018",
        string state = "完好",
        string unit = "990101001",
        string cell = ""
    ) =>
        FormattableString.Invariant(
            $"{code},部件,{classCode},{state},{x * SomeCity.Side:0.#########},{y * SomeCity.Side:0.#########},{unit},20250101,{cell}\n"
        );

    private Task<Answer> TakeAsync(
        Platform.Auth.Actor actor,
        string format,
        byte[] file,
        string more = ""
    ) => site.SendFileAsync(actor, $"/api/censuses?format={format}&name=秋季普查{more}", file);

    private Task<Guid> KeptAsync(string csv, string more = "") =>
        KeptAsync(Encoding.UTF8.GetBytes(csv), "csv", more);

    private async Task<Guid> KeptAsync(byte[] file, string format, string more = "")
    {
        var report = await TakeAsync(Administrator, format, file, more);
        Assert.True(
            report.Status == HttpStatusCode.OK && report.Body.TryGetProperty("id", out _),
            report.Body.ToString()
        );
        return report.Body.GetProperty("id").GetGuid();
    }

    /// <summary>Components of a class in a row, taken over from a census, by their identifiers.</summary>
    /// <param name="y">As of <see cref="Row"/>.</param>
    /// <param name="xs">In their order.</param>
    private async Task<(Guid Census, string[] Codes)> RegisteredAsync(
        string classCode,
        double y,
        params double[] xs
    )
    {
        var census = await KeptAsync(
            Heading + string.Concat(xs.Select(x => Row("", x, y, classCode)))
        );
        Assert.Equal(
            (xs.Length, 0, 0),
            await DecideAsync(census, new { accept = true, change = "new" })
        );
        return (census, [.. xs.Select((_, n) => $"990101{classCode}{n + 1:000000}")]);
    }

    private async Task<(int Accepted, int Declined, int Overtaken)> DecideAsync(
        Guid census,
        object decision
    )
    {
        var answer = (
            await site.PostAsync(Administrator, $"/api/censuses/{census}/decisions", decision)
        ).Body;
        return (
            answer.GetProperty("accepted").GetInt32(),
            answer.GetProperty("declined").GetInt32(),
            answer.GetProperty("overtaken").GetInt32()
        );
    }

    private async Task<int> CountAsync(string classCode) =>
        (await site.GetAsync(Office, "/api/components?classCode=" + classCode))
            .Body.GetProperty("total")
            .GetInt32();

    private async Task<string?> StateAsync(string code) =>
        (await site.GetAsync(Office, "/api/components/tags/" + code))
            .Body.GetProperty("state")
            .GetString();

    private async Task<Guid> IdAsync(string code)
    {
        await using var connection = await site.Store.App.OpenAsync(Cancel);
        return await connection.ExecuteScalarAsync<Guid>(
            "select component_id from city.component where code = @code and valid_to is null",
            new { code }
        );
    }
}
