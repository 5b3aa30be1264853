using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

/// <summary>What the platform understands, and how people decide, correct and teach it, in a real browser.</summary>
public sealed partial class UnderstandingPageTests(PagesHost pages) : IClassFixture<PagesHost>
{
    private const string Office = "潞湾街道办事处";

    private CityHost Host => pages.Host;
    private string Centre => Host.City.CityCentre!.Name;
    private string Estate =>
        Host.City.Buildings.First(one => one.EstateName is not null).EstateName!;

    private Unit Section =>
        Host.City.Units.First(unit =>
            unit.Kind == UnitKind.Section
            && unit.ParentId == Host.City.Units.First(one => one.Name == Office).UnitId
        );

    /// <summary>S11: where nobody is sure a person has the best three, each with its reason, and one key each.</summary>
    [Fact]
    public async Task S11_one_key_gives_a_queued_case_to_the_unit_of_that_number_and_the_next_one_stands_there()
    {
        string[] texts = ["有个情况想找人说说，麻烦回个电话", "上次讲的事还是老样子，来个人看看"];
        var queued = new List<JsonElement>();
        foreach (var text in texts)
        {
            queued.Add(await QueuedAsync(text));
        }

        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/queue", Role.Dispatcher, Centre);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待派队列" }))
            .ToBeVisibleAsync();
        var first = await ShownAsync(page, queued);
        var best = page.GetByRole(AriaRole.List, new() { Name = "最合适的三个单位" });
        await Expect(best.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(Candidates(first).Count);
        await Expect(best.GetByText("在办").First).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        // What is put aside comes back with another key.
        await page.Keyboard.PressAsync("n");
        var second = queued.Single(one => Id(one) != Id(first));
        await Expect(page.GetByText(Text(second)).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("p");
        await Expect(page.GetByText(Text(first)).First).ToBeVisibleAsync();

        var chosen = Candidates(first)[1];
        await page.Keyboard.PressAsync("2");
        await Expect(page.GetByText($"已派给{chosen}").First).ToBeVisibleAsync();
        await Expect(page.GetByText(Text(second)).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByText("队列是空的")).ToBeVisibleAsync();

        var auditor = Host.As(Role.Auditor, Centre);
        foreach (var (one, unit) in new[] { (first, chosen), (second, Candidates(second)[0]) })
        {
            var after = (await auditor.Get($"/api/cases/{Id(one)}")).Expect(HttpStatusCode.OK);
            Assert.Equal("dispatched", after.GetProperty("state").GetString());
            Assert.Equal("byPerson", after.GetProperty("mode").GetString());
            Assert.Equal(unit, after.GetProperty("unit").GetProperty("name").GetString());
        }
    }

    /// <summary>S11: each of the modes with its unit and its reasons, and a question that only asks (S22), before anything is registered.</summary>
    [Fact]
    public async Task S11_the_try_out_page_tells_mode_unit_and_reasons_of_each_way_and_S22_who_only_asks()
    {
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/settings/try", Role.Administrator, Centre);
        var result = page.GetByRole(AriaRole.Region, new() { Name = "判断结果" });

        await TryAsync(
            "母亲生病住院，医院护士态度很差，治疗也不及时，请管一管这家医院的医疗护理",
            Estate
        );
        await Expect(result.GetByRole(AriaRole.Heading, new() { Name = "卫生健康" }).First)
            .ToBeVisibleAsync();
        await Expect(result.GetByText("定向派 · 把握")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await TryAsync($"{Estate}物业收了物业费，却不打扫楼道，也不修单元门，投诉物业管理混乱", "");
        await Expect(result.GetByText("按属地派 · 把握")).ToBeVisibleAsync();
        await TryAsync(
            $"我在{Estate}买房五年了，开发商一直办不下来房产证，请帮助办理不动产权证",
            ""
        );
        await Expect(result.GetByText("按类别派 · 把握")).ToBeVisibleAsync();

        await TryAsync("请问居住证怎么办理，需要什么材料", "");
        await Expect(result.GetByText("咨询", new() { Exact = false }).First).ToBeVisibleAsync();
        await TryAsync("请问煤气泄漏怎么办，家里闻到煤气味，有人晕倒了", Estate);
        await Expect(result.GetByText("危及生命").First).ToBeVisibleAsync();

        // What was tried stands in the address, behind the # that no server sees.
        await page.ReloadAsync();
        await Expect(result.GetByText("危及生命").First).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await FitsAsync(page);
        await PagesHost.IsAccessibleAsync(page);

        async Task TryAsync(string text, string place)
        {
            await page.GetByLabel("诉求内容").FillAsync(text);
            await page.GetByLabel("地点（可不填）").FillAsync(place);
            await page.RunAndWaitForResponseAsync(
                () =>
                    page.GetByRole(AriaRole.Button, new() { Name = "试一试", Exact = true })
                        .ClickAsync(),
                answer => answer.Url.EndsWith("/explain", StringComparison.Ordinal)
            );
            await Expect(result.GetByText(text[..8], new() { Exact = false }).First)
                .ToBeVisibleAsync();
        }
    }

    /// <summary>S11, by choice: the citizen picks the unit and is told why it has it.</summary>
    [Fact]
    public async Task S11_a_citizen_picks_the_unit_and_is_told_that_it_was_his_choice()
    {
        var page = await pages.PhoneAsync();
        await page.GotoAsync(Host.Address.ToString());
        await page.GetByLabel("您遇到了什么事").FillAsync("窗口排队时间太长，请多开几个窗口。");
        await page.GetByText("我想自己选单位").ClickAsync();
        await page.GetByLabel("派给哪个单位")
            .SelectOptionAsync(new SelectOptionValue { Label = Office });
        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();

        await Expect(page.GetByText($"您的诉求已派给{Office}", new() { Exact = false }).First)
            .ToBeVisibleAsync();
        await Expect(page.GetByText($"按诉求人选择，派给{Office}。")).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
    }

    [Fact]
    public async Task While_a_call_is_typed_the_operator_sees_what_is_known_and_where_it_is_and_joins_it_with_one_key()
    {
        var known = await MadeAsync($"{Estate}3号楼电梯停了，老人下不了楼", "13800002001", Estate);
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/register", Role.Operator, Office);
        await page.GetByLabel("来电人说的事")
            .FillAsync($"{Estate}3号楼的电梯停了，老人下不了楼，快来看看");

        var candidates = page.GetByRole(AriaRole.Region, new() { Name = "可能已经知道的" });
        await Expect(candidates.GetByText(known.Number)).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await page.Keyboard.PressAsync("Alt+1");
        await Expect(page.GetByText($"登记后并入 {known.Number}。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "不并入" }).ClickAsync();
        await Expect(candidates).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+1");

        // A pin somewhere else than the words say is told before anything is saved; the words that were typed stay.
        await page.SetViewportSizeAsync(390, 844);
        await FitsAsync(page);
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByLabel("电话（可不填）").First.FillAsync("13800002002");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "渠道" }).ClickAsync();
        await page.Keyboard.TypeAsync("来访");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已登记" }))
            .ToBeVisibleAsync();
        await Host.CatchUpAsync(); // What follows the journal joins it.
        var lead = (await Host.As(Role.Auditor, Office).Get($"/api/cases/{known.Id}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(1, lead.GetProperty("links").GetProperty("members").GetInt32());
    }

    private async Task<JsonElement> QueuedAsync(string text)
    {
        var made = (
            await Host.As(Role.Operator, Centre).Post("/api/cases", new { text, channel = "12345" })
        ).Expect(HttpStatusCode.Created);
        var page = (
            await Host.As(Role.Auditor, Centre)
                .Get($"/api/cases/{made.GetProperty("id").GetString()}")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("queued", page.GetProperty("state").GetString());
        Assert.True(Candidates(page).Count >= 2, page.GetRawText());
        return page;
    }

    private async Task<(string Id, string Number)> MadeAsync(
        string text,
        string phone,
        string place,
        string? classCode = null
    )
    {
        var made = (
            await Host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        classCode,
                        unitId = Section.UnitId,
                        contact = new { name = "何小满", phone },
                        place = new { text = place },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return (
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!
        );
    }

    private static async Task<JsonElement> ShownAsync(IPage page, IReadOnlyList<JsonElement> queued)
    {
        var (one, other) = (queued[0], queued[1]);
        await Expect(page.GetByText(Text(one)).Or(page.GetByText(Text(other))).First)
            .ToBeVisibleAsync();
        return await page.GetByText(Text(one)).CountAsync() > 0 ? one : other;
    }

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).First.ClickAsync();
        await page.Locator(".ant-select-dropdown:visible").GetByText(option).First.ClickAsync();
    }

    /// <summary>Nothing is wider than the page.</summary>
    private static async Task FitsAsync(IPage page) =>
        Assert.InRange(
            await page.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - window.innerWidth"
            ),
            int.MinValue,
            0
        );

    private static string Id(JsonElement page) => page.GetProperty("id").GetString()!;

    private static string Text(JsonElement page) => page.GetProperty("text").GetString()!;

    private static List<string> Candidates(JsonElement page) =>
        [
            .. page.GetProperty("candidates")
                .EnumerateArray()
                .Select(one => one.GetProperty("unit").GetProperty("name").GetString()!),
        ];
}
