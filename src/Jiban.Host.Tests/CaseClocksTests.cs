using System.Net;
using System.Text.Json;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>Meeting first, handling again, asking again after the end, and what the clocks tell.</summary>
public sealed class CaseClocksTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private string Centre => host.City.CityCentre!.Name;
    private HttpClient Handler => host.As(Role.Handler, Office);
    private HttpClient Caller => host.As(Role.Caller, Centre);

    [Fact]
    public async Task No_result_before_a_meeting_and_the_requester_settles_it_on_the_page()
    {
        var (id, number, code) = await SignedAsync();
        Assert.Equal("meeting-missing", (await ResolveAsync(id)).Problem(409));
        var at = host.Clock.GetUtcNow().AddHours(5);
        (
            await Handler.Post(
                $"/api/cases/{id}/meeting/offer",
                new { at, place = "湾畔社区服务站" }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            "unknown-request",
            (
                await host.Citizen.Post(
                    $"/api/requests/{number}/meeting",
                    new { code = "000000", answer = "accept" }
                )
            ).Problem(404)
        );
        var accepted = (
            await host.Citizen.Post(
                $"/api/requests/{number}/meeting",
                new { code, answer = "accept" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("accepted", accepted.GetProperty("meeting").GetProperty("state").GetString());
        Assert.Equal("meeting-missing", (await ResolveAsync(id)).Problem(409));
        host.Clock.Advance(TimeSpan.FromHours(5.5));
        (
            await Handler.Post(
                $"/api/cases/{id}/meeting",
                new
                {
                    at,
                    place = "湾畔社区服务站",
                    people = "何小满、社区书记",
                    found = "枯草三处，属实。",
                    promises = "两天内更换。",
                }
            )
        ).Expect(HttpStatusCode.OK);

        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_says_that_there_is_no_need_to_meet_is_taken_at_his_word()
    {
        var (id, number, code) = await SignedAsync();

        (
            await host.Citizen.Post(
                $"/api/requests/{number}/meeting",
                new { code, answer = "noNeed" }
            )
        ).Expect(HttpStatusCode.OK);

        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Three_tries_that_reach_nobody_are_a_state_of_their_own_and_open_the_result()
    {
        var (id, _, _) = await SignedAsync();
        for (var tries = 1; tries <= 3; tries++)
        {
            Assert.Equal("meeting-missing", (await ResolveAsync(id)).Problem(409));
            var page = (
                await Handler.Post(
                    $"/api/cases/{id}/contact",
                    new
                    {
                        method = "phone",
                        reached = false,
                        note = "无人接听",
                    }
                )
            ).Expect(HttpStatusCode.OK);
            Assert.Equal(
                tries < 3 ? "invited" : "notReached",
                page.GetProperty("meeting").GetProperty("state").GetString()
            );
        }

        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
    }

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
        Assert.Contains("《城乡规划法》第三十五条", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_solved_is_handled_again_twice_with_new_limits_and_then_ends()
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

        var closed = (await Caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        var followed = (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            2,
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
    public async Task A_clock_reminds_then_tells_the_unit_above_then_the_leader_each_once()
    {
        var (id, _, _) = await RegisteredAsync();
        var due = Due(await PageAsync(id), "sign");
        var clocks = host.Services.GetRequiredService<CaseClocks>();
        foreach (
            var (at, level) in new[]
            {
                (due.AddMinutes(-239), 1),
                (due.AddMinutes(1), 2),
                (due.AddDays(1.01), 3),
            }
        )
        {
            host.Clock.SetUtcNow(at);
            await clocks.ActAsync(TestContext.Current.CancellationToken);
            await clocks.ActAsync(TestContext.Current.CancellationToken);
            var page = await PageAsync(id);
            Assert.Equal(level, page.GetProperty("alarmLevel").GetInt32());
            Assert.Equal(
                level,
                page.GetProperty("timeline")
                    .EnumerateArray()
                    .Count(entry => entry.GetProperty("kind").GetString() == "alarmed")
            );
        }
    }

    [Fact]
    public async Task What_is_pressed_for_stands_first_and_marked_until_there_is_a_result()
    {
        var (calm, _, _) = await SignedAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var (id, _, _) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        var centre = host.As(Role.Dispatcher, Centre);
        Assert.Equal(
            "reason-missing",
            (await centre.Post($"/api/cases/{id}/supervise", new { note = "快" })).Problem(422)
        );
        Assert.Equal(
            "not-allowed",
            (
                await Handler.Post($"/api/cases/{id}/supervise", new { note = "请两天内办结" })
            ).Problem(403)
        );
        var page = (
            await centre.Post($"/api/cases/{id}/supervise", new { note = "请两天内办结" })
        ).Expect(HttpStatusCode.OK);
        Assert.NotNull(page.Maybe("supervisedAt"));

        var list = (await Handler.Get("/api/cases?state=signed&limit=1")).Expect(HttpStatusCode.OK);
        Assert.Equal(id, list.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.True(list.GetProperty("items")[0].GetProperty("supervised").GetBoolean());
        Assert.Equal(1, list.GetProperty("counts").GetProperty("supervised").GetInt32());
        // The cursor goes on behind it, and comes to each of the others once.
        var others = new List<string?>();
        while (list.Maybe("next") is { } next)
        {
            list = (await Handler.Get($"/api/cases?state=signed&limit=1&cursor={next}")).Expect(
                HttpStatusCode.OK
            );
            others.AddRange(
                list.GetProperty("items")
                    .EnumerateArray()
                    .Select(row => row.GetProperty("id").GetString())
            );
        }

        Assert.Contains(calm, others);
        Assert.DoesNotContain(id, others);
        Assert.Equal(others.Distinct(), others);
        Assert.Equal(1, await ConcernAsync(Handler, "supervised"));

        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
        Assert.Null((await PageAsync(id)).Maybe("supervisedAt"));
        Assert.Equal(0, await ConcernAsync(Handler, "supervised"));
        Assert.Equal(
            "not-with-unit",
            (
                await centre.Post($"/api/cases/{id}/supervise", new { note = "请两天内办结" })
            ).Problem(409)
        );
    }

    [Fact]
    public async Task Whoever_stands_above_sees_what_is_late_and_a_colleague_what_was_handed_over()
    {
        var (id, _, _) = await SignedAsync();
        var leader = host.As(Role.Leader, Centre);
        var colleague = host.Who(Role.Handler, Office, "接手的人");
        var before = await ConcernAsync(leader, "leader");
        (
            await host.As(Role.Leader, Office)
                .Post(
                    $"/api/cases/{id}/hand-over",
                    new { to = colleague.Id, reason = "原承办人休假" }
                )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await ConcernAsync(host.As(colleague), "handedOver"));
        Assert.Single(
            (await host.As(colleague).Get("/api/cases?handedOver=true"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
            row => row.GetProperty("id").GetString() == id
        );

        await host.PassAsync(Due(await PageAsync(id), "resolve") - host.Clock.GetUtcNow());
        await host.PassAsync(TimeSpan.FromDays(8));
        Assert.True(await ConcernAsync(leader, "leader") > before);
        Assert.Contains(id, await LateAsync());
        await host.As(colleague).NeedsNoMeetingAsync(id);
        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(id, await LateAsync());
        Assert.Equal(0, await ConcernAsync(host.As(colleague), "handedOver"));

        async Task<IEnumerable<string?>> LateAsync() =>
            (await leader.Get("/api/cases?alarm=3&limit=200"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(row => row.GetProperty("id").GetString());
    }

    private static async Task<int> ConcernAsync(HttpClient staff, string what) =>
        (await staff.Get("/api/cases/concerns"))
            .Expect(HttpStatusCode.OK)
            .GetProperty(what)
            .GetInt32();

    [Fact]
    public async Task A_clock_that_was_looked_at_before_it_ran_tells_all_the_same()
    {
        var (id, _, _) = await RegisteredAsync();
        var due = Due(await PageAsync(id), "contact");
        // More than half of the time for the contact is over, and nobody has signed: the sweep finds a clock that does not run.
        await host.PassAsync(TimeSpan.FromHours(13));
        (await Handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);

        host.Clock.SetUtcNow(due.AddMinutes(1));
        await host.PassAsync(TimeSpan.Zero);

        Assert.Contains(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("kind").GetString() == "alarmed"
                && entry
                    .GetProperty("text")
                    .GetString()!
                    .StartsWith("联系", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Two_sweeps_at_once_tell_each_thing_once()
    {
        var (id, _, _) = await RegisteredAsync();
        // The watch writes into the case too, and a sweep leaves what somebody holds to the next one.
        await host.CatchUpAsync();
        host.Clock.SetUtcNow(Due(await PageAsync(id), "sign").AddMinutes(1));
        var clocks = host.Services.GetRequiredService<CaseClocks>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => clocks.ActAsync(TestContext.Current.CancellationToken))
        );

        Assert.Single(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("kind").GetString() == "alarmed"
        );
    }

    [Fact]
    public async Task A_word_to_the_requester_is_due_every_week_and_a_missed_one_is_told()
    {
        var (id, number, code) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        await host.PassAsync(TimeSpan.FromDays(6));
        var told = (
            await Handler.Post(
                $"/api/cases/{id}/progress",
                new { text = "施工队已排期，下周一进场。" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            host.Clock.GetUtcNow().AddDays(7),
            Due(told, "progress"),
            TimeSpan.FromSeconds(1)
        );

        await host.PassAsync(TimeSpan.FromDays(7.1));

        Assert.Contains(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("kind").GetString() == "alarmed"
                && entry
                    .GetProperty("text")
                    .GetString()!
                    .StartsWith("进展反馈", StringComparison.Ordinal)
        );
        Assert.Contains(
            (await host.Citizen.Get($"/api/requests/{number}?code={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("steps")
                .EnumerateArray(),
            step =>
                step.TryGetProperty("detail", out var detail)
                && detail.GetString() == "施工队已排期，下周一进场。"
        );
    }

    private Task<Answer> ResolveAsync(string id, string outcome = "solved") =>
        Handler.Post($"/api/cases/{id}/resolve", new { outcome, answer = "已补种草皮。" });

    private async Task<JsonElement> AnswerAsync(string id, string solved, string? reason) =>
        (
            await Caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved,
                    satisfied = "basicallySatisfied",
                    reason,
                }
            )
        ).Expect(HttpStatusCode.OK);

    private async Task<(string Id, string Number, string Code)> SignedAsync()
    {
        var one = await RegisteredAsync();
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        return one;
    }

    private async Task<(string Id, string Number, string Code)> RegisteredAsync()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "小区花坛里的草枯了一片，请补种。",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var answer = made.GetProperty("answer");
        return (
            made.GetProperty("id").GetString()!,
            answer.GetProperty("number").GetString()!,
            answer.GetProperty("queryCode").GetString()!
        );
    }

    private async Task<JsonElement> PageAsync(string id) =>
        (await host.As(Role.Auditor, Centre).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);

    private static DateTimeOffset Due(JsonElement page, string kind) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(deadline => deadline.GetProperty("kind").GetString() == kind)
            .GetProperty("dueAt")
            .GetDateTimeOffset();
}
