using System.Net;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The whistle at the desk, in a real browser: blown from a case with one touch, answered, decided.</summary>
public sealed class WhistlePageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private readonly WhistleStage _stage = new(pages.Host);

    [Fact]
    public async Task A_whistle_is_blown_from_a_case_with_a_template_answered_and_decided()
    {
        var section = _stage.Section("城市管理");
        var (id, _, _) = await _stage.SignedCaseAsync(
            "楼上暖气爆了，水从天花板往下流，快来人！",
            "dutyPhone",
            section,
            WhistleStage.Pin(pages.Host.City.Buildings[0])
        );
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/cases/{id}", Role.Handler, section.Name);
        await page.GetByRole(AriaRole.Link, new() { Name = "吹哨", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "吹哨", Exact = true }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "预案" }).ClickAsync();
        await page.GetByText("水暖管爆裂").ClickAsync();
        await Expect(page.GetByLabel("吹哨事项")).ToHaveValueAsync("水暖管爆裂");
        // The browser's clock is the machine's, the host's is the test's.
        await page.GetByLabel("报到时限").FillAsync("2026-11-20T12:00");
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "现在吹哨" }).ClickAsync();

        // The whistle's page: who comes, nothing decided yet.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "到场情况" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("未回应").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        var whistle = new Uri(page.Url).AbsolutePath.Split('/')[^1];

        // Somebody who was called finds it, says so and signs in.
        var police = _stage.Near("公安分局");
        var officer = await pages.DesktopAsync();
        await pages.SignInAsync(officer, "/desk/whistles?part=summoned", Role.Handler, police.Name);
        await officer.GetByRole(AriaRole.Link, new() { Name = "水暖管爆裂" }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "收到，马上到" }).ClickAsync();
        await Expect(officer.GetByText("已回应，在路上")).ToBeVisibleAsync();
        (await _stage.At(police).Post($"/api/whistles/{whistle}/sign-in", new { })).Expect(
            HttpStatusCode.OK
        );

        // The caller is told that there is news, takes it in, and writes the minutes.
        var news = page.GetByRole(AriaRole.Button, new() { Name = "载入最新内容" });
        // The answer and the arrival are two pieces of news, which may come together or one after the other.
        await page.AddLocatorHandlerAsync(
            news,
            bar => bar.ClickAsync(),
            new() { NoWaitAfter = true }
        );
        await Expect(page.GetByText("按时到场")).ToBeVisibleAsync();
        await page.RemoveLocatorHandlerAsync(news);
        await page.GetByRole(AriaRole.Button, new() { Name = "记录会商" }).ClickAsync();
        await page.GetByLabel("会商内容").FillAsync("房主不在，联系家属后开门关阀。");
        await page.GetByRole(AriaRole.Button, new() { Name = "增加一项任务" }).ClickAsync();
        await page.GetByLabel("做什么").FillAsync("开门关阀");
        await page.GetByLabel("责任单位").FillAsync(police.Name);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.GetByText(police.Name).Last.ClickAsync();
        await page.GetByLabel("完成时限").FillAsync("2026-11-21T12:00");
        await page.GetByText("完成前要取得同意").ClickAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("等待取得同意")).ToBeVisibleAsync();

        // The case tells it.
        await page.GotoAsync(new Uri(pages.Host.Address, $"/desk/cases/{id}").ToString());
        await Expect(page.GetByText(new Regex("会商确定建设整改任务"))).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "水暖管爆裂" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }

    [Fact]
    public async Task An_administrator_changes_a_template()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(
            page,
            "/desk/settings/whistle-templates",
            Role.Administrator,
            pages.Host.City.CityCentre!.Name
        );
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "路段无照明" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "修改路段无照明" }).ClickAsync();
        await page.GetByLabel("几分钟内到场").FillAsync("600");
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "600" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_figures_of_days_without_a_whistle_say_so()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/whistles/figures", Role.Leader, WhistleStage.Office);
        await page.GetByLabel("到", new() { Exact = true }).FillAsync("2020-01-31");
        await page.GetByLabel("从", new() { Exact = true }).FillAsync("2020-01-01");
        await Expect(page.GetByText("这些日子没有吹哨")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }
}
