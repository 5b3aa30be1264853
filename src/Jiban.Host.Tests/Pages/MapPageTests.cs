using System.Net;
using System.Text.RegularExpressions;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The map at the desk, in a real browser: found, chosen, measured, and the same as a list.</summary>
public sealed class MapPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task A_building_is_found_with_its_cases_and_the_list_tells_the_same()
    {
        var building = pages.Host.City.Buildings[0];
        var pin = building.Footprint.InteriorPoint;
        var made = await pages
            .Host.As(Role.Operator, Office)
            .Post(
                "/api/cases",
                new
                {
                    text = "楼前路灯坏了，晚上看不见路。",
                    channel = "walkIn",
                    unitId = pages.Host.City.Units.First(unit => unit.Name == Office).UnitId,
                    place = new { lon = pin.X, lat = pin.Y },
                }
            );
        var id = made.Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/map", Role.Handler, Office);
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "查找地点、部件或诉求" });
        var middle = page.GetByRole(AriaRole.Button, new() { Name = "看地图中心的对象" });
        await Expect(middle).ToBeVisibleAsync();
        var refused = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
            {
                refused.Add(said.Text);
            }
        };
        await PagesHost.IsAccessibleAsync(page);

        // By keyboard alone: the address, the building, its cases.
        await search.FillAsync(building.Address);
        await Expect(page.GetByText(building.Address).First).ToBeVisibleAsync();
        await search.PressAsync("ArrowDown");
        await search.PressAsync("Enter");
        var chosen = page.GetByRole(AriaRole.Region, new() { Name = "选中的对象" });
        await Expect(chosen.Locator($"a[href$='/cases/{id}']")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        // The tilted map and the measure draw without a fault.
        await page.GetByText("立体楼栋").ClickAsync();
        await page.GetByText("量距离", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "取地图中心" }).ClickAsync();
        await Expect(page.GetByText("0 米", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "日期" }).PressAsync("ArrowLeft");
        await Expect(page).ToHaveURLAsync(new Regex("day="));

        await page.GetByText("列表", new() { Exact = true }).ClickAsync();
        await page.GotoAsync(new Uri(pages.Host.Address, "/desk/map?view=list").ToString());
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "路灯" }).First;
        await Expect(row).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "状态" }).ClickAsync();
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync(new Regex("状态"));
        await PagesHost.IsAccessibleAsync(page);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(chosen.GetByRole(AriaRole.Link, new() { Name = "打开诉求" }))
            .ToBeVisibleAsync();
        Assert.Empty(refused);
    }

    [Fact]
    public async Task A_press_on_a_component_that_is_drawn_opens_it_and_a_station_is_told_by_the_list_and_the_legend()
    {
        var office = pages.Host.City.Units.Single(unit => unit.Name == Office);
        var (lon, lat) = pages.Host.Inside();
        var (_, code) = await pages.Host.EnterAsync(
            "04010",
            "音乐喷泉",
            (lon + 2e-4, lat + 2e-4),
            ("authority", office)
        );
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/map", Role.Leader, Office);
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "查找地点、部件或诉求" });
        await search.FillAsync(code);
        await Expect(page.GetByText(code).First).ToBeVisibleAsync();
        await search.PressAsync("ArrowDown");
        await search.PressAsync("Enter");
        var chosen = page.GetByRole(AriaRole.Region, new() { Name = "选中的对象" });
        await Expect(chosen).ToBeVisibleAsync();
        // The tip of the pin is where it is drawn; without the pin only the drawn point itself can answer.
        var pin = page.Locator(".map-pin");
        await Expect(pin).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(1_500);
        var box = (await pin.BoundingBoxAsync())!;
        var canvas = (await page.Locator("canvas.maplibregl-canvas").BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height);
        await chosen.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Expect(chosen).ToHaveCountAsync(0);

        // From afar it is one of a crowd: each press goes closer, with the pressed point in the middle.
        for (var presses = 0; presses < 6 && await chosen.CountAsync() == 0; presses++)
        {
            await page.Mouse.ClickAsync(x, y);
            await page.WaitForTimeoutAsync(2_000);
            if (await chosen.GetByText(code).CountAsync() == 0)
            {
                (x, y) = (canvas.X + canvas.Width / 2, canvas.Y + canvas.Height / 2);
            }
        }

        await Expect(chosen.GetByText(code)).ToBeVisibleAsync();
        await Expect(chosen.GetByRole(AriaRole.Link, new() { Name = "打开部件档案" })).ToBeVisibleAsync();

        // Where the street office can be met: set at the desk, told by the list without any map.
        (
            await pages
                .Host.As(Role.Administrator, pages.Host.City.CityCentre!.Name)
                .Put(
                    $"/api/units/{office.UnitId}/seat",
                    new
                    {
                        address = "潞湾大街 1 号",
                        lon,
                        lat,
                    }
                )
        ).Expect(HttpStatusCode.NoContent);
        await page.GotoAsync(
            new Uri(pages.Host.Address, "/desk/map?on=units&view=list").ToString()
        );
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "潞湾大街 1 号" });
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = Office })).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(pages.Host.Address, "/desk/map?on=units").ToString());
        await Expect(page.GetByText("驻地（办公地点、站点）")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }
}
