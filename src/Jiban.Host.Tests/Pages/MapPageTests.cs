using System.Globalization;
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

    /// <summary>The map itself, out of what React keeps for its frame: the page shows it and tells nobody else.</summary>
    private const string TheMap = """
        const frame = document.querySelector('.map-canvas')
        let map
        for (let part = frame[Object.keys(frame).find((key) => key.startsWith('__reactFiber'))]; part && !map; part = part.return)
          for (let kept = part.memoizedState; kept && typeof kept === 'object' && !map; kept = kept.next)
            if (kept.memoizedState?.queryRenderedFeatures) map = kept.memoizedState
        """;

    [Fact]
    public async Task A_building_is_found_by_keyboard_with_its_cases_and_the_list_tells_the_same()
    {
        var building = pages.Host.City.Buildings[0];
        var pin = building.Footprint.InteriorPoint;
        var id = await AskAsync("楼前路灯坏了，晚上看不见路。", pin.X, pin.Y);
        var page = await OpenAsync(Role.Handler);
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "查找地点、部件或诉求" });
        var refused = Refused(page);
        await PagesHost.IsAccessibleAsync(page);

        // By keyboard alone: the address, the building, its cases.
        await search.FillAsync(building.Address);
        await Expect(page.GetByText(building.Address).First).ToBeVisibleAsync();
        await search.PressAsync("ArrowDown");
        await search.PressAsync("Enter");
        var chosen = page.GetByRole(AriaRole.Region, new() { Name = "选中的地方" });
        await Expect(chosen.Locator($"a[href$='/cases/{id}']")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

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
    public async Task Buildings_stand_up_when_the_map_leans_back_and_lie_flat_again()
    {
        var page = await OpenAsync(Role.Handler);
        var refused = Refused(page);
        Assert.Equal("fill", await BuildingsAsync(page));
        await page.GetByText("立体楼栋").ClickAsync();
        await WaitAsync(
            page,
            """
            map.getLayer('building')?.type === 'fill-extrusion' && map.getPitch() > 50
              && map.queryRenderedFeatures({ layers: ['building'] }).some(({ properties }) => properties.height > 3)
            """
        );
        await page.GetByText("立体楼栋").ClickAsync();
        await WaitAsync(page, "map.getLayer('building')?.type === 'fill' && map.getPitch() < 1");
        Assert.Empty(refused);
    }

    [Fact]
    public async Task The_measure_tells_a_distance_that_is_known()
    {
        var page = await OpenAsync(Role.Handler);
        var (lon, lat) = pages.Host.Inside();
        await page.GetByText("量距离", new() { Exact = true }).ClickAsync();
        var take = page.GetByRole(AriaRole.Button, new() { Name = "取地图中心" });
        await GoAsync(page, lon, lat);
        await take.ClickAsync();
        await Expect(page.Locator(".map-measured")).ToHaveTextAsync("0 米");
        // Five thousandths of a degree north are 555.975 m on the sphere of the mean radius, wherever they are.
        await GoAsync(page, lon, lat + 0.005);
        await take.ClickAsync();
        await Expect(page.Locator(".map-measured")).ToHaveTextAsync("556 米");
        await GoAsync(page, lon, lat + 0.01);
        await take.ClickAsync();
        await Expect(page.Locator(".map-measured")).ToHaveTextAsync("1.11 公里");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回一点" }).ClickAsync();
        await Expect(page.Locator(".map-measured")).ToHaveTextAsync("556 米");
    }

    [Fact]
    public async Task A_past_day_shows_what_was_there_then()
    {
        var (lon, lat) = pages.Host.Inside();
        var id = await AskAsync("今天才出现的坑洼，车辆颠簸。", lon, lat);
        var number = (
            await pages.Host.As(Role.Dispatcher, Office).Get($"/api/cases/{id}")
        ).Body.Maybe("number")!;
        var page = await OpenAsync(Role.Dispatcher, "?view=list");
        var rows = page.GetByRole(AriaRole.Row);
        var mine = rows.Filter(new() { HasText = number });
        await Expect(mine).ToHaveCountAsync(1);
        var today = await rows.CountAsync();

        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "日期" });
        await slider.PressAsync("ArrowLeft");
        await Expect(page).ToHaveURLAsync(new Regex("day="));
        await Expect(mine).ToHaveCountAsync(0);
        Assert.True(await rows.CountAsync() < today);
        await slider.PressAsync("ArrowRight");
        await Expect(mine).ToHaveCountAsync(1);
        await Expect(rows).ToHaveCountAsync(today);
    }

    [Fact]
    public async Task Inspectors_on_duty_are_shown_when_they_are_asked_for_and_cases_are_coloured_by_state_or_age()
    {
        var (lon, lat) = pages.Host.Inside();
        await AskAsync("路边护栏倒了，影响行人通行。", lon, lat);
        await OnDutyAsync("图上巡", lon, lat);
        var page = await OpenAsync(Role.Leader);
        await GoAsync(page, lon, lat);
        Assert.False(await SaysAsync(page, "Boolean(map.getLayer('inspector'))"));
        await page.GetByText("在岗巡查员", new() { Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("on=inspectors"));
        await WaitAsync(
            page,
            "map.getLayer('inspector') && map.queryRenderedFeatures({ layers: ['inspector'] }).length === 1"
        );
        await PagesHost.IsAccessibleAsync(page);

        // The colour of a case is its time, then its state, then its age: the legend and the map say so.
        const string Colour = "JSON.stringify(map.getPaintProperty('case', 'circle-color'))";
        var byTime = await SaysAsync<string>(page, Colour);
        Assert.Contains("band", byTime, StringComparison.Ordinal);
        await page.GetByText("办理状态", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "待签收" }))
            .ToBeVisibleAsync();
        await WaitAsync(page, $"{Colour}.includes('stage')");
        await page.GetByText("登记时长", new() { Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("colour=byAge"));
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "登记 1 天以内" }))
            .ToBeVisibleAsync();
        await WaitAsync(page, $"{Colour}.includes('older')");

        // The list says the same.
        await page.GotoAsync(
            new Uri(pages.Host.Address, "/desk/map?view=list&on=inspectors").ToString()
        );
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "图上巡" }))
            .ToHaveCountAsync(1);
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
        // Another test may have seen the land here without it, and a drawn tile stays good for some seconds.
        pages.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/map", Role.Leader, Office);
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "查找地点、部件或诉求" });
        await search.FillAsync(code);
        await Expect(page.GetByText(code).First).ToBeVisibleAsync();
        await search.PressAsync("ArrowDown");
        await search.PressAsync("Enter");
        var chosen = page.GetByRole(AriaRole.Region, new() { Name = "选中的地方" });
        await Expect(chosen).ToBeVisibleAsync();
        await chosen.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Expect(chosen).ToHaveCountAsync(0);

        // So close that it is none of a crowd; without the pin only the drawn point itself can answer.
        await GoAsync(page, lon + 2e-4, lat + 2e-4);
        await WaitAsync(
            page,
            $"map.queryRenderedFeatures({{ layers: ['component'] }}).some(({{ properties }}) => properties.code === '{code}')"
        );
        var canvas = (await page.Locator("canvas.maplibregl-canvas").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(canvas.X + canvas.Width / 2, canvas.Y + canvas.Height / 2);
        await Expect(chosen.GetByText(code)).ToBeVisibleAsync();
        await Expect(chosen.GetByRole(AriaRole.Link, new() { Name = "打开部件档案" }))
            .ToBeVisibleAsync();

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

    private async Task<string> AskAsync(string text, double lon, double lat) => (
            await pages
                .Host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        unitId = pages.Host.City.Units.First(unit => unit.Name == Office).UnitId,
                        place = new { lon, lat },
                    }
                )
        ).Expect(HttpStatusCode.Created).Maybe("id")!;

    /// <summary>An inspector on duty who consents, with a point of his track.</summary>
    private async Task OnDutyAsync(string name, double lon, double lat)
    {
        var host = pages.Host;
        var now = host.Clock.GetUtcNow();
        var shift = (
            await host.As(Role.Leader, Office)
                .Post(
                    "/api/patrol/shifts",
                    new
                    {
                        inspectorId = host.Who(Role.Inspector, Office, name).Id,
                        startsAt = now,
                        endsAt = now.AddHours(4),
                        regionId = host
                            .City.Regions.Single(region => region.Name == "潞湾街道")
                            .RegionId,
                        stops = Array.Empty<object>(),
                    }
                )
        ).Expect(HttpStatusCode.Created).Maybe("id")!;
        var inspector = host.As(Role.Inspector, Office, name);
        (await inspector.Post($"/api/patrol/shifts/{shift}/start")).Expect(HttpStatusCode.OK);
        (
            await inspector.Put("/api/patrol/consent", new { given = true, textVersion = "1" })
        ).Expect(HttpStatusCode.OK);
        (
            await inspector.Post(
                $"/api/patrol/shifts/{shift}/track",
                new
                {
                    points = new[]
                    {
                        new
                        {
                            seq = 0,
                            at = now,
                            lon,
                            lat,
                            accuracyMetres = 5,
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
    }

    /// <summary>The map, drawn.</summary>
    private async Task<IPage> OpenAsync(Role role, string query = "")
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/map{query}", role, Office);
        if (query.Length == 0)
        {
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "查看地图正中" }))
                .ToBeVisibleAsync();
        }

        return page;
    }

    /// <summary>What the browser refuses or the page fails at from now on.</summary>
    private static List<string> Refused(IPage page)
    {
        var refused = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
            {
                refused.Add(said.Text);
            }
        };
        return refused;
    }

    private static Task<string> BuildingsAsync(IPage page) =>
        SaysAsync<string>(page, "map.getLayer('building').type");

    private static Task GoAsync(IPage page, double lon, double lat) =>
        page.EvaluateAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"() => {{ {TheMap}\n map.jumpTo({{ center: [{lon}, {lat}], zoom: 17 }}) }}"
            )
        );

    private static Task<bool> SaysAsync(IPage page, string what) => SaysAsync<bool>(page, what);

    private static Task<T> SaysAsync<T>(IPage page, string what) =>
        page.EvaluateAsync<T>($"() => {{ {TheMap}\n return {what} }}");

    /// <summary>The content policy of the page forbids what Playwright's own waiting does.</summary>
    private static async Task WaitAsync(IPage page, string what)
    {
        for (var n = 0; n < 150 && !await SaysAsync(page, $"Boolean({what})"); n++)
        {
            await page.WaitForTimeoutAsync(200);
        }

        Assert.True(await SaysAsync(page, $"Boolean({what})"), what);
    }
}
