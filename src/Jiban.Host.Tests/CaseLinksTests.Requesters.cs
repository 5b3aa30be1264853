using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// What stays unknown, what is flagged, and who is asked a second time.
public sealed partial class CaseLinksTests
{
    [Fact]
    public async Task Who_wants_to_stay_unknown_to_the_unit_is_hidden_from_it_everywhere()
    {
        var phone = $"138{Interlocked.Increment(ref _phones):00000000}";
        var receipt = (
            await host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = "举报社区书记收费不开票，请不要告诉街道是我说的。",
                    contact = new { name = "何小满", phone },
                    choice = OfficeId,
                    confidential = true,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var number = receipt.GetProperty("number").GetString()!;
        var row = (await Handler.Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        var id = row.GetProperty("id").GetString()!;
        Assert.True(row.GetProperty("confidential").GetBoolean());

        (await Handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        foreach (var role in new[] { Role.Handler, Role.Dispatcher, Role.Leader, Role.Caller })
        {
            var staff = host.As(role, Office);
            var page = (await staff.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
            Assert.Null(page.Maybe("requester"));
            Assert.DoesNotContain(
                "revealRequester",
                page.GetProperty("operations").EnumerateArray().Select(one => one.GetString())
            );
            Assert.Empty(
                (await staff.Get($"/api/cases?q={phone}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
            );
        }

        Assert.Equal(
            "confidential",
            (await Handler.Post($"/api/cases/{id}/reveal", new { purpose = "想联系他" })).Problem(
                403
            )
        );
        Assert.Equal(
            "confidential",
            (
                await Handler.Post(
                    $"/api/cases/{id}/contact",
                    new { method = "phone", reached = true }
                )
            ).Problem(403)
        );

        // The unit handles it all the same, and the centre above knows whom to ask.
        (
            await Handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已责令退费并开具票据。" }
            )
        ).Expect(HttpStatusCode.OK);
        var above = host.As(Role.Caller, Centre);
        Assert.Equal(
            phone,
            (await above.Post($"/api/cases/{id}/reveal", new { purpose = "回访诉求人" }))
                .Expect(HttpStatusCode.OK)
                .GetProperty("requester")
                .GetProperty("phone")
                .GetString()
        );
        Assert.Single(
            (await above.Get($"/api/cases?q={phone}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
        );
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
        var figures = (await Leader.Get("/api/cases/figures")).Expect(HttpStatusCode.OK);
        Assert.True(figures.GetProperty("control").GetProperty("differs").GetInt32() >= 1);
        Assert.Equal(
            "other-unit",
            (await Leader.Get($"/api/cases/figures?unit={host.City.CityCentre!.UnitId}")).Problem(
                403
            )
        );
    }
}
