using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.WhistleStage;

namespace Jiban.Host.Tests;

/// <summary>A whistle and the cases for which it was blown: one chain, one key, one table of rights.</summary>
public sealed class WhistleOfCaseTests(CityHost host) : IClassFixture<CityHost>
{
    private readonly WhistleStage _stage = new(host);

    private Unit Management => _stage.Section("城市管理");

    private Unit Lamps => _stage.Near("照明中心");

    private Task<(string Id, string Number, string Code)> CaseAsync(string text) =>
        _stage.SignedCaseAsync(text, "streetLine", Management, Pin(host.City.Buildings[0]));

    private async Task<JsonElement> BlowAsync(params string[] cases) =>
        (
            await _stage
                .At(Management)
                .Post(
                    "/api/whistles",
                    new
                    {
                        subject = "路口一片漆黑，请现场会商",
                        cases,
                        units = new[] { new { unitId = Lamps.UnitId } },
                        reportByMinutes = 60,
                        escalateMinutes = 30,
                    }
                )
        ).Expect(HttpStatusCode.OK);

    private async Task<JsonElement> DecideAsync(string of) =>
        (
            await _stage
                .At(Management)
                .Post(
                    $"{of}/minutes",
                    new
                    {
                        text = "现场商定装灯，联系人何小满。",
                        decisions = new[]
                        {
                            new
                            {
                                what = "装灯两盏",
                                kind = "build",
                                unitId = Lamps.UnitId,
                                dueAt = host.Clock.GetUtcNow().AddDays(2),
                            },
                        },
                    }
                )
        ).Expect(HttpStatusCode.OK);

    [Fact]
    public async Task Who_does_not_come_is_escalated_when_the_clock_is_turned_and_the_chain_of_the_case_tells_it()
    {
        var (id, number, code) = await CaseAsync("路口路灯不亮，晚上看不清。");
        var page = await BlowAsync(id);
        var of = $"/api/whistles/{Text(page, "id")}";
        var leader = host.As(Role.Leader, host.City.Unit(_stage.Street.ParentId!.Value)!.Name);

        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await CityHost.UntilAsync(async () =>
            Escalations((await leader.Get(of)).Body) == "district"
        );
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await CityHost.UntilAsync(async () =>
            Escalations((await leader.Get(of)).Body) == "district city"
        );

        var entries = (await _stage.At(Management).Get($"/api/cases/{id}"))
            .Body.GetProperty("timeline")
            .EnumerateArray()
            .Select(entry => Text(entry, "kind"));
        Assert.Equal(2, entries.Count(kind => kind == "escalated"));
        // It is the house's affair, not the requester's.
        Assert.DoesNotContain(
            await _stage.FollowedAsync(number, code),
            line => line.Contains("未按时", StringComparison.Ordinal)
        );
        (await _stage.At(Lamps).Post($"{of}/sign-in", new { })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_whistle_for_two_cases_holds_both_back_and_stands_in_both_chains()
    {
        var (first, _, _) = await CaseAsync("东侧路口路灯不亮。");
        var (second, _, _) = await CaseAsync("西侧路口路灯也不亮。");
        var page = await BlowAsync(first, second);
        var of = $"/api/whistles/{Text(page, "id")}";
        page = await DecideAsync(of);
        var task = $"{of}/tasks/{TaskOf(page, "装灯")}";
        var answer = new { outcome = "solved", answer = "已装灯两盏。" };
        foreach (var id in new[] { first, second })
        {
            var refused = await _stage.At(Management).Post($"/api/cases/{id}/resolve", answer);
            Assert.Equal("task-open", refused.Problem(409));
            Assert.Equal(1, refused.Body.GetProperty("tasks").GetInt32());
            Assert.Contains(
                (await _stage.At(Management).Get($"/api/whistles?caseId={id}"))
                    .Body.GetProperty("items")
                    .EnumerateArray(),
                one => Text(one, "id") == Text(page, "id")
            );
        }

        // Withdrawn with a reason, it holds nobody back.
        Assert.Equal(
            "reason-missing",
            (await _stage.At(Management).Post($"{task}/withdraw", new { })).Problem(422)
        );
        (
            await _stage
                .At(Management)
                .Post($"{task}/withdraw", new { reason = "供电恢复后灯已亮" })
        ).Expect(HttpStatusCode.OK);
        foreach (var id in new[] { first, second })
        {
            await _stage.At(Management).NeedsNoMeetingAsync(id);
            (await _stage.At(Management).Post($"/api/cases/{id}/resolve", answer)).Expect(
                HttpStatusCode.OK
            );
        }
    }

    [Fact]
    public async Task A_unit_that_is_called_later_stands_in_both_chains_and_the_requesters_read_it()
    {
        var (first, number, code) = await CaseAsync("东侧路口路灯不亮。");
        var (second, _, _) = await CaseAsync("西侧路口路灯也不亮。");
        var of = $"/api/whistles/{Text(await BlowAsync(first, second), "id")}";
        var police = _stage.Near("公安分局");
        (
            await _stage
                .At(Management)
                .Post(
                    $"{of}/units",
                    new
                    {
                        unitId = police.UnitId,
                        reportBy = host.Clock.GetUtcNow().AddMinutes(40),
                        reason = "路口要有人疏导交通",
                    }
                )
        ).Expect(HttpStatusCode.OK);

        foreach (var id in new[] { first, second })
        {
            var last = (await _stage.At(Management).Get($"/api/cases/{id}"))
                .Body.GetProperty("timeline")
                .EnumerateArray()
                .Last();
            Assert.Equal("unitSummoned", Text(last, "kind"));
            Assert.Equal($"{Management.Name}增派{police.Name}到场", Text(last, "text"));
        }

        Assert.Contains($"又请{police.Name}到现场会商。", await _stage.FollowedAsync(number, code));
    }

    [Fact]
    public async Task The_words_of_a_whistle_die_with_the_first_requester_who_is_erased()
    {
        var (id, number, _) = await CaseAsync("楼前路灯不亮，请来修。");
        var (other, _, _) = await CaseAsync("楼后路灯不亮，请来修。");
        var page = await BlowAsync(id, other);
        var of = $"/api/whistles/{Text(page, "id")}";
        Assert.False((await DecideAsync(of)).GetProperty("erased").GetBoolean());
        (
            await host.As(Role.SecurityAdministrator, host.City.CityCentre!.Name)
                .Post(
                    "/api/erasures",
                    new
                    {
                        number,
                        reason = "本人申请清除",
                        everywhere = false,
                    }
                )
        ).Expect(HttpStatusCode.OK);

        var after = (await _stage.At(Management).Get(of)).Expect(HttpStatusCode.OK);
        Assert.True(after.GetProperty("erased").GetBoolean());
        Assert.DoesNotContain("何小满", after.ToString(), StringComparison.Ordinal);
        Assert.False(after.GetProperty("minutes")[0].TryGetProperty("text", out _));
        Assert.Equal("build", Text(after.GetProperty("tasks")[0], "kind"));
        Assert.False(after.GetProperty("possible").GetProperty("minutes").GetBoolean());
        Assert.Equal(
            "already-erased",
            (
                await _stage.At(Management).Post($"{of}/minutes", new { text = "再次会商内容" })
            ).Problem(410)
        );
        // What needs no words goes on.
        (
            await _stage
                .At(Lamps)
                .Post($"{of}/tasks/{Text(after.GetProperty("tasks")[0], "id")}/done", new { })
        ).Expect(HttpStatusCode.OK);
        // Words that nothing hangs on are not kept, and hold up nobody.
        var closed = (
            await _stage.At(Management).Post($"{of}/close", new { text = "何小满家已通水" })
        ).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("何小满", closed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_a_case_exactly_the_relations_of_the_table_may_blow()
    {
        var (id, _, _) = await CaseAsync("巷口没有路灯。");
        var wrong = new List<string>();
        foreach (var (role, unit, client) in Everybody())
        {
            var relation = RelationTo.Case(unit.UnitId, Management.UnitId, host.City.IsBelow);
            // Without units: what is allowed is then refused for that, and nothing is blown.
            var answer = await client.Post(
                "/api/whistles",
                new { subject = "请现场会商", cases = new[] { id } }
            );
            Compare(wrong, answer, role, relation, Operation.BlowWhistle, "units-missing");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task On_a_whistle_exactly_the_relations_of_the_table_may_look_lead_and_answer()
    {
        var page = await BlowAsync();
        var of = $"/api/whistles/{Text(page, "id")}";
        (await _stage.At(Management).Post($"{of}/close", new { })).Expect(HttpStatusCode.OK);
        var wrong = new List<string>();
        foreach (var (role, unit, client) in Everybody())
        {
            // Closed: what is allowed is then refused for that.
            var lead = RelationTo.Case(unit.UnitId, Management.UnitId, host.City.IsBelow);
            var answers = RelationTo.Case(unit.UnitId, Lamps.UnitId, host.City.IsBelow);
            Compare(
                wrong,
                await client.Post($"{of}/minutes", new { text = "会商内容如下" }),
                role,
                lead,
                Operation.LeadWhistle,
                "whistle-closed"
            );
            Compare(
                wrong,
                await client.Post($"{of}/sign-in", new { }),
                role,
                answers,
                Operation.AnswerWhistle,
                "whistle-closed"
            );
            var sees = (await client.Get(of)).Status == HttpStatusCode.OK;
            if (sees != Permissions.May(Operation.ViewWhistles, role, lead | answers))
            {
                wrong.Add($"{role} of {unit.Name} sees: {sees}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_application_can_neither_change_nor_remove_an_entry_or_an_escalation()
    {
        await BlowAsync();
        await using var connection = await Npgsql
            .NpgsqlDataSource.Create(host.Store.Connections.App)
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (
            var sql in new[]
            {
                "update coordination.entry set at = at",
                "delete from coordination.entry",
                "update coordination.escalation set at = at",
                "delete from coordination.escalation",
                "update coordination.score set points = 5",
                "delete from coordination.summons",
            }
        )
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                connection.ExecuteAsync(sql)
            );
            Assert.Equal("42501", refused.SqlState);
        }
    }

    private IEnumerable<(Role Role, Unit Unit, HttpClient Client)> Everybody() =>
        from role in Enum.GetValues<Role>()
        where role != Role.Public
        from unit in new[]
        {
            Management,
            _stage.Street,
            Lamps,
            host.City.CityCentre!,
            _stage.Section("社区"),
        }
        select (role, unit, host.As(role, unit.Name, $"{role} {unit.UnitId:N}"[..20]));

    private static void Compare(
        List<string> wrong,
        Answer answer,
        Role role,
        Relation relation,
        Operation operation,
        string allowed
    )
    {
        var type = answer.Body.GetProperty("type").GetString();
        var opened = type == "/problems/" + allowed;
        if (opened != Permissions.May(operation, role, relation))
        {
            wrong.Add($"{role} {relation} {operation}: {(int)answer.Status} {type}");
        }
    }

    private static string Escalations(JsonElement page) =>
        string.Join(
            ' ',
            page.GetProperty("summons")[0]
                .GetProperty("escalations")
                .EnumerateArray()
                .Select(one => Text(one, "level"))
        );
}
