using System.IO.Compression;
using System.Net;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

// The catalogue: its table and what is wrong with it; a draft as a sheet and back, tried on past cases, put in force from a day on.
public sealed partial class UnderstandingPageTests
{
    private const string Day = "2026-12-01";

    [Fact]
    public async Task A_rule_is_found_written_and_ended_and_what_is_wrong_with_the_catalogue_is_told_at_once()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/settings/rules", Role.Administrator, Centre);
        var lint = page.GetByRole(AriaRole.Region, new() { Name = "目录检查" });
        await Expect(lint.GetByText("错误 0 处")).ToBeVisibleAsync();
        await page.GetByLabel("按分类、单位或编码查找").FillAsync("医疗卫生");
        await Expect(page.GetByText("条", new() { Exact = false }).First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        // A second rule for the same matter.
        await page.GetByLabel("按分类、单位或编码查找").FillAsync("油烟污染");
        await page.GetByRole(AriaRole.Button, new() { Name = "新增规则" }).ClickAsync();
        await ChooseInTreeAsync(page, "诉求分类", "油烟污染");
        await page.GetByLabel("编码", new() { Exact = true }).FillAsync("fumes-again");
        await ChooseAsync(page, "派给哪类单位", "市中心");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("从", new() { Exact = true }).FillAsync("2026-11-21");
        await PagesHost.IsAccessibleAsync(page);
        await SaveAsync(page);
        await Expect(page.GetByText("已保存，新登记的诉求按新规则派单")).ToBeVisibleAsync();
        await Expect(lint.GetByText("重叠（", new() { Exact = false })).ToBeVisibleAsync();

        // It is ended, not wiped away.
        await page.GetByRole(AriaRole.Button, new() { Name = "fumes-again" }).ClickAsync();
        await page.GetByLabel("到", new() { Exact = true }).FillAsync("2026-11-21");
        await SaveAsync(page);
        await Expect(
                page.GetByRole(AriaRole.Row, new() { Name = "油烟污染" })
                    .GetByText("2026-11-21")
                    .First
            )
            .ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await FitsAsync(page);
    }

    [Fact]
    public async Task A_draft_goes_out_as_a_sheet_comes_back_unchanged_is_tried_on_past_cases_and_put_in_force()
    {
        (
            await Host.Citizen.Post(
                "/api/requests",
                new { text = $"{Estate}交房三年了，房产证一直办不下来" }
            )
        ).Expect(HttpStatusCode.Created);
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/settings/rules", Role.Administrator, Centre);
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "导出 XLSX" }).ClickAsync()
        );
        var sheet = await ReadAsync(download);

        // A sheet with a fault is told by row and column, and nothing of it is kept.
        await page.GetByRole(AriaRole.Link, new() { Name = "目录草案" }).ClickAsync();
        await Expect(page.GetByText("还没有草案")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByLabel("草案名称").FillAsync("产权归市中心");
        await page.GetByLabel("生效日期").FillAsync(Day);
        await ImportAsync(page, "错的.xlsx", await WithAsync(sheet, "全部渠道", "没有的渠道"));
        var faults = page.GetByRole(AriaRole.Region, new() { Name = "表格中的错误" });
        await Expect(faults.GetByText("没有的渠道").First).ToBeVisibleAsync();
        await Expect(faults.GetByText("渠道：", new() { Exact = false }).First).ToBeVisibleAsync();

        await ImportAsync(page, "派单目录.xlsx", sheet);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "产权归市中心" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("与现行目录相同。")).ToBeVisibleAsync();
        var adopt = page.GetByRole(AriaRole.Button, new() { Name = $"从 {Day} 起生效" });
        await Expect(adopt).ToBeDisabledAsync();

        // What is taken out leaves a gap, and comes back with one press.
        await page.GetByRole(AriaRole.Button, new() { Name = "删去规则 房产证办理" })
            .Or(page.GetByRole(AriaRole.Button, new() { Name = "title-deed" }))
            .Last.ClickAsync();
        var differences = page.GetByRole(AriaRole.Region, new() { Name = "与现行目录的差别" });
        await Expect(differences.GetByRole(AriaRole.Row, new() { Name = "终止 title-deed" }))
            .ToBeVisibleAsync();
        await differences
            .GetByRole(AriaRole.Button, new() { Name = "把 title-deed 恢复原样" })
            .ClickAsync();
        await Expect(page.GetByText("与现行目录相同。")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "修改规则" })
            .And(page.Locator("[aria-label*='title-deed']"))
            .ClickAsync();
        await ChooseInTreeAsync(page, "指定一个单位", Centre);
        await SaveAsync(page);
        await Expect(differences.GetByRole(AriaRole.Row, new() { Name = "改写 title-deed" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        var whatIf = page.GetByRole(AriaRole.Region, new() { Name = "试算：过去的诉求会派给谁" });
        await whatIf.GetByLabel("收到日期从").FillAsync("2026-09-01");
        await whatIf.GetByLabel("到", new() { Exact = true }).FillAsync("2026-11-20");
        await whatIf.GetByRole(AriaRole.Button, new() { Name = "开始试算" }).ClickAsync();
        await Expect(whatIf.GetByText("试算完成")).ToBeVisibleAsync();
        await Expect(whatIf.GetByRole(AriaRole.Row, new() { Name = Centre }).First)
            .ToBeVisibleAsync();
        await Expect(whatIf.GetByText("规则 title-deed-20261201", new() { Exact = false }).First)
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        await FitsAsync(page);

        await adopt.ClickAsync();
        await Expect(page.GetByText($"已定：从 {Day} 起按新目录派单")).ToBeVisibleAsync();
        await Expect(page.GetByText("已定生效", new() { Exact = false }).First).ToBeVisibleAsync();
        var rules = (await Host.As(Role.Administrator, Centre).Get("/api/dispatch/rules")).Expect(
            HttpStatusCode.OK
        );
        Assert.Contains(
            rules.EnumerateArray(),
            rule =>
                rule.GetProperty("code").GetString() == "title-deed-20261201"
                && rule.GetProperty("from").GetString() == Day
        );
    }

    private static async Task ImportAsync(IPage page, string name, byte[] sheet)
    {
        await page.GetByLabel("从 XLSX 导入（不选则从现行目录复制）")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    Buffer = sheet,
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "导入为草案" }).ClickAsync();
    }

    private static async Task<byte[]> ReadAsync(IDownload download)
    {
        using var bytes = new MemoryStream();
        await using var stream = await download.CreateReadStreamAsync();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    /// <summary>The sheet with one word written otherwise, where it stands first.</summary>
    private static async Task<byte[]> WithAsync(byte[] sheet, string word, string other)
    {
        using var bytes = new MemoryStream();
        await bytes.WriteAsync(sheet, TestContext.Current.CancellationToken);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries.Single(one =>
                one.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)
            );
            string text;
            using (var reader = new StreamReader(await entry.OpenAsync()))
            {
                text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            }

            var at = text.IndexOf(word, StringComparison.Ordinal);
            Assert.True(at > 0);
            await using var writer = new StreamWriter(await entry.OpenAsync());
            writer.BaseStream.SetLength(0);
            await writer.WriteAsync($"{text[..at]}{other}{text[(at + word.Length)..]}");
        }

        return bytes.ToArray();
    }

    private static Task SaveAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).Last.ClickAsync();

    private static async Task ChooseInTreeAsync(IPage page, string label, string name)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).Last.ClickAsync();
        await page.Keyboard.TypeAsync(name);
        await page.Locator(".ant-select-dropdown:visible").GetByText(name).First.ClickAsync();
    }
}
