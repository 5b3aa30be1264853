using System.Net;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Jiban.Host.Tests.Pages;

// What people correct and answer, and what is learned and offered from it.
public sealed partial class UnderstandingPageTests
{
    [Fact]
    public async Task A_correction_is_left_out_and_taken_in_and_what_a_night_learned_is_compared_put_in_force_and_taken_back()
    {
        var unclear = await QueuedAsync("那个地方又那样了，请来人看一下");
        (
            await Host.As(Role.Dispatcher, Centre)
                .Post(
                    $"/api/cases/{Id(unclear)}/dispatch",
                    new { unitId = Section.UnitId, classCode = "0202" }
                )
        ).Expect(HttpStatusCode.OK);
        await Host.CatchUpAsync();
        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, "/desk/settings/corrections", Role.Administrator, Centre);
        var one = page.GetByRole(
            AriaRole.Listitem,
            new() { Name = unclear.GetProperty("number").GetString()! }
        );
        await one.GetByRole(AriaRole.Button, new() { Name = "不用于学习" }).ClickAsync();
        await one.GetByLabel("原因").FillAsync("派单员试用时填的");
        await one.GetByRole(AriaRole.Button, new() { Name = "不用于学习" }).ClickAsync();
        await Expect(one.GetByText("派单员试用时填的", new() { Exact = false })).ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);
        await one.GetByRole(AriaRole.Button, new() { Name = "恢复采用" }).ClickAsync();
        await Expect(one.GetByRole(AriaRole.Button, new() { Name = "不用于学习" }))
            .ToBeVisibleAsync();

        // Night; nobody waits for it. Nothing of the page may know of the time that passed but its figures, and a page that asks meanwhile would find its session over.
        var corrections = page.Url;
        await page.GotoAsync("about:blank");
        var before = Host.Clock.GetUtcNow();
        Host.Clock.Advance(TimeSpan.FromHours(16.5));
        var number = await Host
            .Services.GetRequiredService<CaseClocks>()
            .LearnAsync(TestContext.Current.CancellationToken);
        Host.Clock.SetUtcNow(before);
        Assert.NotNull(number);

        await page.GotoAsync(corrections);
        await page.GetByRole(AriaRole.Link, new() { Name = "文本模型" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row, new() { Name = $"{number} 号" }).First;
        await Expect(row.GetByText("人工更正")).ToBeVisibleAsync();
        await page.GetByText("训练报告：", new() { Exact = false }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "认得最差的类别" }).First)
            .ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "最常认错的" }).First)
            .ToBeVisibleAsync();
        await Expect(
                page.GetByRole(AriaRole.Table, new() { Name = "说的把握与实际对的比例" }).First
            )
            .ToBeVisibleAsync();
        var compared = page.GetByRole(AriaRole.Region, new() { Name = "比较两个模型" });
        await compared
            .GetByRole(AriaRole.Button, new() { Name = "比较", Exact = true })
            .ClickAsync();
        await Expect(compared.GetByText("件", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(compared.GetByRole(AriaRole.Columnheader, new() { Name = "只有它对" }))
            .ToBeVisibleAsync();
        await PagesHost.IsAccessibleAsync(page);

        await row.GetByRole(AriaRole.Button, new() { Name = "启用" }).ClickAsync();
        await Expect(row.GetByText("使用中")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退回随程序提供的模型" }).ClickAsync();
        await Expect(
                page.GetByRole(AriaRole.Row, new() { Name = "随程序提供的模型" })
                    .First.GetByText("使用中")
            )
            .ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await FitsAsync(page);
    }

    /// <summary>S2: the answer that no rule gave is kept, and is offered the next time with what both share in whole words.</summary>
    [Fact]
    public async Task S2_the_answer_of_a_like_case_is_offered_and_begins_the_result_with_one_press()
    {
        const string Answer = "已由社区核对租房合同，当晚在物业办公室开具居住证明。";
        var before = await MadeAsync(
            "明天上班要用居住证明，写字楼不让进，社区说平时不开。",
            "13800003001",
            Estate,
            "1504"
        );
        await AnsweredAsync(before.Id, Answer);
        var now = await MadeAsync(
            "单位要居住证明才给办入职，社区说平时不开，怎么办？",
            "13800003002",
            Estate,
            "1504"
        );
        var handler = Host.As(Role.Handler, Section.Name);
        (await handler.Post($"/api/cases/{now.Id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(now.Id);

        var page = await pages.DesktopAsync();
        await pages.SignInAsync(page, $"/desk/cases/{now.Id}", Role.Handler, Section.Name);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "类似诉求的答复" }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("都提到：", new() { Exact = false }))
            .ToContainTextAsync("居住证明");
        await PagesHost.IsAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "用作答复草稿" }).ClickAsync();
        await Expect(page.Locator("textarea").First).ToHaveValueAsync(Answer);
    }

    private async Task AnsweredAsync(string id, string answer)
    {
        var handler = Host.As(Role.Handler, Section.Name);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(id);
        (await handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer })).Expect(
            HttpStatusCode.OK
        );
        var caller = Host.As(Role.Caller, Centre);
        (
            await caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
    }
}
