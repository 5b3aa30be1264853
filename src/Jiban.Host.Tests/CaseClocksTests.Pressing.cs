using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// What somebody presses for, and what is told to whom beside every page.
public sealed partial class CaseClocksTests
{
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
    public async Task What_is_pressed_for_is_answered_to_whoever_pressed_and_not_to_the_requester()
    {
        var (id, number, code) = await SignedAsync();
        var answer = $"/api/cases/{id}/supervise/answer";
        Assert.Equal(
            "not-supervised",
            (await Handler.Post(answer, new { text = "已加派人手，周五前补种。" })).Problem(409)
        );
        var leader = host.As(Role.Leader, Centre);
        var page = (
            await leader.Post($"/api/cases/{id}/supervise", new { note = "请说明进度" })
        ).Expect(HttpStatusCode.OK);
        var said = page.GetProperty("supervision").GetProperty("said");
        Assert.Equal("请说明进度", said.Maybe("detail"));
        Assert.Null(page.GetProperty("supervision").Maybe("answer"));
        Assert.Equal(
            "not-allowed",
            (await leader.Post(answer, new { text = "不是我" })).Problem(403)
        );

        page = (await Handler.Post(answer, new { text = "已加派人手，周五前补种。" })).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            "已加派人手，周五前补种。",
            page.GetProperty("supervision").GetProperty("answer").Maybe("detail")
        );
        // It is pressed for all the same until there is a result, and the list tells both.
        var row = (await leader.Get($"/api/cases?supervised=true&ids={id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Single();
        Assert.True(row.GetProperty("supervisionAnswered").GetBoolean());
        await host.CatchUpAsync();
        Assert.Contains("supervisionAnswered", await ToldAsync(leader));
        Assert.DoesNotContain(
            "supervisionAnswered",
            await ToldAsync(host.As(Role.Leader, Centre, "另一位领导"))
        );
        Assert.DoesNotContain(
            "周五前补种",
            (await host.Citizen.Get($"/api/requests/{number}?code={code}"))
                .Expect(HttpStatusCode.OK)
                .GetRawText()
        );

        // Pressed for once more, the earlier answer is none to that.
        page = (
            await leader.Post($"/api/cases/{id}/supervise", new { note = "周五已过，请说明" })
        ).Expect(HttpStatusCode.OK);
        Assert.Null(page.GetProperty("supervision").Maybe("answer"));

        async Task<IEnumerable<string?>> ToldAsync(HttpClient who) =>
            (await who.Get("/api/notices"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Where(one => one.GetProperty("subjectId").GetString() == id)
                .Select(one => one.GetProperty("kind").GetString());
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
}
