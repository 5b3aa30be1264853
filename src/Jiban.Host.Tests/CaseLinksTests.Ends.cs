using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// Ends: each requester is asked, some a second time, and whoever objects is heard by somebody else.
public sealed partial class CaseLinksTests
{
    private static readonly object Objects = new
    {
        reached = true,
        contacted = true,
        solved = "not",
        satisfied = "dissatisfied",
        reason = "借据在手，不是纠纷，是有人占了公共绿地。",
    };

    [Fact]
    public async Task Who_was_told_the_legal_path_is_asked_and_an_objection_is_heard_by_somebody_else()
    {
        var one = await RegisterAsync("邻居把公共绿地圈起来种菜，说是借来的。");
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        var path = $"/api/cases/{one.Id}/legal-path";
        var told = new { path = "litigation", answer = "请向法院起诉，可申请法律援助。" };
        var closed = (await Dispatcher.Post(path, told)).Expect(HttpStatusCode.OK);
        Assert.Equal("afterEnd", closed.GetProperty("asking").GetProperty("rule").GetString());
        var due = closed.GetProperty("asking").GetProperty("dueAt").GetDateTimeOffset();
        Assert.Equal(host.Clock.GetUtcNow().AddDays(3), due, TimeSpan.FromMinutes(1));
        Assert.Contains(one.Id, await ToCallBackAsync());
        Assert.False(await LateAsync());

        // Nobody asks: whoever calls back is late, not the unit.
        await host.PassAsync(TimeSpan.FromDays(3.1));
        Assert.True(await LateAsync());
        Assert.Empty(await ListAsync(Handler, $"due=late&ids={one.Id}"));

        var page = (await Caller.Post($"/api/cases/{one.Id}/call-back", Objects)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("queued", page.GetProperty("state").GetString());
        Assert.Equal(2, page.GetProperty("handling").GetInt32());
        Assert.Equal("dispatch", page.GetProperty("nextDue").GetProperty("kind").GetString());
        Assert.True(
            page.GetProperty("nextDue").GetProperty("dueAt").GetDateTimeOffset()
                > host.Clock.GetUtcNow()
        );
        Assert.DoesNotContain(one.Id, await ToCallBackAsync());
        Assert.Contains(
            "reopened",
            page.GetProperty("timeline")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("kind").GetString())
        );
        Assert.Equal("queued", (await FollowAsync(one)).GetProperty("state").GetString());

        // The same by the same person is no hearing; a colleague may say it, and a unit may get it, which has all its rights.
        Assert.Equal("own-case", (await Dispatcher.Post(path, told)).Problem(403));
        (await Dispatcher.Post($"/api/cases/{one.Id}/dispatch", new { unitId = OfficeId })).Expect(
            HttpStatusCode.OK
        );
        (
            await Handler.Post(
                $"/api/cases/{one.Id}/return",
                new
                {
                    reason = "不属本单位职责范围",
                    document = "《移交清单》第12行：该处由区属部门养护",
                }
            )
        ).Expect(HttpStatusCode.OK);

        async Task<bool> LateAsync() => (await ListAsync(Caller, $"due=late&ids={one.Id}")).Any();
    }

    [Fact]
    public async Task That_a_court_has_not_decided_is_no_objection_and_three_calls_that_nobody_answers_are_enough()
    {
        var told = new { path = "litigation", answer = "请向法院起诉，可申请法律援助。" };
        var content = await RegisterAsync("与邻居的借款纠纷，想请政府判一判，第一件。");
        (await Leader.Post($"/api/cases/{content.Id}/legal-path", told)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "call-back-answers-missing",
            (
                await Caller.Post(
                    $"/api/cases/{content.Id}/call-back",
                    new { reached = true, contacted = true }
                )
            ).Problem(422)
        );
        var page = (
            await Caller.Post(
                $"/api/cases/{content.Id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "not",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", page.GetProperty("state").GetString());
        Assert.Null(page.GetProperty("asking").Maybe("dueAt"));
        Assert.Equal(
            "already-closed",
            (await Caller.Post($"/api/cases/{content.Id}/call-back", Objects)).Problem(409)
        );

        var away = await RegisterAsync("与邻居的借款纠纷，想请政府判一判，第二件。");
        (await Leader.Post($"/api/cases/{away.Id}/legal-path", told)).Expect(HttpStatusCode.OK);
        for (var tries = 1; tries <= 3; tries++)
        {
            Assert.Contains(away.Id, await ToCallBackAsync());
            host.Clock.Advance(TimeSpan.FromHours(1));
            page = (
                await Caller.Post($"/api/cases/{away.Id}/call-back", new { reached = false })
            ).Expect(HttpStatusCode.OK);
        }

        Assert.Equal(3, page.GetProperty("callBack").GetProperty("tries").GetInt32());
        Assert.Null(page.GetProperty("asking").Maybe("dueAt"));
        Assert.DoesNotContain(away.Id, await ToCallBackAsync());
    }

    [Fact]
    public async Task A_page_says_who_asks_about_what_ended()
    {
        var parted = await RegisterAsync("楼道灯坏了，另外花坛里的草也枯了，请都看看。");
        var parts = new
        {
            parts = new object[] { new { text = "楼道的灯坏了" }, new { text = "花坛草枯了一片" } },
        };
        Assert.Equal("ofItsParts", await RuleAsync($"{parted.Id}/split", parts));
        var thanks = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "物业小张帮老人搬东西，特此表扬。",
                        channel = "walkIn",
                        classCode = "2701",
                        kind = "praise",
                        unitId = OfficeId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString();
        Assert.Equal(
            "nothingAskedFor",
            await RuleAsync($"{thanks}/praise", new { note = "已转达" })
        );

        async Task<string?> RuleAsync(string path, object body) =>
            (await Dispatcher.Post($"/api/cases/{path}", body))
                .Expect(HttpStatusCode.OK)
                .GetProperty("asking")
                .GetProperty("rule")
                .GetString();
    }

    [Fact]
    public async Task A_control_call_back_has_a_limit_and_who_is_not_reached_in_three_tries_is_counted_apart()
    {
        var administrator = host.As(Role.Administrator, Centre);
        var rules = (await administrator.Get("/api/settings/case-rules"))
            .Expect(HttpStatusCode.OK)
            .Deserialize<Dictionary<string, object>>()!;
        rules["controlPercent"] = 100;
        (await administrator.Put("/api/settings/case-rules", rules)).Expect(HttpStatusCode.OK);
        var one = await DrawnAsync();
        var other = host.As(Role.Caller, Centre);
        var due = (await other.Get($"/api/cases/{one.Id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("deadlines")
            .EnumerateArray()
            .Single(row => row.GetProperty("kind").GetString() == "control")
            .GetProperty("dueAt")
            .GetDateTimeOffset();
        Assert.Equal(host.Clock.GetUtcNow().AddDays(3), due, TimeSpan.FromSeconds(1));
        host.Clock.SetUtcNow(due.AddMinutes(1));
        await host.PassAsync(TimeSpan.Zero);
        Assert.Contains(
            (await other.Get($"/api/cases/{one.Id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray(),
            entry => entry.GetProperty("text").GetString() == "抽查回访已超时，通知上级单位"
        );

        var path = $"/api/cases/{one.Id}/control";
        for (var tries = 1; tries <= 3; tries++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(2)); // Calls nearer to each other are one.
            var page = (await other.Post(path, new { reached = false })).Expect(HttpStatusCode.OK);
            Assert.Equal(
                tries < 3 ? "due" : "notReached",
                page.GetProperty("links").GetProperty("control").GetString()
            );
        }

        Assert.Equal("not-drawn", (await other.Post(path, new { reached = false })).Problem(409));
        await host.CatchUpAsync();
        Assert.True(
            (await Leader.Get("/api/cases/figures"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("control")
                .GetProperty("notReached")
                .GetInt32() > 0
        );
    }

    [Fact]
    public async Task A_control_call_back_is_done_by_another_and_reopens_what_is_not_solved()
    {
        var administrator = host.As(Role.Administrator, Centre);
        var rules = (await administrator.Get("/api/settings/case-rules"))
            .Expect(HttpStatusCode.OK)
            .Deserialize<Dictionary<string, object>>()!;
        rules["controlPercent"] = 100;
        (await administrator.Put("/api/settings/case-rules", rules)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "changed-meanwhile",
            (await administrator.Put("/api/settings/case-rules", rules)).Problem(409)
        );
        rules["ladder"] = Array.Empty<object>();
        Assert.Equal(
            "ladder-incomplete",
            (await administrator.Put("/api/settings/case-rules", rules)).Problem(422)
        );
        var one = await DrawnAsync();
        var answers = new
        {
            reached = true,
            solved = "not",
            satisfied = "dissatisfied",
            note = "根本没有来补种",
        };
        Assert.Equal(
            "own-case",
            (await Caller.Post($"/api/cases/{one.Id}/control", answers)).Problem(403)
        );

        var page = (
            await host.As(Role.Caller, Centre).Post($"/api/cases/{one.Id}/control", answers)
        ).Expect(HttpStatusCode.OK);

        Assert.Equal("signed", page.GetProperty("state").GetString());
        Assert.Equal("differs", page.GetProperty("links").GetProperty("control").GetString());
        await host.CatchUpAsync();
        var figures = (await Leader.Get("/api/cases/figures")).Expect(HttpStatusCode.OK);
        foreach (
            var (number, shown) in new[]
            {
                ("callBackDue", figures.GetProperty("callBack").GetProperty("closed")),
                ("callBackAnswered", figures.GetProperty("callBack").GetProperty("answered")),
                ("controlDrawn", figures.GetProperty("control").GetProperty("drawn")),
                ("controlDiffers", figures.GetProperty("control").GetProperty("differs")),
            }
        )
        {
            var behind = (await Leader.Get($"/api/cases/figures/closings?number={number}")).Expect(
                HttpStatusCode.OK
            );
            Assert.Equal(shown.GetInt32(), behind.GetProperty("items").GetArrayLength());
            Assert.Contains(
                one.Number,
                behind
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(item => item.GetProperty("number").GetString())
            );
        }

        Assert.Equal(
            "malformed",
            (await Leader.Get("/api/cases/figures/closings?number=controlDrawn&cursor=x")).Problem(
                400
            )
        );
        Assert.Equal(
            "malformed",
            (await Leader.Get("/api/cases/figures/closings?number=all")).Problem(400)
        );
        Assert.Equal(
            "other-unit",
            (await Leader.Get($"/api/cases/figures?unit={host.City.CityCentre!.UnitId}")).Problem(
                403
            )
        );
    }

    private async Task<IEnumerable<string?>> ToCallBackAsync() =>
        await ListAsync(Caller, "callBack=true&limit=200");

    private static async Task<IEnumerable<string?>> ListAsync(HttpClient staff, string filter) =>
        (await staff.Get($"/api/cases?{filter}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Select(row => row.GetProperty("id").GetString());

    /// <summary>Closed after a call-back, with everybody drawn for a second one.</summary>
    private async Task<One> DrawnAsync()
    {
        var one = await RegisterAsync();
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        await Handler.NeedsNoMeetingAsync(one.Id);
        (
            await Handler.Post(
                $"/api/cases/{one.Id}/resolve",
                new { outcome = "solved", answer = "已补种草皮。" }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await Caller.Post(
                $"/api/cases/{one.Id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await Dispatcher.Post($"/api/cases/{one.Id}/close")).Expect(HttpStatusCode.OK);
        return one;
    }
}
