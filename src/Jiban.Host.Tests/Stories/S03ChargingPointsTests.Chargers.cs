using System.Net;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

// What was built: the chargers on record.
public sealed partial class S03ChargingPointsTests
{
    [Fact]
    public async Task Twenty_chargers_stand_on_record_and_each_tells_peak_flat_and_valley_by_its_tag()
    {
        var office = host.City.Units.First(unit => unit.Name == Office);
        var power = host.City.Units.First(unit =>
            unit.Kind == UnitKind.Utility && unit.Name.Contains('电', StringComparison.Ordinal)
        );
        var keeper = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var (lon, lat) = host.Inside();
        object Hours(string kind, string from, string until, int energyFen) =>
            new
            {
                kind,
                from,
                until,
                energyFen,
                serviceFen = 45,
            };
        for (var n = 1; n <= 20; n++)
        {
            var (id, code) = await host.EnterAsync(
                "21034",
                $"云帆公馆充电桩{n}号",
                (lon + n * 2e-5, lat),
                ("authority", office),
                ("owner", power)
            );
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
                            periods = new[]
                            {
                                Hours("valley", "23:00", "07:00", 30),
                                Hours("peak", "10:00", "15:00", 120),
                                Hours("peak", "18:00", "21:00", 120),
                            },
                        },
                    }
                )
            ).Expect(HttpStatusCode.OK);
            Assert.Equal(
                [
                    ("00:00", 30),
                    ("07:00", 80),
                    ("10:00", 120),
                    ("15:00", 80),
                    ("18:00", 120),
                    ("21:00", 80),
                    ("23:00", 30),
                ],
                (await host.Citizen.Get($"/api/components/tags/{code}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("prices")
                    .GetProperty("day")
                    .EnumerateArray()
                    .Select(row =>
                        (
                            row.GetProperty("from").GetString()![..5],
                            row.GetProperty("energyFen").GetInt32()
                        )
                    )
            );
        }

        Assert.Equal(
            20,
            (
                await keeper.Get(
                    $"/api/components?classCode=21034&q={Uri.EscapeDataString("云帆公馆")}&unitId={power.UnitId}&role=owner"
                )
            )
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .GetArrayLength()
        );
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
}
