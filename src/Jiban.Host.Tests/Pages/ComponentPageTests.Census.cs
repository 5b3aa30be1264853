using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>A census by whoever keeps the registry: a file with faults, the same one mended, and a second survey accepted item by item.</summary>
public sealed partial class ComponentPageTests
{
    /// <summary>Street benches; no other test here has any.</summary>
    private const string Bench = "04007";

    [Fact]
    public async Task A_census_is_mapped_mended_taken_and_its_second_survey_accepted_item_by_item()
    {
        var (lon, lat) = pages.Host.Inside();
        var page = await KeeperAsync("/desk/components/censuses/new");
        var key = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^检\\s?查$") });

        // A name nobody expects, and two faults: each by its line, and nothing is taken.
        await ChooseAsync(
            page,
            "first.csv",
            "叫什么,LBDM,状态,经度,纬度,主管部门名称,初始日期\n"
                + Row("一号椅", Bench, lon, lat)
                + Row("二号椅", "01777", lon + 1e-4, lat)
                + Row("三号椅", Bench, lon + 2e-4, lat, "倒了")
        );
        await key.ClickAsync();
        var faults = page.GetByRole(AriaRole.Region, new() { NameRegex = new("有问题（共") });
        await Expect(faults.GetByText("名称应为 1 到 30 个字").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await PickColumnAsync(page, "管理部件名称", "叫什么");
        await Expect(
                page.GetByRole(AriaRole.Heading, new() { Name = "3 行中，2 行有问题（共 2 处）" })
            )
            .ToBeVisibleAsync();
        await Expect(faults.GetByRole(AriaRole.Row).Filter(new() { HasText = "没有这个类别" }))
            .ToContainTextAsync("3");
        await Expect(faults.GetByRole(AriaRole.Row).Filter(new() { HasText = "值不在规定的词里" }))
            .ToContainTextAsync("4");
        await ShowAsync(page, "census-faults");
        var list = await page.RunAndWaitForDownloadAsync(() =>
            faults
                .GetByRole(AriaRole.Button, new() { Name = "下载有问题的行（含原因）" })
                .ClickAsync()
        );
        var told = await File.ReadAllTextAsync(
            await list.PathAsync(),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(
            "\"3\",\"没有这个类别 01777\",\"二号椅\",\"01777\"",
            told,
            StringComparison.Ordinal
        );

        // Mended: a dry run counts what would be new, and only then it is taken.
        await ChooseAsync(
            page,
            "first.csv",
            "管理部件名称,LBDM,状态,经度,纬度,主管部门名称,初始日期\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 3)
                        .Select(n => Row($"{n + 1}号椅", Bench, lon + n * 1e-4, lat))
                )
        );
        await key.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "检查通过，共 3 行" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await ShowAsync(page, "census-sound");
        Assert.Equal(0, await BenchesAsync());
        await TakeAsync(page);
        await page.GetByLabel("差异", new() { Exact = true }).ClickAsync();
        await page.GetByTitle("新增", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "采纳全部“新增”3 项", Exact = true })
            .ClickAsync();
        await Expect(page.GetByText("没有待处理的差异")).ToBeVisibleAsync();
        Assert.Equal(3, await BenchesAsync());

        // Surveyed again: the first was moved, the second damaged, the third is gone. One is accepted, one declined, one waits.
        var codes = await CodesAsync();
        await page.GotoAsync(
            new Uri(pages.Host.Address, "/desk/components/censuses/new").ToString()
        );
        await ChooseAsync(
            page,
            "second.csv",
            "管理部件标识码,管理部件名称,LBDM,状态,经度,纬度,主管部门名称,初始日期\n"
                + $"{codes[0]},{Row("1号椅", Bench, lon, lat + 2e-4)}"
                + $"{codes[1]},{Row("2号椅", Bench, lon + 1e-4, lat, "破损")}"
        );
        await page.GetByLabel("普查范围").FillAsync(await StreetAsync());
        await key.ClickAsync();
        await Expect(page.GetByText("缺失 1")).ToBeVisibleAsync();
        await TakeAsync(page);
        await Expect(page.GetByText(new Regex("移动 22\\.\\d 米"))).ToBeVisibleAsync();
        await Expect(page.GetByText("状态由完好变为破损")).ToBeVisibleAsync();
        await Expect(page.GetByText("台账有，现场没有；采纳后记为丢失")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await ShowAsync(page, "census-differences");
        await DecideAsync("移动", "采纳所选 1 项");
        await DecideAsync("状态由", "不采纳所选 1 项");
        await page.GetByText("只看待处理").ClickAsync();
        await Expect(Difference("移动")).ToContainTextAsync("已采纳");
        await Expect(Difference("状态由")).ToContainTextAsync("不采纳");
        await Expect(Difference("现场没有")).ToContainTextAsync("待处理");
        var first = await RecordAsync(codes[0]);
        Assert.Equal(lat + 2e-4, first.GetProperty("lat").GetDouble(), 1e-7);
        Assert.Equal("intact", (await RecordAsync(codes[1])).Maybe("state"));

        ILocator Difference(string text) =>
            page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

        async Task DecideAsync(string text, string press)
        {
            await Difference(text).GetByRole(AriaRole.Checkbox).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = press, Exact = true })
                .ClickAsync();
            await Expect(Difference(text)).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData("csv", "csv")]
    [InlineData("xlsx", "xlsx")]
    [InlineData("geojson", "geojson")]
    [InlineData("shapefile", "zip")]
    public async Task What_the_registry_exports_is_read_back_as_a_census_in_which_nothing_differs(
        string format,
        string ending
    )
    {
        // Litter bins, two of them; no other test here has any.
        const string bin = "03005";
        var (lon, lat) = pages.Host.Inside();
        if (await CountAsync(bin) == 0)
        {
            var office = pages.Host.City.Units.Single(unit => unit.Name == Office);
            foreach (var n in Enumerable.Range(0, 2))
            {
                await pages.Host.EnterAsync(
                    bin,
                    $"{n + 1}号垃圾箱",
                    (lon + n * 1e-4, lat - 3e-4),
                    ("authority", office)
                );
            }
        }

        var page = await KeeperAsync("/desk/components/censuses/new");
        var keeper = pages.Host.As(Role.Administrator, pages.Host.City.CityCentre!.Name);
        var file = await keeper.GetByteArrayAsync(
            new Uri($"/api/components/export?classCode={bin}&format={format}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        await page.GetByLabel("文件", new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = $"back.{ending}",
                    MimeType = "application/octet-stream",
                    Buffer = file,
                }
            );
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^检\\s?查$") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "检查通过，共 2 行" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("与台账完全一致")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^导\\s?入$") }))
            .ToBeDisabledAsync();
    }

    private async Task<IPage> KeeperAsync(string address)
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(
            page,
            address,
            Role.Administrator,
            pages.Host.City.CityCentre!.Name
        );
        return page;
    }

    private static string Row(
        string name,
        string classCode,
        double lon,
        double lat,
        string state = "完好"
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name},{classCode},{state},{lon:0.0000000},{lat:0.0000000},{Office},2026-01-05\n"
        );

    private static Task ChooseAsync(IPage page, string name, string csv) =>
        page.GetByLabel("文件", new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );

    private static async Task PickColumnAsync(IPage page, string field, string column)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = $"“{field}”对应的列" }).ClickAsync();
        await page.GetByTitle(column, new() { Exact = true }).Last.ClickAsync();
    }

    private static async Task TakeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^导\\s?入$") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "去处理差异" }).ClickAsync();
    }

    private Task<int> BenchesAsync() => CountAsync(Bench);

    private async Task<int> CountAsync(string classCode) =>
        int.Parse(
            (await ListAsync($"classCode={classCode}")).Maybe("total")!,
            CultureInfo.InvariantCulture
        );

    private async Task<string[]> CodesAsync() =>
        [
            .. (await ListAsync($"classCode={Bench}&sort=code"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(one => one.Maybe("code")!),
        ];

    private async Task<JsonElement> RecordAsync(string code) =>
        (await ListAsync($"q={code}")).GetProperty("items").EnumerateArray().Single();

    private async Task<string> StreetAsync() =>
        (await ListAsync($"classCode={Bench}"))
            .GetProperty("items")
            .EnumerateArray()
            .First()
            .Maybe("gridCode")![..9];

    private async Task<JsonElement> ListAsync(string query) =>
        (await pages.Host.As(Role.Dispatcher, Office).Get($"/api/components?{query}")).Expect(
            HttpStatusCode.OK
        );

    /// <summary>A picture of the page at both sizes and in both languages, for whoever wants to look at it.</summary>
    private static async Task ShowAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("JIBAN_SHOTS") is not { } shots)
        {
            return;
        }

        var before = page.ViewportSize!;
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(
                new() { Path = $"{shots}/{name}-{width}.png", FullPage = true }
            );
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
