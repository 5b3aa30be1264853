using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Coordination.Tests;

/// <summary>A whistle that runs: who is called later, what answers a fault, and who looked at which version. Over HTTP, on a real store.</summary>
public sealed class RunningWhistleTests
{
    private static readonly Actor Inspecting = Scene.Elsewhere;

    [Fact]
    public async Task A_unit_that_is_called_later_has_its_own_hour_and_is_escalated_and_scored_like_the_others()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(10));
        var reportBy = site.Clock.GetUtcNow().AddMinutes(45);
        var wanted = new
        {
            unitId = SmallCity.Environment,
            reportBy,
            reason = "积水流进雨水口，要看水质",
        };
        Assert.Equal(
            "/problems/unknown-whistle",
            Type(await site.PostAsync(Inspecting, $"/api/whistles/{id}/units", wanted))
        );
        Assert.Equal(
            "/problems/other-unit",
            Type(await site.PostAsync(Scene.Policeman, $"/api/whistles/{id}/units", wanted))
        );
        var page = await site.PostAsync(Scene.Caller, $"/api/whistles/{id}/units", wanted);
        var called = Of(page, "环境局");
        Assert.Equal(reportBy, called.GetProperty("reportBy").GetDateTimeOffset());
        Assert.Equal(site.Clock.GetUtcNow(), called.GetProperty("calledAt").GetDateTimeOffset());
        Assert.Equal("积水流进雨水口，要看水质", Text(called, "reason"));
        Assert.False(Of(page, "公安分局").TryGetProperty("calledAt", out _));
        Assert.Equal(
            "/problems/already-summoned",
            Type(await site.PostAsync(Scene.Caller, $"/api/whistles/{id}/units", wanted))
        );

        // It finds the call, and who does not come is told of at its own hour.
        Assert.True(
            (await site.GetAsync(Inspecting, $"/api/whistles/{id}"))
                .GetProperty("possible")
                .GetProperty("signIn")
                .GetBoolean()
        );
        await site.PostAsync(Scene.Policeman, $"/api/whistles/{id}/sign-in", new { });
        await site.PostAsync(Scene.Heating, $"/api/whistles/{id}/sign-in", new { });
        site.Clock.Advance(TimeSpan.FromMinutes(44));
        Assert.Equal(0, await site.Sweep.SweepAsync(TestContext.Current.CancellationToken));
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await site.Sweep.SweepAsync(TestContext.Current.CancellationToken));
        page = await site.PostAsync(Inspecting, $"/api/whistles/{id}/sign-in", new { });
        Assert.False(Of(page, "环境局").GetProperty("inTime").GetBoolean());

        page = await site.PostAsync(Scene.Caller, $"/api/whistles/{id}/close", new { });
        Assert.Contains(
            page.GetProperty("possible").GetProperty("score").EnumerateArray(),
            unit => Text(unit, "name") == "环境局"
        );
        Assert.Equal(
            "/problems/whistle-closed",
            Type(
                await site.PostAsync(
                    Scene.Caller,
                    $"/api/whistles/{id}/units",
                    wanted with
                    {
                        unitId = SmallCity.Property,
                    }
                )
            )
        );
    }

    [Fact]
    public async Task Whoever_is_called_learns_it_on_the_desk_though_no_case_tells_of_it_and_those_above_when_one_does_not_come()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        await site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{id}/units",
            new
            {
                unitId = SmallCity.Environment,
                reportBy = site.Clock.GetUtcNow().AddMinutes(45),
                reason = "积水流进雨水口，要看水质",
            }
        );
        Assert.Equal(
            [
                (SmallCity.Police, "whistleBlown"),
                (SmallCity.Heat, "whistleBlown"),
                (SmallCity.Environment, "unitSummoned"),
            ],
            await NoticesAsync(site, id)
        );

        await site.PostAsync(Scene.Heating, $"/api/whistles/{id}/sign-in", new { });
        await site.PostAsync(Inspecting, $"/api/whistles/{id}/sign-in", new { });
        site.Clock.Advance(TimeSpan.FromMinutes(31));
        await site.Sweep.SweepAsync(TestContext.Current.CancellationToken);
        await site.Sweep.SweepAsync(TestContext.Current.CancellationToken);
        var told = await NoticesAsync(site, id);
        Assert.Equal(4, told.Count);
        Assert.Equal("escalated", told[^1].Kind);
        Assert.DoesNotContain(told[^1].To, new[] { SmallCity.Police, SmallCity.Heat });
    }

    /// <summary>What was told on the desk of a whistle that has no case: to whom and what.</summary>
    private static async Task<IReadOnlyList<(Guid To, string Kind)>> NoticesAsync(
        Site site,
        Guid whistle
    )
    {
        await using var connection = await site.Store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );
        return (
            await connection.QueryAsync<(Guid, string)>(
                "select to_id, kind from platform.notice where subject = 'whistle' and subject_id = @whistle and number is null order by notice_id",
                new { whistle }
            )
        ).AsList();
    }

    [Fact]
    public async Task A_fault_is_open_until_a_promise_or_a_task_answers_it_and_the_whistle_is_not_closed_before()
    {
        await using var site = await Site.StartAsync();
        var id = await JointAsync(site);
        var of = $"/api/whistles/{id}";
        var page = await site.PostAsync(
            Scene.Caller,
            $"{of}/findings/1",
            new { result = "fault", note = "许可已经过期" }
        );
        page = await site.PostAsync(Scene.Caller, $"{of}/findings/2", new { result = "inOrder" });
        Assert.Equal([true, false], Open(page));
        Assert.False(page.GetProperty("possible").GetProperty("close").GetBoolean());
        Assert.Equal(
            "/problems/findings-open",
            Type(await site.PostAsync(Scene.Caller, $"{of}/close", new { }))
        );

        Assert.Equal(
            "/problems/unknown-finding",
            Type(await DecideAsync(site, of, "到期前补办许可", 3))
        );
        page = await DecideAsync(site, of, "到期前补办许可", 1);
        var promise = page.GetProperty("tasks")[0];
        Assert.Equal(1, promise.GetProperty("finding").GetInt32());
        Assert.Equal([false, false], Open(page));

        // A promise that is taken back answers nothing; another can be linked afterwards.
        page = await DecideAsync(site, of, "停产等待许可", null);
        await site.PostAsync(
            Scene.Caller,
            $"{of}/tasks/{Text(promise, "id")}/withdraw",
            new { reason = "企业改为停产" }
        );
        Assert.Equal(
            "/problems/findings-open",
            Type(await site.PostAsync(Scene.Caller, $"{of}/close", new { }))
        );
        var other = Text(page.GetProperty("tasks")[1], "id");
        Assert.Equal(
            "/problems/other-unit",
            Type(
                await site.PostAsync(
                    Scene.Policeman,
                    $"{of}/tasks/{other}/finding",
                    new { finding = 1 }
                )
            )
        );
        page = await site.PostAsync(
            Scene.Caller,
            $"{of}/tasks/{other}/finding",
            new { finding = 1 }
        );
        Assert.Equal([false, false], Open(page));
        page = await site.PostAsync(Scene.Caller, $"{of}/close", new { });
        Assert.True(page.TryGetProperty("closedAt", out _));
    }

    [Fact]
    public async Task Whoever_looked_at_an_older_version_changes_nothing()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        Assert.Equal("\"1\"", await site.TagAsync(Scene.Caller, id));
        await site.PostAsync(Scene.Policeman, $"/api/whistles/{id}/acknowledge", new { }, seen: 1);
        Assert.Equal("\"2\"", await site.TagAsync(Scene.Caller, id));

        var page = await site.GetAsync(Scene.Caller, $"/api/whistles/{id}");
        (string Path, object Body)[] changes =
        [
            ("minutes", new { text = "先关阀再清水" }),
            (
                "units",
                new
                {
                    unitId = SmallCity.Environment,
                    reportBy = site.Clock.GetUtcNow().AddHours(1),
                    reason = "要看水质",
                }
            ),
            ("close", new { }),
        ];
        foreach (var (path, body) in changes)
        {
            Assert.Equal(
                "/problems/changed-meanwhile",
                Type(
                    await site.PostAsync(Scene.Caller, $"/api/whistles/{id}/{path}", body, seen: 1)
                )
            );
        }

        Assert.Equal(
            page.GetRawText(),
            (await site.GetAsync(Scene.Caller, $"/api/whistles/{id}")).GetRawText()
        );
        await site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{id}/minutes",
            new { text = "先关阀再清水" },
            seen: 2
        );
        Assert.Equal("\"3\"", await site.TagAsync(Scene.Caller, id));
    }

    private static async Task<Guid> JointAsync(Site site)
    {
        var leaderId = await site.LeaderAsync();
        return (
            await site.PostAsync(
                Scene.Caller,
                "/api/whistles",
                new
                {
                    kind = "jointInspection",
                    subject = "小区旁工厂异味联合检查",
                    units = new[] { new { unitId = SmallCity.Police } },
                    reportByMinutes = 30,
                    leaderId,
                    checklist = new[] { "排污许可", "治理设施" },
                }
            )
        ).GetProperty("id").GetGuid();
    }

    private static Task<JsonElement> DecideAsync(Site site, string of, string what, int? finding) =>
        site.PostAsync(
            Scene.Caller,
            $"{of}/minutes",
            new
            {
                text = "企业当场承诺整改。",
                decisions = new[]
                {
                    new
                    {
                        what,
                        kind = "other",
                        unitId = SmallCity.Police,
                        dueAt = site.Clock.GetUtcNow().AddDays(10),
                        promisedBy = "试禾肥料厂",
                        finding,
                    },
                },
            }
        );

    private static IEnumerable<bool> Open(JsonElement page) =>
        page.GetProperty("findings")
            .EnumerateArray()
            .Select(one => one.GetProperty("open").GetBoolean());

    private static JsonElement Of(JsonElement page, string unit) =>
        page.GetProperty("summons")
            .EnumerateArray()
            .Single(one => Text(one.GetProperty("unit"), "name") == unit);

    private static string? Type(JsonElement answer) => Text(answer, "type");

    private static string? Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString();
}
