using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

/// <summary>A week of the patrol on a real store: planned, come to, recorded with consent and counted.</summary>
public sealed partial class ShiftRoutesTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private Guid Street => host.City.Regions.Single(region => region.Name == "潞湾街道").RegionId;

    /// <summary>Plans a shift, so many hours from now.</summary>
    private Task<Answer> PlanAsync(string name, double from, double hours, object? stops = null) =>
        host.As(Role.Leader, Office)
            .Post(
                "/api/patrol/shifts",
                new
                {
                    inspectorId = host.Who(Role.Inspector, Office, name).Id,
                    startsAt = host.Clock.GetUtcNow().AddHours(from),
                    endsAt = host.Clock.GetUtcNow().AddHours(from + hours),
                    regionId = Street,
                    stops,
                }
            );

    private async Task<string> RunningAsync(string name, bool consent)
    {
        var id = Text((await PlanAsync(name, 0, 4)).Expect(HttpStatusCode.Created), "id");
        var inspector = host.As(Role.Inspector, Office, name);
        (await inspector.Post($"/api/patrol/shifts/{id}/start")).Expect(HttpStatusCode.OK);
        if (consent)
        {
            await ConsentAsync(inspector, true);
        }

        return id;
    }

    private static async Task ConsentAsync(HttpClient inspector, bool given) =>
        (await inspector.Put("/api/patrol/consent", new { given, textVersion = "1" })).Expect(
            HttpStatusCode.OK
        );

    private Task<Answer> SendAsync(string name, string shift, params object[] points) =>
        host.As(Role.Inspector, Office, name)
            .Post($"/api/patrol/shifts/{shift}/track", new { points });

    private object Point(int seq, double lon, double lat, double accuracy = 5) =>
        new
        {
            seq,
            at = host.Clock.GetUtcNow(),
            lon,
            lat,
            accuracyMetres = accuracy,
        };

    private async Task<T> AskAsync<T>(string sql, object? with = null)
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        return (await connection.ExecuteScalarAsync<T>(sql, with))!;
    }

    [Fact]
    public async Task A_shift_follows_the_proposed_route_and_no_inspector_is_in_two_places()
    {
        var leader = host.As(Role.Leader, Office);
        var route = (await leader.Get($"/api/patrol/shifts/route?regionId={Street}&most=3")).Expect(
            HttpStatusCode.OK
        );
        var stops = route.GetProperty("stops").EnumerateArray().ToList();
        Assert.Equal(3, stops.Count);
        Assert.All(stops, stop => Assert.Equal(60, stop.GetProperty("daysUnseen").GetInt32()));
        var taken = stops.Select(stop => new
        {
            kind = Text(stop, "kind"),
            code = Text(stop, "code"),
        });

        (await PlanAsync("甲", 1, 3, taken)).Expect(HttpStatusCode.Created);
        Assert.Equal("shift-overlaps", (await PlanAsync("甲", 3, 3)).Problem(409));
        Assert.Equal(
            "stop-outside-area",
            (await PlanAsync("甲", 9, 1, new[] { new { kind = "street", code = "x" } })).Problem(
                422
            )
        );
        Assert.Equal("shift-hours-out-of-range", (await PlanAsync("甲", 9, 13)).Problem(422));

        var mine = (
            await host.As(Role.Inspector, Office, "甲").Get("/api/patrol/shifts/mine")
        ).Expect(HttpStatusCode.OK)[0];
        Assert.Equal("planned", Text(mine, "attendance"));
        Assert.Equal(
            stops.Select(stop => Text(stop, "name")),
            mine.GetProperty("stops").EnumerateArray().Select(stop => Text(stop, "name"))
        );

        // Another street neither sees it nor may call it off.
        var other = host.City.Units.First(unit =>
            unit.Kind == UnitKind.StreetOffice && unit.Name != Office
        );
        var elsewhere = host.As(Role.Leader, other.Name);
        var days = $"/api/patrol/shifts?from={host.Day(0)}&to={host.Day(0)}";
        Assert.Equal(0, (await elsewhere.Get(days)).Expect(HttpStatusCode.OK).GetArrayLength());
        Assert.Equal(
            "unknown-shift",
            (await elsewhere.Post($"/api/patrol/shifts/{Text(mine, "id")}/cancel")).Problem(404)
        );
        (await leader.Post($"/api/patrol/shifts/{Text(mine, "id")}/cancel")).Expect(
            HttpStatusCode.NoContent
        );
        (await PlanAsync("甲", 2, 1)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Without_consent_or_off_duty_nothing_is_kept_and_a_batch_sent_twice_is_one()
    {
        var (lon, lat) = host.Inside();
        var shift = await RunningAsync("乙", consent: false);
        var inspector = host.As(Role.Inspector, Office, "乙");
        Assert.Equal(
            "track-without-consent",
            (await SendAsync("乙", shift, Point(0, lon, lat))).Problem(403)
        );
        Assert.Equal(
            "consent-text-outdated",
            (
                await inspector.Put("/api/patrol/consent", new { given = true, textVersion = "0" })
            ).Problem(409)
        );
        await ConsentAsync(inspector, true);
        object[] batch = [Point(0, lon, lat), Point(1, lon + 0.5, lat)];
        Assert.Equal((2, 1), Counts(await SendAsync("乙", shift, batch)));
        Assert.Equal((0, 0), Counts(await SendAsync("乙", shift, batch)));
        Assert.Equal("unknown-shift", (await SendAsync("丙", shift, batch)).Problem(404));

        await ConsentAsync(inspector, false);
        Assert.Equal(
            "track-without-consent",
            (await SendAsync("乙", shift, Point(2, lon, lat))).Problem(403)
        );
        await ConsentAsync(inspector, true);
        (await inspector.Post($"/api/patrol/shifts/{shift}/end")).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            "track-off-duty",
            (await SendAsync("乙", shift, Point(3, lon, lat))).Problem(409)
        );
        var count = new { shift = Guid.Parse(shift) };
        Assert.Equal(
            2,
            await AskAsync<int>(
                "select count(*)::int from patrol.track_point where shift_id = @shift",
                count
            )
        );
        // Each word stays, and each is later than the one before.
        Assert.Equal(
            "true,false,true",
            await AskAsync<string>(
                "select string_agg(given::text, ',' order by at) from patrol.track_consent where inspector_id = @id",
                new { id = host.Who(Role.Inspector, Office, "乙").Id }
            )
        );

        static (int, int) Counts(Answer answer)
        {
            var body = answer.Expect(HttpStatusCode.OK);
            return (
                body.GetProperty("kept").GetInt32(),
                body.GetProperty("implausible").GetInt32()
            );
        }
    }

    [Fact]
    public async Task A_shift_without_network_begins_and_ends_when_the_phone_says_and_is_told_afterwards()
    {
        var began = host.Clock.GetUtcNow();
        var shift = Text((await PlanAsync("壬", 0, 4)).Expect(HttpStatusCode.Created), "id");
        var inspector = host.As(Role.Inspector, Office, "壬");
        host.Clock.Advance(TimeSpan.FromHours(6));
        var path = $"/api/patrol/shifts/{shift}";

        Assert.Equal("shift-not-now", (await inspector.Post($"{path}/start")).Problem(409));
        Assert.Equal(
            "shift-not-now",
            (
                await inspector.Post(
                    $"{path}/start",
                    new { at = host.Clock.GetUtcNow().AddHours(1) }
                )
            ).Problem(409)
        );
        foreach (var _ in new[] { "sent", "sent again" })
        {
            var started = await inspector.Post($"{path}/start", new { at = began.AddMinutes(3) });
            var page = started.Expect(HttpStatusCode.OK);
            Assert.Equal(
                (began.AddMinutes(3), began.AddHours(6)),
                (
                    page.GetProperty("startedAt").GetDateTimeOffset(),
                    page.GetProperty("startHeardAt").GetDateTimeOffset()
                )
            );
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var ended = (
            await inspector.Post($"{path}/end", new { at = began.AddMinutes(235) })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            (began.AddMinutes(235), host.Clock.GetUtcNow(), "done"),
            (
                ended.GetProperty("endedAt").GetDateTimeOffset(),
                ended.GetProperty("endHeardAt").GetDateTimeOffset(),
                Text(ended, "attendance")
            )
        );
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public async Task A_sign_in_of_the_field_app_lasts_as_long_as_the_setting_says(int hours)
    {
        const string path = "/api/settings/patrol";
        var administrator = host.As(Role.Administrator, Office);
        var settings = JsonNode.Parse((await administrator.Get(path)).Body.GetRawText())!;
        settings["sessionHours"] = 25;
        Assert.Equal("malformed", (await administrator.Put(path, settings)).Problem(400));
        settings["sessionHours"] = hours;
        (await administrator.Put(path, settings)).Expect(HttpStatusCode.NoContent);
        var login = $"xuncha{hours}";
        await host
            .Services.GetRequiredService<Accounts>()
            .CreateAsync(
                new NewAccount(
                    login,
                    "班",
                    Role.Inspector,
                    host.City.Units.First(unit => unit.Name == Office).UnitId,
                    "Test-password-1"
                ),
                TestContext.Current.CancellationToken
            );
        var signedIn = await host.Citizen.Post(
            "/api/session",
            new
            {
                login,
                password = "Test-password-1",
                shift = true,
            }
        );
        Assert.Equal(
            host.Clock.GetUtcNow().AddHours(hours),
            signedIn.Expect(HttpStatusCode.OK).GetProperty("endsAt").GetDateTimeOffset()
        );
        Assert.Contains(
            $"max-age={hours * 3600}",
            Assert.Single(signedIn.Message.Headers.GetValues("Set-Cookie"))
        );
    }
}
