using System.Net;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.WhistleStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S13, the bad smell by the estate, whistle part: the head of the street leads a joint inspection of a factory; permit, equipment and discharge
/// are checked; what the firm promises are dated tasks that are verified. (Stations, limits and readings are not built.)
/// </summary>
public sealed class S13BadSmellTests(CityHost host) : IClassFixture<CityHost>
{
    private readonly WhistleStage _stage = new(host);

    [Fact]
    public async Task The_head_leads_a_joint_inspection_by_a_checklist_and_the_promises_of_the_firm_are_verified()
    {
        var head = host.Who(Role.Leader, Office);
        var leader = host.As(head);
        var environment = _stage.Near("生态环境局");
        var (id, number, code) = await _stage.SignedCaseAsync(
            "小区旁边的厂子夜里排放气味刺鼻，开窗就头疼，请查一查。",
            "streetLine",
            _stage.Section("城市管理"),
            Pin(host.City.Buildings[0])
        );
        Assert.Contains(
            (await leader.Get("/api/whistles/leaders")).Body.EnumerateArray(),
            one => Text(one, "id") == head.Id.ToString()
        );
        object Joint(Guid? leaderId) =>
            new
            {
                template = "bad-smell",
                subject = "小区旁工厂异味联合检查",
                cases = new[] { id },
                leaderId,
            };
        Assert.Equal(
            "leader-missing",
            (await leader.Post("/api/whistles", Joint(null))).Problem(422)
        );
        var page = (await leader.Post("/api/whistles", Joint(head.Id))).Expect(HttpStatusCode.OK);
        var of = $"/api/whistles/{Text(page, "id")}";
        Assert.Equal("jointInspection", Text(page, "kind"));
        Assert.Equal(head.Name, Text(page, "leader"));
        Assert.Contains(
            page.GetProperty("summons").EnumerateArray(),
            one => Text(one.GetProperty("unit"), "name") == environment.Name
        );
        var bureau = _stage.At(environment);
        (await bureau.Post($"{of}/sign-in", new { })).Expect(HttpStatusCode.OK);

        // Permit in order, equipment at fault, discharge not checked yet; a fault is described.
        (await bureau.Post($"{of}/findings/1", new { result = "inOrder" })).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            "reason-missing",
            (await bureau.Post($"{of}/findings/2", new { result = "fault" })).Problem(422)
        );
        page = (
            await bureau.Post(
                $"{of}/findings/2",
                new { result = "fault", note = "净化设施没有全天运行" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["inOrder", "fault", "notChecked"],
            page.GetProperty("findings").EnumerateArray().Select(one => Text(one, "result"))
        );

        // What nobody sees to yet keeps the whistle open.
        Assert.Equal("findings-open", (await leader.Post($"{of}/close", new { })).Problem(409));

        // The firm promises; the bureau sees to it; the named leader looks.
        page = (
            await leader.Post(
                $"{of}/minutes",
                new
                {
                    text = "检查三项，企业当场承诺整改。",
                    decisions = new[]
                    {
                        new
                        {
                            what = "加装净化与监测设备，二十四小时运行",
                            kind = "build",
                            unitId = environment.UnitId,
                            dueAt = host.Clock.GetUtcNow().AddDays(10),
                            proof = "text",
                            promisedBy = "试禾肥料厂",
                            finding = (int?)2,
                        },
                        new
                        {
                            what = "清运堆放的粪肥",
                            kind = "other",
                            unitId = environment.UnitId,
                            dueAt = host.Clock.GetUtcNow().AddDays(20),
                            proof = "none",
                            promisedBy = "试禾肥料厂",
                            finding = (int?)null,
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.All(
            page.GetProperty("tasks").EnumerateArray(),
            task => Assert.Equal("试禾肥料厂", Text(task, "promisedBy"))
        );
        Assert.DoesNotContain(
            page.GetProperty("findings").EnumerateArray(),
            one => one.GetProperty("open").GetBoolean()
        );
        host.Clock.Advance(TimeSpan.FromDays(12));
        var late = (await leader.Get(of)).Body.GetProperty("tasks")[0];
        Assert.True(late.GetProperty("late").GetBoolean());
        var equipment = $"{of}/tasks/{TaskOf(page, "加装")}";
        (await bureau.Post($"{equipment}/done", new { note = "设备已装好并联网" })).Expect(
            HttpStatusCode.OK
        );
        Assert.Contains(
            (await leader.Get("/api/whistles?part=verify"))
                .Body.GetProperty("items")
                .EnumerateArray(),
            one => of.EndsWith(Text(one, "id"), StringComparison.Ordinal)
        );
        Assert.Equal(
            "other-unit",
            (await bureau.Post($"{equipment}/verify", new { passed = true })).Problem(403)
        );
        page = (
            await leader.Post($"{equipment}/verify", new { passed = true, note = "夜里实测正常" })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("verified", Text(page.GetProperty("tasks")[0], "state"));

        // The rest of what was promised runs on; the whistle may end without it.
        (await leader.Post($"{of}/close", new { })).Expect(HttpStatusCode.OK);
        Assert.Contains(
            $"{environment.Name}已完成商定的工作。",
            await _stage.FollowedAsync(number, code)
        );
    }
}
