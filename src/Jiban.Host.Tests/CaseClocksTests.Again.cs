using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests;

// After the result: asked about, handled again, asked again.
public sealed partial class CaseClocksTests
{
    [Fact]
    public async Task A_result_that_nobody_asks_about_is_late_for_whoever_calls_back_and_not_for_the_unit()
    {
        var (id, _, _) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        var resolved = (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
        var next = resolved.GetProperty("nextDue");
        Assert.Equal("callBack", next.GetProperty("kind").GetString());
        Assert.Equal(
            host.Clock.GetUtcNow().AddDays(3),
            next.GetProperty("dueAt").GetDateTimeOffset(),
            TimeSpan.FromDays(1)
        );

        await host.PassAsync(TimeSpan.FromDays(5));

        var page = (await Caller.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.True(page.GetProperty("alarmLevel").GetInt32() >= 2);
        var late = $"/api/cases?due=late&ids={id}";
        Assert.Single(
            (await Caller.Get(late)).Expect(HttpStatusCode.OK).GetProperty("items").EnumerateArray()
        );
        Assert.Empty(
            (await Handler.Get(late))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
        );
    }

    [Fact]
    public async Task What_can_not_be_done_needs_the_law_or_the_reason_and_the_requester_reads_it()
    {
        var (id, number, code) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        var path = $"/api/cases/{id}/resolve";
        var outcome = "notPossible";
        var answer = "该处规划为绿地，不能增设车位。";
        Assert.Equal(
            "ground-missing",
            (await Handler.Post(path, new { outcome, answer })).Problem(422)
        );

        (
            await Handler.Post(
                path,
                new
                {
                    outcome,
                    answer,
                    ground = "《城乡规划法》第三十五条",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var read = (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            $"{answer}\n依据或原因：《城乡规划法》第三十五条",
            read.GetProperty("answer").GetString()
        );
        var english = await host.Citizen.Send(
            HttpMethod.Get,
            $"/api/requests/{number}?code={code}",
            null,
            ("Accept-Language", "en")
        );
        Assert.Equal(
            $"{answer}\nLaw or reason: 《城乡规划法》第三十五条",
            english.Expect(HttpStatusCode.OK).GetProperty("answer").GetString()
        );
    }

    [Fact]
    public async Task What_is_not_solved_is_handled_again_twice_with_new_limits_and_then_a_leader_says_what_becomes_of_it()
    {
        var (id, number, code) = await SignedAsync();
        for (var handling = 1; handling <= 3; handling++)
        {
            await Handler.NeedsNoMeetingAsync(id);
            (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
            var page = await AnswerAsync(id, "partly", "基本满意处理态度，问题没有完");
            Assert.Equal(
                handling < 3 ? "signed" : "resolved",
                page.GetProperty("state").GetString()
            );
            Assert.Equal(Math.Min(handling + 1, 3), page.GetProperty("handling").GetInt32());
            if (handling < 3)
            {
                Assert.Equal(
                    host.Clock.GetUtcNow().AddDays(7),
                    Due(page, "resolve"),
                    TimeSpan.FromSeconds(1)
                );
            }
        }

        // Raised by rule: it stands on the board of who presses, and waits for a leader.
        var raised = (await PageAsync(id));
        Assert.True(raised.GetProperty("awaitsLeader").GetBoolean());
        Assert.Contains(
            raised.GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("text").GetString() == "诉求人仍不认可，提级督办"
        );
        Assert.Equal(
            "raised-unsettled",
            (await Caller.Post($"/api/cases/{id}/close")).Problem(409)
        );
        var leader = host.As(Role.Leader, Centre);
        Assert.Single(
            (await leader.Get($"/api/cases?supervised=true&ids={id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
        );
        Assert.True(
            (await leader.Get("/api/cases/figures"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("raised")
                .GetInt32() > 0
        );
        Assert.Equal(
            "raised-needs-leader",
            (
                await host.As(Role.Dispatcher, Centre)
                    .Post($"/api/cases/{id}/supervise", new { note = "请再办一次" })
            ).Problem(403)
        );
        var again = (
            await leader.Post($"/api/cases/{id}/supervise", new { note = "请街道主任带队再办一次" })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("signed", again.GetProperty("state").GetString());
        Assert.Equal(4, again.GetProperty("handling").GetInt32());
        await Handler.NeedsNoMeetingAsync(id);
        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
        await AnswerAsync(id, "not", "还是没有解决");
        var rests = (
            await leader.Post(
                $"/api/cases/{id}/supervise",
                new { note = "已现场核实，条件不具备", rests = true }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.False(rests.GetProperty("awaitsLeader").GetBoolean());

        var closed = (await Caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        var followed = (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            3,
            followed
                .GetProperty("steps")
                .EnumerateArray()
                .Count(step => step.GetProperty("kind").GetString() == "reopened")
        );
    }

    [Fact]
    public async Task What_comes_back_after_the_end_is_handled_again()
    {
        var (id, _, _) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        (await ResolveAsync(id, "explained")).Expect(HttpStatusCode.OK);
        await AnswerAsync(id, "solved", null);
        var closed = (await Caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.NotEqual(JsonValueKind.Null, closed.GetProperty("dueFollowUp").ValueKind);
        host.Clock.Advance(TimeSpan.FromDays(15.1));
        var due = (await Caller.Get("/api/cases?followUp=true"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Select(row => row.GetProperty("id").GetString());
        Assert.Contains(id, due);

        var again = (
            await Caller.Post(
                $"/api/cases/{id}/follow-up",
                new
                {
                    reached = true,
                    good = false,
                    note = "上周又枯了。",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal("signed", again.GetProperty("state").GetString());
        Assert.Equal(2, again.GetProperty("handling").GetInt32());
    }

    [Fact]
    public async Task A_follow_up_that_nobody_makes_is_told_and_one_that_reaches_nobody_ends_as_not_reached()
    {
        // A month is asked for by the day on which its cases came.
        var from = CivilTime.DayOf(host.Clock.GetUtcNow());
        var (id, _, _) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        (await ResolveAsync(id, "explained")).Expect(HttpStatusCode.OK);
        await AnswerAsync(id, "solved", null);
        var closed = (await Caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        host.Clock.SetUtcNow(Due(closed, "followUp").AddMinutes(1));
        await host.PassAsync(TimeSpan.Zero);
        Assert.Contains(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("text").GetString() == "追访已超时，通知上级单位"
        );
        Assert.Single(
            (await Caller.Get($"/api/cases?due=late&ids={id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
        );

        for (var tries = 1; tries <= 3; tries++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(2)); // Calls nearer to each other are one.
            var page = (
                await Caller.Post($"/api/cases/{id}/follow-up", new { reached = false })
            ).Expect(HttpStatusCode.OK);
            if (tries < 3)
            {
                Assert.Equal(
                    host.Clock.GetUtcNow().AddHours(24),
                    Due(page, "followUp"),
                    TimeSpan.FromSeconds(1)
                );
            }
            else
            {
                Assert.Null(page.Maybe("dueFollowUp"));
            }
        }

        Assert.Equal(
            "no-follow-up",
            (await Caller.Post($"/api/cases/{id}/follow-up", new { reached = false })).Problem(409)
        );
        await host.CatchUpAsync();
        Assert.True(
            (await Caller.Get($"/api/cases/figures?from={from:yyyy-MM-dd}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("followUp")
                .GetProperty("notReached")
                .GetInt32() > 0
        );
    }
}
