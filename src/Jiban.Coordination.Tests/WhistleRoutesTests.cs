using System.Text;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Coordination.Tests;

/// <summary>The routes over HTTP on a real store, for whistles without a case.</summary>
public sealed class WhistleRoutesTests
{
    private static readonly Actor Administrator = new(
        Some.Id(88),
        "管",
        Role.Administrator,
        SmallCity.Centre
    );

    [Fact]
    public async Task Who_was_called_finds_it_at_once_acknowledges_and_signs_in_with_the_distance()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();

        var mine = Assert.Single(await ListAsync(site, Scene.Policeman, "summoned"));
        Assert.Equal("三号楼暖气爆裂，水流到楼下", Text(mine, "subject"));
        Assert.Equal(Scene.Ten.AddMinutes(30), mine.GetProperty("nextDue").GetDateTimeOffset());
        Assert.Empty(await ListAsync(site, Scene.Elsewhere, "all"));
        Assert.Equal(
            "/problems/unknown-whistle",
            Text(await site.GetAsync(Scene.Elsewhere, $"/api/whistles/{id}"), "type")
        );

        await site.PostAsync(Scene.Policeman, $"/api/whistles/{id}/acknowledge", new { });
        site.Clock.Advance(TimeSpan.FromMinutes(20));
        var page = await site.PostAsync(
            Scene.Policeman,
            $"/api/whistles/{id}/sign-in",
            new
            {
                lon = 116.4,
                lat = 39.901,
                accuracyMetres = 12.5,
            }
        );
        var police = page.GetProperty("summons")
            .EnumerateArray()
            .Single(one => Text(one.GetProperty("unit"), "name") == "公安分局");
        Assert.Equal(111, police.GetProperty("distanceMetres").GetInt32());
        Assert.True(police.GetProperty("inTime").GetBoolean());
        Assert.Equal(
            "/problems/already-arrived",
            Text(
                await site.PostAsync(
                    Scene.Policeman with
                    {
                        Id = Some.Id(9),
                    },
                    $"/api/whistles/{id}/sign-in",
                    new { }
                ),
                "type"
            )
        );
    }

    [Fact]
    public async Task Words_and_people_stand_in_boxes_only()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        var page = await MinutesAsync(site, id, needsConsent: true);
        var task = TaskOf(page);
        await site.PostAsync(
            Scene.Policeman,
            $"/api/whistles/{id}/tasks/{task}/consent",
            new
            {
                who = "何小满",
                relationToOwner = "房主的女儿",
                medium = "video",
                witness = "民警李明",
            }
        );

        var consent = (await site.GetAsync(Scene.Caller, $"/api/whistles/{id}"))
            .GetProperty("tasks")[0]
            .GetProperty("consent");
        Assert.Equal("何**", Text(consent, "who"));
        var revealed = await site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{id}/tasks/{task}/consent/reveal",
            new { purpose = "核对开门的同意" }
        );
        Assert.Equal("何小满", Text(revealed, "who"));
        await using var connection = await site.Store.Owner.OpenConnectionAsync();
        Assert.Equal(
            1,
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from platform.audit_trail where action = 'revealConsent'"
            )
        );
        var kept = string.Concat(
            await connection.QueryAsync<string>(
                """
                select e::text from coordination.entry e union all select t::text from coordination.task t
                union all select w::text from coordination.whistle w
                """
            )
        );
        foreach (var secret in new[] { "何小满", "女儿", "李明", "暖气", "开门" })
        {
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
            Assert.DoesNotContain(
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
                kept,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task A_task_that_is_looked_at_and_not_done_is_open_again_and_the_figures_tell_who_came()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        await site.PostAsync(Scene.Policeman, $"/api/whistles/{id}/sign-in", new { });
        var task = TaskOf(await MinutesAsync(site, id, needsConsent: false));
        var of = $"/api/whistles/{id}/tasks/{task}";
        await site.PostAsync(Scene.Policeman, $"{of}/done", new { note = "已打开房门关阀" });
        Assert.Single(await ListAsync(site, Scene.Caller, "verify"));
        var returned = await site.PostAsync(
            Scene.Caller,
            $"{of}/verify",
            new { passed = false, note = "阀门还在漏" }
        );
        Assert.Equal("open", Text(returned.GetProperty("tasks")[0], "state"));
        var judged = (await site.GetAsync(Scene.Policeman, $"/api/whistles/{id}"))
            .GetProperty("tasks")[0]
            .GetProperty("judged");
        Assert.Equal(("returned", "阀门还在漏"), (Text(judged, "verdict"), Text(judged, "note")));
        Assert.Equal(
            "/problems/build-tasks-open",
            Text(await site.PostAsync(Scene.Caller, $"/api/whistles/{id}/close", new { }), "type")
        );
        await site.PostAsync(Scene.Policeman, $"{of}/done", new { note = "已更换阀门" });
        await site.PostAsync(Scene.Caller, $"{of}/verify", new { passed = true });
        var closed = await site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{id}/close",
            new { summary = "当晚处置完毕" }
        );
        Assert.NotNull(closed.GetProperty("closedAt").GetString());
        Assert.Equal("当晚处置完毕", Text(closed, "summary"));
        Assert.Equal(
            "verified",
            Text(closed.GetProperty("tasks")[0].GetProperty("judged"), "verdict")
        );
        await site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{id}/scores",
            new
            {
                unitId = SmallCity.Police,
                points = 5,
                reason = "半小时内到场",
            }
        );
        var scored = await site.PostAsync(
            Scene.Policeman,
            $"/api/whistles/{id}/scores",
            new
            {
                unitId = SmallCity.Section,
                points = 4,
                reason = "情况说得清楚",
            }
        );
        Assert.Equal(2, scored.GetProperty("scores").GetArrayLength());

        var rows = (await site.GetAsync(Scene.Head, "/api/whistles/figures"))
            .GetProperty("rows")
            .EnumerateArray()
            .ToDictionary(row => Text(row, "name")!);
        Assert.Equal(1, rows["公安分局"].GetProperty("inTime").GetInt32());
        Assert.Equal(500, rows["公安分局"].GetProperty("asResponder").GetInt32());
        Assert.Equal(1, rows["城管办"].GetProperty("blown").GetInt32());
        Assert.Equal(400, rows["城管办"].GetProperty("asCaller").GetInt32());
        Assert.False(rows.ContainsKey("热力集团"));
        var all = await site.GetAsync(
            Scene.Head with
            {
                UnitId = SmallCity.Centre,
            },
            "/api/whistles/figures"
        );
        Assert.Equal(
            1,
            all.GetProperty("rows")
                .EnumerateArray()
                .Single(row => Text(row, "name") == "热力集团")
                .GetProperty("notCome")
                .GetInt32()
        );
    }

    [Fact]
    public async Task Of_two_who_sign_in_at_once_for_one_unit_one_is_written()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    site.PostAsync(
                        Scene.Policeman with
                        {
                            Id = Some.Id(800 + i),
                        },
                        $"/api/whistles/{id}/sign-in",
                        new { }
                    )
                )
        );

        Assert.Equal(
            5,
            answers.Count(answer =>
                answer.TryGetProperty("type", out var type)
                && type.GetString() == "/problems/already-arrived"
            )
        );
    }

    [Fact]
    public async Task A_template_is_kept_by_its_version_and_blown_with_one_touch()
    {
        await using var site = await Site.StartAsync();
        var shipped = (await site.GetAsync(Scene.Caller, "/api/settings/whistle-templates"))
            .EnumerateArray()
            .Single(one => Text(one, "code") == "burst-pipe");
        Assert.Equal(
            ["公安分局", "热力集团", "柳荫物业"],
            shipped.GetProperty("here").EnumerateArray().Select(one => Text(one, "name"))
        );
        var wanted = new
        {
            code = "burst-pipe",
            name = "水暖管爆裂",
            kind = "emergency",
            reportByMinutes = 20,
            escalateMinutes = 20,
            checklist = Array.Empty<string>(),
            inUse = true,
            version = 1,
            units = new[] { new { unitId = SmallCity.Police } },
        };
        Assert.Equal(
            default,
            await site.PutAsync(Administrator, "/api/settings/whistle-templates/burst-pipe", wanted)
        );
        Assert.Equal(
            "/problems/changed-meanwhile",
            Text(
                await site.PutAsync(
                    Administrator,
                    "/api/settings/whistle-templates/burst-pipe",
                    wanted
                ),
                "type"
            )
        );
        Assert.Equal(
            default,
            await site.PutAsync(
                Administrator,
                "/api/settings/whistle-templates/new-one",
                wanted with
                {
                    code = "new-one",
                    version = 0,
                }
            )
        );

        var page = await site.PostAsync(
            Scene.Caller,
            "/api/whistles",
            new { template = "burst-pipe" }
        );
        Assert.Equal("水暖管爆裂", Text(page, "subject"));
        Assert.Equal(
            Scene.Ten.AddMinutes(20),
            Assert
                .Single(page.GetProperty("summons").EnumerateArray())
                .GetProperty("reportBy")
                .GetDateTimeOffset()
        );
    }

    private static Task<JsonElement> MinutesAsync(Site site, Guid id, bool needsConsent) =>
        site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{id}/minutes",
            new
            {
                text = "房主不在，先开门关阀。",
                decisions = new[]
                {
                    new
                    {
                        what = "开门关阀",
                        kind = "build",
                        unitId = SmallCity.Police,
                        dueAt = site.Clock.GetUtcNow().AddHours(2),
                        proof = "text",
                        needsConsent,
                    },
                },
            }
        );

    private static string TaskOf(JsonElement page) => Text(page.GetProperty("tasks")[0], "id")!;

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(
        Site site,
        Actor actor,
        string part
    ) =>
        [
            .. (await site.GetAsync(actor, $"/api/whistles?part={part}"))
                .GetProperty("items")
                .EnumerateArray(),
        ];

    private static string? Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString();
}
