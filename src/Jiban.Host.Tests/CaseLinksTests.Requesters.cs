using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// What stays unknown, and what is flagged.
public sealed partial class CaseLinksTests
{
    [Fact]
    public async Task That_one_person_asks_openly_and_in_secret_is_told_to_nobody_in_the_unit()
    {
        var phone = $"138{Interlocked.Increment(ref _phones):00000000}";
        var open = await RegisterAsync("东里社区的健身器材坏了，请来修。", phone);
        var secret = await RegisterAsync(
            "东里社区的健身器材坏了，请来修。",
            phone,
            confidential: true
        );
        await host.CatchUpAsync();
        (await Handler.Post($"/api/cases/{secret.Id}/sign")).Expect(HttpStatusCode.OK);
        // One more of the same, and the only one that it repeats is the secret one.
        var lone = $"138{Interlocked.Increment(ref _phones):00000000}";
        var before = await RegisterAsync(
            "西里社区的花坛里的草枯了，请补种。",
            lone,
            confidential: true
        );
        var after = await RegisterAsync("西里社区的花坛里的草枯了，请补种。", lone);
        await host.CatchUpAsync();

        foreach (var role in new[] { Role.Handler, Role.Secretary, Role.Dispatcher, Role.Leader })
        {
            var staff = host.As(role, Office);
            await HiddenAsync(staff, secret, open);
            await HiddenAsync(staff, after, before);
            foreach (var narrowed in new[] { "repeat=true", $"q={phone}", $"q={lone}" })
            {
                var list = (await staff.Get($"/api/cases?limit=200&{narrowed}"))
                    .Expect(HttpStatusCode.OK)
                    .GetRawText();
                Assert.DoesNotContain(secret.Number, list, StringComparison.Ordinal);
                Assert.DoesNotContain(before.Number, list, StringComparison.Ordinal);
                if (narrowed == "repeat=true")
                {
                    Assert.DoesNotContain(after.Number, list, StringComparison.Ordinal);
                }
            }
        }

        // Whether there is a link or not, the unit is told the same.
        Assert.Equal("confidential", (await Unlink(Handler, secret)).Problem(403));
        Assert.Equal("not-a-repeat", (await Unlink(Handler, after)).Problem(409));
        Assert.Equal("not-a-repeat", (await Unlink(Handler, open)).Problem(409));

        // The centre above knows.
        var above = host.As(Role.Dispatcher, Centre);
        foreach (var (one, earlier) in new[] { (secret, open), (after, before) })
        {
            var page = (await above.Get($"/api/cases/{one.Id}")).Expect(HttpStatusCode.OK);
            Assert.Equal(
                earlier.Number,
                page.GetProperty("links").GetProperty("repeatOf").GetProperty("number").GetString()
            );
            Assert.Contains(
                one.Number,
                (await above.Get($"/api/cases?repeat=true&limit=200"))
                    .Expect(HttpStatusCode.OK)
                    .GetRawText(),
                StringComparison.Ordinal
            );
        }

        static Task<Answer> Unlink(HttpClient staff, One one) =>
            staff.Post($"/api/cases/{one.Id}/repeat", new { of = (Guid?)null });

        static async Task HiddenAsync(HttpClient staff, One one, One earlier)
        {
            var page = (await staff.Get($"/api/cases/{one.Id}")).Expect(HttpStatusCode.OK);
            Assert.DoesNotContain(earlier.Number, page.GetRawText(), StringComparison.Ordinal);
            Assert.Null(page.GetProperty("links").Maybe("repeatOf"));
            Assert.DoesNotContain(
                "repeatLinked",
                page.GetProperty("timeline")
                    .EnumerateArray()
                    .Select(entry => entry.GetProperty("kind").GetString())
            );
            var row = (await staff.Get($"/api/cases?q={one.Number}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")[0];
            Assert.False(row.GetProperty("repeat").GetBoolean());
        }
    }

    [Fact]
    public async Task With_whom_the_unit_may_not_know_those_above_speak_and_its_result_waits_for_them()
    {
        var one = await RegisterAsync(confidential: true);
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        var at = host.Clock.GetUtcNow().AddDays(1);
        var contact = new { method = "phone", reached = true };
        var offer = new { at, place = "受理中心一楼" };
        var met = new
        {
            at = host.Clock.GetUtcNow(),
            place = "受理中心",
            people = new[] { "双方" },
            found = "情况属实",
        };
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("contact", contact),
                ("meeting/offer", offer),
                ("meeting", met),
            }
        )
        {
            Assert.Equal(
                "confidential",
                (await Handler.Post($"/api/cases/{one.Id}/{path}", body)).Problem(403)
            );
        }

        string[] speaking = ["contactRequester", "offerMeeting", "recordMeeting"];
        Assert.Empty((await OperationsAsync(Handler, one)).Intersect(speaking));
        foreach (var role in new[] { Role.Dispatcher, Role.Caller })
        {
            var above = host.As(role, Centre);
            Assert.Equal(speaking, (await OperationsAsync(above, one)).Intersect(speaking));
            (await above.Post($"/api/cases/{one.Id}/contact", contact)).Expect(HttpStatusCode.OK);
        }

        // Meet first, as with everybody: it begins with an invitation, and the result waits for what comes of it.
        var result = new { outcome = "solved", answer = "已补种草皮。" };
        Assert.DoesNotContain("resolveCase", await OperationsAsync(Handler, one));
        Assert.Equal(
            "meeting-by-above",
            (await Handler.Post($"/api/cases/{one.Id}/resolve", result)).Problem(409)
        );
        (
            await host.As(Role.Caller, Centre).Post($"/api/cases/{one.Id}/meeting/offer", offer)
        ).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("resolveCase", await OperationsAsync(Handler, one));
        // Who took it in knows who asked, and may do what those above do.
        (await host.As(Role.Operator, Office).Post($"/api/cases/{one.Id}/meeting", met)).Expect(
            HttpStatusCode.OK
        );
        Assert.Contains("resolveCase", await OperationsAsync(Handler, one));
        (await Handler.Post($"/api/cases/{one.Id}/resolve", result)).Expect(HttpStatusCode.OK);

        // With everybody else the unit speaks itself.
        var plain = await RegisterAsync();
        (await Handler.Post($"/api/cases/{plain.Id}/sign")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "unit-contacts",
            (
                await host.As(Role.Dispatcher, Centre)
                    .Post($"/api/cases/{plain.Id}/contact", contact)
            ).Problem(403)
        );

        static async Task<IEnumerable<string?>> OperationsAsync(HttpClient staff, One one) =>
            (await staff.Get($"/api/cases/{one.Id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("operations")
                .EnumerateArray()
                .Select(operation => operation.GetString());
    }

    [Fact]
    public async Task Many_calls_of_one_telephone_are_flagged_and_only_a_person_says_what_they_are()
    {
        var phone = $"138{Interlocked.Increment(ref _phones):00000000}";
        var cases = new List<One>();
        for (var i = 0; i < 21; i++)
        {
            cases.Add(await RegisterAsync($"第{i}次打电话，还是想问问花坛的事。", phone));
        }

        await host.CatchUpAsync();
        var last = cases[^1];
        var page = (await Dispatcher.Get($"/api/cases/{last.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("suspected", page.GetProperty("links").GetProperty("abuse").GetString());
        Assert.Equal("dispatched", page.GetProperty("state").GetString());
        Assert.Equal(
            "nothing-suspected",
            (
                await Dispatcher.Post(
                    $"/api/cases/{cases[0].Id}/abuse",
                    new { confirmed = true, reason = "没有诉求内容" }
                )
            ).Problem(409)
        );

        (
            await Dispatcher.Post(
                $"/api/cases/{last.Id}/abuse",
                new { confirmed = false, reason = "老人记性不好，已安抚" }
            )
        ).Expect(HttpStatusCode.OK);
        var next = await RegisterAsync("还是花坛的事。", phone);
        await host.CatchUpAsync();

        Assert.Null(
            (await Dispatcher.Get($"/api/cases/{next.Id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("links")
                .Maybe("abuse")
        );
    }

    [Fact]
    public async Task Whoever_looks_at_very_many_requesters_is_stopped_and_a_colleague_is_not()
    {
        var one = await RegisterAsync();
        var reveal = $"/api/cases/{one.Id}/reveal";
        var staff = host.As(Role.Dispatcher, Office, "抄录的人");
        for (var look = 0; look < 30; look++)
        {
            (await staff.Post(reveal, new { purpose = "核对诉求人" })).Expect(HttpStatusCode.OK);
        }

        Assert.Equal(
            "too-many-reveals",
            (await staff.Post(reveal, new { purpose = "核对诉求人" })).Problem(429)
        );
        (await Dispatcher.Post(reveal, new { purpose = "核对诉求人" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_tries_very_many_telephones_is_stopped_as_if_he_had_looked_at_each()
    {
        var one = await RegisterAsync();
        var staff = host.As(Role.Dispatcher, Office, "挨个试号码的人");
        (await staff.Post($"/api/cases/{one.Id}/reveal", new { purpose = "核对诉求人" })).Expect(
            HttpStatusCode.OK
        );
        for (var look = 0; look < 29; look++)
        {
            // Turning pages, or looking at the map of the same, is one look.
            (await staff.Get($"/api/cases?q=139000010{look:00}")).Expect(HttpStatusCode.OK);
            (await staff.Get($"/api/cases/map?q=139 0000 10{look:00}")).Expect(HttpStatusCode.OK);
        }

        foreach (var path in new[] { "", "/map", "/export" })
        {
            Assert.Equal(
                "too-many-reveals",
                (await staff.Get($"/api/cases{path}?q=11010119900101123X")).Problem(429)
            );
        }

        Assert.Equal(
            "too-many-reveals",
            (
                await staff.Post(
                    "/api/cases/like",
                    new { text = "路灯坏了", phone = "13900002000" }
                )
            ).Problem(429)
        );
        // Words, numbers of cases and the telephones of before are open.
        (await staff.Get("/api/cases?q=路灯")).Expect(HttpStatusCode.OK);
        (await staff.Get($"/api/cases?q={one.Number}")).Expect(HttpStatusCode.OK);
        (await staff.Get("/api/cases?q=13900001000")).Expect(HttpStatusCode.OK);
    }
}
