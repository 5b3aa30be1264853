using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The citizen's page on a phone, in a real browser.</summary>
public sealed class CitizenPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private string Estate =>
        pages.Host.City.Buildings.First(building => building.EstateName is not null).EstateName!;

    [Fact]
    public async Task A_citizen_tells_what_happened_is_told_who_has_it_and_follows_it()
    {
        var page = await pages.PhoneAsync();
        await page.GotoAsync(pages.Host.Address.ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "说说您遇到的事" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByLabel("您遇到了什么事")
            .FillAsync($"{Estate}门口的路灯坏了三天，晚上一片漆黑，老人走路害怕。");
        await page.GetByLabel("电话").FillAsync("13800001234");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已经收到" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("您的诉求已派给")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "看进展" })
            .Or(page.GetByRole(AriaRole.Button, new() { Name = "看进展" }))
            .First.ClickAsync();
        await Expect(page.GetByText("我们收到了您的诉求").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }

    [Fact]
    public async Task What_others_told_near_by_is_offered_while_one_types_and_one_touch_says_me_too()
    {
        (
            await pages.Host.Citizen.Post(
                "/api/requests",
                new { text = $"{Estate}3号楼的路灯坏了，晚上一片黑" }
            )
        ).Expect(HttpStatusCode.Created);
        var page = await pages.PhoneAsync();
        await page.GotoAsync(pages.Host.Address.ToString());

        await page.GetByLabel("您遇到了什么事").FillAsync($"我们{Estate}3号楼路灯不亮，晚上很黑");
        var join = page.GetByRole(AriaRole.Button, new() { Name = "我也遇到", Exact = true }).First;
        await Expect(join).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await join.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交，我也遇到" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已经收到" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task Danger_to_life_shows_whom_to_call_before_everything_else()
    {
        var page = await pages.PhoneAsync();
        await page.GotoAsync(pages.Host.Address.ToString());

        await page.GetByLabel("您遇到了什么事")
            .FillAsync($"{Estate}楼道里煤气味很大，可能燃气泄漏，有人晕倒了");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "119" }).First)
            .ToHaveAttributeAsync("href", "tel:119");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();
        await Expect(page.GetByText("可能有人正处在危险中")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }

    [Fact]
    public async Task What_is_refused_is_said_and_the_words_stay()
    {
        var page = await pages.PhoneAsync();
        await page.GotoAsync(pages.Host.Address.ToString());
        await page.GetByLabel("您遇到了什么事").FillAsync("！！！？？？");

        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();

        await Expect(page.GetByText("请用文字写下来").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("您遇到了什么事")).ToHaveValueAsync("！！！？？？");
    }
}
