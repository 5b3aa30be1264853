using System.Net;
using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

// What the city still does not take after the last handling that the rule allows.
public sealed partial class S23PassedOnTests
{
    [Fact]
    public async Task What_the_city_rejects_after_the_last_handling_is_raised_to_a_leader_whose_word_it_hears()
    {
        await host.DeliverAsync(); // What other tests have left.
        var (no, id, handler) = await TakenOnAsync();
        var reject = $"/api/upstream/orders/{no}/reject-result";
        for (var handling = 1; handling <= 2; handling++)
        {
            await handler.NeedsNoMeetingAsync(id);
            await ResolveAsync(handler, id);
            var rejected = await SayAsync(
                reject,
                new { reason = $"第{handling}次核查，现场仍然不亮。" },
                $"{no}/{handling}"
            );
            Assert.Equal("signed", rejected.GetProperty("state").GetString());
        }

        await handler.NeedsNoMeetingAsync(id);
        await ResolveAsync(handler, id);
        var limit = host.Clock.GetUtcNow().AddHours(30);
        var last = new { reason = "第三次核查，现场仍然不亮。", limit };
        var raised = await SayAsync(reject, last, $"{no}/3");

        Assert.Equal("resolved", raised.GetProperty("state").GetString());
        // The same word again is the same answer, another one waits for the leader as everybody does.
        Assert.Equal(raised.ToString(), (await SayAsync(reject, last, $"{no}/3")).ToString());
        Assert.Equal(
            "raised-unsettled",
            await RefusedAsync(reject, last, $"{no}/4", HttpStatusCode.Conflict)
        );
        var leader = host.As(Role.Leader, Centre);
        var page = (await leader.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.True(page.GetProperty("awaitsLeader").GetBoolean());
        var told = page.GetProperty("timeline")
            .EnumerateArray()
            .Last(entry => entry.GetProperty("kind").GetString() == "supervised");
        Assert.Equal("市12345仍不认可办理结果，提级督办", told.GetProperty("text").GetString());
        Assert.Equal(last.reason, told.Maybe("detail"));
        Assert.Equal("市12345", told.GetProperty("actor").GetString());
        Assert.Contains(
            (await leader.Get($"/api/cases?supervised=true&ids={id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
            item => item.GetProperty("id").GetString() == id
        );

        // Once more, on the leader's word, within the limit that the city named; the city hears the fourth result.
        var again = (
            await leader.Post($"/api/cases/{id}/supervise", new { note = "街道主任带队再办一次。" })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(4, again.GetProperty("handling").GetInt32());
        Assert.Equal(limit, Due(again, "resolve"));
        await handler.NeedsNoMeetingAsync(id);
        await ResolveAsync(handler, id);
        await host.DeliverAsync();
        Assert.Equal(4, Told(no).Count(one => one.Operation == "result"));

        // Rejected once more it is raised once more, and what the leader lets rest the city may close.
        await SayAsync(reject, new { reason = "第四次核查，仍有一盏不亮。" }, $"{no}/5");
        (
            await leader.Post(
                $"/api/cases/{id}/supervise",
                new { note = "产权单位已列入改造计划，到此为止。", rests = true }
            )
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();
        Assert.Equal(
            "产权单位已列入改造计划，到此为止。",
            Told(no).Last(one => one.Operation == "progress").Body.GetProperty("text").GetString()
        );
        var closed = await SayAsync($"/api/upstream/orders/{no}/close", new { }, $"{no}/6");
        Assert.Equal("closed", closed.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_the_city_sent_to_the_centre_itself_its_leader_gives_back_and_nobody_below_him()
    {
        var no = NextNumber();
        var order = await _city.PassOnAsync(
            host.Address,
            no,
            new
            {
                orderNo = no,
                content = "省道边的隔音屏破了一块，请修。",
                requester = new { name = "何小满", phone = $"13800{no[^6..]}" },
                unit = host.City.CityCentre!.Code,
                limit = host.Clock.GetUtcNow().AddDays(3),
            }
        );
        Assert.True(order.Status == HttpStatusCode.Created, order.Body.ToString());
        var page = await PageAsync(order.Body);
        Assert.Equal(Centre, page.GetProperty("unit").GetProperty("name").GetString());
        var id = page.GetProperty("id").GetString();
        var handler = host.As(Role.Handler, Centre);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        var ask = new
        {
            reason = "该处由省属单位养护，见移交单。",
            document = "《省道移交清单》第7行：隔音屏由省公路单位养护",
        };
        (await handler.Post($"/api/cases/{id}/return", ask)).Expect(HttpStatusCode.OK);

        var path = $"/api/cases/{id}/return/give-back";
        var reason = new { reason = "省属单位的设施，请市里收回另派。" };
        Assert.Equal("not-allowed", (await handler.Post(path, reason)).Problem(403));
        Assert.Equal(
            "other-unit",
            (await host.As(Role.Dispatcher, Centre).Post(path, reason)).Problem(403)
        );
        var leader = host.As(Role.Leader, Centre);
        Assert.Contains(
            "giveBackOrder",
            (await leader.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("operations")
                .EnumerateArray()
                .Select(operation => operation.GetString())
        );
        (await leader.Post(path, reason)).Expect(HttpStatusCode.NoContent);
        await host.DeliverAsync();
        var asked = Told(no)[^1];
        Assert.Equal("return", asked.Operation);
        Assert.Equal(Centre, asked.Body.GetProperty("unit").GetProperty("name").GetString());

        // The city's no is final: it stays with the centre, which can't return it any more.
        await SayAsync(
            $"/api/upstream/orders/{no}/return/{asked.Body.GetProperty("seq")}/decision",
            new { accepted = false, reason = "该段已移交本市，请办理。" },
            $"{no}/1"
        );
        Assert.Equal(
            "already-ruled",
            (await handler.Post($"/api/cases/{id}/return", ask)).Problem(409)
        );
    }

    [Fact]
    public async Task An_order_that_was_cut_off_before_it_was_taken_may_come_with_other_content()
    {
        var (no, limit) = (NextNumber(), host.Clock.GetUtcNow().AddHours(60));
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into channels.receipt (key, body_hash, at) values (@key, @hash, now())",
            new { key = $"order:{no}", hash = new byte[32] }
        );

        var taken = await _city.PassOnAsync(host.Address, no, Clear(no, limit));
        var again = await _city.PassOnAsync(host.Address, no, Clear(no, limit));
        var other = await _city.PassOnAsync(host.Address, no, Clear(no, limit.AddHours(1)));

        Assert.Equal(HttpStatusCode.Created, taken.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
    }
}
