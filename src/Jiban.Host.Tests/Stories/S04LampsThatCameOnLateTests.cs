using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S4, the lamps that came on late: from one dark street a sweep over all the others is planned; inspectors look at each place, two more are dark and
/// are cases at once; the sweep ends only when every place was seen and both are closed.
/// </summary>
public sealed class S04LampsThatCameOnLateTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Lamps = "0407";

    [Fact]
    public async Task One_dark_street_leads_to_a_sweep_of_all_whose_findings_are_cases_and_which_ends_only_when_they_do()
    {
        var dispatcher = host.As(Role.Dispatcher, Office);
        var seed = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "潞湾东路傍晚六点一刻路灯还没亮",
                        channel = "streetLine",
                        classCode = Lamps,
                        contact = new { name = "何小满", phone = "13800004444" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var number = Text(seed.GetProperty("answer"), "number");
        var (lon, lat) = Position();
        var body = new
        {
            kind = "sweep",
            title = "辖区道路亮灯时间排查",
            classCode = Lamps,
            ofNumber = number,
            startsOn = Day(0),
            endsOn = Day(2),
            checklist = new[] { "按季节时间亮灯" },
            places = Enumerable
                .Range(1, 3)
                .Select(i => new
                {
                    name = $"第{i}段路",
                    lon = lon + (i * 1e-5),
                    lat,
                }),
        };
        var plan = (await dispatcher.Post("/api/patrol/plans", body)).Expect(
            HttpStatusCode.Created
        );
        var id = Text(plan, "id");
        Assert.Equal(number, Text(plan.GetProperty("ofCase"), "number"));
        Assert.Equal(
            1,
            plan.GetProperty("effect").GetProperty("during").GetProperty("requests").GetInt32()
                + plan.GetProperty("effect")
                    .GetProperty("before")
                    .GetProperty("requests")
                    .GetInt32()
                + 1
        );

        // Two of the places are one inspector's; the third is whoever's comes by.
        var (sun, zhou) = (
            host.As(Role.Inspector, Office, "孙巡"),
            host.As(Role.Inspector, Office, "周巡")
        );
        var inspectors = (await dispatcher.Get("/api/patrol/plans/inspectors")).Expect(
            HttpStatusCode.OK
        );
        var sunId = Text(
            inspectors.EnumerateArray().Single(one => Text(one, "name") == "孙巡"),
            "id"
        );
        (
            await dispatcher.Post(
                $"/api/patrol/plans/{id}/assign",
                new { places = new[] { 1, 2 }, inspectorId = sunId }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal([1, 2, 3], await DueAsync(sun, id));
        Assert.Equal([3], await DueAsync(zhou, id));
        Assert.Equal(
            "not-your-place",
            (await Look(zhou, id, 1, new { result = "fine", answers = new[] { true } })).Problem(
                403
            )
        );

        // The first is lit in time; at the second the lamps are late, and it is a case at once, once however often it is sent.
        (await Look(sun, id, 1, new { result = "fine", answers = new[] { true } })).Expect(
            HttpStatusCode.Created
        );
        var late = new
        {
            result = "found",
            answers = new[] { false },
            text = "18:15才亮灯，比规定晚一刻钟",
            attachments = new[] { await sun.Picture() },
        };
        var first = (await Look(sun, id, 2, late)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            first.GetRawText(),
            (await Look(sun, id, 2, late)).Expect(HttpStatusCode.Created).GetRawText()
        );
        Assert.Equal(
            "look-not-due",
            (
                await Look(sun, id, 2, new { result = "fine", answers = new[] { true } }, "again")
            ).Problem(409)
        );

        // Not while a place is left, and not while what was found is open.
        var done = new { conclusion = "两处亮灯晚，已由路灯中心统一调整。" };
        var left = await dispatcher.Post($"/api/patrol/plans/{id}/close", done);
        Assert.Equal("places-left", left.Problem(409));
        Assert.Equal(1, left.Body.GetProperty("placesLeft").GetInt32());
        (await Look(zhou, id, 3, new { result = "noAccess", text = "施工围挡，进不去" })).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal([3], await DueAsync(zhou, id)); // Somebody comes again tomorrow.
        await host.CatchUpAsync();
        Assert.Equal(
            "plan-findings-open",
            (await dispatcher.Post($"/api/patrol/plans/{id}/close", done)).Problem(409)
        );

        await HandleAsync(sun, Text(first, "caseId"));
        await host.CatchUpAsync();
        var closed = (await dispatcher.Post($"/api/patrol/plans/{id}/close", done)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(done.conclusion, Text(closed, "conclusion"));
        Assert.Equal(0, closed.GetProperty("openFindings").GetInt32());
        Assert.Empty(await DueAsync(zhou, id));
        Assert.Equal(
            "plan-closed",
            (await dispatcher.Post($"/api/patrol/plans/{id}/close", done)).Problem(409)
        );
        var listed = (await dispatcher.Get("/api/patrol/plans?open=false&kind=sweep"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Single(one => Text(one, "id") == id);
        Assert.Equal(
            (3, 3, 1),
            (
                listed.GetProperty("places").GetInt32(),
                listed.GetProperty("seen").GetInt32(),
                listed.GetProperty("found").GetInt32()
            )
        );
    }

    [Fact]
    public async Task A_plan_is_made_for_ones_own_units_with_places_in_the_city_and_names_every_fault()
    {
        var dispatcher = host.As(Role.Dispatcher, Office);
        var (lon, lat) = Position();
        var good = new Dictionary<string, object?>
        {
            ["kind"] = "campaign",
            ["title"] = "汛前积水点排查",
            ["startsOn"] = Day(0),
            ["endsOn"] = Day(5),
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
                ("startsOn", Day(-1), "days-out-of-range"),
                ("endsOn", Day(400), "days-out-of-range"),
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
            unit.Kind == Jiban.City.Contracts.UnitKind.StreetOffice && unit.Name != Office
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

    /// <summary>The way of a report: signed, done, looked at again by the same inspector, closed by the back office.</summary>
    private async Task HandleAsync(HttpClient inspector, string caseId)
    {
        var unit = Text(
            (await inspector.Get($"/api/cases/{caseId}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("unit"),
            "name"
        );
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{caseId}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{caseId}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已调整亮灯时间。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await inspector.Post(
                $"/api/cases/{caseId}/reinspect",
                new { passed = true, attachments = new[] { await inspector.Picture() } }
            )
        ).Expect(HttpStatusCode.OK);
        (await host.As(Role.Dispatcher, Office).Post($"/api/cases/{caseId}/close")).Expect(
            HttpStatusCode.OK
        );
    }

    private static Task<Answer> Look(
        HttpClient inspector,
        string plan,
        int place,
        object body,
        string key = "look"
    ) =>
        inspector.Post(
            $"/api/patrol/plans/{plan}/places/{place}/looks",
            body,
            ("Idempotency-Key", $"{key}-{place}")
        );

    private static async Task<IReadOnlyList<int>> DueAsync(HttpClient inspector, string plan) =>
        [
            .. (await inspector.Get("/api/patrol/places"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray()
                .Where(one => Text(one, "planId") == plan)
                .Select(one => one.GetProperty("placeNo").GetInt32())
                .Order(),
        ];

    private (double Lon, double Lat) Position()
    {
        var inside = host
            .City.Regions.Single(region => region.Name == "潞湾街道")
            .Boundary.InteriorPoint;
        return (inside.X, inside.Y);
    }

    private string Day(int days) =>
        DateOnly
            .FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime)
            .AddDays(days)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;
}
