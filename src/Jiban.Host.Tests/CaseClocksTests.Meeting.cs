using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// Meeting first (见面优先).
public sealed partial class CaseClocksTests
{
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
        Assert.Equal(
            "湾畔社区服务站",
            accepted.GetProperty("meeting").GetProperty("place").GetString()
        );
        Assert.Equal("meeting-missing", (await ResolveAsync(id)).Problem(409));
        host.Clock.Advance(TimeSpan.FromHours(5.5));
        object Minutes(DateTimeOffset by) =>
            new
            {
                at,
                place = "湾畔社区服务站",
                people = new[] { "何小满", "社区书记" },
                found = "枯草三处，属实。",
                promises = new[] { new { text = "更换枯草", by } },
            };
        Assert.Equal(
            "promise-incomplete",
            (await Handler.Post($"/api/cases/{id}/meeting", Minutes(at))).Problem(422)
        );
        var by = host.Clock.GetUtcNow().AddDays(2);
        var met = (await Handler.Post($"/api/cases/{id}/meeting", Minutes(by))).Expect(
            HttpStatusCode.OK
        );

        // What was promised is a deadline of its own: on the board, worded by the reader's language, kept by a word to the requester.
        var promise = Assert.Single(met.GetProperty("promises").EnumerateArray());
        Assert.Equal("更换枯草", promise.GetProperty("text").GetString());
        Assert.Contains(
            met.GetProperty("deadlines").EnumerateArray(),
            deadline =>
                deadline.GetProperty("kind").GetString() == "promise"
                && (deadline.GetProperty("dueAt").GetDateTimeOffset() - by).Duration()
                    < TimeSpan.FromSeconds(1)
        );
        // The requester's name is for whoever reveals it, and leaves a trace.
        Assert.Contains("参加人：何**、社区书记", MetDetail(met));
        var english = (
            await Handler.Send(HttpMethod.Get, $"/api/cases/{id}", null, ("Accept-Language", "en"))
        ).Expect(HttpStatusCode.OK);
        Assert.Contains("Present: 何**, 社区书记", MetDetail(english));
        Assert.DoesNotContain("参加人", MetDetail(english));
        await host.PassAsync(TimeSpan.FromDays(2.01));
        Assert.Contains(
            "承诺事项已超时，通知上级单位",
            (await PageAsync(id))
                .GetProperty("timeline")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("text").GetString())
        );
        var kept = (
            await Handler.Post(
                $"/api/cases/{id}/progress",
                new { text = "草已更换。", kept = new[] { promise.GetProperty("key").GetString() } }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("kept", kept.GetProperty("promises")[0].GetProperty("state").GetString());
        Assert.DoesNotContain(
            kept.GetProperty("deadlines").EnumerateArray(),
            deadline => deadline.GetProperty("kind").GetString() == "promise"
        );

        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
    }

    private static string MetDetail(System.Text.Json.JsonElement page) =>
        page.GetProperty("timeline")
            .EnumerateArray()
            .Single(entry => entry.GetProperty("kind").GetString() == "met")
            .GetProperty("detail")
            .GetString()!;

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
    public async Task Who_declines_this_time_is_invited_again_and_has_not_said_that_no_meeting_is_needed()
    {
        var (id, number, code) = await SignedAsync();
        var offer = new { at = host.Clock.GetUtcNow().AddHours(5), place = "湾畔社区服务站" };
        (await Handler.Post($"/api/cases/{id}/meeting/offer", offer)).Expect(HttpStatusCode.OK);
        var path = $"/api/requests/{number}/meeting";
        var declined = (
            await host.Citizen.Post(
                path,
                new
                {
                    code,
                    answer = "decline",
                    note = "明天要上班。",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var meeting = declined.GetProperty("meeting");
        Assert.Equal("declined", meeting.GetProperty("state").GetString());
        Assert.Null(meeting.Maybe("place"));
        Assert.True(meeting.GetProperty("isOpen").GetBoolean());
        // What was offered is off, and the result stays shut.
        Assert.Equal(
            "nothing-offered",
            (await host.Citizen.Post(path, new { code, answer = "accept" })).Problem(409)
        );
        Assert.Equal("meeting-missing", (await ResolveAsync(id)).Problem(409));
        Assert.True(
            (await Caller.Get("/api/cases/figures"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("meeting")
                .GetProperty("declined")
                .GetInt32() > 0
        );
        var again = (await Handler.Post($"/api/cases/{id}/meeting/offer", offer)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("offered", again.GetProperty("meeting").GetProperty("state").GetString());
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
            host.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        (await ResolveAsync(id)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tries_nearer_to_each_other_than_the_rule_says_are_logged_and_count_once()
    {
        const string path = "/api/settings/case-rules";
        var administrator = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var rules = JsonNode.Parse(
            (await administrator.Get(path)).Expect(HttpStatusCode.OK).GetRawText()
        )!;
        Assert.Equal(30, (int)rules["contactMinutes"]!);
        rules["contactMinutes"] = 0;
        Assert.Equal("rule-out-of-range", (await administrator.Put(path, rules)).Problem(422));
        rules["contactMinutes"] = 20;
        rules["contactTries"] = 1;
        Assert.Equal("rule-out-of-range", (await administrator.Put(path, rules)).Problem(422));
        rules["contactTries"] = 4;
        (await administrator.Put(path, rules)).Expect(HttpStatusCode.OK);
        var (id, _, _) = await SignedAsync();
        JsonElement page = default;
        foreach (
            var (minutes, tries, state) in new[]
            {
                (0, 1, "invited"),
                (19, 1, "invited"),
                // From the last one that counted.
                (1, 2, "invited"),
                (19, 2, "invited"),
                (1, 3, "invited"),
                (20, 4, "notReached"),
            }
        )
        {
            host.Clock.Advance(TimeSpan.FromMinutes(minutes));
            page = (
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
            var meeting = page.GetProperty("meeting");
            Assert.Equal(
                (tries, state),
                (meeting.GetProperty("tries").GetInt32(), meeting.GetProperty("state").GetString()!)
            );
        }

        Assert.Equal(
            2,
            page.GetProperty("timeline")
                .EnumerateArray()
                .Count(entry =>
                    entry
                        .GetProperty("text")
                        .GetString()!
                        .Contains("不另计一次", StringComparison.Ordinal)
                )
        );
        rules["version"] = (int)rules["version"]! + 1;
        rules["contactMinutes"] = 30;
        rules["contactTries"] = 3;
        (await administrator.Put(path, rules)).Expect(HttpStatusCode.OK);
    }
}
