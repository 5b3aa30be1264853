using System.Net;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The registry at the desk, in a real browser: entered, found by what it lacks, and what it costs by its tag.</summary>
public sealed partial class ComponentPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task A_charger_is_entered_at_the_desk_and_tells_its_price_of_the_hour_by_its_tag()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/components/new", Role.Dispatcher, Office);
        await PickAsync("类别", "21034", new Regex("^21034 "));
        await page.GetByLabel("名称", new() { Exact = true }).FillAsync("一号充电桩");
        var at = pages.Host.Inside();
        await page.GetByLabel("经度（WGS-84）").FillAsync($"{at.Lon + 0.00031:0.######}");
        await page.GetByLabel("纬度（WGS-84）").FillAsync($"{at.Lat + 0.00017:0.######}");
        await PickAsync("主管部门", Office, new Regex($"^{Office}$"));
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "一号充电桩" });
        await Expect(heading).ToBeVisibleAsync();
        var code = Regex.Match(await heading.InnerTextAsync(), "[0-9]{17}").Value;

        // Found by what its record lacks, in the order that was pressed; the address says both.
        await page.GotoAsync(
            new Uri(pages.Host.Address, "/desk/components?lack=owner&classCode=21034").ToString()
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "名称" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=name"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = code })).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = code }).ClickAsync();
        await Expect(heading).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        var id = new Uri(page.Url).Segments[^1];
        var set = await pages
            .Host.As(Role.Dispatcher, Office)
            .Put(
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
                        periods = new[]
                        {
                            new
                            {
                                kind = "valley",
                                from = "23:00",
                                until = "07:00",
                                energyFen = 30,
                                serviceFen = 45,
                            },
                        },
                    },
                }
            );
        set.Expect(HttpStatusCode.OK);

        var phone = await pages.PhoneAsync();
        await phone.GotoAsync(new Uri(pages.Host.Address, $"/tag/{code}").ToString());
        var prices = phone.GetByRole(AriaRole.Table, new() { Name = "今天的电价" });
        await Expect(prices.GetByRole(AriaRole.Row)).ToHaveCountAsync(4);
        await Expect(prices.Locator("[aria-current=time]")).ToContainTextAsync("现在");
        await Expect(phone.GetByText("停车不收费")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(phone);

        async Task PickAsync(string box, string typed, Regex choice)
        {
            await page.GetByRole(AriaRole.Combobox, new() { Name = box, Exact = true })
                .FillAsync(typed);
            await page.GetByTitle(choice).Last.ClickAsync();
        }
    }

    [Fact]
    public async Task A_key_of_a_map_program_is_issued_shown_once_and_revoked()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(
            page,
            "/desk/settings/map-keys",
            Role.Administrator,
            pages.Host.City.CityCentre!.Name
        );
        await page.GetByLabel("给谁、做什么用").FillAsync("规划院 QGIS");
        await page.GetByRole(AriaRole.Button, new() { Name = "发放密钥" }).ClickAsync();
        var key = await page.Locator("code", new() { HasText = "jmk_" }).InnerTextAsync();
        await PagesHost.IsAccessibleAsync(page);

        Assert.Equal(HttpStatusCode.OK, await ReadAsync());
        await page.ReloadAsync();
        await Expect(page.GetByText("规划院 QGIS", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText(key)).ToHaveCountAsync(0);
        await Expect(page.GetByText("从未使用")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "停用“规划院 QGIS”" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "停用", Exact = true })
            .ClickAsync();
        await Expect(page.GetByText("停用于")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadAsync());

        async Task<HttpStatusCode> ReadAsync()
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            using var answer = await client.GetAsync(
                new Uri(pages.Host.Address, "/ogc/collections/components/items?limit=1"),
                TestContext.Current.CancellationToken
            );
            return answer.StatusCode;
        }
    }
}
