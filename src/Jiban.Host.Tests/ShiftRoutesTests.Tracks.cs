using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

// Where inspectors were: with whose consent, who may look, and what of the city was seen.
public sealed partial class ShiftRoutesTests
{
    [Fact]
    public async Task Another_text_of_the_consent_must_be_agreed_to_anew()
    {
        var shift = await RunningAsync("辛", consent: true);
        var (lon, lat) = host.Inside();
        (await SendAsync("辛", shift, Point(0, lon, lat))).Expect(HttpStatusCode.OK);
        var administrator = host.As(Role.Administrator, Office);
        await SetConsentAsync("2026-12");
        try
        {
            var asked = (
                await host.As(Role.Inspector, Office, "辛").Get("/api/patrol/consent")
            ).Expect(HttpStatusCode.OK);
            Assert.Equal(
                (false, "2026-12"),
                (asked.GetProperty("given").GetBoolean(), Text(asked, "textVersion"))
            );
            Assert.Equal(
                "track-without-consent",
                (await SendAsync("辛", shift, Point(1, lon, lat))).Problem(403)
            );
        }
        finally
        {
            await SetConsentAsync("1");
        }

        async Task SetConsentAsync(string version)
        {
            var settings = JsonNode
                .Parse((await administrator.Get("/api/settings/patrol")).Body.GetRawText())!
                .AsObject();
            settings["consentVersion"] = version;
            (await administrator.Put("/api/settings/patrol", settings)).Expect(
                HttpStatusCode.NoContent
            );
        }
    }

    [Fact]
    public async Task A_track_is_seen_by_its_inspector_and_his_leader_and_each_look_is_traced()
    {
        var (lon, lat) = host.Inside();
        var shift = await RunningAsync("丁", consent: true);
        (await SendAsync("丁", shift, Point(0, lon, lat))).Expect(HttpStatusCode.OK);
        var path = $"/api/patrol/shifts/{shift}/track";
        foreach (
            var seer in new[]
            {
                host.As(Role.Leader, Office),
                host.As(Role.Inspector, Office, "丁"),
            }
        )
        {
            Assert.Equal(
                1,
                (await seer.Get(path))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("points")
                    .GetArrayLength()
            );
        }

        // The map of who is on duty tells the last point, and that is a look as well.
        Assert.Equal(1, await OnDutyAsync(host.As(Role.Leader, Office)));
        Assert.Equal(
            3,
            await AskAsync<int>(
                "select count(*)::int from platform.audit_trail where action = 'viewTrack' and subject = @shift",
                new { shift }
            )
        );
        var above = host.City.Units.First(unit => unit.Kind == UnitKind.DistrictGovernment).Name;
        foreach (
            var other in new[]
            {
                host.As(Role.Inspector, Office, "戊"),
                host.As(Role.Leader, above),
            }
        )
        {
            Assert.Equal("unknown-shift", (await other.Get(path)).Problem(404));
            Assert.Equal(0, await OnDutyAsync(other));
        }

        await ConsentAsync(host.As(Role.Inspector, Office, "丁"), false);
        Assert.Equal(0, await OnDutyAsync(host.As(Role.Leader, Office)));

        Assert.Equal(
            90,
            (await host.As(Role.Administrator, Office).Get("/api/settings/patrol"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("trackDays")
                .GetInt32()
        );

        async Task<int> OnDutyAsync(HttpClient seer) =>
            (await seer.Get("/api/patrol/on-duty"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray()
                .Count(one => Text(one, "shiftId") == shift);
    }

    [Fact]
    public async Task A_week_tells_what_share_of_roads_and_cells_was_seen_and_what_was_missed()
    {
        var leader = host.As(Role.Leader, Office);
        var before = (await leader.Get("/api/patrol/coverage")).Expect(HttpStatusCode.OK);
        var inside = host.City.Region(Street)!.Boundary;
        var street = before
            .GetProperty("missed")
            .EnumerateArray()
            .First(one => Text(one, "kind") == "street");
        var road = host.City.Roads.Single(one => $"{one.RoadId}" == Text(street, "code"));
        var spot = road.Line.Intersection(inside).InteriorPoint;
        var shift = await RunningAsync("己", consent: true);
        // Too coarse to tell a street: kept, and not counted.
        (await SendAsync("己", shift, Point(0, spot.X, spot.Y, 80))).Expect(HttpStatusCode.OK);
        Assert.Contains(
            (await leader.Get("/api/patrol/coverage")).Body.GetProperty("missed").EnumerateArray(),
            one => Text(one, "code") == $"{road.RoadId}"
        );
        (await SendAsync("己", shift, Point(1, spot.X, spot.Y))).Expect(HttpStatusCode.OK);

        // Roads are the borders of cells: somebody else stands inside of one.
        var cell = host.City.Cells.Select(one => one.Boundary.InteriorPoint).First(inside.Contains);
        var second = await RunningAsync("庚", consent: true);
        (await SendAsync("庚", second, Point(0, cell.X, cell.Y))).Expect(HttpStatusCode.OK);

        var after = (await leader.Get("/api/patrol/coverage")).Expect(HttpStatusCode.OK);
        var seen = after
            .GetProperty("streets")
            .EnumerateArray()
            .Single(one => Text(one, "roadId") == $"{road.RoadId}");
        Assert.InRange(seen.GetProperty("metresSeen").GetDouble(), 1, 200);
        Assert.Equal(host.Day(0), Text(seen, "lastSeen"));
        Assert.True(Figure(after, "metresSeen") > Figure(before, "metresSeen"));
        Assert.True(Figure(after, "cellsSeen") >= 1);
        Assert.DoesNotContain(
            after.GetProperty("missed").EnumerateArray(),
            one => Text(one, "code") == $"{road.RoadId}"
        );
        Assert.NotEmpty(after.GetProperty("parts").EnumerateArray());

        // Another week has nothing of it; a region of another street is nobody's here.
        var past = (await leader.Get("/api/patrol/coverage?week=2026-W02")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(0, Figure(past, "metresSeen"));
        Assert.Equal(
            "malformed",
            (await leader.Get("/api/patrol/coverage?week=2026-02")).Problem(400)
        );
        Assert.Equal(
            "unknown-region",
            (await leader.Get($"/api/patrol/coverage?regionId={host.City.City!.RegionId}")).Problem(
                404
            )
        );
        using var file = await leader.GetAsync(
            new Uri("/api/patrol/coverage/export", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var text = await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(road.Name, text, StringComparison.Ordinal);
        Assert.DoesNotContain("己", text, StringComparison.Ordinal);

        static double Figure(JsonElement coverage, string name) =>
            coverage.GetProperty("whole").GetProperty("figures").GetProperty(name).GetDouble();
    }
}
