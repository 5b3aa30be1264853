using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S4, the lamps that came on late: from one dark street a sweep over all the others is planned; inspectors look at each place, two more are dark and
/// are cases at once; the sweep ends only when every place was seen and both are closed.
/// </summary>
public sealed partial class S04LampsThatCameOnLateTests(CityHost host) : IClassFixture<CityHost>
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
                        place = new { lon = host.Inside().Lon, lat = host.Inside().Lat },
                        contact = new { name = "何小满", phone = "13800004444" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var number = Text(seed.GetProperty("answer"), "number");
        // Near the case stand a lamp and a litter bin; the lamp is meant, and two more are of its class and owner.
        var places = await ProposedAsync(dispatcher, number);
        var body = new
        {
            kind = "sweep",
            title = "辖区道路亮灯时间排查",
            classCode = Lamps,
            ofNumber = number,
            startsOn = host.Day(0),
            endsOn = host.Day(2),
            checklist = new[] { "按季节时间亮灯" },
            places,
        };
        var plan = (await dispatcher.Post("/api/patrol/plans", body)).Expect(
            HttpStatusCode.Created
        );
        var id = Text(plan, "id");
        Assert.Equal(number, Text(plan.GetProperty("ofCase"), "number"));
        Assert.Equal(
            1,
            plan.GetProperty("effect").GetProperty("during").GetProperty("requests").GetInt32()
        );

        // Two of the places are one inspector's; the third is whoever's comes by.
        var (sun, zhou) = (
            host.As(Role.Inspector, Office, "孙巡"),
            host.As(Role.Inspector, Office, "周巡")
        );
        var inspectors = (await dispatcher.Get("/api/patrol/plans/inspectors")).Expect(
            HttpStatusCode.OK
        );
        // Each place is a lamp of the registry, and names it.
        var lamps = plan.GetProperty("places")
            .EnumerateArray()
            .Select(one => Text(one, "component"))
            .ToList();
        Assert.Equal(3, lamps.Distinct().Count());
        var odd = await dispatcher.Post(
            "/api/patrol/plans",
            new
            {
                kind = "sweep",
                title = "不存在的路灯",
                classCode = Lamps,
                startsOn = host.Day(0),
                endsOn = host.Day(2),
                places = new[]
                {
                    new
                    {
                        name = "路灯",
                        lon = host.Inside().Lon,
                        lat = host.Inside().Lat,
                        component = "1",
                    },
                },
            }
        );
        Assert.Equal("malformed", odd.Problem(400));
        Assert.True(odd.Body.GetProperty("errors").TryGetProperty("places[0].component", out _));

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

        // Those whom it concerns stay in touch: whose lamps they are sees the sweep once it is asked in, and talks with the office.
        var owner = host.City.Units.First(unit => unit.Kind == UnitKind.Utility);
        var lampKeeper = host.As(Role.Handler, owner.Name);
        var word = new { text = "明天起统一调整到18:00亮灯，电话13800004444。" };
        Assert.Equal(
            "unknown-plan",
            (await lampKeeper.Post($"/api/patrol/plans/{id}/posts", word)).Problem(404)
        );
        Assert.Equal(
            "unknown-unit",
            (
                await dispatcher.Put(
                    $"/api/patrol/plans/{id}/members",
                    new { units = new[] { Guid.Empty } }
                )
            ).Problem(422)
        );
        (
            await dispatcher.Put(
                $"/api/patrol/plans/{id}/members",
                new { units = new[] { owner.UnitId } }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Contains(
            (await lampKeeper.Get("/api/patrol/plans")).Body.GetProperty("items").EnumerateArray(),
            one => Text(one, "id") == id
        );
        (await lampKeeper.Post($"/api/patrol/plans/{id}/posts", word)).Expect(HttpStatusCode.OK);
        var group = (
            await dispatcher.Post($"/api/patrol/plans/{id}/posts", new { text = "收到。" })
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("group");
        Assert.Equal(owner.Name, Text(group.GetProperty("members")[0], "name"));
        var said = group.GetProperty("posts");
        Assert.Equal(
            (1, owner.Name, 2, Office),
            (
                said[0].GetProperty("no").GetInt32(),
                Text(said[0].GetProperty("unit"), "name"),
                said[1].GetProperty("no").GetInt32(),
                Text(said[1].GetProperty("unit"), "name")
            )
        );
        Assert.DoesNotContain("13800004444", Text(said[0], "text"), StringComparison.Ordinal);
        Assert.Equal(
            "not-allowed",
            (
                await host.As(Role.Auditor, Office).Post($"/api/patrol/plans/{id}/posts", word)
            ).Problem(403)
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
            // The filing conditions of street lights ask for three in a row.
            sizes = new[] { new { dimension = "count", value = 12 } },
            attachments = new[] { await sun.Picture() },
        };
        var first = (await Look(sun, id, 2, late)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            first.GetRawText(),
            (await Look(sun, id, 2, late)).Expect(HttpStatusCode.Created).GetRawText()
        );
        // The case names the lamp at which it was found, and goes to whoever holds it.
        var foundCase = (await sun.Get($"/api/cases/{Text(first, "caseId")}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(lamps[1], Text(foundCase.GetProperty("component"), "code"));
        await BurnsFromSixAsync(lamps[1]);
        // The watch is evidence on the record of the lamp, once however often the phone sends it, for whoever answers for the lamp.
        foreach (var _ in new[] { 1, 2 })
        {
            (
                await sun.Post(
                    $"/api/components/tags/{lamps[1]}/measurements",
                    new
                    {
                        quantity = "亮灯时刻",
                        clock = "18:15:00",
                        lon = host.Inside().Lon,
                        lat = host.Inside().Lat,
                        accuracyMetres = 8,
                        photos = new[] { await sun.Picture() },
                    },
                    ("Idempotency-Key", "watch")
                )
            ).Expect(HttpStatusCode.OK);
        }

        var lamp = (await lampKeeper.Get($"/api/components?q={lamps[1]}")).Expect(
            HttpStatusCode.OK
        );
        var measured = Assert.Single(
            (await lampKeeper.Get($"/api/components/{Text(lamp.GetProperty("items")[0], "id")}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("measurements")
                .EnumerateArray()
        );
        Assert.Equal("孙巡", Text(measured, "by"));
        Assert.Equal("18:15:00", Text(measured, "clock"));
        Assert.Equal(1, measured.GetProperty("photos").GetArrayLength());
        await IsNotExplainedAwayAsync(sun, Text(first, "caseId"));
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
        Assert.Equal(
            "plan-closed",
            (await lampKeeper.Post($"/api/patrol/plans/{id}/posts", word)).Problem(409)
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

    private async Task<IReadOnlyList<JsonElement>> ProposedAsync(
        HttpClient dispatcher,
        string number
    )
    {
        var office = host.City.Units.Single(unit => unit.Name == Office).UnitId;
        var other = host.City.Units.First(unit => unit.UnitId != office).UnitId;
        var (lon, lat) = host.Inside();
        async Task AddAsync(string classCode, string name, double east, Guid owner) =>
            (
                await dispatcher.Post(
                    "/api/components",
                    new
                    {
                        classCode,
                        name,
                        lon = lon + east,
                        lat,
                        initialDate = host.Day(-30),
                        units = new[]
                        {
                            new { role = "authority", unitId = office },
                            new { role = "owner", unitId = owner },
                        },
                    }
                )
            ).Expect(HttpStatusCode.OK);

        await AddAsync("03005", "果皮箱", 2e-5, office);
        foreach (
            var (east, owner) in new[]
            {
                (0d, office),
                (5e-5, office),
                (1e-4, office),
                (15e-5, other),
            }
        )
        {
            await AddAsync("01018", "路灯", east, owner);
        }

        var label = (await dispatcher.Get("/api/components/labels?classCode=03005"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        Assert.EndsWith(
            $"/tag/{Text(label, "code")}",
            Text(label, "address"),
            StringComparison.Ordinal
        );
        Assert.Equal(QrPath.Of(Text(label, "address")).Path, Text(label.GetProperty("qr"), "path"));

        var near = (await dispatcher.Get($"/api/patrol/plans/near?number={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("near")
            .EnumerateArray()
            .ToList();
        Assert.Equal(["路灯", "果皮箱"], near.Take(2).Select(one => Text(one, "name")));
        var kind = (
            await dispatcher.Get(
                $"/api/patrol/plans/kind?code={Text(near[0], "code")}&yearsApart=3"
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Office, Text(kind.GetProperty("owner"), "name"));
        Assert.Equal(
            "unknown-component",
            (await dispatcher.Get("/api/patrol/plans/kind?code=1")).Problem(404)
        );
        return [.. kind.GetProperty("places").EnumerateArray()];
    }

    /// <summary>The way of a report: signed by now, done, looked at again by the same inspector, closed by the back office.</summary>
    private async Task HandleAsync(HttpClient inspector, string caseId)
    {
        var unit = Text(
            (await inspector.Get($"/api/cases/{caseId}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("unit"),
            "name"
        );
        var handler = host.As(Role.Handler, unit);
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

    private static async Task<IReadOnlyList<int>> DueAsync(HttpClient inspector, string plan) =>
        [
            .. (await inspector.Get("/api/patrol/places"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray()
                .Where(one => Text(one, "planId") == plan)
                .Select(one => one.GetProperty("placeNo").GetInt32())
                .Order(),
        ];
}
