using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// The units meet about a return (会商).
public sealed partial class CaseAsksTests
{
    [Fact]
    public async Task The_units_meet_once_about_a_return_and_what_they_came_to_stands_with_the_verdict()
    {
        var id = await CaseAsync();
        var path = $"/api/cases/{id}/return/judge";
        Assert.Equal(
            "proof-missing",
            (
                await Handler.Post($"/api/cases/{id}/return", new { reason = "该路段不归本单位" })
            ).Problem(422)
        );
        (
            await Handler.Post(
                $"/api/cases/{id}/return",
                new { reason = "该路段不归本单位", document = "《移交清单》第12行：由区属部门养护" }
            )
        ).Expect(HttpStatusCode.OK);
        var dispatcher = host.As(Role.Dispatcher, Centre);
        var convene = new
        {
            verdict = "convene",
            reason = "两家说法不一，当面说清。",
            units = new[] { Department.UnitId },
            meetsAt = host.Clock.GetUtcNow().AddHours(2),
        };
        Assert.Equal(
            "convening-incomplete",
            (await dispatcher.Post(path, new { convene.verdict, convene.reason })).Problem(422)
        );

        var convened = (await dispatcher.Post(path, convene)).Expect(HttpStatusCode.OK);

        Assert.Equal(Office, Unit(convened));
        Assert.NotNull(convened.GetProperty("ask").Maybe("convenedAt"));
        Assert.Contains(
            convened.GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("text").GetString() is { } text
                && text.StartsWith("召集会商", StringComparison.Ordinal)
                && text.Contains(Department.Name, StringComparison.Ordinal)
                && text.Contains(Office, StringComparison.Ordinal)
        );
        Assert.Equal("already-convened", (await dispatcher.Post(path, convene)).Problem(409));
        var verdict = new
        {
            verdict = "accept",
            unitId = Department.UnitId,
            reason = "清单属实。",
        };
        Assert.Equal("minutes-missing", (await dispatcher.Post(path, verdict)).Problem(422));
        var judged = (
            await dispatcher.Post(
                path,
                new
                {
                    verdict.verdict,
                    verdict.unitId,
                    verdict.reason,
                    minutes = "双方现场确认由区属部门养护。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Department.Name, Unit(judged));
        Assert.Contains(
            judged.GetProperty("timeline").EnumerateArray(),
            entry => entry.Maybe("detail") == "清单属实。\n会商纪要：双方现场确认由区属部门养护。"
        );
        // What each field is called stands in no text: who reads English reads it in English.
        var english = await dispatcher.Send(
            HttpMethod.Get,
            $"/api/cases/{id}",
            null,
            ("Accept-Language", "en")
        );
        var read = english
            .Expect(HttpStatusCode.OK)
            .GetProperty("timeline")
            .EnumerateArray()
            .Select(entry => entry.Maybe("detail"))
            .ToList();
        Assert.Contains("清单属实。\nMinutes: 双方现场确认由区属部门养护。", read);
        Assert.Contains("该路段不归本单位\nProof: 《移交清单》第12行：由区属部门养护", read);
    }

    [Fact]
    public async Task Who_is_called_together_finds_the_case_in_list_filter_and_search_until_the_verdict_and_not_who_asked_in_confidence()
    {
        var phone = "13800007766";
        var made = (
            await host.As(Role.Operator, Centre)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "老槐树下的配电箱一直敞着门，请处理。",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "申屠念安", phone },
                        confidential = true,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var (id, number) = (
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!
        );
        (
            await Handler.Post(
                $"/api/cases/{id}/return",
                new { reason = "不归本单位", document = "《移交清单》第12行：由区属部门养护" }
            )
        ).Expect(HttpStatusCode.OK);
        var judge = host.As(Role.Dispatcher, Centre);
        var path = $"/api/cases/{id}/return/judge";
        var called = new[] { Role.Handler, Role.Caller, Role.Leader, Role.Dispatcher }
            .Select(role => host.As(role, Department.Name))
            .ToList();
        foreach (var one in called)
        {
            Assert.Equal("unknown-case", (await one.Get($"/api/cases/{id}")).Problem(404));
            Assert.Empty(await FoundAsync(one, ""));
        }

        (
            await judge.Post(
                path,
                new
                {
                    verdict = "convene",
                    reason = "两家说法不一，当面说清。",
                    // The centre that judges meets with them: it stands above the case anyhow.
                    units = new[] { Department.UnitId, host.City.CityCentre!.UnitId },
                    meetsAt = host.Clock.GetUtcNow().AddHours(2),
                }
            )
        ).Expect(HttpStatusCode.OK);

        foreach (var one in called)
        {
            foreach (
                var question in new[] { "", "&assisting=true", $"&q={number}", "&state=dispatched" }
            )
            {
                var row = Assert.Single(await FoundAsync(one, question));
                Assert.True(row.GetProperty("convened").GetBoolean());
                Assert.False(row.GetProperty("assisting").GetBoolean());
            }

            var page = (await one.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
            Assert.Null(page.Maybe("requester"));
            Assert.Empty(page.GetProperty("operations").EnumerateArray());
            // Neither the telephone nor the words lead to what is told in confidence.
            Assert.Empty(await FoundAsync(one, $"&q={phone}"));
            Assert.Empty(await FoundAsync(one, $"&q={Uri.EscapeDataString("老槐树下")}"));
        }

        Assert.Equal(
            1,
            (await called[0].Get("/api/cases/concerns"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("assisting")
                .GetInt32()
        );
        // Who stands above the case loses nothing by being called too.
        Assert.Single(await FoundAsync(judge, $"&q={phone}"));
        Assert.Empty(await FoundAsync(Handler, "&assisting=true"));

        (
            await judge.Post(
                path,
                new
                {
                    verdict = "uphold",
                    reason = "清单不含该处。",
                    minutes = "双方现场确认仍由街道办理。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        foreach (var one in called)
        {
            Assert.Equal("unknown-case", (await one.Get($"/api/cases/{id}")).Problem(404));
            Assert.Empty(await FoundAsync(one, ""));
        }

        async Task<IReadOnlyList<JsonElement>> FoundAsync(HttpClient who, string question) =>
            [
                .. (await who.Get($"/api/cases?limit=200{question}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
                    .Where(row => row.GetProperty("id").GetString() == id),
            ];
    }

    [Fact]
    public async Task What_the_centre_itself_wants_to_be_rid_of_its_leader_rules_on_and_no_other_unit_does_so_of_its_own()
    {
        const string why = "不归本单位，见界线图。";
        var centre = host.City.CityCentre!;
        var office = host.City.Units.First(unit => unit.Name == Office);
        var handler = host.As(Role.Handler, centre.Name);
        var id = await ReturnedAsync(centre.UnitId, handler);
        var leader = host.As(Role.Leader, centre.Name);
        await host.CatchUpAsync();
        Assert.Contains("returnAsked", await KindsAsync(leader));
        Assert.Equal(
            "other-unit",
            (
                await host.As(Role.Dispatcher, centre.Name)
                    .Post($"/api/cases/{id}/return/judge", new { verdict = "uphold", reason = why })
            ).Problem(403)
        );
        Assert.Contains(
            "ruleOnReturn",
            (await leader.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("operations")
                .EnumerateArray()
                .Select(operation => operation.GetString())
        );
        var ruled = (
            await leader.Post(
                $"/api/cases/{id}/return/rule",
                new { unitId = office.UnitId, reason = why }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Office, ruled.GetProperty("unit").GetProperty("name").GetString());

        // Elsewhere somebody stands above, who judges.
        var own = await ReturnedAsync(office.UnitId, host.As(Role.Handler, Office));
        Assert.Equal(
            "other-unit",
            (
                await host.As(Role.Leader, Office)
                    .Post(
                        $"/api/cases/{own}/return/rule",
                        new { unitId = centre.UnitId, reason = why }
                    )
            ).Problem(403)
        );

        async Task<string> ReturnedAsync(Guid unit, HttpClient signer)
        {
            var made = (
                await host.As(Role.Operator, centre.Name)
                    .Post(
                        "/api/cases",
                        new
                        {
                            text = "办事大厅门口的台阶松动了，请修。",
                            channel = "walkIn",
                            unitId = unit,
                            contact = new { name = "何小满", phone = "13800061234" },
                        }
                    )
            ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
            (await signer.Post($"/api/cases/{made}/sign")).Expect(HttpStatusCode.OK);
            (
                await signer.Post(
                    $"/api/cases/{made}/return",
                    new { reason = why, document = "台阶在街道的地界内，见界线图第3幅。" }
                )
            ).Expect(HttpStatusCode.OK);
            return made;
        }

        static async Task<IEnumerable<string?>> KindsAsync(HttpClient staff) =>
            (await staff.Get("/api/notices"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(notice => notice.GetProperty("kind").GetString());
    }
}
