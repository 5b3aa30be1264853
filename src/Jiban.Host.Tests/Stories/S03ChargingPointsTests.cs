using System.Net;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S3: months of coordination for twenty charging points; the citizen is told again and again without asking; a charger of
/// them is on record with its tariff, and a fault of it is told by its tag.
/// </summary>
public sealed class S03ChargingPointsTests(CityHost host) : IClassFixture<CityHost>
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
    }

    [Fact]
    public async Task A_charger_tells_its_price_by_its_tag_and_a_fault_goes_to_its_owner_until_it_is_taken_away()
    {
        var office = host.City.Units.First(unit => unit.Name == Office);
        var power = host.City.Units.First(unit =>
            unit.Kind == UnitKind.Utility && unit.Name.Contains('电', StringComparison.Ordinal)
        );
        var (id, code) = await host.EnterAsync(
            "21034",
            "充电桩",
            host.Inside(),
            ("authority", office),
            ("owner", power)
        );
        var keeper = host.As(Role.Administrator, host.City.CityCentre!.Name);
        (
            await keeper.Put(
                $"/api/components/{id}/terms",
                new
                {
                    version = 1,
                    from = host.Day(0),
                    tariff = new
                    {
                        energyFen = 80,
                        serviceFen = 45,
                        parkingFen = 0,
                        // Cheap at night: 峰谷计价.
                        periods = new[]
                        {
                            new
                            {
                                kind = "valley",
                                from = "23:00",
                                until = "07:00",
                                energyFen = 30,
                                serviceFen = 45,
                            },
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var tag = (await host.Citizen.Get($"/api/components/tags/{code}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            // By the clock of the city.
            host.Clock.GetUtcNow().AddHours(8).Hour
                is >= 7
                    and < 23
                ? 80
                : 30,
            tag.GetProperty("prices").GetProperty("now").GetProperty("energyFen").GetInt32()
        );

        Assert.Equal(
            [(0, 30), (7, 80), (23, 30)],
            tag.GetProperty("prices")
                .GetProperty("day")
                .EnumerateArray()
                .Select(row =>
                    (
                        TimeOnly
                            .Parse(
                                row.GetProperty("from").GetString()!,
                                System.Globalization.CultureInfo.InvariantCulture
                            )
                            .Hour,
                        row.GetProperty("energyFen").GetInt32()
                    )
                )
        );

        var body = new { text = $"充电桩坏了，不能用。部件标识码：{code}", component = code };
        var key = ("Idempotency-Key", "charger");
        var told = (await host.Citizen.Post("/api/requests", body, key)).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(
            power.Name,
            told.GetProperty("dispatch").GetProperty("unit").GetProperty("name").GetString()
        );

        // Gone, it can't be named any more; what was told before has its first answer still.
        Assert.Equal(
            "unknown-component",
            (
                await host.Citizen.Post(
                    "/api/requests",
                    new { body.text, component = "99010121034999999" }
                )
            ).Problem(422)
        );
        (
            await keeper.Post(
                $"/api/components/{id}/retire",
                new { version = 1, reason = "场地改造，拆除" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "component-removed",
            (await host.Citizen.Post("/api/requests", body)).Problem(422)
        );
        Assert.Equal(
            told.ToString(),
            (await host.Citizen.Post("/api/requests", body, key))
                .Expect(HttpStatusCode.Created)
                .ToString()
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
