using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>A case from the citizen's words to its end, through the real doors.</summary>
public sealed class CaseLifeTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private async Task<(string Id, string Number, string Code, string Unit)> SubmitAsync(
        string text
    )
    {
        var answer = (
            await host.Citizen.Post(
                "/api/requests",
                new { text, contact = new { name = "何小满", phone = "13800001234" } }
            )
        ).Expect(HttpStatusCode.Created);
        var number = answer.GetProperty("number").GetString()!;
        var auditor = host.As(Role.Auditor, Office);
        var row = (await auditor.Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        return (
            row.GetProperty("id").GetString()!,
            number,
            answer.GetProperty("queryCode").GetString()!,
            row.GetProperty("unit").GetProperty("name").GetString()!
        );
    }

    private async Task<(string Id, string Number, string Code, string Unit)> DispatchedAsync(
        string text
    )
    {
        var one = await SubmitAsync(text);
        var page = (await host.As(Role.Auditor, Office).Get($"/api/cases/{one.Id}")).Body;
        if (page.GetProperty("state").GetString() != "queued")
        {
            return one;
        }

        var unit = host.City.Units.First(unit =>
            unit.Name.Contains("城市管理", StringComparison.Ordinal)
            && unit.Kind == City.Contracts.UnitKind.Section
        );
        (
            await host.As(Role.Dispatcher, one.Unit)
                .Post($"/api/cases/{one.Id}/dispatch", new { unitId = unit.UnitId })
        ).Expect(HttpStatusCode.OK);
        return one with { Unit = unit.Name };
    }

    [Fact]
    public async Task From_words_to_a_closed_case_each_step_is_taken_told_and_timed()
    {
        var (id, number, code, unit) = await DispatchedAsync(
            "潞湾街道小区门口的路灯坏了三天，晚上一片漆黑，老人孩子走路害怕。"
        );
        var handler = host.As(Role.Handler, unit);

        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/contact",
                new
                {
                    method = "phone",
                    reached = true,
                    note = "约好今晚现场看。",
                    noMeeting = true,
                }
            )
        ).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(5));
        var resolved = (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已更换两盏灯具，今晚亮灯正常。" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("resolved", resolved.GetProperty("state").GetString());

        var caller = host.As(Role.Caller, host.City.CityCentre!.Name);
        Assert.Equal(
            "call-back-missing",
            (await caller.Post($"/api/cases/{id}/close")).Problem(409)
        );
        (
            await caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var closed = (await caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", closed.GetProperty("state").GetString());

        var followed = (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("已更换两盏灯具，今晚亮灯正常。", followed.GetProperty("answer").GetString());
        var kinds = followed
            .GetProperty("steps")
            .EnumerateArray()
            .Select(step => step.GetProperty("kind").GetString())
            .ToList();
        Assert.Equal(
            ["registered", "dispatched", "signed", "contacted", "resolved", "calledBack", "closed"],
            kinds.Where(kind => kind != "queued")
        );
        Assert.All(
            followed.GetProperty("steps").EnumerateArray(),
            step => Assert.DoesNotContain("何小满", step.GetProperty("text").GetString())
        );
    }

    [Fact]
    public async Task Of_two_who_sign_at_once_one_wins_and_the_other_is_told_who()
    {
        var (id, _, _, unit) = await DispatchedAsync(
            "潞湾街道楼下垃圾堆了好几天没人清运，味道很大。"
        );
        var one = host.As(Role.Handler, unit, "周一诺");
        var two = host.As(Role.Handler, unit, "吴二多");

        var answers = await Task.WhenAll(
            one.Post($"/api/cases/{id}/sign"),
            two.Post($"/api/cases/{id}/sign")
        );

        var loser = Assert.Single(answers, answer => answer.Status != HttpStatusCode.OK);
        Assert.Equal("already-signed", loser.Problem(409));
        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        var signedBy = winner
            .Body.GetProperty("timeline")
            .EnumerateArray()
            .Single(entry => entry.GetProperty("kind").GetString() == "signed")
            .GetProperty("actor")
            .GetString();
        Assert.Equal(signedBy, loser.Body.GetProperty("signedBy").GetString());
    }

    [Fact]
    public async Task A_look_at_an_older_version_changes_nothing()
    {
        var (id, _, _, unit) = await DispatchedAsync("潞湾街道路边井盖松动，车一过就响。");
        var handler = host.As(Role.Handler, unit);
        var seen = (await handler.Get($"/api/cases/{id}")).Message.Headers.ETag!.Tag;
        (await handler.Post($"/api/cases/{id}/sign", null, ("If-Match", seen))).Expect(
            HttpStatusCode.OK
        );

        var stale = await handler.Post(
            $"/api/cases/{id}/contact",
            new { method = "phone", reached = true },
            ("If-Match", seen)
        );

        Assert.Equal("changed-meanwhile", stale.Problem(409));
    }

    [Fact]
    public async Task The_same_request_twice_is_one_case_and_the_same_answer()
    {
        var body = new
        {
            text = "潞湾街道公园的健身器材断了一根杆，孩子容易碰伤。",
            contact = new { phone = "13900002222" },
        };
        var first = await host.Citizen.Post("/api/requests", body, ("Idempotency-Key", "k-1"));
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        var again = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ => host.Citizen.Post("/api/requests", body, ("Idempotency-Key", "k-1")))
        );

        first.Expect(HttpStatusCode.Created);
        Assert.All(
            again,
            answer =>
                Assert.Equal(
                    first.Body.GetRawText(),
                    answer.Expect(HttpStatusCode.Created).GetRawText()
                )
        );
        var other = await host.Citizen.Post(
            "/api/requests",
            new { text = "另外一件事，路面有坑。" },
            ("Idempotency-Key", "k-1")
        );
        Assert.Equal("idempotency-key-reused", other.Problem(422));
    }

    [Fact]
    public async Task Ten_at_once_with_one_key_are_one_case()
    {
        var body = new { text = "潞湾街道广场音响太吵，晚上十点还在放。" };
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ => host.Citizen.Post("/api/requests", body, ("Idempotency-Key", "k-2")))
        );

        Assert.Single(
            answers
                .Select(answer =>
                    answer.Expect(HttpStatusCode.Created).GetProperty("number").GetString()
                )
                .Distinct()
        );
    }

    [Fact]
    public async Task A_handler_sees_the_cases_of_the_own_unit_and_below_and_no_others()
    {
        var (id, _, _, unit) = await DispatchedAsync(
            "潞湾街道沿街店铺把货摆到人行道上，轮椅过不去。"
        );
        var elsewhere = host
            .City.Units.First(other => other.Kind == City.Contracts.UnitKind.PropertyCompany)
            .Name;
        var holder = host.City.Units.First(other => other.Name == unit);
        var above = host.City.Unit(holder.ParentId!.Value)!.Name;

        Assert.Equal(
            "unknown-case",
            (await host.As(Role.Handler, elsewhere).Get($"/api/cases/{id}")).Problem(404)
        );
        Assert.Equal(
            "unknown-case",
            (await host.As(Role.Handler, elsewhere).Post($"/api/cases/{id}/sign")).Problem(404)
        );
        (await host.As(Role.Handler, unit).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "other-unit",
            (await host.As(Role.Handler, above).Post($"/api/cases/{id}/sign")).Problem(403)
        );
    }

    [Fact]
    public async Task Personal_data_is_masked_until_it_is_revealed_for_a_purpose_and_erasure_ends_it()
    {
        var (id, number, code, unit) = await DispatchedAsync(
            "潞湾街道我家楼上漏水，请打我电话13800001234联系，谢谢。"
        );
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        var page = (await handler.Get($"/api/cases/{id}")).Body;
        Assert.Equal("何**", page.GetProperty("requester").GetProperty("name").GetString());
        Assert.Equal("138****1234", page.GetProperty("requester").GetProperty("phone").GetString());
        Assert.DoesNotContain("13800001234", page.GetRawText(), StringComparison.Ordinal);

        Assert.Equal(
            "purpose-missing",
            (await handler.Post($"/api/cases/{id}/reveal", new { purpose = "" })).Problem(422)
        );
        var revealed = (
            await handler.Post($"/api/cases/{id}/reveal", new { purpose = "联系诉求人约时间" })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "13800001234",
            revealed.GetProperty("requester").GetProperty("phone").GetString()
        );

        var security = host.As(Role.SecurityAdministrator, Office);
        (
            await security.Post(
                "/api/erasures",
                new
                {
                    number,
                    reason = "本人书面申请删除",
                    everywhere = false,
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "already-erased",
            (
                await handler.Post($"/api/cases/{id}/reveal", new { purpose = "联系诉求人约时间" })
            ).Problem(410)
        );
        Assert.Equal(
            "unknown-request",
            (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Problem(404)
        );
        var after = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.False(
            after.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
        );
    }

    [Fact]
    public async Task Words_of_an_encrypted_text_find_the_case_and_its_telephone_number_too()
    {
        var (_, number, _, _) = await DispatchedAsync(
            "潞湾街道喷泉池里的青苔太滑，有位老人摔了一跤。"
        );
        await host.CatchUpAsync();
        var auditor = host.As(Role.Auditor, Office);

        var byWords = (await auditor.Get($"/api/cases?q={Uri.EscapeDataString("青苔太滑")}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items");
        var byPhone = (await auditor.Get("/api/cases?q=13800001234"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items");

        Assert.Equal(
            number,
            Assert.Single(byWords.EnumerateArray()).GetProperty("number").GetString()
        );
        Assert.Contains(
            byPhone.EnumerateArray(),
            row => row.GetProperty("number").GetString() == number
        );
    }

    [Fact]
    public async Task Nobody_calls_back_or_closes_what_they_handled_and_partly_needs_a_reason()
    {
        var (id, _, _, unit) = await DispatchedAsync("潞湾街道绿化带的树枝伸到窗前，挡光。");
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(id);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已联系养护单位修剪。" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "not-allowed",
            (await handler.Post($"/api/cases/{id}/call-back", new { reached = true })).Problem(403)
        );

        var caller = host.As(Role.Caller, host.City.CityCentre!.Name);
        Assert.Equal(
            "call-back-answers-missing",
            (
                await caller.Post(
                    $"/api/cases/{id}/call-back",
                    new
                    {
                        reached = true,
                        contacted = true,
                        solved = "partly",
                        satisfied = "basicallySatisfied",
                    }
                )
            ).Problem(422)
        );
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(
                "call-back-missing",
                (await caller.Post($"/api/cases/{id}/close")).Problem(409)
            );
            (await caller.Post($"/api/cases/{id}/call-back", new { reached = false })).Expect(
                HttpStatusCode.OK
            );
            // Pressed again in the same minute it is the same try: the case still can't be closed on it.
            host.Clock.Advance(TimeSpan.FromSeconds(59));
            var again = (
                await caller.Post($"/api/cases/{id}/call-back", new { reached = false })
            ).Expect(HttpStatusCode.OK);
            Assert.Equal(i + 1, again.GetProperty("callBack").GetProperty("tries").GetInt32());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            "closed",
            (await caller.Post($"/api/cases/{id}/close"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("state")
                .GetString()
        );
    }
}
