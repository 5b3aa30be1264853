using System.Net;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Jiban.Host.Tests.Stories.PatrolStage;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>
/// S4 and S24 in a real browser: a sweep and a watch planned at the desk and walked with a phone, in and out of the network; a campaign, and the
/// places at risk as a citizen sees them.
/// </summary>
public sealed partial class PatrolPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task A_campaign_is_followed_and_published_at_the_desk_and_the_public_finds_its_places_in_list_and_map()
    {
        await CampaignAsync();
        // Walked with the phone: line by line, then a plain result.
        var walker = await OnTheRoundAsync();
        await OpenPlaceAsync(walker, "潞湾桥");
        await Expect(walker.GetByRole(AriaRole.Group, new() { Name = "泵站有电" }))
            .ToBeVisibleAsync();
        await AnswerAsync(walker, "是", "正常");
        await SubmitAsync(walker);

        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, "/desk/patrol", Role.Leader, Office);
        await Expect(
                desk.GetByRole(AriaRole.Row)
                    .Filter(new() { HasText = "下凹式立交桥积水点" })
                    .GetByText("1 / 2")
            )
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
        await desk.GetByRole(AriaRole.Link, new() { Name = "下凹式立交桥积水点" }).ClickAsync();
        await Expect(desk.GetByText("点位没有公开")).ToBeVisibleAsync();
        await Expect(desk.GetByText("泵站有电：是")).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "向社会公开点位" }).ClickAsync();
        await Expect(desk.GetByText("已向社会公开：第 1 版")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);

        var phone = await pages.PhoneAsync();
        await phone.GotoAsync(pages.Host.Address.ToString());
        await phone.GetByRole(AriaRole.Link, new() { Name = "风险点位" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "下凹式立交桥积水点" }))
            .ToBeVisibleAsync();
        await Expect(phone.GetByText("潞湾桥").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(phone);
        await phone.GetByLabel("找地方").FillAsync("铁路");
        await Expect(phone.GetByText("潞湾桥")).ToHaveCountAsync(0);
        await phone.GetByRole(AriaRole.Button, new() { Name = "在图上看" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Button, new() { Name = "正在图上" }))
            .ToBeVisibleAsync();
        Assert.Equal(390, await phone.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData("new", "制定计划")]
    [InlineData("statistics", "巡查统计")]
    [InlineData("minute", "一分钟立案派遣")]
    [InlineData("shifts", "巡查班次")]
    [InlineData("coverage", "巡查覆盖")]
    public async Task Each_page_of_the_patrol_can_be_read_by_everybody(string page, string title)
    {
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, $"/desk/patrol/{page}", Role.Leader, Office);
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
    }

    [Fact]
    public async Task S4_from_one_dark_lamp_all_of_its_kind_are_swept_and_the_sweep_ends_when_what_was_found_is_closed()
    {
        var office = pages.Host.City.Units.Single(unit => unit.Name == Office);
        var (lon, lat) = pages.Host.Inside();
        var lamps = new List<(string Id, string Code)>();
        foreach (var n in Enumerable.Range(0, 3))
        {
            lamps.Add(
                await pages.Host.EnterAsync(
                    "01018",
                    "路灯",
                    (lon + (n * 1e-4), lat),
                    ("authority", office),
                    ("owner", office)
                )
            );
        }

        await BurnsFromSixAsync(lamps[1].Id);
        var seed = (
            await pages
                .Host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "潞湾东路傍晚六点一刻路灯还没亮",
                        channel = "streetLine",
                        classCode = "0407",
                        component = lamps[0].Code,
                        contact = new { name = "何小满", phone = "13800004444" },
                    }
                )
        ).Expect(HttpStatusCode.Created);

        // From the case: class, title and all lamps of its owner are there, and nothing was typed.
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, $"/desk/cases/{Text(seed, "id")}", Role.Dispatcher, Office);
        await desk.GetByRole(AriaRole.Link, new() { Name = "举一反三" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Status).Filter(new() { HasText = "3 个" }))
            .ToBeVisibleAsync();
        await Expect(desk.GetByLabel("标题")).ToHaveValueAsync(new Regex("举一反三排查$"));
        await Expect(desk.Locator("textarea").Last).ToHaveValueAsync(new Regex(lamps[2].Code));
        await PagesHost.IsAccessibleAsync(desk);
        await desk.GetByLabel("检查清单").FillAsync("按季节时间亮灯");
        await desk.GetByRole(AriaRole.Button, new() { Name = "下达" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { NameRegex = new("举一反三排查") }))
            .ToBeVisibleAsync();
        var plan = new Uri(desk.Url).Segments[^1];

        // With a watch before the second lamp, and without a network.
        var phone = await OnTheRoundAsync();
        await phone.Context.SetOfflineAsync(true);
        await OpenPlaceAsync(phone, lamps[1].Code);
        await PagesHost.IsAccessibleAsync(phone);
        await AnswerAsync(phone, "否", "发现问题");
        await ShootAsync(phone);
        await phone.GetByLabel("说明").FillAsync("18:15才亮灯，比规定晚一刻钟");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.GetByText("1 件等待发送")).ToBeVisibleAsync();
        await phone.GotoAsync(
            new Uri(pages.Host.Address, $"/field/measure/{lamps[1].Code}").ToString()
        );
        await phone.GetByLabel("测什么").FillAsync("亮灯时刻");
        await phone.GetByLabel("几点几分").FillAsync("18:15");
        await Expect(phone.GetByText("误差约").First).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交测量" }).ClickAsync();
        await Expect(phone.GetByText("2 件等待发送")).ToBeVisibleAsync();
        await BackOnlineAsync(phone);
        foreach (var place in new[] { lamps[0].Code, lamps[2].Code })
        {
            await OpenPlaceAsync(phone, place);
            await AnswerAsync(phone, "是", "正常");
            await SubmitAsync(phone);
        }

        // What was found is a case, tied to the sweep; the watch stands against "explained".
        await pages.Host.CatchUpAsync();
        await desk.ReloadAsync();
        await Expect(desk.GetByText("18:15才亮灯，比规定晚一刻钟")).ToBeVisibleAsync();
        await Expect(desk.GetByText("还有 1 件没有办结")).ToBeVisibleAsync();
        var page = (
            await pages.Host.As(Role.Dispatcher, Office).Get($"/api/patrol/plans/{plan}")
        ).Expect(HttpStatusCode.OK);
        var found = page.GetProperty("places")[1].GetProperty("looks")[0].GetProperty("found");
        var link = desk.GetByRole(AriaRole.Link, new() { Name = Text(found, "number") });
        await Expect(link).ToHaveAttributeAsync("href", $"/desk/cases/{Text(found, "id")}");
        await link.ClickAsync();
        await Expect(desk.GetByText("亮灯时刻：计划 18:00，实测 18:15")).ToBeVisibleAsync();
        await Expect(desk.GetByText("与计划不符")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
        await ClosedAsync(Text(found, "id"));

        // Those whom it concerns talk; then it ends, and tells whether it helped.
        await desk.GotoAsync(new Uri(pages.Host.Address, $"/desk/patrol/{plan}").ToString());
        await desk.GetByLabel("在群里说").FillAsync("三盏灯已统一调到18:00。");
        await desk.GetByRole(AriaRole.Button, new() { Name = "发送" }).ClickAsync();
        await Expect(desk.GetByText("三盏灯已统一调到18:00。").First).ToBeVisibleAsync();
        await Expect(RequestsOf(desk, "计划期间")).ToHaveTextAsync("2");
        await desk.GetByRole(AriaRole.Button, new() { Name = "结束计划" }).ClickAsync();
        await desk.GetByLabel("结论").FillAsync("一处亮灯晚，已统一调整。");
        await desk.GetByRole(AriaRole.Button, new() { Name = "结束计划" }).ClickAsync();
        await Expect(desk.GetByText("一处亮灯晚，已统一调整。").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
        var ended = (
            await pages.Host.As(Role.Dispatcher, Office).Get($"/api/patrol/plans/{plan}")
        ).Expect(HttpStatusCode.OK);
        Assert.True(ended.TryGetProperty("closedAt", out _));
    }

    [Fact]
    public async Task S24_a_hot_place_is_watched_again_and_again_in_and_out_of_the_network_and_the_numbers_before_and_after_are_told()
    {
        var (lon, lat) = pages.Host.Inside();
        async Task CallAsync(int times)
        {
            for (var n = 0; n < times; n++)
            {
                (
                    await pages
                        .Host.As(Role.Operator, Office)
                        .Post(
                            "/api/cases",
                            new
                            {
                                text = $"夜市摊位占道经营，第{n + 1}次反映",
                                channel = "streetLine",
                                classCode = "1105",
                                place = new { lon, lat },
                            }
                        )
                ).Expect(HttpStatusCode.Created);
            }
        }

        await CallAsync(3);
        pages.Host.Clock.Advance(TimeSpan.FromDays(1));
        // The patrol page says where it is hot, and the form is filled in.
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, "/desk/patrol", Role.Dispatcher, Office);
        var hot = desk.GetByRole(AriaRole.Row).Filter(new() { HasText = "占道经营" });
        await Expect(hot.GetByRole(AriaRole.Cell).Nth(1)).ToHaveTextAsync("3");
        await PagesHost.IsAccessibleAsync(desk);
        await hot.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(desk.GetByLabel("标题")).ToHaveValueAsync(new Regex("占道经营重点巡查$"));
        var title = await desk.GetByLabel("标题").InputValueAsync();
        await desk.GetByLabel("每隔几天看一次").FillAsync("1");
        await desk.GetByLabel("检查清单").FillAsync("没有占道");
        await desk.GetByRole(AriaRole.Button, new() { Name = "下达" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        var plan = new Uri(desk.Url).Segments[^1];

        // Today all is well.
        var phone = await OnTheRoundAsync();
        await OpenPlanAsync(phone, title);
        await AnswerAsync(phone, "是", "正常");
        await SubmitAsync(phone);

        // Tomorrow it is not, and there is no network.
        pages.Host.Clock.Advance(TimeSpan.FromDays(1));
        await phone.Context.ClearCookiesAsync();
        await pages.SignInAsync(phone, "/field/", Role.Inspector, Office);
        await Expect(phone.GetByText("要查看的点位")).ToBeVisibleAsync();
        await phone.Context.SetOfflineAsync(true);
        await OpenPlanAsync(phone, title);
        await AnswerAsync(phone, "否", "发现问题");
        await ShootAsync(phone);
        await phone.GetByLabel("说明").FillAsync("五个摊位占了人行道");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.GetByText("1 件等待发送")).ToBeVisibleAsync();
        await BackOnlineAsync(phone);

        // A week on it is over, and one more has called since.
        pages.Host.Clock.Advance(TimeSpan.FromDays(7));
        await CallAsync(1);
        pages.Host.Clock.Advance(TimeSpan.FromDays(1));
        await pages.Host.CatchUpAsync();
        var after = await pages.DesktopAsync();
        await pages.SignInAsync(after, $"/desk/patrol/{plan}", Role.Leader, Office);
        await Expect(after.GetByText("五个摊位占了人行道")).ToBeVisibleAsync();
        await Expect(after.Locator(".plan-looks > li")).ToHaveCountAsync(2);
        foreach (
            var (span, requests) in new[]
            {
                ("计划之前", "3"),
                ("计划期间", "1"),
                ("计划之后", "1"),
            }
        )
        {
            await Expect(RequestsOf(after, span)).ToHaveTextAsync(requests);
        }

        await PagesHost.IsAccessibleAsync(after);
    }
}
