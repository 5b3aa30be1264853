using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>S11: a dispute over who is responsible is ruled on within a deadline, and teaches the rules: the next like case goes to the ruled unit at once.</summary>
public sealed class S11RulingTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Class = "1003";

    private string Centre => host.City.CityCentre!.Name;
    private HttpClient Administrator => host.As(Role.Administrator, Centre);
    private Building Home => host.City.Buildings.First(one => one.EstateName is not null);

    private Unit Ruled => host.City.Units.Last(unit => unit.Kind == UnitKind.Department);

    private async Task<JsonElement> TellAsync(
        string text,
        string? place = null,
        string classCode = Class
    ) =>
        (
            await host.As(Role.Operator, Centre)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "12345",
                        classCode,
                        place = new { text = place ?? Home.EstateName },
                    }
                )
        ).Expect(HttpStatusCode.Created);

    private async Task<JsonElement> PageAsync(string id) =>
        (await host.As(Role.Dispatcher, Centre).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);

    private HttpClient HandlerOf(JsonElement page) =>
        host.As(Role.Handler, page.GetProperty("unit").GetProperty("name").GetString()!);

    [Fact]
    public async Task A_second_return_is_ruled_on_within_its_own_limit_and_the_ruling_becomes_a_rule()
    {
        var id = await ReturnedTwiceAsync("楼下餐馆油烟太大", Class);

        // Two working days from Friday; the ladder tells when they have run out.
        var due = (await PageAsync(id))
            .GetProperty("deadlines")
            .EnumerateArray()
            .Single(one => one.GetProperty("kind").GetString() == "ruling");
        Assert.Equal(
            new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(8)),
            due.GetProperty("dueAt").GetDateTimeOffset()
        );
        await host.PassAsync(TimeSpan.FromHours(4 * 24 + 15));
        await host.PassAsync(TimeSpan.FromDays(1));
        var told = (await PageAsync(id)).GetProperty("timeline").GetRawText();
        Assert.Contains("裁定已超时，通知上级单位", told, StringComparison.Ordinal);
        Assert.Contains("裁定超时未办，报领导", told, StringComparison.Ordinal);
        await RuleAsync(id);

        var open = Assert.Single(await OpenAsync(Class));
        Assert.Equal(Class, open.GetProperty("classCode").GetString());
        Assert.Equal(id, open.GetProperty("lastCase").GetString());
        var street = open.GetProperty("streetId").GetGuid();
        Assert.Equal(host.City.Region(Home.CommunityId)!.ParentId, street);
        var ruling = new
        {
            classCode = Class,
            streetId = street,
            unitId = Ruled.UnitId,
        };
        Assert.Equal(
            "unknown-ruling",
            (
                await Administrator.Post(
                    "/api/cases/rulings/take",
                    new
                    {
                        classCode = "0301",
                        ruling.streetId,
                        ruling.unitId,
                    }
                )
            ).Problem(404)
        );

        var draft = (await Administrator.Post("/api/cases/rulings/take", ruling))
            .Expect(HttpStatusCode.OK)
            .GetProperty("draftId")
            .GetString();
        // A draft decides nothing; in force, it does from its day on, in this street alone.
        Assert.NotEqual($"{Ruled.UnitId}", await UnitOfNextAsync());
        var catalogue = (await Administrator.Get($"/api/dispatch/drafts/{draft}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("catalogue")
            .GetInt64();
        (
            await Administrator.Post(
                $"/api/dispatch/drafts/{draft}/adopt",
                new { version = 1, catalogue }
            )
        ).Expect(HttpStatusCode.NoContent);
        Assert.Empty(await OpenAsync(Class));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal($"{Ruled.UnitId}", await UnitOfNextAsync());
        var elsewhere = host.City.Units.First(unit =>
            unit.Kind == UnitKind.StreetOffice && unit.RegionId != street
        );
        Assert.NotEqual(
            $"{Ruled.UnitId}",
            await UnitOfNextAsync(host.City.Region(elsewhere.RegionId!.Value)!.Name)
        );
    }

    [Fact]
    public async Task What_dispatchers_give_three_times_against_the_proposal_is_the_candidate_of_a_rule_too()
    {
        const string Other = "1001";
        string[] texts =
        [
            "这里看着不太对劲，有人来看看吗",
            "想反映昨天电话里讲过的那个问题",
            "还是老样子，没有变化",
        ];
        foreach (var (n, text) in texts.Index())
        {
            Assert.Empty(await OpenAsync(Other));
            var id = (
                await host.As(Role.Operator, Centre)
                    .Post(
                        "/api/cases",
                        new
                        {
                            text,
                            channel = "12345",
                            classCode = Other,
                        }
                    )
            ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
            var likeliest = (await PageAsync(id)).GetProperty("candidates")[0];
            // What the unit has in hand, and whether it works now, stands beside it.
            Assert.True(likeliest.GetProperty("open").GetInt32() >= 0);
            Assert.Contains(
                likeliest.GetProperty("atWork").ValueKind,
                new[] { JsonValueKind.True, JsonValueKind.False }
            );
            Assert.NotEqual(
                $"{Ruled.UnitId}",
                likeliest.GetProperty("unit").GetProperty("id").GetString()
            );
            (
                await host.As(Role.Dispatcher, Centre)
                    .Post($"/api/cases/{id}/dispatch", new { unitId = Ruled.UnitId })
            ).Expect(HttpStatusCode.OK);
            await host.CatchUpAsync();
            Assert.Equal(n == texts.Length - 1 ? 1 : 0, (await OpenAsync(Other)).Count);
        }

        var candidate = Assert.Single(await OpenAsync(Other));
        Assert.Equal(
            (0, 3),
            (
                candidate.GetProperty("cases").GetInt32(),
                candidate.GetProperty("corrected").GetInt32()
            )
        );
        (
            await Administrator.Post(
                "/api/cases/rulings/take",
                new
                {
                    classCode = Other,
                    streetId = (Guid?)null,
                    unitId = Ruled.UnitId,
                }
            )
        ).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_ruling_that_shall_be_no_rule_is_dismissed_with_a_reason_and_a_trace_until_the_next_of_its_kind()
    {
        const string other = "1002";
        var older = await ReturnedTwiceAsync("工地出口尘土很大", other);
        await RuleAsync(await ReturnedTwiceAsync("路口尘土飞扬，空气呛人", other));
        var open = Assert.Single(await OpenAsync(other));
        var ruling = new
        {
            classCode = other,
            streetId = open.GetProperty("streetId").GetGuid(),
            unitId = Ruled.UnitId,
            reason = "只此一次，职责清单没有变。",
        };
        const string path = "/api/cases/rulings/dismiss";
        Assert.Equal(
            "reason-missing",
            (await Administrator.Post(path, ruling with { reason = "不" })).Problem(422)
        );
        Assert.Equal(
            "unknown-ruling",
            (await Administrator.Post(path, ruling with { classCode = "0301" })).Problem(404)
        );
        Assert.Equal(0, await TracesAsync());

        (await Administrator.Post(path, ruling)).Expect(HttpStatusCode.NoContent);

        Assert.Empty(await OpenAsync(other));
        Assert.Equal(1, await TracesAsync());
        Assert.Equal("unknown-ruling", (await Administrator.Post(path, ruling)).Problem(404));

        // A later word brings it back, also on a case that is older than the one dismissed.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await RuleAsync(older);
        var again = Assert.Single(await OpenAsync(other));
        Assert.Equal(
            (2, older),
            (again.GetProperty("cases").GetInt32(), again.GetProperty("lastCase").GetString())
        );

        async Task<long> TracesAsync()
        {
            await using var connection = await host.Store.Owner.OpenConnectionAsync(
                TestContext.Current.CancellationToken
            );
            return await connection.ExecuteScalarAsync<long>(
                "select count(*) from platform.audit_trail where action = 'editSettings' and subject = @ruling and actor_id = @by",
                new
                {
                    ruling = $"ruling/{open.GetProperty("lastNumber").GetString()}",
                    by = host.Who(Role.Administrator, Centre).Id,
                }
            );
        }
    }

    /// <summary>A case that two units in turn said not to be theirs; its id.</summary>
    private async Task<string> ReturnedTwiceAsync(string text, string classCode)
    {
        var id = (await TellAsync(text, classCode: classCode)).GetProperty("id").GetString()!;
        var page = await PageAsync(id);
        var first = page.GetProperty("unit").GetProperty("id").GetString();
        (
            await HandlerOf(page)
                .Post(
                    $"/api/cases/{id}/return",
                    new
                    {
                        reason = "不属本单位职责范围",
                        document = "《移交清单》第12行：该处由区属部门养护",
                    }
                )
        ).Expect(HttpStatusCode.OK);
        var second = host.City.Units.First(unit =>
            unit.Kind == UnitKind.Department
            && unit.UnitId != Ruled.UnitId
            && $"{unit.UnitId}" != first
        );
        page = (
            await host.As(Role.Dispatcher, Centre)
                .Post(
                    $"/api/cases/{id}/return/judge",
                    new
                    {
                        verdict = "accept",
                        unitId = second.UnitId,
                        reason = "职责清单如此",
                    }
                )
        ).Expect(HttpStatusCode.OK);
        (
            await HandlerOf(page)
                .Post(
                    $"/api/cases/{id}/return",
                    new
                    {
                        reason = "也不属本单位职责",
                        document = "《移交清单》第12行：该处由区属部门养护",
                    }
                )
        ).Expect(HttpStatusCode.OK);
        return id;
    }

    private async Task RuleAsync(string id) =>
        (
            await host.As(Role.Leader, Centre)
                .Post(
                    $"/api/cases/{id}/return/rule",
                    new { unitId = Ruled.UnitId, reason = "按职责清单由该部门承办。" }
                )
        ).Expect(HttpStatusCode.OK);

    /// <summary>Rulings of a class that no rule says yet.</summary>
    private async Task<List<JsonElement>> OpenAsync(string classCode = Class)
    {
        await host.CatchUpAsync();
        return
        [
            .. (await Administrator.Get("/api/cases/rulings/open"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray()
                .Where(one => one.GetProperty("classCode").GetString() == classCode),
        ];
    }

    private async Task<string?> UnitOfNextAsync(string? place = null)
    {
        var id = (await TellAsync("餐馆油烟味道很大，请处理", place))
            .GetProperty("id")
            .GetString()!;
        return (await PageAsync(id)).GetProperty("unit").GetProperty("id").GetString();
    }
}
