using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>How cases stand to each other, ends without a result, and what stays unknown to the unit.</summary>
public sealed partial class CaseLinksTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Text = "小区花坛里的草枯了一片，请补种。";

    private static int _phones = 40_000;

    private string Centre => host.City.CityCentre!.Name;
    private HttpClient Handler => host.As(Role.Handler, Office);
    private HttpClient Dispatcher => host.As(Role.Dispatcher, Office);
    private HttpClient Caller => host.As(Role.Caller, Office);
    private HttpClient Leader => host.As(Role.Leader, Office);
    private Guid OfficeId => host.City.Units.First(unit => unit.Name == Office).UnitId;

    private sealed record One(string Id, string Number, string Code);

    [Fact]
    public async Task A_request_with_two_demands_is_split_and_the_first_number_opens_them_all()
    {
        var one = await RegisterAsync("楼道灯坏了，另外花坛里的草也枯了，请一并处理。");
        var parts = new
        {
            parts = new object[]
            {
                new { text = "楼道灯坏了", unitId = OfficeId },
                new { text = "花坛里的草枯了", unitId = OfficeId },
            },
        };
        var split = (await Dispatcher.Post($"/api/cases/{one.Id}/split", parts)).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal("closed", split.GetProperty("state").GetString());
        Assert.Equal(2, split.GetProperty("links").GetProperty("parts").GetArrayLength());
        Assert.Equal(
            "already-closed",
            (await Handler.Post($"/api/cases/{one.Id}/sign")).Problem(409)
        );
        var follow = await FollowAsync(one);
        foreach (var part in follow.GetProperty("parts").EnumerateArray())
        {
            var child = new One(
                "",
                part.GetProperty("number").GetString()!,
                part.GetProperty("code").GetString()!
            );
            Assert.Equal("dispatched", (await FollowAsync(child)).GetProperty("state").GetString());
        }

        Assert.Equal(
            "split-too-late",
            (await Dispatcher.Post($"/api/cases/{one.Id}/split", parts)).Problem(409)
        );
    }

    [Fact]
    public async Task A_split_that_was_cut_off_and_is_sent_again_makes_no_part_twice()
    {
        var one = await RegisterAsync();
        // As if the host had died between the parts and the end of the request: one part is there already.
        var parts = new
        {
            parts = new[] { new { text = "楼道灯坏了" }, new { text = "草枯了一片" } },
        };
        var stale = await Dispatcher.Post(
            $"/api/cases/{one.Id}/split",
            new { parts = new[] { new { text = "楼道灯坏了" }, new { text = "门" + "\uFFFE" } } },
            ("If-Match", "\"999\"")
        );
        Assert.NotEqual(HttpStatusCode.OK, stale.Status);
        (await Dispatcher.Post($"/api/cases/{one.Id}/split", parts)).Expect(HttpStatusCode.OK);

        await using var connection = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            2,
            await connection.ExecuteScalarAsync<int>(
                "select count(*) from cases.case_file where parent_id = @id",
                new { id = Guid.Parse(one.Id) }
            )
        );
    }

    [Fact]
    public async Task Helping_units_see_the_case_report_their_part_and_can_not_end_it()
    {
        var one = await RegisterAsync();
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        var lamps = host.City.Units.First(unit =>
            unit.Name.Contains("照明中心", StringComparison.Ordinal)
        );
        var helper = host.As(Role.Handler, lamps.Name);
        Assert.Equal("unknown-case", (await helper.Get($"/api/cases/{one.Id}")).Problem(404));

        (
            await Dispatcher.Post(
                $"/api/cases/{one.Id}/assistance",
                new { units = new[] { lamps.UnitId }, reason = "请到现场配合断电" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Single(
            (await helper.Get("/api/cases?assisting=true"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
            row => row.GetProperty("id").GetString() == one.Id
        );
        Assert.Equal(
            "other-unit",
            (
                await helper.Post(
                    $"/api/cases/{one.Id}/resolve",
                    new { outcome = "solved", answer = "已经处理好了。" }
                )
            ).Problem(403)
        );
        Assert.Equal(
            "other-unit",
            (
                await helper.Post($"/api/cases/{one.Id}/reveal", new { purpose = "想联系他" })
            ).Problem(403)
        );
        var reported = (
            await helper.Post(
                $"/api/cases/{one.Id}/assistance/report",
                new { text = "已到场断电。" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.True(
            reported
                .GetProperty("links")
                .GetProperty("assisting")[0]
                .GetProperty("reported")
                .GetBoolean()
        );
        Assert.Equal(
            "assistance-reported",
            (
                await helper.Post(
                    $"/api/cases/{one.Id}/assistance/report",
                    new { text = "再报一次。" }
                )
            ).Problem(409)
        );
        Assert.Equal(Office, reported.GetProperty("unit").GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_is_for_a_court_is_told_by_the_centre_and_never_by_the_unit_itself()
    {
        var one = await RegisterAsync("与邻居的借款纠纷，想请政府判一判。");
        var body = new { path = "litigation", answer = "请向法院起诉，可申请法律援助。" };
        Assert.Equal(
            "not-allowed",
            (await Handler.Post($"/api/cases/{one.Id}/legal-path", body)).Problem(403)
        );

        var closed = (await Dispatcher.Post($"/api/cases/{one.Id}/legal-path", body)).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal("closed", closed.GetProperty("state").GetString());
        Assert.Contains(
            "请向法院起诉，可申请法律援助。",
            (await FollowAsync(one)).GetProperty("steps").Details()
        );
    }

    [Fact]
    public async Task A_wrong_entry_is_put_right_by_a_new_one_of_its_author_or_of_somebody_above()
    {
        var one = await RegisterAsync();
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        var entry = new { seq = 3, text = "签收的是三号楼的事" };
        Assert.Equal(
            "others-entry",
            (
                await host.As(Role.Handler, Office, "另一位")
                    .Post($"/api/cases/{one.Id}/correct", entry)
            ).Problem(403)
        );

        var page = (await Handler.Post($"/api/cases/{one.Id}/correct", entry)).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal(
            "更正第3条记录",
            page.GetProperty("timeline").EnumerateArray().Last().GetProperty("text").GetString()
        );
        Assert.Equal(
            "unknown-entry",
            (
                await Handler.Post(
                    $"/api/cases/{one.Id}/correct",
                    new { seq = 99, text = "没有这条" }
                )
            ).Problem(422)
        );
    }

    [Fact]
    public async Task Who_leaves_hands_over_to_a_colleague_also_many_at_once_with_a_report()
    {
        var colleague = host.Who(Role.Handler, Office, "接手人");
        var cases = new[] { await RegisterAsync(), await RegisterAsync(), await RegisterAsync() };
        foreach (var one in cases[..2])
        {
            (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        }

        var choices = (await Leader.Get($"/api/cases/{cases[0].Id}/colleagues"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .Select(one => one.GetProperty("id").GetGuid())
            .ToList();
        Assert.Contains(colleague.Id, choices);
        Assert.DoesNotContain(host.Who(Role.Handler, Office).Id, choices);

        var report = (
            await Leader.Post(
                "/api/cases/many",
                new
                {
                    action = "handOver",
                    cases = cases.Select(one => one.Id).Append(Guid.Empty.ToString()),
                    to = colleague.Id,
                    note = "调离本岗位",
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(2, report.GetProperty("done").GetInt32());
        Assert.Equal(
            [null, null, "not-signed", "unknown-case"],
            report.GetProperty("results").EnumerateArray().Select(result => result.Maybe("problem"))
        );
        Assert.Equal(
            "others-case",
            (
                await Handler.Post(
                    $"/api/cases/{cases[0].Id}/hand-over",
                    new { to = colleague.Id, reason = "换个人办" }
                )
            ).Problem(403)
        );
        Assert.Equal(
            "too-many-cases",
            (
                await Leader.Post(
                    "/api/cases/many",
                    new { action = "sign", cases = Array.Empty<Guid>() }
                )
            ).Problem(422)
        );

        // Of a case below, which he sees and does not sign for, he is told which it is; of one that is nobody's, nothing.
        var below = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = Text,
                        channel = "walkIn",
                        unitId = host
                            .City.Units.First(unit =>
                                unit.Kind == UnitKind.Section && unit.ParentId == OfficeId
                            )
                            .UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var signed = (
            await Handler.Post(
                "/api/cases/many",
                new { action = "sign", cases = new[] { below.Maybe("id")!, $"{Guid.Empty}" } }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            [("other-unit", below.GetProperty("answer").Maybe("number")), ("unknown-case", null)],
            signed
                .GetProperty("results")
                .EnumerateArray()
                .Select(result => (result.Maybe("problem"), result.Maybe("number")))
        );
    }

    private async Task<One> RegisterAsync(
        string text = Text,
        string? phone = null,
        bool confidential = false
    )
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        unitId = OfficeId,
                        confidential,
                        contact = new
                        {
                            name = "何小满",
                            phone = phone ?? $"138{Interlocked.Increment(ref _phones):00000000}",
                        },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var answer = made.GetProperty("answer");
        return new One(
            made.GetProperty("id").GetString()!,
            answer.GetProperty("number").GetString()!,
            answer.GetProperty("queryCode").GetString()!
        );
    }

    private async Task<JsonElement> FollowAsync(One one) =>
        (await host.Citizen.Get($"/api/requests/{one.Number}?code={one.Code}")).Expect(
            HttpStatusCode.OK
        );
}
