using System.Net;
using System.Text.Json;

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
}
