using System.Globalization;
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
        await page.GetByLabel("报到时限").FillAsync(InHours(2));
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
        await page.GetByLabel("完成时限").FillAsync(InHours(26));
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
    public async Task S20_a_sign_that_changed_hands_is_shown_by_the_press_and_the_bureau_approves_its_new_text()
    {
        var section = _stage.Section("城市管理");
        var bureau = _stage.Near("园林绿化局");
        var (sign, code) = await pages.Host.EnterAsync(
            "02009",
            "导览牌",
            pages.Host.Inside(),
            ("authority", bureau),
            ("owner", bureau)
        );

        // The bureau set it up; from tomorrow on it is the street's.
        var keeper = await pages.DesktopAsync();
        await pages.SignInAsync(
            keeper,
            $"/desk/components/{sign}",
            Role.Administrator,
            pages.Host.City.CityCentre!.Name
        );
        await keeper
            .GetByRole(AriaRole.Button, new() { NameRegex = new("^移\\s?交$") })
            .ClickAsync();
        await keeper
            .GetByRole(AriaRole.Combobox, new() { Name = "责任", Exact = true })
            .ClickAsync();
        await keeper.GetByTitle("权属单位").Last.ClickAsync();
        await keeper.GetByLabel("移交给").FillAsync(WhistleStage.Office);
        await keeper.GetByTitle(new Regex($"^{WhistleStage.Office}$")).Last.ClickAsync();
        await keeper.GetByLabel("从", new() { Exact = true }).FillAsync(pages.Host.Day(1));
        await PagesHost.IsAccessibleAsync(keeper);
        await keeper
            .GetByRole(AriaRole.Button, new() { NameRegex = new("^保\\s?存$") })
            .ClickAsync();
        await Expect(keeper.GetByText(WhistleStage.Office).First).ToBeVisibleAsync();
        pages.Host.Clock.Advance(TimeSpan.FromDays(1));

        // It comes to light in the press: the case says so, and whose the sign is by now.
        var made = (
            await pages
                .Host.As(Role.Operator, WhistleStage.Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "媒体报道：公园门口的导览牌褪色看不清。",
                        channel = "media",
                        unitId = section.UnitId,
                        component = code,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var id = made.Maybe("id");
        var street = _stage.At(section);
        (await street.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, $"/desk/cases/{id}", Role.Handler, section.Name);
        await Expect(desk.GetByText("媒体曝光").First).ToBeVisibleAsync();
        await Expect(desk.GetByText($"权属单位：{WhistleStage.Office}")).ToBeVisibleAsync();

        // The bureau approves the new text on the page of the whistle, and only then is its task done.
        var whistle = (
            await street.Post(
                "/api/whistles",
                new
                {
                    kind = "keyWork",
                    subject = "更换导览牌",
                    cases = new[] { id },
                    units = new[] { new { unitId = bureau.UnitId } },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var of = $"/api/whistles/{whistle.Maybe("id")}";
        (await _stage.At(bureau).Post($"{of}/sign-in", new { })).Expect(HttpStatusCode.OK);
        (
            await street.Post(
                $"{of}/minutes",
                new
                {
                    text = "导览牌由街道更换，文字由园林局审定。",
                    decisions = new object[]
                    {
                        new
                        {
                            what = "审定导览牌文字",
                            kind = "approve",
                            unitId = bureau.UnitId,
                            dueAt = pages.Host.Clock.GetUtcNow().AddDays(5),
                            proof = "text",
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var approver = await pages.DesktopAsync();
        await pages.SignInAsync(
            approver,
            $"/desk/whistles/{whistle.Maybe("id")}",
            Role.Handler,
            bureau.Name
        );
        await Expect(approver.GetByText("审批").First).ToBeVisibleAsync();
        await approver.GetByRole(AriaRole.Button, new() { Name = "报告完成" }).First.ClickAsync();
        await approver.GetByLabel("完成说明").FillAsync("文字已审定，同意制作");
        await PagesHost.IsAccessibleAsync(approver);
        await approver.GetByRole(AriaRole.Button, new() { Name = "报告完成" }).Last.ClickAsync();
        await Expect(approver.GetByText("待核验").First).ToBeVisibleAsync();
        await Expect(approver.GetByText("文字已审定，同意制作").First).ToBeVisibleAsync();
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

    /// <summary>A moment of the host's clock as the browser's field takes it.</summary>
    private string InHours(double hours) =>
        pages
            .Host.Clock.GetUtcNow()
            .AddHours(hours)
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
