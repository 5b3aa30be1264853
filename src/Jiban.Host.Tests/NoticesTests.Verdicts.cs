using System.Net;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests;

// Who is called together about a return, who hears what became of it, and who hears of what is raised.
public sealed partial class NoticesTests
{
    [Fact]
    public async Task Who_is_called_together_about_a_return_hears_of_it_and_reads_the_case_until_the_verdict_which_the_unit_that_asked_hears()
    {
        await ByDayAsync();
        var helper = host.City.Units.First(unit =>
            unit.Name.Contains("照明中心", StringComparison.Ordinal)
        );
        await HookAsync(helper.UnitId, "helper");
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        var number = await NumberAsync(id);
        var handler = host.As(Role.Handler, Office);
        var called = host.As(Role.Handler, helper.Name);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/return",
                new
                {
                    reason = "不属本单位职责",
                    document = "《移交清单》第12行：该处由区属部门养护",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("unknown-case", (await called.Get($"/api/cases/{id}")).Problem(404));
        var judge = host.As(Role.Dispatcher, host.City.CityCentre!.Name);
        var path = $"/api/cases/{id}/return/judge";
        var meetsAt = host.Clock.GetUtcNow().AddHours(2);
        (
            await judge.Post(
                path,
                new
                {
                    verdict = "convene",
                    reason = "两家说法不一，当面说清。",
                    units = new[] { helper.UnitId },
                    meetsAt,
                }
            )
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();

        // Both are called, by webhook and on the desk, each once and by the hour of the meeting.
        const string words = "请参加诉求{0}的退单会商，时间见诉求页面。";
        var expected = words.Replace("{0}", number, StringComparison.Ordinal);
        Assert.Equal([expected], To("helper", number).Select(Text));
        Assert.Equal(1, To("hook", number).Select(Text).Count(text => text == expected));
        foreach (var one in new[] { handler, called })
        {
            var notice = (await ToldAsync(one, id)).Single(told =>
                told.GetProperty("kind").GetString() == "convened"
            );
            Assert.Equal(meetsAt, notice.GetProperty("dueAt").GetDateTimeOffset());
            (await one.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        }

        (
            await judge.Post(
                path,
                new
                {
                    verdict = "accept",
                    unitId = helper.UnitId,
                    reason = "清单属实。",
                    minutes = "双方现场确认由照明中心养护。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();

        // The verdict is told to the unit that had asked, though the case is elsewhere by now; the new one hears that it has the case.
        Assert.Contains(
            $"{Office}对诉求{number}的退单申请已有结论，请查看。",
            To("hook", number).Select(Text)
        );
        Assert.Contains("returnJudged", await KindsAsync(handler, id));
        Assert.Equal(
            ["convened", "dispatched"],
            (await KindsAsync(called, id)).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain("退单申请", string.Join('\n', To("helper", number).Select(Text)));
    }

    [Fact]
    public async Task Who_was_called_together_and_did_not_get_the_case_reads_it_no_more()
    {
        var helper = host.City.Units.First(unit =>
            unit.Name.Contains("照明中心", StringComparison.Ordinal)
        );
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        var called = host.As(Role.Handler, helper.Name);
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/return",
                new
                {
                    reason = "不属本单位职责",
                    document = "《移交清单》第12行：该处由区属部门养护",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var judge = host.As(Role.Dispatcher, host.City.CityCentre!.Name);
        (
            await judge.Post(
                $"/api/cases/{id}/return/judge",
                new
                {
                    verdict = "convene",
                    reason = "两家说法不一，当面说清。",
                    units = new[] { helper.UnitId },
                    meetsAt = host.Clock.GetUtcNow().AddHours(2),
                }
            )
        ).Expect(HttpStatusCode.OK);
        var page = (await called.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        // It reads, and nothing more.
        Assert.Empty(page.GetProperty("operations").EnumerateArray());
        (
            await judge.Post(
                $"/api/cases/{id}/return/judge",
                new
                {
                    verdict = "uphold",
                    reason = "清单不含该处。",
                    minutes = "双方现场确认仍由街道办理。",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal("unknown-case", (await called.Get($"/api/cases/{id}")).Problem(404));
    }

    [Fact]
    public async Task What_is_raised_reaches_the_leaders_unit_and_not_the_one_that_can_do_nothing_more()
    {
        await ByDayAsync();
        var centre = host.City.CityCentre!;
        await HookAsync(centre.UnitId, "centre");
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        var number = await NumberAsync(id);
        var handler = host.As(Role.Handler, Office);
        var leader = host.As(Role.Leader, centre.Name);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        for (var handling = 1; handling <= 3; handling++)
        {
            await handler.NeedsNoMeetingAsync(id);
            (
                await handler.Post(
                    $"/api/cases/{id}/resolve",
                    new
                    {
                        outcome = "solved",
                        answer = "路灯已修好，恢复照明。",
                        attachments = new[] { await handler.Picture() },
                    }
                )
            ).Expect(HttpStatusCode.OK);
            (
                await host.As(Role.Caller, centre.Name)
                    .Post(
                        $"/api/cases/{id}/call-back",
                        new
                        {
                            reached = true,
                            contacted = true,
                            solved = "not",
                            satisfied = "dissatisfied",
                            reason = "还是不亮",
                        }
                    )
            ).Expect(HttpStatusCode.OK);
        }

        await host.DeliverAsync();
        Assert.Equal(
            [$"{Office}承办的诉求{number}多次办理后仍不被认可，提级督办，请领导决定。"],
            To("centre", number).Select(Text)
        );
        Assert.DoesNotContain(
            To("hook", number).Select(Text),
            text => text.Contains("督办", StringComparison.Ordinal)
        );
        Assert.Equal(["raised"], await KindsAsync(leader, id));
        Assert.DoesNotContain("raised", await KindsAsync(handler, id));

        // What the leader says afterwards reaches the unit: to handle it again, or nothing when it rests.
        (
            await leader.Post($"/api/cases/{id}/supervise", new { note = "请街道主任带队再办一次" })
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();
        Assert.Contains($"诉求{number}被督办，请抓紧办理。", To("hook", number).Select(Text));
    }

    [Fact]
    public async Task A_unit_hears_what_became_of_the_time_it_asked_for_and_that_a_suspension_nobody_reports_on_has_ended()
    {
        await ByDayAsync();
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        var number = await NumberAsync(id);
        var handler = host.As(Role.Handler, Office);
        var judge = host.As(Role.Leader, host.City.CityCentre!.Name);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        async Task AskAsync(string what, int days, bool granted)
        {
            var until = host.Clock.GetUtcNow().AddDays(days);
            (
                await handler.Post(
                    $"/api/cases/{id}/{what}",
                    new
                    {
                        until,
                        reason = "已列入改造，等待立项。",
                        interim = "已列入改造计划，立项后通知您。",
                        plan = new[] { new { text = "完成立项", by = until } },
                    }
                )
            ).Expect(HttpStatusCode.OK);
            (
                await judge.Post(
                    $"/api/cases/{id}/ask/judge",
                    new { granted, reason = "按计划推进。" }
                )
            ).Expect(HttpStatusCode.OK);
        }

        await AskAsync("extension", 30, granted: false);
        await AskAsync("extension", 30, granted: true);
        await AskAsync("suspension", 100, granted: false);
        await AskAsync("suspension", 100, granted: true);
        await host.DeliverAsync();

        string[] expected =
        [
            $"{Office}申请的诉求{number}延期未获同意，请按原时限办理。",
            $"{Office}申请的诉求{number}延期已获同意，新时限见诉求页面。",
            $"{Office}申请的诉求{number}挂账未获同意，请继续办理。",
            $"{Office}申请的诉求{number}挂账已获同意，请按计划推进，按期反馈进展。",
        ];
        Assert.Equal(
            expected,
            To("hook", number)
                .Select(Text)
                .Where(text => text.Contains("同意", StringComparison.Ordinal))
        );
        Assert.Superset(
            new HashSet<string?>
            {
                "extensionRefused",
                "extensionJudged",
                "suspensionRefused",
                "suspensionJudged",
            },
            (await KindsAsync(handler, id)).ToHashSet()
        );
        // The requester hears what was granted, and of nothing that was refused.
        var sms = To("sms", number).Select(Text).ToList();
        Assert.Single(sms, text => text.Contains("需要更多时间", StringComparison.Ordinal));
        Assert.Single(sms, text => text.Contains("眼下还办不成", StringComparison.Ordinal));
        Assert.DoesNotContain(sms, text => text.Contains("未获同意", StringComparison.Ordinal));

        // Thirty days to report, three of grace: before that it stays aside, then the clock takes it up.
        await host.PassAsync(TimeSpan.FromDays(32.9));
        Assert.Equal("suspended", await StateAsync());
        await host.PassAsync(TimeSpan.FromDays(0.2));
        Assert.Equal("signed", await StateAsync());
        await host.DeliverAsync();

        Assert.Contains(
            $"诉求{number}挂账期间逾期未报进展，挂账终止，请{Office}马上恢复办理。",
            To("hook", number).Select(Text)
        );
        Assert.Contains("reportMissed", await KindsAsync(handler, id));
        Assert.Contains(
            "挂账期间应报进展而未报，挂账终止，恢复办理",
            (await handler.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("text").GetString())
        );

        async Task<string?> StateAsync() =>
            (await handler.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("state")
                .GetString();
    }

    [Fact]
    public async Task The_unit_that_has_the_case_hears_that_it_is_summoned_about_it_although_a_whistle_tells_no_unit_as_such()
    {
        await ByDayAsync();
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        var district = host.City.Unit(host.City.Unit(OfficeId)!.ParentId!.Value)!;
        (
            await host.As(Role.Dispatcher, district.Name)
                .Post(
                    "/api/whistles",
                    new
                    {
                        subject = "路口一片漆黑，请现场会商",
                        cases = new[] { id },
                        units = new[] { new { unitId = OfficeId } },
                        reportByMinutes = 60,
                        escalateMinutes = 30,
                    }
                )
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();

        var number = await NumberAsync(id);
        Assert.Single(To("hook", number), one => Text(one) == $"诉求{number}吹哨，请报到。");
    }

    /// <summary>A webhook of a unit, whichever another test has set before.</summary>
    private async Task HookAsync(Guid unit, string path)
    {
        var known = (await Administrator.Get("/api/settings/destinations"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .FirstOrDefault(one => one.GetProperty("code").GetString() == $"unit:{unit}");
        await host.ConnectAsync(
            $"unit:{unit}",
            new(_gateway.Address, path),
            Secret,
            known.ValueKind == System.Text.Json.JsonValueKind.Object
                ? known.GetProperty("version").GetInt32()
                : 0
        );
    }

    /// <summary>The next morning at ten: nobody is asleep, and what other tests have left is gone.</summary>
    private async Task ByDayAsync()
    {
        host.Clock.SetUtcNow(
            CivilTime.At(CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1), new TimeOnly(10, 0))
        );
        await host.DeliverAsync();
    }
}
