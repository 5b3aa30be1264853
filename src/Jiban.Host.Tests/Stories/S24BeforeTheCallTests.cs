using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S24, before the call: a hot place is watched, and the requests before, during and after are compared; a list of places is gone through before the
/// season by a checklist, and the public sees which they are, by version and day.
/// </summary>
public sealed class S24BeforeTheCallTests(CityHost host) : IClassFixture<CityHost>
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
        var plan = (
            await leader.Post(
                "/api/patrol/plans",
                new
                {
                    kind = "watch",
                    title = "南门垃圾堆放点重点巡查",
                    classCode = Waste,
                    startsOn = host.Day(0),
                    endsOn = host.Day(3),
                    everyDays = 2,
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

        // Today and the day after tomorrow, and then no more; a photo of a quiet place is kept for who may see the plan.
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
        Assert.False(second.TryGetProperty("dueOn", out _));

        host.Clock.Advance(TimeSpan.FromDays(3));
        var page = (await leader.Get($"/api/patrol/plans/{id}")).Expect(HttpStatusCode.OK);
        var effect = page.GetProperty("effect");
        Assert.Equal(
            (3, 1, 0),
            (Requests(effect, "before"), Requests(effect, "during"), Requests(effect, "after"))
        );
        Assert.Equal(4, effect.GetProperty("before").GetProperty("days").GetInt32());
        var looks = page.GetProperty("places")[0].GetProperty("looks");
        Assert.Equal(2, looks.GetArrayLength());
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
    public async Task Places_at_risk_are_told_to_the_public_by_version_and_day_and_can_be_taken_back()
    {
        var leader = host.As(Role.Leader, Office);
        var (lon, lat) = host.Inside();
        var plan = (
            await leader.Post(
                "/api/patrol/plans",
                new
                {
                    kind = "campaign",
                    title = "下凹式立交桥积水点",
                    startsOn = host.Day(0),
                    endsOn = host.Day(30),
                    checklist = new[] { "泵站有电", "警示牌完好" },
                    places = new[]
                    {
                        new
                        {
                            name = "潞湾桥",
                            lon,
                            lat,
                        },
                        new
                        {
                            name = "铁路桥",
                            lon = lon + 1e-4,
                            lat,
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.Created);
        var id = Text(plan, "id");
        Assert.DoesNotContain(await LayersAsync(), one => Text(one, "id") == id);
        Assert.Equal(
            "not-published",
            (await leader.Send(HttpMethod.Delete, $"/api/patrol/plans/{id}/layer", null)).Problem(
                409
            )
        );

        foreach (var version in new[] { 1, 2 })
        {
            var published = (await leader.Put($"/api/patrol/plans/{id}/layer", new { })).Expect(
                HttpStatusCode.OK
            );
            Assert.Equal(version, published.GetProperty("layer").GetProperty("version").GetInt32());
            var layer = Assert.Single(await LayersAsync(), one => Text(one, "id") == id);
            Assert.Equal(
                (version, host.Day(0), "潞湾桥"),
                (
                    layer.GetProperty("version").GetInt32(),
                    Text(layer, "publishedOn"),
                    Text(layer.GetProperty("points")[0], "name")
                )
            );
            Assert.Equal(2, layer.GetProperty("points").GetArrayLength());
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        (await leader.Send(HttpMethod.Delete, $"/api/patrol/plans/{id}/layer", null)).Expect(
            HttpStatusCode.OK
        );
        Assert.DoesNotContain(await LayersAsync(), one => Text(one, "id") == id);
        await using (
            var connection = await host.Store.Owner.OpenConnectionAsync(
                TestContext.Current.CancellationToken
            )
        )
        {
            Assert.Equal(
                ["publishRiskPoints", "publishRiskPoints", "withdrawRiskPoints"],
                await connection.QueryAsync<string>(
                    "select action from platform.audit_trail where subject = @id order by audit_id",
                    new { id }
                )
            );
            Assert.Equal(
                0,
                await connection.ExecuteScalarAsync<int>(
                    "select count(*)::int from patrol.layer_version where (withdrawn_at is null) <> (withdrawn_by is null)"
                )
            );
        }

        Assert.Equal(
            "not-allowed",
            (
                await host.As(Role.Handler, Office).Put($"/api/patrol/plans/{id}/layer", new { })
            ).Problem(403)
        );
    }

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

    private async Task<IReadOnlyList<JsonElement>> LayersAsync() =>
        [
            .. (await host.Citizen.Get("/api/risk-points"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("layers")
                .EnumerateArray(),
        ];

    private static int Requests(JsonElement effect, string span) =>
        effect.GetProperty(span).GetProperty("requests").GetInt32();
}
