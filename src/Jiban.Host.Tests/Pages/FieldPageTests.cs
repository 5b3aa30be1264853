using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The inspector's page on a phone, in a real browser (S5).</summary>
public sealed class FieldPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task An_inspector_photographs_writes_a_line_and_the_case_is_filed()
    {
        var page = await pages.PhoneAsync();
        var here = pages.Host.City.Cells[20].Boundary.InteriorPoint;
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(
            new()
            {
                Longitude = (float)here.X,
                Latitude = (float)here.Y,
                Accuracy = 6,
            }
        );
        await pages.SignInAsync(page, "/field/", Role.Inspector, "潞湾街道办事处");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "上报" }).ClickAsync();
        await page.Locator("input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "pit.jpg",
                    MimeType = "image/jpeg",
                    Buffer = await SamplePictures.JpegAsync(),
                }
            );
        await page.GetByLabel("是什么问题").FillAsync("绿化带地面下沉，形成一个坑，行人容易踩空");
        await Expect(page.GetByText("误差约").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();

        await Expect(page.GetByText("已立案，派给").Or(page.GetByText("已收到，等人核定")).First)
            .ToBeVisibleAsync();
        await pages.Host.CatchUpAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "我的" }).ClickAsync();
        await Expect(page.GetByText("绿化带地面下沉").First).ToBeVisibleAsync();
    }
}
