using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests;

// What is put aside, and the plan with which it is.
public sealed partial class CaseAsksTests
{
    [Fact]
    public async Task No_limit_runs_while_a_case_is_suspended_and_it_comes_back_by_itself()
    {
        var (id, _, _) = await SignedAsync();
        var left = Due(await PageAsync(id), "resolve") - host.Clock.GetUtcNow();
        var until = host.Clock.GetUtcNow().AddDays(40);
        object Ask(params object[] plan) =>
            new
            {
                until,
                reason = "已列入明年老旧小区改造，等待立项。",
                interim = "已列入改造计划，立项后通知您。",
                plan,
            };
        foreach (
            var plan in new object[][]
            {
                [],
                [new { text = "立", by = until }],
                [new { text = "完成立项", by = until.AddMinutes(1) }],
                [new { text = "完成立项", by = host.Clock.GetUtcNow() }],
            }
        )
        {
            Assert.Equal(
                "plan-missing",
                (await Handler.Post($"/api/cases/{id}/suspension", Ask(plan))).Problem(422)
            );
        }

        var first = host.Clock.GetUtcNow().AddDays(20);
        var asked = (
            await Handler.Post(
                $"/api/cases/{id}/suspension",
                Ask(new { text = "完成立项", by = first }, new { text = "完成招标", by = until })
            )
        ).Expect(HttpStatusCode.OK);
        // Until it is granted the plan binds nobody.
        Assert.All(Promises(asked), one => Assert.Equal("asked", one.State));
        Assert.DoesNotContain("promise", Kinds(asked));
        var suspended = (
            await host.As(Role.Leader, Office)
                .Post($"/api/cases/{id}/ask/judge", new { granted = true })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("suspended", suspended.GetProperty("state").GetString());
        Assert.DoesNotContain(
            suspended.GetProperty("deadlines").EnumerateArray(),
            deadline =>
                deadline.GetProperty("kind").GetString() is "resolve" or "contact"
                && deadline.Maybe("metAt") is null
        );

        Assert.Equal(
            [("完成立项", "open"), ("完成招标", "open")],
            Promises(suspended).Select(one => (one.Text, one.State))
        );
        Assert.Equal(first, Due(suspended, "promise"), TimeSpan.FromSeconds(1));
        Assert.Contains(
            "计划：完成立项",
            suspended
                .GetProperty("timeline")
                .EnumerateArray()
                .Single(entry => entry.GetProperty("kind").GetString() == "suspensionAsked")
                .GetProperty("detail")
                .GetString()
        );

        // Told every month how it stands with the plan: what is done is done, what is late is told to the one above.
        await host.PassAsync(TimeSpan.FromDays(15));
        var (project, tender) = (Promises(suspended)[0].Key, Promises(suspended)[1].Key);
        Assert.Equal(
            "unknown-promise",
            (
                await Handler.Post(
                    $"/api/cases/{id}/progress",
                    new { text = "已经立项，正在招标。", kept = new[] { "1.9" } }
                )
            ).Problem(422)
        );
        var progress = (
            await Handler.Post(
                $"/api/cases/{id}/progress",
                new { text = "已经立项，正在招标。", kept = new[] { project } }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(["kept", "open"], Promises(progress).Select(one => one.State));
        Assert.Equal(until, Due(progress, "promise"), TimeSpan.FromSeconds(1));
        await host.PassAsync(TimeSpan.FromDays(24));
        Assert.Equal("suspended", (await PageAsync(id)).GetProperty("state").GetString());
        await host.PassAsync(TimeSpan.FromDays(1.01));

        var back = await PageAsync(id);
        Assert.DoesNotContain(tender, Promises(back).Select(one => one.Key));
        Assert.Equal("signed", back.GetProperty("state").GetString());
        Assert.Equal(host.Clock.GetUtcNow() + left, Due(back, "resolve"), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_the_city_puts_aside_leaves_the_month_until_it_is_taken_up_and_what_the_unit_puts_aside_stays()
    {
        var (ours, _, _) = await SignedAsync();
        var (theirs, _, _) = await SignedAsync();
        var auditor = host.As(Role.Auditor, Centre);
        var month = CivilTime.DayOf(host.Clock.GetUtcNow());
        var period = (month.Day > 18 ? month.AddDays(-18).AddMonths(1) : month).ToString(
            "yyyy-MM",
            System.Globalization.CultureInfo.InvariantCulture
        );
        async Task<IEnumerable<string?>> CountedAsync(string measure)
        {
            await host.CatchUpAsync();
            return
            [
                .. (
                    await auditor.Get(
                        $"/api/assessment/periods/{period}/cases?kind=street&live=true&measure={measure}"
                    )
                )
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(item => item.GetProperty("id").GetString())
                    .Where(id => id == ours || id == theirs),
            ];
        }

        Assert.Equal(2, (await CountedAsync("accepted")).Count());
        foreach (
            var (id, judge) in new[]
            {
                (ours, host.As(Role.Leader, Office)),
                (theirs, host.As(Role.Leader, Centre)),
            }
        )
        {
            (
                await Handler.Post(
                    $"/api/cases/{id}/suspension",
                    new
                    {
                        until = host.Clock.GetUtcNow().AddDays(40),
                        reason = "已列入明年老旧小区改造，等待立项。",
                        interim = "已列入改造计划，立项后通知您。",
                        plan = new[]
                        {
                            new { text = "完成立项", by = host.Clock.GetUtcNow().AddDays(5) },
                        },
                    }
                )
            ).Expect(HttpStatusCode.OK);
            (await judge.Post($"/api/cases/{id}/ask/judge", new { granted = true })).Expect(
                HttpStatusCode.OK
            );
        }

        Assert.Equal([ours], await CountedAsync("accepted"));
        Assert.Equal([theirs], await CountedAsync("leftOut&why=suspended"));
        Assert.Contains(
            (await PageAsync(theirs)).GetProperty("timeline").EnumerateArray(),
            entry =>
                entry
                    .GetProperty("text")
                    .GetString()!
                    .EndsWith("期间不计入考核", StringComparison.Ordinal)
        );

        (await Handler.Post($"/api/cases/{theirs}/resume")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, (await CountedAsync("accepted")).Count());
        Assert.Empty(await CountedAsync("leftOut&why=suspended"));
    }

    [Fact]
    public async Task A_step_of_the_plan_that_is_late_is_told_to_the_one_above()
    {
        var (id, _, _) = await SignedAsync();
        (
            await Handler.Post(
                $"/api/cases/{id}/suspension",
                new
                {
                    until = host.Clock.GetUtcNow().AddDays(40),
                    reason = "已列入明年老旧小区改造，等待立项。",
                    interim = "已列入改造计划，立项后通知您。",
                    plan = new[]
                    {
                        new { text = "完成立项", by = host.Clock.GetUtcNow().AddDays(5) },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await host.As(Role.Leader, Office)
                .Post($"/api/cases/{id}/ask/judge", new { granted = true })
        ).Expect(HttpStatusCode.OK);

        await host.PassAsync(TimeSpan.FromDays(5.01));

        Assert.Contains(
            "承诺事项已超时，通知上级单位",
            (await PageAsync(id))
                .GetProperty("timeline")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("text").GetString())
        );
    }

    private static List<(string Key, string? Text, string? State)> Promises(JsonElement page) =>
        [
            .. page.GetProperty("promises")
                .EnumerateArray()
                .Select(one =>
                    (
                        one.GetProperty("key").GetString()!,
                        one.GetProperty("text").GetString(),
                        one.GetProperty("state").GetString()
                    )
                ),
        ];

    private static IEnumerable<string?> Kinds(JsonElement page) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .Select(deadline => deadline.GetProperty("kind").GetString());
}
