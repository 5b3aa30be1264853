using System.Net;
using Jiban.City.Contracts;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>How cases stand to each other, in a real browser: joined from the page of one, and seen on the board of deadlines.</summary>
public sealed class LinkPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task Two_cases_are_joined_and_taken_apart_and_the_board_shows_the_leading_one()
    {
        var lead = await CaseAsync("晴川路12号门口的路灯全灭了。", "13800001001");
        var other = await CaseAsync("晴川路12号一带路灯不亮，看不清路。", "13800001002");
        // Signed on Friday morning, so the requester is to be contacted by tomorrow: it stands on the board.
        (
            await pages.Host.As(Role.Handler, Section.Name).Post($"/api/cases/{lead.Id}/sign")
        ).Expect(HttpStatusCode.OK);
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/cases/{lead.Id}", Role.Dispatcher, Office);
        await page.GetByRole(AriaRole.Button, new() { Name = "更多操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "并案", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = other.Number }).CheckAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "并入本单" }).ClickAsync();
        await Expect(page.GetByText("已完成 1 件")).ToBeVisibleAsync();
        var takeOut = page.GetByRole(AriaRole.Button, new() { Name = $"拆出 {other.Number}" });
        await Expect(takeOut).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "期限看板" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已超时" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "主单 1 件" }).First.ClickAsync();

        await takeOut.ClickAsync();
        await page.GetByLabel("为什么不是同一件事").FillAsync("另一段路，另一个配电箱。");
        await page.GetByRole(AriaRole.Button, new() { Name = "拆出", Exact = true }).ClickAsync();
        await Expect(page.GetByText($"{other.Number}从本单拆出")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_may_be_the_same_is_joined_by_one_key_taken_back_by_another_and_said_to_be_none()
    {
        var first = await CaseAsync("湖畔北路8号楼道的声控灯不亮了，摸黑上楼。", "13800001021");
        var now = await CaseAsync("湖畔北路8号楼道声控灯坏了好几天，上楼看不见。", "13800001022");
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/cases/{now.Id}", Role.Dispatcher, Office);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "可能是同一件事" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("类别相同", new() { Exact = false }).First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.Keyboard.PressAsync("Alt+1");
        await Expect(page.GetByText($"即将与 {first.Number} 并案。")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(page.GetByText($"即将与 {first.Number} 并案。")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Alt+1");
        await page.GetByRole(AriaRole.Button, new() { Name = "马上办" }).ClickAsync();
        await Expect(page.GetByText("已并入主单").First).ToBeVisibleAsync();

        var other = await CaseAsync("湖畔北路8号楼道声控灯一直不亮，请来修。", "13800001023");
        await page.GotoAsync(new Uri(pages.Host.Address, $"/desk/cases/{other.Id}").ToString());
        var no = page.GetByRole(
            AriaRole.Button,
            new() { Name = $"与 {first.Number} 不是同一件事" }
        );
        await no.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "马上办" }).ClickAsync();
        await Expect(page.GetByText($"与{first.Number}不是同一件事").First).ToBeVisibleAsync();
        await page.RunAndWaitForResponseAsync(
            () => page.ReloadAsync(),
            answer => answer.Url.EndsWith("/twins", StringComparison.Ordinal)
        );
        await Expect(page.GetByText($"与{first.Number}不是同一件事").First).ToBeVisibleAsync();
        await Expect(no).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_many_write_about_is_found_on_demand_opened_and_made_a_plan_of()
    {
        // Words that all write tell nothing of a matter: others write of others.
        foreach (
            var (n, other) in new[]
            {
                "楼下垃圾堆了好几天没人清运，味道很大。",
                "路边井盖松动，车一过就响。",
                "家里停水了，请问什么时候来水。",
                "暖气不热，室内只有十四度。",
                "工地夜里十二点还在施工，吵得睡不着。",
                "想问一下居住证怎么办理。",
            }.Index()
        )
        {
            await CaseAsync(other, $"1380000104{n}");
        }

        await CaseAsync("双柳巷的共享单车乱停乱放，盲道都堵住了。", "13800001031");
        await CaseAsync("双柳巷口共享单车乱停乱放，轮椅过不去。", "13800001032");
        await CaseAsync("又来反映双柳巷共享单车乱停乱放的事。", "13800001031");
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/figures/topics", Role.Dispatcher, Office);
        await page.GetByRole(AriaRole.Button, new() { Name = "现在查找" }).ClickAsync();
        var topic = page.GetByRole(AriaRole.Link, new() { Name = "共享单车乱停乱放" }).First;
        await Expect(topic).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await topic.ClickAsync();
        await Expect(page.GetByText("3 件诉求，2 位诉求人")).ToBeVisibleAsync();
        await Expect(page.GetByText("轮椅过不去")).ToBeVisibleAsync();
        await Expect(page.GetByText("何小满")).ToHaveCountAsync(0);
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "据此安排重点巡查" }).ClickAsync();
        await Expect(page.GetByLabel("标题", new() { Exact = true }))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("重点巡查：.*共享单车"));
        await Expect(page.GetByText("重点巡查", new() { Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_request_is_split_and_a_part_names_another_component_that_stands_there()
    {
        var city = pages.Host.City;
        var at = city.Buildings[0].Footprint.InteriorPoint;
        var office = city.Units.First(unit => unit.Name == Office);
        var (_, lamp) = await pages.Host.EnterAsync(
            "01018",
            "三号路灯",
            (at.X, at.Y),
            ("authority", office)
        );
        var (_, bin) = await pages.Host.EnterAsync(
            "04003",
            "果皮箱",
            (at.X + 1e-4, at.Y),
            ("authority", office)
        );
        var made = await pages
            .Host.As(Role.Operator, Office)
            .Post(
                "/api/cases",
                new
                {
                    text = "路灯不亮，旁边的果皮箱也倒了。",
                    channel = "walkIn",
                    unitId = Section.UnitId,
                    component = lamp,
                }
            );
        var id = made.Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;

        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/cases/{id}", Role.Dispatcher, Office);
        await page.GetByRole(AriaRole.Button, new() { Name = "更多操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "拆单", Exact = true }).ClickAsync();
        await page.GetByLabel("说的是什么事").First.FillAsync("路灯不亮。");
        await page.GetByLabel("说的是什么事").Last.FillAsync("果皮箱倒了。");
        var component = page.GetByRole(AriaRole.Combobox, new() { Name = "部件（可不填）" }).Last;
        await component.ClickAsync();
        await Expect(page.GetByText("三号路灯（原诉求的部件）")).ToBeVisibleAsync();
        await page.GetByText("果皮箱（约").ClickAsync();
        await Expect(component).ToHaveValueAsync(bin);
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "拆单", Exact = true })
            .Last.ClickAsync();
        await Expect(page.GetByText("已拆成")).ToBeVisibleAsync();

        var dispatcher = pages.Host.As(Role.Dispatcher, Office);
        Assert.Equal(2, (await ComponentStage.CasesOfAsync(dispatcher, lamp)).Count);
        Assert.Single(await ComponentStage.CasesOfAsync(dispatcher, bin));
    }

    private Unit Section =>
        pages.Host.City.Units.First(unit =>
            unit.Kind == UnitKind.Section
            && unit.ParentId == pages.Host.City.Units.First(one => one.Name == Office).UnitId
        );

    private async Task<(string Id, string Number)> CaseAsync(string text, string phone)
    {
        var made = await pages
            .Host.As(Role.Operator, Office)
            .Post(
                "/api/cases",
                new
                {
                    text,
                    channel = "walkIn",
                    classCode = "0407",
                    unitId = Section.UnitId,
                    contact = new { name = "何小满", phone },
                    place = new { text = "晴川路12号" },
                }
            );
        var answer = made.Expect(HttpStatusCode.Created);
        return (
            answer.GetProperty("id").GetString()!,
            answer.GetProperty("answer").GetProperty("number").GetString()!
        );
    }
}
