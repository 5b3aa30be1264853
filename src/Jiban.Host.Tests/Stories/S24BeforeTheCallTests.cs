using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S24, before the call: a hot place is watched, and the requests before, during and after are compared; a list of places is gone through before the
/// season by a checklist, and the public sees which they are, by version and day.
/// </summary>
public sealed partial class S24BeforeTheCallTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Waste = "0401";

    [Fact]
    public async Task A_hot_place_is_watched_every_other_day_and_the_requests_before_and_after_are_told()
    {
        var leader = host.As(Role.Leader, Office);
        var (lon, lat) = host.Inside();
        await CallAsync(3, lon, lat);
        await CallAsync(1, lon + 0.01, lat); // A kilometre away: another place.
        host.Clock.Advance(TimeSpan.FromDays(1));
        var inspector = host.As(Role.Inspector, Office, "孙巡");
        // The platform says where it is hot; one call a kilometre away is no hot place.
        var hot = (await leader.Get("/api/patrol/plans/hot?days=30"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Single(one => Text(one, "classCode") == Waste);
        Assert.Equal(
            (3, 0),
            (hot.GetProperty("requests").GetInt32(), hot.GetProperty("before").GetInt32())
        );
        Assert.Equal(lon, hot.GetProperty("lon").GetDouble(), 1e-6);
        var elsewhere = host.City.Units.First(unit =>
            unit.Kind == UnitKind.StreetOffice && unit.Name != Office
        );
        Assert.DoesNotContain(
            (await host.As(Role.Leader, elsewhere.Name).Get("/api/patrol/plans/hot?days=30"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
            one => Text(one, "classCode") == Waste
        );
        var keeper = host.Who(Role.Dispatcher, Office, "看守负责人");
        var plan = (
            await leader.Post(
                "/api/patrol/plans",
                new
                {
                    kind = "watch",
                    title = "南门垃圾堆放点重点巡查",
                    classCode = Waste,
                    startsOn = host.Day(0),
                    endsOn = host.Day(4),
                    everyDays = 2,
                    ownerId = keeper.Id,
                    places = new[]
                    {
                        new
                        {
                            name = "南门",
                            lon,
                            lat,
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);
        var id = Text(plan, "id");
        // A person answers for it, and finds it among his own.
        Assert.Equal("看守负责人", Text(plan, "owner"));
        Assert.Equal([id], await MineAsync(host.As(keeper)));
        Assert.DoesNotContain(id, await MineAsync(leader));

        // Today and every other day to the fifth, and then no more; a photo of a quiet place is kept for who may see the plan.
        var picture = await inspector.Picture();
        var first = (
            await Look(
                inspector,
                id,
                1,
                new { result = "fine", attachments = new[] { picture } },
                "watch-1"
            )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal(host.Day(2), Text(first, "dueOn"));
        await CallAsync(1, lon, lat);
        host.Clock.Advance(TimeSpan.FromDays(2));
        // What the phone sealed is what it seals to here, or it is not taken.
        var seenAt = host.Clock.GetUtcNow();
        var seal = Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    $"jiban look 1\n{id}\n1\nfine\n-\n{seenAt.ToUnixTimeMilliseconds()}\n0\n"
                )
            )
        );
        var sealedLook = new
        {
            result = "fine",
            foundAt = seenAt,
            seal,
        };
        Assert.Equal(
            "seal-broken",
            (
                await Look(
                    inspector,
                    id,
                    1,
                    sealedLook with
                    {
                        foundAt = seenAt.AddSeconds(-1),
                    },
                    "watch-broken"
                )
            ).Problem(422)
        );
        var second = (await Look(inspector, id, 1, sealedLook, "watch-2")).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(host.Day(2), Text(second, "dueOn"));
        host.Clock.Advance(TimeSpan.FromDays(2));
        // What is wrong there is a case at once, before anybody calls.
        var third = (
            await Look(
                inspector,
                id,
                1,
                new
                {
                    result = "found",
                    text = "南门口垃圾又堆起来了，约两方",
                    attachments = new[] { await inspector.Picture() },
                },
                "watch-3"
            )
        ).Expect(HttpStatusCode.Created);
        Assert.False(third.TryGetProperty("dueOn", out _));
        var found = (await leader.Get($"/api/cases/{Text(third, "caseId")}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            (Text(third, "number"), Waste),
            (Text(found, "number"), Text(found, "classCode"))
        );

        host.Clock.Advance(TimeSpan.FromDays(1));
        await CallAsync(1, lon, lat);
        host.Clock.Advance(TimeSpan.FromDays(1));
        var page = (await leader.Get($"/api/patrol/plans/{id}")).Expect(HttpStatusCode.OK);
        var effect = page.GetProperty("effect");
        Assert.Equal(
            // While it ran: one call, and what the inspector found; after it one call.
            (3, 2, 1),
            (Requests(effect, "before"), Requests(effect, "during"), Requests(effect, "after"))
        );
        Assert.Equal(5, effect.GetProperty("before").GetProperty("days").GetInt32());
        Assert.Equal(1, page.GetProperty("openFindings").GetInt32());
        var looks = page.GetProperty("places")[0].GetProperty("looks");
        Assert.Equal(3, looks.GetArrayLength());
        Assert.Equal(seal, Text(looks[1], "seal"));
        var shown = await leader.GetAsync(
            $"/api/patrol/plans/{id}/photos/{picture}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(
            "unknown-plan",
            (await leader.Get($"/api/patrol/plans/{id}/photos/{Guid.Empty}")).Problem(404)
        );
    }

    [Fact]
    public async Task A_campaign_is_walked_place_by_place_with_its_checklist_and_what_is_wrong_is_a_case()
    {
        var leader = host.As(Role.Leader, Office);
        var inspector = host.As(Role.Inspector, Office, "钱巡");
        var (lon, lat) = host.Inside();
        var plan = (
            await leader.Post(
                "/api/patrol/plans",
                new
                {
                    kind = "campaign",
                    title = "夏季供暖设备检查",
                    classCode = "0201",
                    startsOn = host.Day(0),
                    endsOn = host.Day(30),
                    checklist = new[] { "换热站已检修", "管网已打压" },
                    places = Enumerable
                        .Range(1, 3)
                        .Select(n => new
                        {
                            name = $"{n}号小区",
                            lon = lon + (n * 1e-4),
                            lat,
                        }),
                }
            )
        ).Expect(HttpStatusCode.Created);
        var id = Text(plan, "id");
        Assert.Equal(
            "answers-missing",
            (
                await Look(
                    inspector,
                    id,
                    1,
                    new { result = "fine", answers = new[] { true } },
                    "short"
                )
            ).Problem(422)
        );
        var whole = new { result = "fine", answers = new[] { true, true } };
        (await Look(inspector, id, 1, whole, "walk")).Expect(HttpStatusCode.Created);
        var found = (
            await Look(
                inspector,
                id,
                2,
                new
                {
                    result = "found",
                    answers = new[] { true, false },
                    text = "管网打压不合格，入口阀门渗水",
                    attachments = new[] { await inspector.Picture() },
                },
                "walk"
            )
        ).Expect(HttpStatusCode.Created);
        (await Look(inspector, id, 3, whole, "walk")).Expect(HttpStatusCode.Created);
        Assert.DoesNotContain(
            (await inspector.Get("/api/patrol/places")).Body.EnumerateArray(),
            one => Text(one, "planId") == id
        );

        var page = (await leader.Get($"/api/patrol/plans/{id}")).Expect(HttpStatusCode.OK);
        var looks = page.GetProperty("places")
            .EnumerateArray()
            .Select(place => place.GetProperty("looks")[0])
            .ToList();
        Assert.Equal(["fine", "found", "fine"], looks.Select(look => Text(look, "result")));
        Assert.Equal(
            [true, false],
            looks[1].GetProperty("answers").EnumerateArray().Select(one => one.GetBoolean())
        );
        Assert.Equal(Text(found, "number"), Text(looks[1].GetProperty("found"), "number"));
        var listed = (await leader.Get("/api/patrol/plans?kind=campaign"))
            .Body.GetProperty("items")
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

    private static async Task<IReadOnlyList<string>> MineAsync(HttpClient client) =>
        [
            .. (await client.Get("/api/patrol/plans?mine=true"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(one => Text(one, "id")),
        ];

    private async Task CallAsync(int times, double lon, double lat)
    {
        for (var i = 0; i < times; i++)
        {
            (
                await host.As(Role.Operator, Office)
                    .Post(
                        "/api/cases",
                        new
                        {
                            text = $"南门口垃圾堆了{i + 2}天没有清运",
                            channel = "streetLine",
                            classCode = Waste,
                            place = new { lon, lat },
                        }
                    )
            ).Expect(HttpStatusCode.Created);
        }
    }

    private static int Requests(JsonElement effect, string span) =>
        effect.GetProperty(span).GetProperty("requests").GetInt32();
}
