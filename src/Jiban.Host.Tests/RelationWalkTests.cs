using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Host.Tests;

/// <summary>Every route of one case with every role in every relation to it, compared with the table of rights.</summary>
public sealed class RelationWalkTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private static readonly DateTimeOffset Later = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    private static readonly (string Path, Operation Operation, object Body)[] Changes =
    [
        ("sign", Operation.SignCase, new { }),
        ("contact", Operation.ContactRequester, new { method = "phone", reached = true }),
        ("resolve", Operation.ResolveCase, new { outcome = "solved", answer = "已经处理好了。" }),
        ("verify", Operation.VerifyRequest, new { found = false, note = "看过了，没有发现" }),
        ("decline", Operation.DeclineRequest, new { answer = "到现场看过，没有发现" }),
        ("reinspect", Operation.ReinspectCase, new { passed = true }),
        ("call-back", Operation.CallBackCase, new { reached = false }),
        ("close", Operation.CloseCase, new { }),
        ("reveal", Operation.RevealRequester, new { purpose = "核对权限" }),
        ("dispatch", Operation.DispatchCase, new { unitId = Guid.Empty }),
        ("return", Operation.AskReturn, new { reason = "不属本单位职责" }),
        ("return/judge", Operation.JudgeReturn, new { verdict = "uphold", reason = "派单没有错" }),
        ("return/rule", Operation.RuleOnReturn, new { unitId = Guid.Empty, reason = "裁定如此" }),
        (
            "extension",
            Operation.AskExtension,
            new
            {
                until = Later,
                reason = "需要更多时间",
                interim = "正在协调",
            }
        ),
        (
            "suspension",
            Operation.AskSuspension,
            new
            {
                until = Later,
                reason = "列入改造计划",
                interim = "已列入计划",
                plan = new[] { new { text = "完成改造", by = Later } },
            }
        ),
        ("ask/judge", Operation.JudgeTime, new { granted = true }),
        ("resume", Operation.ResumeCase, new { }),
        ("progress", Operation.ReportProgress, new { text = "正在协调办理" }),
        ("meeting/offer", Operation.OfferMeeting, new { at = Later, place = "社区" }),
        (
            "meeting",
            Operation.RecordMeeting,
            new
            {
                at = Later,
                place = "社区",
                people = new[] { "双方" },
                found = "情况属实",
            }
        ),
        ("return/give-back", Operation.GiveBackOrder, new { reason = "不在本市范围内" }),
        ("supervise", Operation.SuperviseCase, new { note = "请尽快办理" }),
        ("supervise/answer", Operation.AnswerSupervision, new { text = "三天内办结" }),
        ("follow-up", Operation.FollowUpCase, new { reached = false }),
        ("members", Operation.JoinIncident, new { cases = new[] { Guid.Empty } }),
        ($"members/{Guid.Empty}/leave", Operation.JoinIncident, new { reason = "不是同一件事" }),
        ("twins/deny", Operation.JoinIncident, new { other = Guid.Empty }),
        ("repeat", Operation.LinkRepeat, new { of = (Guid?)null }),
        ("abuse", Operation.JudgeAbuse, new { confirmed = false, reason = "核实过了" }),
        (
            "split",
            Operation.SplitCase,
            new
            {
                parts = new[] { new { text = "路灯坏了请来修" }, new { text = "井盖坏了请来修" } },
            }
        ),
        (
            "assistance",
            Operation.AskAssistance,
            new { units = Array.Empty<Guid>(), reason = "请协助办理" }
        ),
        ("assistance/report", Operation.ReportAssistance, new { text = "已经配合处理" }),
        ("hand-over", Operation.HandOverCase, new { to = Guid.Empty, reason = "调离本岗位" }),
        (
            "legal-path",
            Operation.TellLegalPath,
            new { path = "arbitration", answer = "请向仲裁委员会申请" }
        ),
        ("praise", Operation.AcceptPraise, new { }),
        ("class", Operation.CorrectClass, new { classCode = "0501", reason = "实为供水问题" }),
        ("wish", Operation.ChangeWish, new { reason = "只是随口一说" }),
        ("correct", Operation.CorrectEntry, new { seq = 1, text = "地点应为三号楼" }),
        ("control", Operation.ControlCallBack, new { reached = false }),
    ];

    private sealed record OneCase(string Id, string Number, string Photo);

    [Fact]
    public async Task On_a_case_every_operation_opens_to_exactly_the_relations_of_the_table()
    {
        var one = await CaseAsync();
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Public))
        {
            foreach (var (relation, unit) in Standings())
            {
                var actor = new Actor(
                    Some.Id(100 * (int)role + (int)relation),
                    $"{role} {relation}",
                    role,
                    unit
                );
                await ReportedByAsync(one, relation == Relation.Assigned ? actor.Id : null);
                await HelpedByAsync(one, relation == Relation.Assisting ? unit : null);
                var client = host.As(actor);
                foreach (var (what, operation, opened) in await TryAllAsync(client, one))
                {
                    if (opened != Permissions.May(operation, role, relation))
                    {
                        wrong.Add($"{role} {relation} {what}: {(opened ? "opened" : "refused")}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>A unit for every relation of staff to a case that the office holds.</summary>
    private IEnumerable<(Relation Relation, Guid Unit)> Standings()
    {
        var office = host.City.Units.First(unit => unit.Name == Office);
        var elsewhere = host
            .City.Units.First(unit =>
                unit.Kind == UnitKind.StreetOffice && unit.UnitId != office.UnitId
            )
            .UnitId;
        yield return (Relation.Own, office.UnitId);
        yield return (Relation.Below, office.ParentId!.Value);
        yield return (
            Relation.Above,
            host.City.Units.First(unit => unit.ParentId == office.UnitId).UnitId
        );
        yield return (Relation.Assigned, elsewhere);
        yield return (Relation.Assisting, elsewhere);
        yield return (Relation.None, elsewhere);
    }

    private static async Task<List<(string What, Operation Operation, bool Opened)>> TryAllAsync(
        HttpClient client,
        OneCase one
    )
    {
        var tried = new List<(string, Operation, bool)>
        {
            ("page", Operation.ViewCases, await SeesAsync(client, $"/api/cases/{one.Id}")),
            (
                "photo",
                Operation.ViewCases,
                await SeesAsync(client, $"/api/cases/{one.Id}/attachments/{one.Photo}")
            ),
            (
                "related",
                Operation.ViewCases,
                await SeesAsync(client, $"/api/cases/{one.Id}/related")
            ),
            (
                "twins",
                Operation.JoinIncident,
                await SeesAsync(client, $"/api/cases/{one.Id}/twins")
            ),
            (
                "colleagues",
                Operation.HandOverCase,
                await SeesAsync(client, $"/api/cases/{one.Id}/colleagues")
            ),
            (
                "list",
                Operation.ViewCases,
                await ShowsAsync(client, $"/api/cases?q={one.Number}", one)
            ),
            ("export", Operation.ExportCases, await ShowsAsync(client, "/api/cases/export", one)),
        };
        foreach (var (path, operation, body) in Changes)
        {
            // A version that nobody saw: what is allowed is then refused for that, and nothing changes.
            var answer = await client.Post(
                $"/api/cases/{one.Id}/{path}",
                // Of a case that is not there everybody is told so; of itself nothing is true.
                path == "twins/deny"
                    ? new { other = one.Id }
                    : body,
                ("If-Match", "\"999\"")
            );
            tried.Add((path, operation, !IsRefusal(answer)));
        }

        return tried;
    }

    private static async Task<bool> SeesAsync(HttpClient client, string path)
    {
        var answer = await client.Get(path);
        Assert.True(answer.Status == HttpStatusCode.OK || IsRefusal(answer), $"{path}: {answer}");
        return answer.Status == HttpStatusCode.OK;
    }

    private static async Task<bool> ShowsAsync(HttpClient client, string path, OneCase one)
    {
        var answer = await client.Get(path);
        Assert.True(answer.Status == HttpStatusCode.OK || IsRefusal(answer), $"{path}: {answer}");
        return answer.Status == HttpStatusCode.OK
            && (
                await answer.Message.Content.ReadAsStringAsync(
                    TestContext.Current.CancellationToken
                )
            ).Contains(one.Number, StringComparison.Ordinal);
    }

    private static bool IsRefusal(Answer answer) =>
        answer.Body.ValueKind == JsonValueKind.Object
        && answer.Body.TryGetProperty("type", out var slug)
        && slug.GetString()
            is "/problems/not-allowed"
                or "/problems/unknown-case"
                or "/problems/other-unit";

    /// <summary>What makes a case somebody's own: that he reported it. The road there is open to some roles only, so the row is told.</summary>
    private async Task ReportedByAsync(OneCase one, Guid? reporter)
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update cases.case_file set reporter = @reporter where case_id = @id",
            new { id = Guid.Parse(one.Id), reporter }
        );
    }

    /// <summary>What makes a unit a helping one, as the operation would write it.</summary>
    private async Task HelpedByAsync(OneCase one, Guid? unit)
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            update cases.case_file set assisting = @unit::uuid::text, assisting_open = @unit::uuid::text where case_id = @id;
            delete from cases.assisting where case_id = @id;
            insert into cases.assisting (case_id, unit_id, open) select @id, @unit, true where @unit is not null;
            """,
            new { id = Guid.Parse(one.Id), unit }
        );
    }

    /// <summary>A case with a photo in the hands of the office.</summary>
    private async Task<OneCase> CaseAsync()
    {
        var clerk = host.As(Role.Operator, Office);
        using var picture = new ByteArrayContent(SamplePictures.Png(64, 48));
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var photo = (await clerk.Send(HttpMethod.Post, "/api/uploads", picture))
            .Expect(HttpStatusCode.Created)
            .GetProperty("id")
            .GetString()!;
        var made = (
            await clerk.Post(
                "/api/cases",
                new
                {
                    text = "路灯坏了请来修",
                    channel = "walkIn",
                    unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    contact = new { name = "何小满", phone = "13800001234" },
                    attachments = new[] { photo },
                }
            )
        ).Expect(HttpStatusCode.Created);
        return new OneCase(
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!,
            photo
        );
    }
}
