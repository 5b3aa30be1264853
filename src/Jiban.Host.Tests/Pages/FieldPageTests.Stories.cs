using System.Net;
using System.Text.RegularExpressions;
using Jiban.City.Contracts;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>S1, S3 and S20 on phones: what an inspector does without a network and back, and what anybody sees who scans a tag.</summary>
public sealed partial class FieldPageTests
{
    [Fact]
    public async Task S1_a_dark_lamp_is_reported_without_a_network_and_the_parent_who_scans_its_tag_is_told_that_it_is_known()
    {
        var (_, code) = await EnterAsync("01018", "校门口路灯", 4e-4, ("maintainer", Street));
        var inspector = await OnTheRoundAsync();
        await inspector.Context.SetOfflineAsync(true);
        await ReportAboutAsync(
            inspector,
            "学校西门路灯不亮，孩子放学走夜路",
            code,
            "路灯照明",
            "3"
        );
        await BackOnlineAsync(inspector);

        var parent = await pages.PhoneAsync();
        await parent.GotoAsync(new Uri(pages.Host.Address, $"/tag/{code}").ToString());
        await Expect(parent.GetByText("这个部件的问题已有人反映，正在处理")).ToBeVisibleAsync();
        await Expect(parent.GetByText(Street).First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(parent);
        await TellAsync(parent);
        await parent
            .GetByRole(AriaRole.Link, new() { Name = "看进展" })
            .Or(parent.GetByRole(AriaRole.Button, new() { Name = "看进展" }))
            .First.ClickAsync();
        await Expect(parent.GetByText("我们收到了您的诉求").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task S3_a_resident_scans_a_charger_sees_its_price_and_tells_a_fault_with_two_touches()
    {
        var power = pages.Host.City.Units.First(unit =>
            unit.Kind == UnitKind.Utility && unit.Name.Contains('电', StringComparison.Ordinal)
        );
        var (id, code) = await EnterAsync("21034", "充电桩", 6e-4, ("owner", power.Name));
        var keeper = pages.Host.As(Role.Administrator, pages.Host.City.CityCentre!.Name);
        (
            await keeper.Put(
                $"/api/components/{id}/terms",
                new
                {
                    version = 1,
                    from = pages.Host.Day(0),
                    tariff = new
                    {
                        energyFen = 80,
                        serviceFen = 45,
                        parkingFen = 0,
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);

        var resident = await pages.PhoneAsync();
        await resident.GotoAsync(new Uri(pages.Host.Address, $"/tag/{code}").ToString());
        await Expect(resident.GetByText("现在 1.25 元/度")).ToBeVisibleAsync();
        await Expect(resident.GetByText("停车不收费")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(resident);
        await TellAsync(resident);
        await Expect(resident.GetByText(power.Name).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task S20_a_faded_sign_is_reported_and_looked_at_again_without_a_network_and_its_photos_stand_side_by_side()
    {
        var (_, code) = await EnterAsync("02009", "导览牌", 8e-4, ("manager", Street));
        var phone = await OnTheRoundAsync();
        await phone.Context.SetOfflineAsync(true);
        await ReportAboutAsync(phone, "导览牌褪色，字看不清", code, "交通设施", null);
        await BackOnlineAsync(phone);

        var inspector = pages.Host.As(Role.Inspector, Street);
        var id = await CaseAboutAsync(code);
        var unit = (await inspector.Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("unit")
            .GetProperty("name")
            .GetString()!;
        Assert.Equal(Street, unit);
        var handler = pages.Host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "导览牌已更换。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
        await pages.Host.CatchUpAsync();

        // The second look: what was before and what was done are on the phone before it leaves the network.
        var look = phone
            .GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = "导览牌褪色" })
            .GetByRole(AriaRole.Button, new() { Name = "去复查" });
        await ReloadUntilAsync(phone, look);
        await look.ClickAsync();
        await Expect(phone.GetByText("处置后（承办单位）")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(phone);
        await phone.Context.SetOfflineAsync(true);
        await ShootAsync(phone);
        await phone.GetByText("已经处置好").ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交复查" }).ClickAsync();
        await Expect(phone.GetByText("1 件等待发送")).ToBeVisibleAsync();
        await BackOnlineAsync(phone);

        var page = (await inspector.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["report", "after", "reinspection"],
            page.GetProperty("attachments").EnumerateArray().Select(one => one.Maybe("purpose"))
        );
        var desk = await pages.PhoneAsync();
        await pages.SignInAsync(desk, $"/desk/cases/{id}", Role.Dispatcher, Street);
        await Expect(desk.GetByText("处理前").First).ToBeVisibleAsync();
        await Expect(desk.GetByText(code).First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
    }

    /// <summary>A component some metres east of where the inspector stands; its id, and the identifier on its tag.</summary>
    private Task<(string Id, string Code)> EnterAsync(
        string classCode,
        string name,
        double east,
        (string Role, string Unit) holder
    )
    {
        var here = pages.Host.City.Cells[20].Boundary.InteriorPoint;
        Unit Of(string unit) => pages.Host.City.Units.First(one => one.Name == unit);
        return pages.Host.EnterAsync(
            classCode,
            name,
            (here.X + east, here.Y),
            ("authority", Of(Street)),
            (holder.Role, Of(holder.Unit))
        );
    }

    /// <summary>An inspector's phone that has everything it needs without a network.</summary>
    private async Task<IPage> OnTheRoundAsync()
    {
        var page = await pages.PhoneAsync();
        await StandInTheCityAsync(page.Context);
        await pages.SignInAsync(page, "/field/", Role.Inspector, Street);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今天", Exact = true }))
            .ToBeVisibleAsync();
        await ControlledAsync(page);
        await Expect(page.GetByText("离线地图和部件清单已备好"))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        return page;
    }

    /// <summary>A report about a component, of a class whose needs are shown; kept on the phone.</summary>
    /// <param name="measured">What is measured, where the class asks for it.</param>
    private static async Task ReportAboutAsync(
        IPage page,
        string text,
        string code,
        string className,
        string? measured
    )
    {
        await WriteAsync(page, text);
        await page.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex("^部件") })
            .FillAsync(code);
        await page.GetByPlaceholder("找类别").FillAsync(className);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{className}") })
            .First.ClickAsync();
        var needs = page.GetByRole(AriaRole.Region, new() { Name = "立案条件" });
        if (measured is not null)
        {
            await Expect(needs.GetByText("还不满足")).ToBeVisibleAsync();
            await needs.GetByRole(AriaRole.Textbox).FillAsync(measured);
        }

        await Expect(needs.GetByText("满足立案条件")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已存在手机里" }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "今天" }).ClickAsync();
    }

    /// <summary>The network is there again, and everything that waited has arrived.</summary>
    private async Task BackOnlineAsync(IPage page)
    {
        // The phone's time went on while the host's stood still.
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("等待发送")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Expect(page.GetByText("件要您处理")).ToHaveCountAsync(0);
        await pages.Host.CatchUpAsync();
    }

    /// <summary>Opens the app again until something is there: what it was told some seconds ago it does not ask again.</summary>
    private static async Task ReloadUntilAsync(IPage page, ILocator there)
    {
        for (var n = 0; ; n++)
        {
            await page.ReloadAsync();
            try
            {
                await there.WaitForAsync(new() { Timeout = 10_000 });
                return;
            }
            catch (TimeoutException) when (n < 6)
            {
                // Not asked yet, or asked before the list had it.
            }
        }
    }

    private static async Task ShootAsync(IPage page) =>
        await page.Locator("input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "sign.jpg",
                    MimeType = "image/jpeg",
                    Buffer = await SamplePictures.JpegAsync(),
                }
            );

    private async Task<string> CaseAboutAsync(string code) =>
        (await pages.Host.As(Role.Dispatcher, Street).Get($"/api/cases?component={code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Single()
            .GetProperty("id")
            .GetString()!;

    /// <summary>A fault told from the page of a tag: one touch for the words, one to send them.</summary>
    private static async Task TellAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "坏了，不能用" }).ClickAsync();
        await Expect(page.GetByLabel("您遇到了什么事")).ToHaveValueAsync(new Regex("坏了"));
        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已经收到" }))
            .ToBeVisibleAsync();
    }
}
