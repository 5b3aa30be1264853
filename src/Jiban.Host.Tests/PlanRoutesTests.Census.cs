using System.Net;
using Jiban.Host.Tests.Stories;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

// A census is a plan: places that are components, and what differs of them.
public sealed partial class PlanRoutesTests
{
    [Fact]
    public async Task A_census_is_walked_and_what_differs_waits_to_be_accepted_item_by_item()
    {
        var office = host.City.Units.Single(unit => unit.Name == Office);
        var keeper = host.City.Units.First(unit => unit.UnitId != office.UnitId);
        var (lon, lat) = host.Inside();
        var codes = new List<string>();
        foreach (var n in Enumerable.Range(0, 3))
        {
            codes.Add(
                (
                    await host.EnterAsync(
                        "03005",
                        "果皮箱",
                        (lon + n * 1e-4, lat),
                        ("authority", keeper)
                    )
                ).Code
            );
        }

        // All of the class in the area, and nothing else may stand in the plan.
        var dispatcher = host.As(Role.Dispatcher, Office);
        var proposed = (
            await dispatcher.Get($"/api/patrol/plans/area?area={codes[0][..6]}&classCode=03005")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            codes,
            proposed
                .GetProperty("places")
                .EnumerateArray()
                .Select(one => Text(one, "component"))
                .Where(codes.Contains)
        );
        Assert.Equal(
            "malformed",
            (await dispatcher.Get("/api/patrol/plans/area?area=street")).Problem(400)
        );
        var body = new
        {
            kind = "census",
            title = "果皮箱普查",
            startsOn = host.Day(0),
            endsOn = host.Day(5),
            places = codes
                .Select(
                    (code, n) =>
                        new
                        {
                            name = $"果皮箱{n + 1}",
                            lon = lon + n * 1e-4,
                            lat,
                            component = (string?)code,
                        }
                )
                .ToArray(),
        };
        Assert.Equal(
            "component-missing",
            (
                await dispatcher.Post(
                    "/api/patrol/plans",
                    body with
                    {
                        places = [body.places[0] with { component = null }],
                    }
                )
            ).Problem(422)
        );
        var id = Text(
            (await dispatcher.Post("/api/patrol/plans", body)).Expect(HttpStatusCode.Created),
            "id"
        );

        // The first is as on record, the second is not there, the third is damaged and stands 33 m from its place; a fourth is new.
        var inspector = host.As(Role.Inspector, Office, "普查员");
        var tasks = (await inspector.Get("/api/patrol/places")).Expect(HttpStatusCode.OK);
        Assert.Contains(
            tasks.EnumerateArray(),
            one => Text(one, "planId") == id && Text(one, "component") == codes[0]
        );
        Assert.Equal(
            "survey-missing",
            (await Look(inspector, id, 1, new { result = "differs" })).Problem(422)
        );
        (await Look(inspector, id, 1, new { result = "fine" })).Expect(HttpStatusCode.Created);
        var lost = new
        {
            result = "differs",
            survey = new { state = "lost" },
            attachments = new[] { await inspector.Picture() },
        };
        var told = (await Look(inspector, id, 2, lost)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            told.GetRawText(),
            (await Look(inspector, id, 2, lost)).Expect(HttpStatusCode.Created).GetRawText()
        );
        (
            await Look(
                inspector,
                id,
                3,
                new
                {
                    result = "differs",
                    survey = new
                    {
                        state = "damaged",
                        lon = lon + 2e-4,
                        lat = lat + 3e-4,
                    },
                    attachments = new[] { await inspector.Picture() },
                }
            )
        ).Expect(HttpStatusCode.Created);
        var found = new
        {
            classCode = "03005",
            name = "新果皮箱",
            state = "intact",
            lon = lon - 2e-4,
            lat,
            accuracyMetres = 4,
            attachments = new[] { await inspector.Picture() },
        };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (
                await inspector.Post(
                    $"/api/patrol/plans/{id}/components",
                    found,
                    ("Idempotency-Key", "new-1")
                )
            ).Expect(HttpStatusCode.Created);
        }

        Assert.Equal(
            "unknown-component-class",
            (
                await inspector.Post(
                    $"/api/patrol/plans/{id}/components",
                    found with
                    {
                        classCode = "99999",
                        attachments = [await inspector.Picture()],
                    },
                    ("Idempotency-Key", "new-2")
                )
            ).Problem(422)
        );

        // Where one stands on record, and where one was found before, there is no other; and a name has its length.
        async Task<Answer> FindAsync(string key, double east, string name, double north = 0) =>
            await inspector.Post(
                $"/api/patrol/plans/{id}/components",
                found with
                {
                    lon = lon + east,
                    lat = lat + north,
                    name = name,
                    attachments = [await inspector.Picture()],
                },
                ("Idempotency-Key", key)
            );
        var twin = await FindAsync("new-3", 1e-6, "果皮箱");
        Assert.Equal("component-twin", twin.Problem(422));
        Assert.Contains(codes[0], Text(twin.Body, "title"), StringComparison.Ordinal);
        twin = await FindAsync("new-4", -2e-4 + 1e-6, "同一个");
        Assert.Equal("component-twin", twin.Problem(422));
        Assert.Contains("新果皮箱", Text(twin.Body, "title"), StringComparison.Ordinal);
        Assert.Equal(
            "unknown-component-class",
            (await FindAsync("new-5", 3, "果皮箱")).Problem(422)
        );

        // The third was found to stand elsewhere: there nothing else stands, and where it stood another may.
        Assert.Equal(
            "component-twin",
            (await FindAsync("new-6", 2e-4, "果皮箱", 3e-4)).Problem(422)
        );
        (await FindAsync("new-7", 2e-4, "补装果皮箱")).Expect(HttpStatusCode.Created);

        // Nothing has changed on record until somebody accepts it.
        var leader = host.As(Role.Leader, Office);
        var census = (await leader.Get($"/api/censuses/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["gone", "moved", "new", "new"],
            census.GetProperty("items").EnumerateArray().Select(one => Text(one, "change")).Order()
        );
        // What stands beside others of its class answers to whom they answer.
        Assert.Equal(
            $"{keeper.UnitId}",
            Text(
                census
                    .GetProperty("items")
                    .EnumerateArray()
                    .First(one => Text(one, "change") == "new")
                    .GetProperty("record")
                    .GetProperty("units"),
                "authority"
            )
        );
        var head = census.GetProperty("census");
        Assert.Equal(
            ("field", 5, 1),
            (
                Text(head, "format"),
                head.GetProperty("rows").GetInt32(),
                head.GetProperty("same").GetInt32()
            )
        );
        var early = await dispatcher.Post(
            $"/api/patrol/plans/{id}/close",
            new { conclusion = "已核对。" }
        );
        Assert.Equal("differences-open", early.Problem(409));
        Assert.Equal(4, early.Body.GetProperty("undecided").GetInt32());
        Assert.Equal(
            "unknown-unit",
            (
                await leader.Post(
                    $"/api/censuses/{id}/decisions",
                    new
                    {
                        accept = true,
                        items = new[] { 3 },
                        authority = id,
                    }
                )
            ).Problem(422)
        );
        foreach (var n in Enumerable.Range(1, 4))
        {
            Assert.Equal(1, (
                    await leader.Post(
                        $"/api/censuses/{id}/decisions",
                        new
                        {
                            accept = true,
                            items = new[] { n },
                            owner = office.UnitId,
                        }
                    )
                ).Expect(HttpStatusCode.OK).GetProperty("accepted").GetInt32());
        }

        var near = (
            await leader.Get($"/api/components/nearest?lon={lon + 2e-4}&lat={lat + 3e-4}&limit=1")
        ).Expect(HttpStatusCode.OK)[0];
        Assert.Equal((codes[2], "damaged"), (Text(near, "code"), Text(near, "state")));
        var fresh = (
            await leader.Get($"/api/components/nearest?lon={lon - 2e-4}&lat={lat}&limit=1")
        ).Expect(HttpStatusCode.OK)[0];
        Assert.Equal("新果皮箱", Text(fresh, "name"));
        // Whoever accepts it names the owner.
        var listed = (await leader.Get($"/api/components?q={Text(fresh, "code")}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            [("authority", keeper.Name), ("owner", office.Name)],
            (await leader.Get($"/api/components/{Text(listed.GetProperty("items")[0], "id")}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("duties")
                .EnumerateArray()
                .Select(one => (Text(one, "role"), Text(one.GetProperty("unit"), "name")))
                .Order()
        );
        (
            await dispatcher.Post(
                $"/api/patrol/plans/{id}/close",
                new { conclusion = "已核对，登记已更新。" }
            )
        ).Expect(HttpStatusCode.OK);
    }
}
