using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

// A shift, from its plan to what it saw.
public sealed partial class FieldPageTests
{
    [Fact]
    public async Task A_leader_plans_a_shift_its_inspector_goes_on_duty_is_recorded_with_consent_and_the_coverage_shows_it()
    {
        const string office = "潞湾街道办事处";
        var (host, name) = (pages.Host, pages.Host.Who(Role.Inspector, office).Name);
        var desk = await pages.DesktopAsync();
        await pages.SignInAsync(desk, "/desk/patrol/shifts/new", Role.Leader, office);
        await desk.GetByLabel("巡查员").ClickAsync();
        await desk.GetByTitle(name).First.ClickAsync();
        var now = host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        await desk.GetByLabel("日期").FillAsync($"{now:yyyy-MM-dd}");
        await desk.GetByLabel("上岗").FillAsync($"{now:HH:mm}");
        await desk.GetByLabel("下岗").FillAsync($"{now.AddHours(4):HH:mm}");
        await Expect(desk.GetByText("从未巡到").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);
        await desk.GetByRole(AriaRole.Button, new() { Name = "保存班次" }).ClickAsync();
        await Expect(desk.GetByText("待上岗")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(desk);

        var phone = await pages.PhoneAsync();
        await StandInTheCityAsync(phone.Context);
        await pages.SignInAsync(phone, "/field/", Role.Inspector, office);
        await phone.GetByRole(AriaRole.Button, new() { Name = "上岗" }).ClickAsync();
        await Expect(phone.GetByText("已上岗")).ToBeVisibleAsync();
        // The host's clock stands still: what the phone hears of it with its consent would otherwise put its first point before the beginning of duty, which the
        // phone told by its own.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await phone.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(phone.GetByText("正在记录轨迹")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(phone);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        // Going off duty sends what was recorded, and the coverage has it.
        var end = phone.GetByRole(AriaRole.Button, new() { Name = "下岗" });
        await end.ClickAsync();
        await Expect(end).ToHaveTextAsync("确定下岗？再按一次");
        // Two taps in half a second are one.
        await phone.WaitForTimeoutAsync(600);
        await end.ClickAsync();
        await Expect(phone.GetByText("已上岗")).ToHaveCountAsync(0);
        var inspector = host.As(Role.Inspector, office);
        var shift = (await inspector.Get("/api/patrol/shifts/mine"))
            .Body.EnumerateArray()
            .Single(one => one.Maybe("startedAt") is not null)
            .Maybe("id");
        await CityHost.UntilAsync(async () =>
            (await inspector.Get($"/api/patrol/shifts/{shift}/track"))
                .Body.GetProperty("points")
                .GetArrayLength() > 0
        );
        // The page has stood open for as long as the phone was busy; what is on it is said when the link is not there.
        await desk.ReloadAsync();
        await Expect(desk.GetByRole(AriaRole.Link, new() { Name = "巡查覆盖" })).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "巡查覆盖" }).ClickAsync();
        // What the phone sent is counted a moment later.
        await CityHost.UntilAsync(async () =>
        {
            await desk.ReloadAsync();
            await Expect(desk.GetByRole(AriaRole.Table, new() { Name = "分道路" }))
                .ToBeVisibleAsync();
            return await desk.GetByText("这一周还没有轨迹和查看记录。").CountAsync() == 0;
        });
        await PagesHost.IsAccessibleAsync(desk);
    }
}
