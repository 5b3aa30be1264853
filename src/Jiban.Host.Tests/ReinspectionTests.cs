using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>Somebody other than the handler looks at the result of a citizen's request, where the rule asks for it.</summary>
public sealed class ReinspectionTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private Unit Section =>
        host.City.Units.First(unit =>
            unit.Kind == UnitKind.Section
            && unit.Name.StartsWith("潞湾", StringComparison.Ordinal)
            && unit.Name.Contains("城市管理", StringComparison.Ordinal)
        );

    private Actor HandlerActor => host.Who(Role.Handler, Section.Name);

    private HttpClient Handler => host.As(HandlerActor);

    private HttpClient Dispatcher => host.As(Role.Dispatcher, Office);

    [Fact]
    public async Task A_result_that_the_rule_wants_looked_at_is_not_closed_before_and_a_look_that_fails_sends_it_back()
    {
        await RuleAsync(
            new
            {
                patrol = 100,
                staff = 0,
                requests = 100,
                classes = Array.Empty<string>(),
            }
        );
        var id = await RegisterAsync();
        await ResolvedAsync(id, "已更换灯泡。");
        var page = (await Dispatcher.Get($"/api/cases/{id}")).Body;
        Assert.True(page.GetProperty("awaitsReinspection").GetBoolean());
        Assert.Contains(id, await WaitingAsync());
        await CalledBackAsync(id);
        Assert.Equal(
            "reinspection-missing",
            (await Dispatcher.Post($"/api/cases/{id}/close")).Problem(409)
        );

        // Not the handler, whatever he is by now, nor a colleague of his who may not.
        var look = new { passed = false, note = "灯还是不亮，只换了灯罩" };
        Assert.Equal(
            "not-allowed",
            (
                await host.As(Role.Handler, Section.Name, "同科室")
                    .Post($"/api/cases/{id}/reinspect", look)
            ).Problem(403)
        );
        var moved = HandlerActor with { Role = Role.Dispatcher, UnitId = Section.ParentId };
        Assert.Equal(
            "own-case",
            (await host.As(moved).Post($"/api/cases/{id}/reinspect", look)).Problem(403)
        );
        Assert.Equal(
            "look-missing",
            (await Dispatcher.Post($"/api/cases/{id}/reinspect", new { passed = true })).Problem(
                422
            )
        );
        page = (await Dispatcher.Post($"/api/cases/{id}/reinspect", look)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("signed", Text(page, "state"));
        // The clocks run again: that of the result, and that of the next word to the requester.
        Assert.Equal(
            ["progress", "resolve"],
            page.GetProperty("deadlines")
                .EnumerateArray()
                .Where(one => !one.TryGetProperty("metAt", out _))
                .Select(one => Text(one, "kind"))
                .Order()
        );
        Assert.Equal(
            ["resolved", "calledBack", "reinspected"],
            page.GetProperty("timeline")
                .EnumerateArray()
                .Select(one => Text(one, "kind"))
                .TakeLast(3)
        );
        Assert.DoesNotContain(id, await WaitingAsync());

        // The next result is looked at too, and the requester is asked anew.
        (
            await Handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已换新灯并试亮。" }
            )
        ).Expect(HttpStatusCode.OK);
        page = (
            await Dispatcher.Post(
                $"/api/cases/{id}/reinspect",
                new { passed = true, note = "晚上去看过，灯亮了" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.False(page.GetProperty("awaitsReinspection").GetBoolean());
        Assert.Equal(
            "already-reinspected",
            (await Dispatcher.Post($"/api/cases/{id}/reinspect", look)).Problem(409)
        );
        Assert.Equal(
            "call-back-missing",
            (await Dispatcher.Post($"/api/cases/{id}/close")).Problem(409)
        );
        await CalledBackAsync(id);
        (await Dispatcher.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_rule_is_data_and_holds_for_results_from_then_on()
    {
        await RuleAsync(
            new
            {
                patrol = 100,
                staff = 0,
                requests = 0,
                classes = Array.Empty<string>(),
            }
        );
        var before = await RegisterAsync();
        await ResolvedAsync(before, "已更换灯泡。");
        var of = Text((await Dispatcher.Get($"/api/cases/{before}")).Body, "classCode")!;

        await RuleAsync(
            new
            {
                patrol = 100,
                staff = 0,
                requests = 0,
                classes = new[] { of[..2] },
            }
        );
        var after = await RegisterAsync();
        await ResolvedAsync(after, "已更换灯泡。");

        var waiting = await WaitingAsync();
        Assert.DoesNotContain(before, waiting);
        Assert.Contains(after, waiting);
        // Nobody must, but somebody may.
        (
            await Dispatcher.Post(
                $"/api/cases/{before}/reinspect",
                new { passed = true, note = "顺路看过，已修好" }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            "unknown-class",
            (
                await PutAsync(
                    new
                    {
                        patrol = 1,
                        staff = 0,
                        requests = 0,
                        classes = new[] { "77" },
                    }
                )
            ).Problem(422)
        );
        Assert.Equal(
            "rule-out-of-range",
            (
                await PutAsync(
                    new
                    {
                        patrol = 101,
                        staff = 0,
                        requests = 0,
                        classes = Array.Empty<string>(),
                    }
                )
            ).Problem(422)
        );
    }

    [Fact]
    public async Task A_look_that_arrives_after_a_reminder_or_a_call_back_is_taken_and_one_at_another_result_is_not()
    {
        await RuleAsync(
            new
            {
                patrol = 100,
                staff = 0,
                requests = 100,
                classes = Array.Empty<string>(),
            }
        );
        var id = await RegisterAsync("13800007788");
        await ResolvedAsync(id, "已更换灯泡。");
        var before = await Dispatcher.Get($"/api/cases/{id}");
        var seen = before.Message.Headers.ETag!.Tag;
        // Without a network for long: meanwhile the limit for asking the requester is over, and he is asked.
        var due = before
            .Body.GetProperty("deadlines")
            .EnumerateArray()
            .Single(one => Text(one, "kind") == "callBack")
            .GetProperty("dueAt")
            .GetDateTimeOffset();
        await host.PassAsync(due - host.Clock.GetUtcNow());
        await CalledBackAsync(id, ("If-Match", seen));
        Assert.Equal(
            ["resolved", "alarmed", "calledBack"],
            (await Dispatcher.Get($"/api/cases/{id}"))
                .Body.GetProperty("timeline")
                .EnumerateArray()
                .Select(one => Text(one, "kind"))
                .Where(kind => kind is "resolved" or "alarmed" or "calledBack")
        );
        var look = new { passed = false, note = "灯还是不亮，只换了灯罩" };
        var page = (
            await Dispatcher.Post($"/api/cases/{id}/reinspect", look, ("If-Match", seen))
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("signed", Text(page, "state"));

        // Whoever handles it has to read first what was found.
        var result = new { outcome = "solved", answer = "已换新灯并试亮。" };
        var resolve = $"/api/cases/{id}/resolve";
        Assert.Equal(
            "changed-meanwhile",
            (await Handler.Post(resolve, result, ("If-Match", seen))).Problem(409)
        );
        (await Handler.Post(resolve, result)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "changed-meanwhile",
            (await Dispatcher.Post($"/api/cases/{id}/reinspect", look, ("If-Match", seen))).Problem(
                409
            )
        );
    }

    private async Task RuleAsync(object rule) => (await PutAsync(rule)).Expect(HttpStatusCode.OK);

    private async Task<Answer> PutAsync(object rule)
    {
        var administrator = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var rules = JsonNode.Parse(
            (await administrator.Get("/api/settings/case-rules"))
                .Expect(HttpStatusCode.OK)
                .GetRawText()
        )!;
        rules["reinspection"] = JsonSerializer.SerializeToNode(rule);
        return await administrator.Put("/api/settings/case-rules", rules);
    }

    private async Task<string> RegisterAsync(string phone = "13800001234") =>
        Text(
            (
                await host.As(Role.Operator, Office)
                    .Post(
                        "/api/cases",
                        new
                        {
                            text = "楼前路灯不亮，请来修。",
                            channel = "streetLine",
                            unitId = Section.UnitId,
                            contact = new { name = "何小满", phone },
                        }
                    )
            ).Expect(HttpStatusCode.Created),
            "id"
        )!;

    private async Task ResolvedAsync(string id, string answer)
    {
        (await Handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await Handler.NeedsNoMeetingAsync(id);
        (await Handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer })).Expect(
            HttpStatusCode.OK
        );
    }

    private async Task CalledBackAsync(string id, params (string, string)[] headers) =>
        (
            await host.As(Role.Caller, Office)
                .Post(
                    $"/api/cases/{id}/call-back",
                    new
                    {
                        reached = true,
                        contacted = true,
                        solved = "solved",
                        satisfied = "satisfied",
                    },
                    headers
                )
        ).Expect(HttpStatusCode.OK);

    private async Task<List<string?>> WaitingAsync() =>
        [
            .. (await Dispatcher.Get("/api/cases?reinspection=true&limit=200"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(row => Text(row, "id")),
        ];

    private static string? Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString();
}
