using System.Net;
using Jiban.City.Contracts;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

/// <summary>What a plan of the patrol must have, and who sees it.</summary>
public sealed partial class PlanRoutesTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task A_plan_is_made_for_ones_own_units_with_places_in_the_city_and_names_every_fault()
    {
        var dispatcher = host.As(Role.Dispatcher, Office);
        var (lon, lat) = host.Inside();
        var good = new Dictionary<string, object?>
        {
            ["kind"] = "campaign",
            ["title"] = "汛前积水点排查",
            ["startsOn"] = host.Day(0),
            ["endsOn"] = host.Day(5),
            ["checklist"] = new[] { "雨水箅子无堵塞" },
            ["places"] = new[]
            {
                new
                {
                    name = "潞湾桥下",
                    lon,
                    lat,
                },
            },
        };
        async Task<Answer> TryAsync(string field, object? value) =>
            await dispatcher.Post(
                "/api/patrol/plans",
                new Dictionary<string, object?>(good) { [field] = value }
            );

        foreach (
            var (field, value, fault) in new (string, object?, string)[]
            {
                ("title", " ", "title"),
                ("places", Array.Empty<object>(), "places"),
                (
                    "places",
                    new[]
                    {
                        new
                        {
                            name = "",
                            lon,
                            lat,
                        },
                    },
                    "places[0].name"
                ),
                (
                    "places",
                    new[]
                    {
                        new
                        {
                            name = "北极点",
                            lon,
                            lat = 91.0,
                        },
                    },
                    "places[0]"
                ),
                ("checklist", new[] { "" }, "checklist"),
            }
        )
        {
            var answer = await TryAsync(field, value);
            Assert.Equal("malformed", answer.Problem(400));
            Assert.Equal(
                [fault],
                answer.Body.GetProperty("errors").EnumerateObject().Select(one => one.Name)
            );
        }

        foreach (
            var (field, value, problem) in new (string, object?, string)[]
            {
                (
                    "places",
                    new[]
                    {
                        new
                        {
                            name = "巴黎",
                            lon = 2.35,
                            lat = 48.85,
                        },
                    },
                    "outside-the-city"
                ),
                ("startsOn", host.Day(-1), "days-out-of-range"),
                ("endsOn", host.Day(400), "days-out-of-range"),
                ("everyDays", 0, "days-out-of-range"),
                ("checklist", null, "checklist-missing"),
                ("kind", "watch", "class-missing"),
                ("classCode", "9999", "class-missing"),
                ("ofNumber", "20260101-0000001-1", "unknown-origin"),
                ("inspectorId", Guid.Empty, "no-inspector"),
            }
        )
        {
            Assert.Equal(problem, (await TryAsync(field, value)).Problem(422));
        }

        var other = host.City.Units.First(unit =>
            unit.Kind == UnitKind.StreetOffice && unit.Name != Office
        );
        Assert.Equal("other-unit", (await TryAsync("unitId", other.UnitId)).Problem(403));

        // Another street sees nothing of it.
        var id = Text(
            (await TryAsync("title", "汛前积水点排查")).Expect(HttpStatusCode.Created),
            "id"
        );
        var elsewhere = host.As(Role.Dispatcher, other.Name);
        Assert.Equal("unknown-plan", (await elsewhere.Get($"/api/patrol/plans/{id}")).Problem(404));
        Assert.Equal(
            "unknown-plan",
            (
                await Look(
                    host.As(Role.Inspector, other.Name, "外巡"),
                    id,
                    1,
                    new { result = "noAccess" }
                )
            ).Problem(404)
        );
        Assert.DoesNotContain(
            (await elsewhere.Get("/api/patrol/plans")).Body.GetProperty("items").EnumerateArray(),
            one => Text(one, "id") == id
        );
    }
}
