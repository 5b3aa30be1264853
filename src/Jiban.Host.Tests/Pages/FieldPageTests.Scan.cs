using System.Net;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>A printed label before the camera of a phone.</summary>
public sealed partial class FieldPageTests
{
    [Fact]
    public async Task A_printed_label_held_before_the_camera_names_its_component_without_a_network()
    {
        var (_, code) = await EnterAsync("01018", "桥头路灯", 12e-4, ("maintainer", Street));
        var label = (
            await pages.Host.As(Role.Dispatcher, Street).Get($"/api/components/labels?q={code}")
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Single();
        var qr = label.GetProperty("qr");
        Assert.EndsWith($"/tag/{code}", label.Maybe("address"), StringComparison.Ordinal);
        await Film.OfLabelAsync(pages.Camera, qr.GetProperty("size").GetInt32(), qr.Maybe("path")!);

        var page = await OnTheRoundAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Link, new() { Name = "上报" }).ClickAsync();
        var scan = page.GetByRole(AriaRole.Button, new() { Name = "扫标牌上的二维码" });
        // Nobody has allowed the camera yet: said, with the other ways.
        await scan.ClickAsync();
        await Expect(page.GetByText("没有摄像头权限").Or(page.GetByText("摄像头打不开")))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "停止扫码" }).ClickAsync();

        await page.Context.GrantPermissionsAsync(["geolocation", "camera"]);
        await scan.ClickAsync();
        await PagesHost.IsAccessibleAsync(page);
        await Expect(
                page.GetByRole(
                    AriaRole.Textbox,
                    new() { NameRegex = new System.Text.RegularExpressions.Regex("^部件") }
                )
            )
            .ToHaveValueAsync(code);
        // It has read one, and looks no longer.
        await Expect(page.Locator("video")).ToHaveCountAsync(0);
        await Expect(scan).ToBeVisibleAsync();
    }
}
