using System.Net;
using System.Text.Json.Nodes;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>Settings of the cases: what is refused by name, and the script of the call-back, version by version.</summary>
public sealed class CaseSettingsTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Script = "/api/settings/call-back-script";

    private HttpClient Administrator => host.As(Role.Administrator, Office);

    [Fact]
    public async Task The_script_is_edited_version_by_version_and_a_call_back_says_which_was_read()
    {
        var caller = host.As(Role.Caller, Office);
        var seen = (await caller.Get(Script)).Expect(HttpStatusCode.OK);
        Assert.Equal(1, seen.GetProperty("version").GetInt32());
        Assert.Equal("not-allowed", (await caller.Put(Script, seen)).Problem(403));
        var wanted = JsonNode.Parse(seen.GetRawText())!;
        var questions = wanted["script"]!["questions"]!.AsArray();
        var first = questions[0]!.DeepClone();
        questions.RemoveAt(0);
        Assert.Equal("script-incomplete", (await Administrator.Put(Script, wanted)).Problem(422));
        questions.Add(first);
        wanted["script"]!["closing"]!["en"] = " ";
        Assert.Equal("script-incomplete", (await Administrator.Put(Script, wanted)).Problem(422));
        wanted["script"]!["closing"]!["en"] = "Thank you, {name}.";
        Assert.Equal("script-placeholder", (await Administrator.Put(Script, wanted)).Problem(422));
        wanted["script"]!["closing"]!["en"] = "Thank you for {class}.";

        var second = (await Administrator.Put(Script, wanted)).Expect(HttpStatusCode.OK);

        Assert.Equal(2, second.GetProperty("version").GetInt32());
        Assert.Equal(
            "contacted",
            second.GetProperty("script").GetProperty("questions")[2].GetProperty("asks").GetString()
        );
        // Of two who looked at the same version the second is told, and nothing that was read is lost.
        Assert.Equal("changed-meanwhile", (await Administrator.Put(Script, wanted)).Problem(409));
        var versions = (await Administrator.Get($"{Script}/versions"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .ToList();
        Assert.Equal([2, 1], versions.Select(one => one.GetProperty("version").GetInt32()));
        Assert.Equal(
            seen.GetProperty("script").GetRawText(),
            versions[1].GetProperty("script").GetRawText()
        );
        Assert.NotNull(versions[0].Maybe("by"));

        foreach (var (said, kept) in new (int Said, string Kept)[] { (2, "2"), (9, "") })
        {
            Assert.Equal(kept, await ReadAsync(said));
        }

        async Task<string> ReadAsync(int version)
        {
            var id = await ResolvedAsync();
            (
                await caller.Post(
                    $"/api/cases/{id}/call-back",
                    new
                    {
                        reached = true,
                        contacted = true,
                        solved = "solved",
                        satisfied = "satisfied",
                        script = version,
                    }
                )
            ).Expect(HttpStatusCode.OK);
            await using var command = host.Store.Owner.CreateCommand(
                $"select coalesce(data->>'script', '') from platform.journal where case_id = '{id}' and kind = 'calledBack'"
            );
            return (string)
                (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }

    [Fact]
    public async Task A_replay_at_work_in_whatever_process_is_not_begun_beside_itself_until_it_has_fallen_silent()
    {
        var draft = (
            await Administrator.Post(
                "/api/dispatch/drafts",
                new { name = "试算", from = "2027-01-01" }
            )
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("id")
            .GetString();
        var whatIf = $"/api/dispatch/drafts/{draft}/what-if";
        var days = new { since = "2026-11-01", until = "2026-11-20" };
        (await Administrator.Post(whatIf, days)).Expect(HttpStatusCode.Accepted);
        while (await StateAsync() == "running") { }
        // As another process has it that replays the same draft.
        await using (
            var command = host.Store.Owner.CreateCommand(
                $"update cases.what_if set state = 'Running' where draft_id = '{draft}'"
            )
        )
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("what-if-running", (await Administrator.Post(whatIf, days)).Problem(409));
        host.Clock.Advance(TimeSpan.FromSeconds(121));
        (await Administrator.Post(whatIf, days)).Expect(HttpStatusCode.Accepted);

        async Task<string?> StateAsync() =>
            (await Administrator.Get(whatIf))
                .Expect(HttpStatusCode.OK)
                .GetProperty("state")
                .GetString();
    }

    [Fact]
    public async Task Calls_nearer_to_each_other_than_the_rule_says_are_one_try()
    {
        const string path = "/api/settings/case-rules";
        var rules = JsonNode.Parse(
            (await Administrator.Get(path)).Expect(HttpStatusCode.OK).GetRawText()
        )!;
        Assert.Equal(1, (int)rules["callBackMinutes"]!);
        rules["callBackMinutes"] = 0;
        Assert.Equal("rule-out-of-range", (await Administrator.Put(path, rules)).Problem(422));
        rules["callBackMinutes"] = 60;
        (await Administrator.Put(path, rules)).Expect(HttpStatusCode.OK);
        var id = await ResolvedAsync();
        foreach (
            var (minutes, tries) in new[]
            {
                (0, 1),
                (59, 1),
                // From the last one that counted.
                (1, 2),
                (60, 3),
            }
        )
        {
            host.Clock.Advance(TimeSpan.FromMinutes(minutes));
            var page = (
                await host.As(Role.Caller, Office)
                    .Post($"/api/cases/{id}/call-back", new { reached = false })
            ).Expect(HttpStatusCode.OK);
            Assert.Equal(tries, page.GetProperty("callBack").GetProperty("tries").GetInt32());
        }
    }

    [Fact]
    public async Task Limits_that_do_not_fit_are_refused_by_name_and_nothing_is_saved()
    {
        const string path = "/api/settings/limits";
        var seen = (await Administrator.Get(path)).Expect(HttpStatusCode.OK).GetRawText();
        async Task RefusedAsync(string slug, Action<JsonNode> change)
        {
            var wanted = JsonNode.Parse(seen)!;
            change(wanted);
            Assert.Equal(slug, (await Administrator.Put(path, wanted)).Problem(422));
        }

        JsonNode Row(JsonNode limits, string step) =>
            limits["rows"]!.AsArray().First(row => (string)row!["step"]! == step)!;

        await RefusedAsync("limits-incomplete", limits => limits["rows"]!.AsArray().RemoveAt(0));
        await RefusedAsync("limit-out-of-range", limits => Row(limits, "sign")["amount"] = 0);
        await RefusedAsync(
            "limit-start",
            limits => Row(limits, "dispatch")["startsWith"] = "received"
        );
        await RefusedAsync("limit-start", limits => Row(limits, "sign")["startsWith"] = "signed");
        await RefusedAsync("working-day-end", limits => limits["workingDayEnds"] = "半夜");

        Assert.Equal(seen, (await Administrator.Get(path)).Body.GetRawText());
    }

    [Fact]
    public async Task A_calendar_that_does_not_fit_is_refused_by_name()
    {
        object Year(string? document, params (string Date, string Name)[] days) =>
            new
            {
                document,
                days = days.Select(day => new
                {
                    date = day.Date,
                    isOff = true,
                    name = day.Name,
                }),
                version = 0,
            };
        async Task RefusedAsync(string slug, int status, int year, object wanted) =>
            Assert.Equal(
                slug,
                (await Administrator.Put($"/api/settings/calendar/{year}", wanted)).Problem(status)
            );

        await RefusedAsync("unknown-year", 404, 1999, Year("通知"));
        Assert.Equal(
            "unknown-year",
            (await Administrator.Get("/api/settings/calendar/2101")).Problem(404)
        );
        await RefusedAsync("calendar-document", 422, 2031, Year(" "));
        await RefusedAsync("calendar-days", 422, 2031, Year("通知", ("2032-01-01", "元旦")));
        await RefusedAsync("calendar-days", 422, 2031, Year("通知", ("2031-01-01", "")));
        await RefusedAsync(
            "calendar-days",
            422,
            2031,
            Year("通知", ("2031-01-01", "元旦"), ("2031-01-01", "再来"))
        );
    }

    [Fact]
    public async Task What_is_not_there_is_neither_tried_nor_left_out_nor_revealed()
    {
        var nothing = Guid.AllBitsSet;
        Assert.Equal(
            "unknown-draft",
            (
                await Administrator.Post(
                    $"/api/dispatch/drafts/{nothing}/what-if",
                    new { since = "2026-11-01", until = "2026-11-20" }
                )
            ).Problem(404)
        );
        Assert.Equal(
            "unknown-correction",
            (
                await Administrator.Put(
                    $"/api/dispatch/corrections/{nothing}/3/left-out",
                    new { why = "只此一次的例外" }
                )
            ).Problem(404)
        );
        var nobody = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "路灯坏了请来修",
                        channel = "walkIn",
                        unitId = UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString();
        Assert.Equal(
            "nothing-to-reveal",
            (
                await host.As(Role.Dispatcher, Office)
                    .Post($"/api/cases/{nobody}/reveal", new { purpose = "核对诉求人电话" })
            ).Problem(404)
        );
        Assert.Equal(
            "split-parts",
            (
                await host.As(Role.Dispatcher, Office)
                    .Post(
                        $"/api/cases/{nobody}/split",
                        new { parts = new[] { new { text = "只有一件事" } } }
                    )
            ).Problem(422)
        );
    }

    private Guid UnitId => host.City.Units.First(unit => unit.Name == Office).UnitId;

    private async Task<string> ResolvedAsync()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "小区花坛里的草枯了一片，请补种。",
                        channel = "walkIn",
                        unitId = UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString()!;
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(id);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已补种草皮。" }
            )
        ).Expect(HttpStatusCode.OK);
        return id;
    }
}
