using System.Net;
using Jiban.Channels.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests.Stories;

// What the city is told, and what is compared with it.
public sealed partial class S23PassedOnTests
{
    [Fact]
    public async Task What_becomes_of_it_goes_to_the_city_once_and_in_order_while_the_link_fails_and_comes_back()
    {
        await host.DeliverAsync(); // What other tests have left.
        var (no, id, handler) = await TakenOnAsync();
        Assert.Equal(1, await host.DeliverAsync());

        _city.Trouble = Trouble.CutsAfterTaking; // The city has it, and we can't know.
        await handler.NeedsNoMeetingAsync(id);
        Assert.Equal(0, await host.DeliverAsync());
        _city.Trouble = Trouble.Down;
        (
            await handler.Post(
                $"/api/cases/{id}/progress",
                new { text = "已约好施工队，明天开工。" }
            )
        ).Expect(HttpStatusCode.OK);
        await WaitAndDeliverAsync();
        _city.Trouble = Trouble.Answers500;
        // More time, given here, is told like everything else; so is the word to the citizen that goes with it.
        (
            await handler.Post(
                $"/api/cases/{id}/extension",
                new
                {
                    until = host.Clock.GetUtcNow().AddDays(10),
                    reason = "配件需要定制",
                    interim = "配件正在定制，十天内装好。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await host.As(Role.Leader, Centre)
                .Post($"/api/cases/{id}/ask/judge", new { granted = true })
        ).Expect(HttpStatusCode.OK);
        await WaitAndDeliverAsync();
        await ResolveAsync(handler, id);
        await WaitAndDeliverAsync();
        _city.Trouble = Trouble.Hangs;
        (await CallBackAsync(id)).Expect(HttpStatusCode.OK);
        (await host.As(Role.Caller, Centre).Post($"/api/cases/{id}/close")).Expect(
            HttpStatusCode.OK
        );
        await WaitAndDeliverAsync();
        Assert.Equal(["sign", "contact"], Told(no).Select(one => one.Operation));

        _city.Trouble = Trouble.None;
        for (var i = 0; i < 8; i++)
        {
            await WaitAndDeliverAsync();
        }

        Assert.Equal(
            ["sign", "contact", "progress", "progress", "extend", "result", "callback", "close"],
            Told(no).Select(one => one.Operation)
        );
        Assert.True(_city.Repeats >= 1);
        Assert.Empty(_city.Unsigned);
        Assert.All(
            Told(no),
            one => Assert.Equal($"{no}/{one.Body.GetProperty("seq").GetInt32()}", one.Key)
        );
        Assert.Equal(
            Due((await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK), "resolve"),
            Told(no)[4].Body.GetProperty("facts").GetProperty("dueResolve").GetDateTimeOffset()
        );
        var result = Told(no)[5].Body;
        Assert.Equal("路灯已修好，恢复照明。", result.GetProperty("text").GetString());
        Assert.Single(result.GetProperty("attachments").EnumerateArray());
        Assert.Equal(
            "solved",
            Told(no)[6].Body.GetProperty("facts").GetProperty("solved").GetString()
        );
    }

    [Fact]
    public async Task What_is_given_back_reaches_the_city_once_while_the_link_fails_and_waits_for_its_word()
    {
        var (no, id, handler) = await TakenOnAsync();
        _city.Trouble = Trouble.Down;
        (
            await handler.Post(
                $"/api/cases/{id}/return",
                new
                {
                    reason = "该处不在本市范围，见界线图。",
                    document = "行政区域界线图第12幅：该处在界线以东，属邻市。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await host.As(Role.Dispatcher, Centre)
                .Post(
                    $"/api/cases/{id}/return/give-back",
                    new { reason = "不在本市行政区域，依据界线图。" }
                )
        ).Expect(HttpStatusCode.NoContent);
        await WaitAndDeliverAsync();
        Assert.Empty(Told(no));

        // The signing was before: what is given back never overtakes it, though the city takes both without our knowing.
        _city.Trouble = Trouble.CutsAfterTaking;
        await WaitAndDeliverAsync();
        await WaitAndDeliverAsync();
        Assert.Equal(["sign"], Told(no).Select(one => one.Operation));
        _city.Trouble = Trouble.None;
        for (var i = 0; i < 3; i++)
        {
            await WaitAndDeliverAsync();
        }

        Assert.Equal(["sign", "return"], Told(no).Select(one => one.Operation));
        Assert.True(_city.Repeats >= 1);
        var returned = Told(no)[1];
        Assert.Equal($"{no}/{returned.Body.GetProperty("seq").GetInt32()}", returned.Key);
        Assert.Equal(
            "不在本市行政区域，依据界线图。",
            returned.Body.GetProperty("text").GetString()
        );
        // Until the city has spoken the unit stays responsible.
        var page = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("signed", page.GetProperty("state").GetString());
        var decision =
            $"/api/upstream/orders/{no}/return/{returned.Body.GetProperty("seq")}/decision";
        var decided = await SayAsync(
            decision,
            new { accepted = true, reason = "确属外市，收回。" },
            $"{no}/1"
        );
        Assert.Equal("closed", decided.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_the_city_will_not_take_holds_the_order_up_until_a_person_decides()
    {
        var (no, id, handler) = await TakenOnAsync();
        _city.Refuses = HttpStatusCode.UnprocessableEntity;
        Assert.Equal(0, await host.DeliverAsync());
        await handler.NeedsNoMeetingAsync(id);
        _city.Refuses = null;
        Assert.Equal(0, await host.DeliverAsync());

        var letter = (await Administrator.Get("/api/exchange/outbox"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("orderNo").GetString() == no);
        Assert.Equal("dead", letter.GetProperty("state").GetString());
        Assert.Equal("status-422", letter.GetProperty("fault").GetString());
        // Nobody has to look there by chance: who may mend it is told.
        Assert.Contains(
            "deadLetter",
            (await Administrator.Get("/api/notices"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(notice => notice.GetProperty("kind").GetString())
        );
        var path =
            $"/api/exchange/outbox/{letter.GetProperty("caseId").GetString()}/{letter.GetProperty("seq").GetInt32()}/upstream";
        Assert.Equal(
            "reason-missing",
            (await Administrator.Post($"{path}/give-up", new { reason = "无" })).Problem(422)
        );
        (await Administrator.Post($"{path}/retry")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(2, await host.DeliverAsync());
        Assert.Equal(["sign", "contact"], Told(no).Select(one => one.Operation));
        // What has arrived is nobody's to mend.
        Assert.Equal("message-gone", (await Administrator.Post($"{path}/retry")).Problem(409));
    }

    [Fact]
    public async Task What_fails_most_of_a_day_is_left_to_a_person_and_tried_as_often_again_when_he_says_so()
    {
        var (no, id, _) = await TakenOnAsync();
        _city.Trouble = Trouble.Answers500;
        for (var tries = 1; tries < 24; tries++)
        {
            await WaitAndDeliverAsync();
        }

        var letter = await LetterAsync();
        Assert.Equal(("waiting", 23), Stand(letter));
        await WaitAndDeliverAsync();
        letter = await LetterAsync();
        Assert.Equal(("dead", 24), Stand(letter));
        Assert.Equal("status-500", letter.GetProperty("fault").GetString());

        (
            await Administrator.Post(
                $"/api/exchange/outbox/{id}/{letter.GetProperty("seq").GetInt32()}/upstream/retry"
            )
        ).Expect(HttpStatusCode.NoContent);
        await WaitAndDeliverAsync();
        Assert.Equal(("waiting", 1), Stand(await LetterAsync()));
        _city.Trouble = Trouble.None;
        await WaitAndDeliverAsync();
        Assert.Equal(["sign"], Told(no).Select(one => one.Operation));

        async Task<System.Text.Json.JsonElement> LetterAsync() =>
            (await Administrator.Get("/api/exchange/outbox"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .First(item => item.GetProperty("orderNo").GetString() == no);

        static (string?, int) Stand(System.Text.Json.JsonElement letter) =>
            (letter.GetProperty("state").GetString(), letter.GetProperty("tries").GetInt32());
    }

    [Fact]
    public async Task The_day_is_compared_and_what_differs_is_listed_and_can_be_sent_again()
    {
        host.Clock.Advance(TimeSpan.FromDays(2)); // A day of its own.
        var (same, _, _) = await TakenOnAsync();
        var (lost, _, _) = await TakenOnAsync();
        var (behind, id, handler) = await TakenOnAsync();
        await host.DeliverAsync();
        await handler.NeedsNoMeetingAsync(id);
        await ResolveAsync(handler, id);
        await host.CatchUpAsync();
        _city.List(lost, null);
        _city.List("12345-NEVER-CAME", "received");
        var today = CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1);
        // Not while the city may still be writing its day down; and when it can't be asked, not again before an hour has passed.
        Assert.Empty(await ComparedAsync(0, 59));
        _city.Trouble = Trouble.Down;
        Assert.NotNull(Assert.Single(await ComparedAsync(1, 0)).Maybe("fault"));
        _city.Trouble = Trouble.None;
        Assert.NotNull(Assert.Single(await ComparedAsync(1, 59)).Maybe("fault"));
        var day = Assert.Single(await ComparedAsync(2, 1));
        Assert.Null(day.Maybe("fault"));
        Assert.Equal(
            CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(-1).ToString("yyyy-MM-dd"),
            day.GetProperty("day").GetString()
        );
        Assert.Equal(3, day.GetProperty("ours").GetInt32());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["12345-NEVER-CAME"] = "missingHere",
                [lost] = "missingThere",
                [behind] = "stateDiffers",
            },
            day.GetProperty("differences")
                .EnumerateArray()
                .ToDictionary(
                    one => one.GetProperty("orderNo").GetString()!,
                    one => one.GetProperty("what").GetString()!
                )
        );

        var repeats = _city.Repeats;
        var again = (await Administrator.Post($"/api/exchange/orders/{lost}/send-again")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(1, again.GetProperty("again").GetInt32());
        await host.DeliverAsync();
        Assert.Equal(repeats + 1, _city.Repeats);
        (
            await Administrator.Post(
                $"/api/exchange/reconciliations/{day.GetProperty("day").GetString()}"
            )
        ).Expect(HttpStatusCode.NoContent);
        Assert.DoesNotContain(
            behind,
            (await Administrator.Get("/api/exchange/reconciliations"))
                .Body[0]
                .GetProperty("differences")
                .EnumerateArray()
                .Select(one => one.GetProperty("orderNo").GetString())
        );
        Assert.NotEmpty(same);

        async Task<List<System.Text.Json.JsonElement>> ComparedAsync(int hour, int minute)
        {
            host.Clock.SetUtcNow(CivilTime.At(today, new TimeOnly(hour, minute)));
            await host
                .Services.GetRequiredService<ChannelClocks>()
                .ReconcileDueAsync(TestContext.Current.CancellationToken);
            return
            [
                .. (await Administrator.Get("/api/exchange/reconciliations"))
                    .Expect(HttpStatusCode.OK)
                    .EnumerateArray()
                    .Where(one =>
                        one.GetProperty("day").GetString()
                        == today.AddDays(-1).ToString("yyyy-MM-dd")
                    ),
            ];
        }
    }

    [Fact]
    public async Task What_the_city_closed_it_asks_about_itself_and_a_bad_answer_is_handled_again()
    {
        var (no, id, handler) = await TakenOnAsync();
        await handler.NeedsNoMeetingAsync(id);
        await ResolveAsync(handler, id);
        var orders = $"/api/upstream/orders/{no}";
        await SayAsync($"{orders}/close", new { }, $"{no}/1");
        var caller = host.As(Role.Caller, Centre);
        var page = (await caller.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("byCity", page.GetProperty("asking").GetProperty("rule").GetString());
        Assert.Equal(
            "already-closed",
            (await caller.Post($"/api/cases/{id}/call-back", new { reached = false })).Problem(409)
        );

        var said = await SayAsync(
            $"{orders}/callback",
            new
            {
                reached = true,
                contacted = true,
                solved = "not",
                satisfied = "dissatisfied",
                reason = "只亮了一天。",
            },
            $"{no}/2"
        );

        Assert.Equal("signed", said.GetProperty("state").GetString());
        page = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, page.GetProperty("handling").GetInt32());
    }

    private List<Taken> Told(string no) => [.. _city.Taken.Where(one => one.OrderNo == no)];

    private async Task WaitAndDeliverAsync()
    {
        host.Clock.Advance(TimeSpan.FromHours(2)); // Longer than any wait and any lease.
        await host.DeliverAsync();
    }
}
