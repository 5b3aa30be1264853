using System.Net;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>The desk, in a real browser: sign in, work a case to its end, see the month.</summary>
public sealed class DeskPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    private Unit Section
    {
        get
        {
            var office = pages.Host.City.Units.First(unit => unit.Name == Office).UnitId;
            return pages.Host.City.Units.First(unit =>
                unit.Kind == UnitKind.Section && unit.ParentId == office
            );
        }
    }

    private async Task<string> CaseAsync(string text)
    {
        var made = await pages
            .Host.As(Role.Operator, Office)
            .Post(
                "/api/cases",
                new
                {
                    text,
                    channel = "walkIn",
                    unitId = Section.UnitId,
                    contact = new { name = "何小满", phone = "13800001234" },
                }
            );
        return made.Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_the_right_one_opens_the_work_list()
    {
        var page = await pages.DesktopAsync();
        await page.GotoAsync(new Uri(pages.Host.Address, "/desk/").ToString());
        await page.GetByLabel("账号").FillAsync("nobody");
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync("Wrong-password-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(page.GetByText("账号或密码不正确").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await pages.SignInAsync(page, "/desk/", Role.Dispatcher, Office);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_handler_signs_and_reports_and_a_caller_asks_and_closes()
    {
        var id = await CaseAsync("门前路面塌了一块，老人推车过不去，请来修补。");
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/cases/{id}", Role.Handler, Section.Name);
        await Expect(page.GetByText("门前路面塌了一块").First).ToBeVisibleAsync();
        await Expect(page.GetByText("13800001234")).ToHaveCountAsync(0);
        await PagesHost.IsAccessibleAsync(page);

        // The first press opens what signing means, the second signs.
        var sign = page.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true });
        await sign.ClickAsync();
        await Expect(page.GetByText("签收后由")).ToBeVisibleAsync();
        await sign.Last.ClickAsync();
        await Expect(page.GetByText($"{Section.Name}签收", new() { Exact = true }).First)
            .ToBeVisibleAsync();

        await pages.Host.As(Role.Handler, Section.Name).NeedsNoMeetingAsync(id);
        (
            await pages
                .Host.As(Role.Handler, Section.Name)
                .Post(
                    $"/api/cases/{id}/resolve",
                    new { outcome = "solved", answer = "已经修补平整，推车可以通过。" }
                )
        ).Expect(HttpStatusCode.OK);
        var caller = await pages.DesktopAsync();
        await pages.SignInAsync(
            caller,
            $"/desk/cases/{id}",
            Role.Caller,
            pages.Host.City.CityCentre!.Name
        );
        await Expect(caller.GetByText("已经修补平整").First).ToBeVisibleAsync();
        await caller
            .GetByRole(AriaRole.Button, new() { Name = "回访", Exact = true })
            .First.ClickAsync();
        await caller.GetByText("接通了", new() { Exact = true }).First.ClickAsync();
        await caller.GetByText("联系过", new() { Exact = true }).First.ClickAsync();
        await caller.GetByText("已解决", new() { Exact = true }).Last.ClickAsync();
        await caller.GetByText("满意", new() { Exact = true }).First.ClickAsync();
        await PagesHost.IsAccessibleAsync(caller);
        await caller.GetByRole(AriaRole.Button, new() { Name = "保存" }).First.ClickAsync();
        await Expect(caller.GetByText("已记录回访").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_leader_sees_the_month()
    {
        await CaseAsync("小区门口垃圾没人清运，请安排。");
        await pages.Host.CatchUpAsync();
        var page = await pages.DesktopAsync();

        await pages.SignInAsync(page, "/desk/month", Role.Leader, pages.Host.City.CityCentre!.Name);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "考核月报" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "综合成绩" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }
}
