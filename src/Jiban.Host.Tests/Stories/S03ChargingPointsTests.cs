using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S3: months of coordination for twenty charging points; the citizen is told again and again without asking; a charger of
/// them is on record with its tariff, and a fault of it is told by its tag.
/// </summary>
public sealed partial class S03ChargingPointsTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task A_long_case_is_extended_with_a_reason_told_of_every_week_asked_about_and_asked_about_again()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "云帆公馆没法装私人充电桩，附近也没有公共桩，电动车只能去五公里外充电。",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString()!;
        var handler = host.As(Role.Handler, Office);
        var leader = host.As(Role.Leader, Office);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(id);

        // Six days of talks, then more time: granted by another person, the citizen knows why.
        await host.PassAsync(TimeSpan.FromDays(6));
        (
            await handler.Post(
                $"/api/cases/{id}/extension",
                new
                {
                    until = host.Clock.GetUtcNow().AddDays(50),
                    reason = "供电增容须经施工许可。",
                    interim = "增容方案已批复，正在办施工许可。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "not-allowed",
            (await handler.Post($"/api/cases/{id}/ask/judge", new { granted = true })).Problem(403)
        );
        (await leader.Post($"/api/cases/{id}/ask/judge", new { granted = true })).Expect(
            HttpStatusCode.OK
        );

        // Told every week; a missed week raises an alarm with the unit and with the one above.
        for (var week = 1; week <= 3; week++)
        {
            await host.PassAsync(TimeSpan.FromDays(6.5));
            (
                await handler.Post(
                    $"/api/cases/{id}/progress",
                    new { text = $"第{week}周：施工队按计划推进。" }
                )
            ).Expect(HttpStatusCode.OK);
        }

        Assert.Empty(await AlarmsAsync(id));
        await host.PassAsync(TimeSpan.FromDays(7.01));
        Assert.Equal(["进展反馈已超时，通知上级单位"], await AlarmsAsync(id));
        await host.CatchUpAsync();
        var above = host.UnitName(
            host.City.Units.First(unit => unit.Name == Office).ParentId!.Value
        );
        foreach (
            var told in new[]
            {
                handler,
                host.As(Role.Leader, above),
                host.As(Role.Dispatcher, above),
            }
        )
        {
            Assert.Contains(
                (await told.Get("/api/notices"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray(),
                notice =>
                    notice.GetProperty("kind").GetString() == "alarmed"
                    && notice.GetProperty("subjectId").GetString() == id
                    && notice.GetProperty("level").GetInt32() == 2
            );
        }

        // Not to those whom it does not concern.
        Assert.DoesNotContain(
            id,
            (await host.As(Role.Operator, above).Get("/api/notices")).Body.GetRawText()
        );

        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "explained", answer = "二十个公共充电桩已通电，分峰平谷计价。" }
            )
        ).Expect(HttpStatusCode.OK);
        var caller = host.As(Role.Caller, host.City.CityCentre!.Name);
        (
            await caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);

        // Asked again later: what has come back is handled again.
        await host.PassAsync(TimeSpan.FromDays(15.5));
        var again = (
            await caller.Post(
                $"/api/cases/{id}/follow-up",
                new
                {
                    reached = true,
                    good = false,
                    note = "有三个桩一直坏着。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("signed", again.GetProperty("state").GetString());
        Assert.Equal(2, again.GetProperty("handling").GetInt32());

        // Mended, asked about, and closed; the coverage of both is shown, and he phones to praise: that closes at once.
        await handler.NeedsNoMeetingAsync(id);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "三个桩已换新，二十个桩全部可用。" }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var number = (await caller.Post($"/api/cases/{id}/close"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("number")
            .GetString();
        await host.CatchUpAsync();
        var figures = (await caller.Get("/api/cases/figures?from=2026-11-20&to=2026-11-20")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(2, figures.GetProperty("callBack").GetProperty("closed").GetInt32());
        Assert.Equal(2, figures.GetProperty("callBack").GetProperty("answered").GetInt32());
        Assert.Equal(1, figures.GetProperty("followUp").GetProperty("done").GetInt32());
        var thanks = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "二十个充电桩都能用了，夜里充电便宜，谢谢街道。",
                        kind = "praise",
                        channel = "walkIn",
                        praises = number,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        await host.CatchUpAsync();
        var praise = (
            await handler.Get($"/api/cases/{thanks.GetProperty("id").GetString()}")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("praise", praise.GetProperty("kind").GetString());
        Assert.Equal("closed", praise.GetProperty("state").GetString());
        Assert.Equal(
            "praised",
            (await handler.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray()
                .Last()
                .GetProperty("kind")
                .GetString()
        );
    }

    private async Task<string[]> AlarmsAsync(string id) =>
        [
            .. (await host.As(Role.Auditor, host.City.CityCentre!.Name).Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray()
                .Where(entry => entry.GetProperty("kind").GetString() == "alarmed")
                .Select(entry => entry.GetProperty("text").GetString()!),
        ];
}
