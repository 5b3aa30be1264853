using System.Net;
using System.Text.RegularExpressions;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The exchange at the desk, in a real browser: connections, texts, what could not leave, the day compared.</summary>
public sealed class ExchangePageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Secret = "between-us-and-the-city";

    private string Centre => pages.Host.City.CityCentre!.Name;

    [Fact]
    public async Task The_city_is_connected_a_dead_letter_is_given_up_and_the_day_is_compared()
    {
        await using var city = await UpstreamCity.StartAsync(Secret, pages.Host.Clock);
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/settings/destinations", Role.Administrator, Centre);
        await page.GetByRole(AriaRole.Button, new() { Name = "修改市12345热线" }).ClickAsync();
        await page.GetByLabel("地址").FillAsync(city.Address.ToString());
        await page.GetByLabel("密钥").FillAsync(Secret);
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "启用" })).ToBeVisibleAsync();

        city.Refuses = HttpStatusCode.UnprocessableEntity;
        var unit = pages.Host.City.Units.First(one => one.Name == "潞湾街道办事处");
        var order = await city.PassOnAsync(
            pages.Host.Address,
            "12345-1",
            new
            {
                orderNo = "12345-1",
                content = "小区门口路灯不亮",
                unit = unit.Code,
            }
        );
        Assert.Equal(HttpStatusCode.Created, order.Status);
        var handler = pages.Host.As(Role.Handler, unit.Name);
        var id = (await handler.Get($"/api/cases?q={order.Body.GetProperty("number").GetString()}"))
            .Body.GetProperty("items")[0]
            .GetProperty("id")
            .GetString();
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await pages.Host.DeliverAsync();

        await page.GotoAsync(new Uri(pages.Host.Address, "/desk/exchange").ToString());
        await Expect(page.GetByText("对方拒收（应答代码 422）")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "放弃签收" }).ClickAsync();
        await page.GetByLabel(new Regex("为什么放弃")).FillAsync("市里已经人工补录。");
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "放弃", Exact = true }).ClickAsync();
        await Expect(page.GetByText("全部送达")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "每日对账" }).ClickAsync();
        // The browser's clock is the machine's, the host's is the test's.
        await page.GetByLabel("日期").FillAsync("2026-11-20");
        await page.GetByRole(AriaRole.Button, new() { Name = "现在核对" }).ClickAsync();
        await Expect(page.GetByText("状态不同")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        city.Refuses = null;
        await page.GetByRole(AriaRole.Button, new() { Name = "重发工单12345-1" }).ClickAsync();
        await Expect(page.GetByText(new Regex("已排入 1 条"))).ToBeVisibleAsync();
        await pages.Host.DeliverAsync();
        Assert.Equal("sign", Assert.Single(city.Taken).Operation);
    }

    [Fact]
    public async Task A_text_is_previewed_while_it_is_written()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(
            page,
            "/desk/settings/notice-templates",
            Role.Administrator,
            Centre
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "修改结案：诉求人（短信）" })
            .ClickAsync();
        await page.GetByLabel("中文").FillAsync("诉求{number}办完了，谢谢您{who}。");
        await Expect(page.GetByText("没有这个占位符：{who}")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByLabel("中文").FillAsync("诉求{number}办完了，谢谢您。");
        await Expect(page.GetByText("诉求20261120-0000123-1办完了，谢谢您。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("诉求{number}办完了，谢谢您。")).ToBeVisibleAsync();
    }
}
