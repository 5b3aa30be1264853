using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

// What citizens report is looked at by whoever is on duty there, before a unit is sent (核实).
public sealed partial class ShiftRoutesTests
{
    [Fact]
    public async Task A_citizens_report_is_looked_at_by_the_inspector_on_duty_before_a_unit_is_sent()
    {
        var dispatcher = host.As(Role.Dispatcher, Office);
        var inspector = host.As(Role.Inspector, Office, "核");
        // Whoever another test has left on duty has gone home.
        await AskAsync<int>(
            "with gone as (update patrol.shift set ended_at = greatest(@now, started_at) where started_at is not null and ended_at is null returning 1) select count(*)::int from gone",
            new { now = host.Clock.GetUtcNow() }
        );
        await VerifyFirstAsync(on: true);
        var untold = await RegisterAsync();
        Assert.Equal("dispatched", Text(untold, "state"));
        Assert.Contains("verify-nobody", Reasons(untold));
        var shift = await RunningAsync("核", consent: false);

        // As reported: the unit has it as soon as the inspector says so.
        var found = await RegisterAsync();
        Assert.Equal("queued", Text(found, "state"));
        Assert.True(found.GetProperty("verification").GetProperty("isAwaited").GetBoolean());
        Assert.Equal("verify", Text(found.GetProperty("nextDue"), "kind"));
        var task = Assert.Single(await ToVerifyAsync(inspector));
        Assert.Equal(Text(found, "id"), Text(task, "caseId"));
        Assert.Empty(await ToVerifyAsync(host.As(Role.Inspector, Office, "旁")));
        var look = $"/api/cases/{Text(found, "id")}/verify";
        var noPhoto = new { found = true };
        Assert.Equal("verification-missing", (await inspector.Post(look, noPhoto)).Problem(422));
        var page = (await inspector.Post(look, await LookAsync(inspector, true))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("dispatched", Text(page, "state"));
        Assert.Equal(Text(untold.GetProperty("unit"), "id"), Text(page.GetProperty("unit"), "id"));
        Assert.Equal("verification-over", (await inspector.Post(look, noPhoto)).Problem(409));

        // Not to be seen: a person decides, with the photo and the words before him.
        var gone = await RegisterAsync();
        var path = $"/api/cases/{Text(gone, "id")}";
        var answer = new { answer = "网格员到现场看过，路灯是亮的。" };
        Assert.Equal(
            "not-refuted",
            (await dispatcher.Post($"{path}/decline", answer)).Problem(409)
        );
        page = (await inspector.Post($"{path}/verify", await LookAsync(inspector, false))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("queued", Text(page, "state"));
        page = (await dispatcher.Get(path)).Expect(HttpStatusCode.OK);
        Assert.Equal("notFound", Text(page.GetProperty("verification"), "result"));
        Assert.Equal("dispatch", Text(page.GetProperty("nextDue"), "kind"));
        Assert.Equal("verification", Text(page.GetProperty("attachments")[0], "purpose"));
        page = (await dispatcher.Post($"{path}/decline", answer)).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", Text(page, "state"));
        // Whoever asked is asked about it; if it is there all the same, a unit goes, and nobody leaves it at that again.
        page = (
            await host.As(Role.Caller, Office)
                .Post(
                    $"{path}/call-back",
                    new
                    {
                        reached = true,
                        contacted = true,
                        solved = "not",
                        satisfied = "basicallySatisfied",
                        reason = "夜里还是不亮，白天看不出来。",
                    }
                )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("queued", Text(page, "state"));
        Assert.NotEmpty(page.GetProperty("candidates").EnumerateArray());
        Assert.Equal(
            "not-refuted",
            (await dispatcher.Post($"{path}/decline", answer)).Problem(409)
        );

        await LooksWithoutNetworkAsync(inspector);

        // Nobody looked: the clock sends the unit.
        var waiting = await RegisterAsync();
        await host.PassAsync(TimeSpan.FromMinutes(31));
        page = (await dispatcher.Get($"/api/cases/{Text(waiting, "id")}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("dispatched", Text(page, "state"));
        Assert.Equal("notLooked", Text(page.GetProperty("verification"), "result"));
        Assert.Empty(await ToVerifyAsync(inspector));

        // Danger waits for nobody.
        var danger = await RegisterAsync("楼道里燃气泄漏，味道很大，有爆炸危险！");
        Assert.Equal("dispatched", Text(danger, "state"));
        Assert.DoesNotContain("verify-first", Reasons(danger));
        await VerifyFirstAsync(on: false);
        Assert.DoesNotContain("verify-nobody", Reasons(await RegisterAsync()));
        (await inspector.Post($"/api/patrol/shifts/{shift}/end")).Expect(HttpStatusCode.OK);

        var figures = (
            await host.As(Role.Leader, Office)
                .Get($"/api/patrol/statistics?from={host.Day(0)}&to={host.Day(0)}")
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("rows")
            .EnumerateArray()
            .Single(row => Text(row, "name") == "核")
            .GetProperty("figures");
        Assert.Equal(4, figures.GetProperty("toVerify").GetInt32());
        Assert.Equal(2, figures.GetProperty("confirmed").GetInt32());
        Assert.Equal(3d / 4, figures.GetProperty("verifiedInTimeRate").GetDouble(), 3);
    }

    private async Task VerifyFirstAsync(bool on)
    {
        var administrator = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var classes = (await administrator.Get("/api/classes")).Expect(HttpStatusCode.OK);
        var rules = JsonNode.Parse(
            (await administrator.Get("/api/settings/case-rules"))
                .Expect(HttpStatusCode.OK)
                .GetRawText()
        )!;
        rules["verification"] = JsonSerializer.SerializeToNode(
            new
            {
                on,
                minutes = 30,
                channels = new[] { "web" },
                classes = classes.EnumerateArray().Select(one => Text(one, "code")),
            }
        );
        (await administrator.Put("/api/settings/case-rules", rules)).Expect(HttpStatusCode.OK);
    }

    /// <summary>A citizen asks, and the case as the desk sees it.</summary>
    private async Task<JsonElement> RegisterAsync(string text = "潞湾东路傍晚六点一刻路灯还没亮")
    {
        var (lon, lat) = host.Inside();
        var number = Text(
            (
                await host.Citizen.Post(
                    "/api/requests",
                    new
                    {
                        text,
                        kind = "help",
                        place = new { lon, lat },
                        contact = new { name = "何小满", phone = "13800004444" },
                        choice = host.City.Units.Single(unit => unit.Name == Office).UnitId,
                    }
                )
            ).Expect(HttpStatusCode.Created),
            "number"
        );
        var auditor = host.As(Role.Auditor, host.City.CityCentre!.Name);
        var row = (await auditor.Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        return (await auditor.Get($"/api/cases/{Text(row, "id")}")).Expect(HttpStatusCode.OK);
    }

    private static async Task<IReadOnlyList<JsonElement>> ToVerifyAsync(HttpClient inspector) =>
        [
            .. (await inspector.Get("/api/patrol/tasks"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray()
                .Where(task => Text(task, "kind") == "verify"),
        ];

    private static async Task<object> LookAsync(HttpClient inspector, bool found) =>
        new
        {
            found,
            note = "到现场看过，灯是亮的",
            attachments = new[] { await inspector.Picture() },
        };

    private static IEnumerable<string> Reasons(JsonElement page) =>
        page.GetProperty("reasons").EnumerateArray().Select(reason => Text(reason, "code"));
}
