using System.Net;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Jiban.Host.Tests.Stories.PatrolStage;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>S24 in a real browser: a campaign at the desk, what an inspector found, and the places at risk as a citizen sees them on a phone.</summary>
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
        await Expect(desk.GetByText("1 / 2")).ToBeVisibleAsync();
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
