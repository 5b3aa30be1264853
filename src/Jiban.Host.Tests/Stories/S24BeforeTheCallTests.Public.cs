using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests.Stories;

// What the public is told of places at risk.
public sealed partial class S24BeforeTheCallTests
{
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

    private async Task<IReadOnlyList<JsonElement>> LayersAsync() =>
        [
            .. (await host.Citizen.Get("/api/risk-points"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("layers")
                .EnumerateArray(),
        ];
}
