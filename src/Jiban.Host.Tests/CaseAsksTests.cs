using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests;

/// <summary>What a unit may ask for, who judges it, and what becomes of the case: return, more time, suspension.</summary>
public sealed partial class CaseAsksTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private string Centre => host.City.CityCentre!.Name;
    private HttpClient Handler => host.As(Role.Handler, Office);

    private Unit Department => host.City.Units.First(unit => unit.Kind == UnitKind.Department);

    [Fact]
    public async Task A_return_is_judged_above_the_second_one_is_ruled_on_and_the_unit_stays_responsible_until_then()
    {
        var id = await CaseAsync();
        var asked = (
            await Handler.Post(
                $"/api/cases/{id}/return",
                new
                {
                    reason = "该路段由区属部门养护，见移交清单。",
                    document = "《移交清单》第12行：该处由区属部门养护",
                    suggests = Department.UnitId,
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Office, Unit(asked));
        Assert.Equal(
            Department.Name,
            asked.GetProperty("ask").GetProperty("suggests").GetProperty("name").GetString()
        );
        Assert.Equal(
            "already-asked",
            (
                await Handler.Post(
                    $"/api/cases/{id}/return",
                    new
                    {
                        reason = "再说一遍原因",
                        document = "《移交清单》第12行：该处由区属部门养护",
                    }
                )
            ).Problem(409)
        );

        var dispatcher = host.As(Role.Dispatcher, Centre);
        var passedOn = (
            await dispatcher.Post(
                $"/api/cases/{id}/return/judge",
                new
                {
                    verdict = "accept",
                    unitId = Department.UnitId,
                    reason = "移交清单属实。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Department.Name, Unit(passedOn));
        Assert.Equal("dispatched", passedOn.GetProperty("state").GetString());

        var second = host.As(Role.Handler, Department.Name);
        (
            await second.Post(
                $"/api/cases/{id}/return",
                new
                {
                    reason = "不在养护名录之内。",
                    document = "《移交清单》第12行：该处由区属部门养护",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "arbiter-needed",
            (
                await dispatcher.Post(
                    $"/api/cases/{id}/return/judge",
                    new { verdict = "uphold", reason = "派单没有错" }
                )
            ).Problem(409)
        );
        var ruled = (
            await host.As(Role.Leader, Centre)
                .Post(
                    $"/api/cases/{id}/return/rule",
                    new { unitId = Department.UnitId, reason = "按属地和职责清单由该部门承办。" }
                )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Department.Name, Unit(ruled));
        Assert.Equal(
            "already-ruled",
            (
                await second.Post(
                    $"/api/cases/{id}/return",
                    new
                    {
                        reason = "还是不该我们办",
                        document = "《移交清单》第12行：该处由区属部门养护",
                    }
                )
            ).Problem(409)
        );
    }

    [Fact]
    public async Task What_a_unit_shows_to_be_rid_of_a_case_is_not_shown_to_whoever_asked()
    {
        var (id, number, code) = await SignedAsync();
        var proof = await Handler.Picture();
        (
            await Handler.Post(
                $"/api/cases/{id}/return",
                new { reason = "该路段由区属部门养护，见照片。", attachments = new[] { proof } }
            )
        ).Expect(HttpStatusCode.OK);

        var citizen = host.Citizen;
        var followed = (await citizen.Get($"/api/requests/{number}?code={code}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Empty(followed.GetProperty("photos").EnumerateArray());
        Assert.Equal(
            "unknown-request",
            (await citizen.Get($"/api/requests/{number}/photos/{proof}?code={code}")).Problem(404)
        );
        Assert.NotEmpty((await PageAsync(id)).GetProperty("attachments").EnumerateArray());
    }

    [Fact]
    public async Task After_its_window_a_case_is_not_returned_any_more()
    {
        var id = await CaseAsync();
        host.Clock.Advance(TimeSpan.FromHours(24.1));

        Assert.Equal(
            "return-too-late",
            (
                await Handler.Post(
                    $"/api/cases/{id}/return",
                    new
                    {
                        reason = "不属本单位职责",
                        document = "《移交清单》第12行：该处由区属部门养护",
                    }
                )
            ).Problem(409)
        );
    }

    [Fact]
    public async Task More_time_needs_a_word_to_the_requester_and_somebody_else_to_grant_it()
    {
        var (id, number, code) = await SignedAsync();
        var due = Due(await PageAsync(id), "resolve");
        var until = due.AddDays(5);
        Assert.Equal(
            "interim-missing",
            (
                await Handler.Post(
                    $"/api/cases/{id}/extension",
                    new { until, reason = "等待配件到货" }
                )
            ).Problem(422)
        );
        (
            await Handler.Post(
                $"/api/cases/{id}/extension",
                new
                {
                    until,
                    reason = "等待配件到货",
                    interim = "配件已订，周五到货后马上更换。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(due, Due(await PageAsync(id), "resolve"));

        var granted = (
            await host.As(Role.Leader, Office)
                .Post($"/api/cases/{id}/ask/judge", new { granted = true })
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(until, Due(granted, "resolve"));
        var steps = await StepsAsync(number, code);
        Assert.Contains(
            steps,
            step =>
                step.GetProperty("kind").GetString() == "progressReported"
                && step.GetProperty("detail").GetString() == "配件已订，周五到货后马上更换。"
        );
        Assert.DoesNotContain(
            steps,
            step => step.GetProperty("kind").GetString() == "extensionAsked"
        );
    }

    [Fact]
    public async Task A_day_off_that_is_published_later_moves_the_review_too_and_the_clock_tells_by_the_new_day()
    {
        var (id, _, _) = await SignedAsync();
        (
            await Handler.Post(
                $"/api/cases/{id}/extension",
                new
                {
                    until = Due(await PageAsync(id), "resolve").AddDays(5),
                    reason = "等待配件到货",
                    interim = "配件已订，周五到货后马上更换。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var before = Due(await PageAsync(id), "review");
        // A working day ends with its midnight: the day before it turns out to be off.
        await DayOffAsync(CivilTime.DayOf(before).AddDays(-1));
        for (var tries = 0; tries < 3_000 && Due(await PageAsync(id), "review") == before; tries++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Delay(
                TimeSpan.FromMilliseconds(20),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
        }

        var page = await PageAsync(id);
        var after = Due(page, "review");
        Assert.True(after > before);
        Assert.Single(
            page.GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("kind").GetString() == "deadlinesRecomputed"
        );
        await host.PassAsync(before.AddHours(1) - host.Clock.GetUtcNow());
        Assert.Empty(await LateAsync());
        await host.PassAsync(after.AddHours(1) - host.Clock.GetUtcNow());
        Assert.Single(await LateAsync());

        async Task<IEnumerable<JsonElement>> LateAsync() =>
            (await PageAsync(id))
                .GetProperty("timeline")
                .EnumerateArray()
                .Where(entry =>
                    entry.GetProperty("text").GetString() == "审核已超时，通知上级单位"
                );
    }

    private async Task DayOffAsync(DateOnly day)
    {
        var administrator = host.As(Role.Administrator, Centre);
        var path = $"/api/settings/calendar/{day.Year}";
        var year = JsonNode.Parse(
            (await administrator.Get(path)).Expect(HttpStatusCode.OK).GetRawText()
        )!;
        var others = year["days"]!
            .AsArray()
            .Where(one => (string)one!["date"]! != $"{day:yyyy-MM-dd}")
            .Select(one => one!.DeepClone())
            .Append(
                new JsonObject
                {
                    ["date"] = $"{day:yyyy-MM-dd}",
                    ["isOff"] = true,
                    ["name"] = "放假",
                }
            );
        year["days"] = new JsonArray([.. others]);
        year["document"] = "国务院办公厅通知";
        (await administrator.Put(path, year)).Expect(HttpStatusCode.OK);
    }

    private async Task<string> CaseAsync() => (await RegisteredAsync()).Id;

    private async Task<(string Id, string Number, string Code)> SignedAsync()
    {
        var one = await RegisteredAsync();
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        return one;
    }

    private async Task<(string Id, string Number, string Code)> RegisteredAsync()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "小区花坛里的草枯了一片，请补种。",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var answer = made.GetProperty("answer");
        return (
            made.GetProperty("id").GetString()!,
            answer.GetProperty("number").GetString()!,
            answer.GetProperty("queryCode").GetString()!
        );
    }

    private async Task<JsonElement> PageAsync(string id) =>
        (await host.As(Role.Auditor, Centre).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);

    private async Task<JsonElement[]> StepsAsync(string number, string code) =>
        [
            .. (await host.Citizen.Get($"/api/requests/{number}?code={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("steps")
                .EnumerateArray(),
        ];

    private static string? Unit(JsonElement page) =>
        page.GetProperty("unit").GetProperty("name").GetString();

    private static DateTimeOffset Due(JsonElement page, string kind) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(deadline => deadline.GetProperty("kind").GetString() == kind)
            .GetProperty("dueAt")
            .GetDateTimeOffset();
}
