using System.Net;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Playwright;
using static Jiban.Host.Tests.Stories.PatrolStage;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>
/// S4 and S24 in a real browser: a sweep and a watch planned at the desk and walked with a phone, in and out of the network; a campaign, and the
/// places at risk as a citizen sees them.
/// </summary>
public sealed class PatrolPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task A_campaign_is_followed_and_published_at_the_desk_and_the_public_finds_its_places_in_list_and_map()
    {
        var plan = await CampaignAsync();
        (
            await Look(
                pages.Host.As(Role.Inspector, Office, "高巡"),
                plan,
                1,
                new { result = "fine", answers = new[] { true } }
            )
        ).Expect(HttpStatusCode.Created);

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
        await Expect(desk.GetByText("高巡").First).ToBeVisibleAsync();
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
    public async Task A_sweep_from_one_case_is_walked_without_a_network_and_what_was_found_is_a_case_of_it()
    {
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
                        place = new
                        {
                            lon = pages.Host.Inside().Lon,
                            lat = pages.Host.Inside().Lat,
                        },
                        contact = new { name = "何小满", phone = "13800004444" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var number = Text(seed.GetProperty("answer"), "number");
        var desk = await PlanAsync(
            $"new?number={number}",
            "举一反三",
            "辖区道路亮灯排查",
            "路灯照明"
        );
        await Expect(desk.GetByRole(AriaRole.Link, new() { Name = number })).ToBeVisibleAsync();

        var phone = await OnTheRoundAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.GetByRole(AriaRole.Button, new() { Name = "辖区道路亮灯排查东" }).ClickAsync();
        await PagesHost.IsAccessibleAsync(phone);
        await AnswerAsync(phone, "否", "发现问题");
        await phone
            .Locator("input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "lamp.jpg",
                    MimeType = "image/jpeg",
                    Buffer = await SamplePictures.JpegAsync(),
                }
            );
        await phone.GetByLabel("说明").FillAsync("18:15才亮灯，比规定晚一刻钟");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.GetByText("1 件等待发送")).ToBeVisibleAsync();
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.GetByText("等待发送")).ToHaveCountAsync(0, new() { Timeout = 120_000 });

        await pages.Host.CatchUpAsync();
        await desk.ReloadAsync();
        await Expect(desk.GetByText("18:15才亮灯，比规定晚一刻钟")).ToBeVisibleAsync();
        await Expect(desk.GetByText("发现问题").First).ToBeVisibleAsync();
        // Not while a place is left.
        await desk.GetByRole(AriaRole.Button, new() { Name = "结束计划" }).ClickAsync();
        await desk.GetByLabel("结论").FillAsync("一处亮灯晚，已统一调整。");
        await desk.GetByRole(AriaRole.Button, new() { Name = "结束计划" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
    }

    [Fact]
    public async Task A_watch_over_a_hot_place_is_looked_at_again_and_again_and_tells_the_volume_before_and_after()
    {
        var desk = await PlanAsync("new", "重点巡查", "夜市周边占道重点巡查", "占道经营");
        var phone = await OnTheRoundAsync();
        await phone
            .GetByRole(AriaRole.Button, new() { Name = "夜市周边占道重点巡查东" })
            .ClickAsync();
        await AnswerAsync(phone, "是", "正常");
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.GetByText("等待发送")).ToHaveCountAsync(0);
        await desk.ReloadAsync();
        await Expect(desk.GetByText("正常").First).ToBeVisibleAsync();
        foreach (var span in new[] { "计划之前", "计划期间", "计划之后" })
        {
            await Expect(desk.GetByRole(AriaRole.Rowheader, new() { Name = span }))
                .ToBeVisibleAsync();
        }

        await PagesHost.IsAccessibleAsync(desk);
    }

    /// <summary>Somebody plans it at the desk, for two places; the desk then shows the plan.</summary>
    private async Task<IPage> PlanAsync(string page, string kind, string title, string className)
    {
        var (lon, lat) = pages.Host.Inside();
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, $"/desk/patrol/{page}", Role.Dispatcher, Office);
        await desk.GetByLabel("种类").ClickAsync();
        await desk.GetByTitle(kind).Last.ClickAsync();
        await desk.GetByLabel("标题").FillAsync(title);
        await desk.GetByLabel("诉求分类").FillAsync(className);
        await desk.Locator(".ant-select-tree-title", new() { HasText = className }).ClickAsync();
        await desk.GetByLabel("每隔几天看一次").FillAsync("1");
        await desk.GetByLabel("检查清单").FillAsync("一切正常");
        await desk.Locator("textarea")
            .Last.FillAsync(
                FormattableString.Invariant(
                    $"{title}东,{lon:F6},{lat:F6}\n{title}西,{lon - 1e-3:F6},{lat:F6}"
                )
            );
        await desk.GetByRole(AriaRole.Button, new() { Name = "下达" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>An inspector's phone with everything on it that a round needs.</summary>
    private async Task<IPage> OnTheRoundAsync()
    {
        var phone = await pages.PhoneAsync();
        await pages.SignInAsync(phone, "/field/", Role.Inspector, Office);
        await Expect(phone.GetByText("要查看的点位")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(phone);
        return phone;
    }

    private static async Task AnswerAsync(IPage phone, string line, string result)
    {
        await phone.GetByRole(AriaRole.Radio, new() { Name = line, Exact = true }).CheckAsync();
        await phone.GetByRole(AriaRole.Radio, new() { Name = result }).CheckAsync();
    }

    private async Task<string> CampaignAsync()
    {
        var (lon, lat) = pages.Host.Inside();
        var plan = (
            await pages
                .Host.As(Role.Leader, Office)
                .Post(
                    "/api/patrol/plans",
                    new
                    {
                        kind = "campaign",
                        title = "下凹式立交桥积水点",
                        startsOn = pages.Host.Day(0),
                        endsOn = pages.Host.Day(30),
                        checklist = new[] { "泵站有电" },
                        places = new[] { At("潞湾桥", lon), At("铁路桥", lon + 1e-3) },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return Text(plan, "id");

        object At(string name, double east) =>
            new
            {
                name,
                lon = east,
                lat,
            };
    }
}
