using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S5, ground sinking in a green belt, online: an inspector photographs it and writes a line, within a minute it is filed and dispatched;
/// the next day he looks again and photographs again; the back office closes.
/// </summary>
public sealed class S05GroundSinkingTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Street = "潞湾街道";
    private const string Office = "潞湾街道办事处";
    private const string GreenLand = "1205";

    /// <summary>What was uploaded for a report: sent again, it is sent with the same.</summary>
    private readonly Dictionary<string, object> _pictures = [];

    [Fact]
    public async Task What_an_inspector_finds_is_dispatched_within_a_minute_looked_at_again_by_him_and_closed_by_the_back_office()
    {
        var inspector = host.As(Role.Inspector, Office, "孙巡");
        var (id, number, unit) = await FoundAsync(inspector, GreenLand);

        // Filed with photo, position, grid cell; the inspector may see it, another may not.
        var page = (await inspector.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("dispatched", Text(page, "state"));
        Assert.Equal(["report"], Purposes(page));
        Assert.Equal(15, page.GetProperty("place").GetProperty("grid").GetString()!.Length);
        var other = host.As(Role.Inspector, Office, "李巡");
        Assert.Equal("unknown-case", (await other.Get($"/api/cases/{id}")).Problem(404));

        // The unit does its work and says so with a photo.
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Empty(await TasksAsync(inspector));
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已回填夯实并补种草皮。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);

        // The next day is the same inspector's to look again, and nobody else's.
        var task = Assert.Single(await TasksAsync(inspector));
        Assert.Equal(
            (number, "reinspect", "2026-11-21"),
            (Text(task, "number"), Text(task, "kind"), Text(task, "dueOn"))
        );
        Assert.Single(task.GetProperty("beforePhotos").EnumerateArray());
        Assert.Single(task.GetProperty("afterPhotos").EnumerateArray());
        Assert.Empty(await TasksAsync(other));

        // Not before it was looked at, and never by the handler, is it closed.
        var backOffice = host.As(Role.Dispatcher, Office);
        Assert.Equal(
            "reinspection-missing",
            (await backOffice.Post($"/api/cases/{id}/close")).Problem(409)
        );
        host.Clock.Advance(TimeSpan.FromDays(1));
        (
            await inspector.Post(
                $"/api/cases/{id}/reinspect",
                new
                {
                    passed = true,
                    note = "已平整",
                    attachments = new[] { await inspector.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Empty(await TasksAsync(inspector));
        Assert.Equal("not-allowed", (await handler.Post($"/api/cases/{id}/close")).Problem(403));
        var closed = (await backOffice.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", Text(closed, "state"));
        Assert.Equal(["report", "after", "reinspection"], Purposes(closed));

        await host.CatchUpAsync();
        var report = (await inspector.Get("/api/patrol/reports"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Single(one => Text(one, "number") == number);
        Assert.Equal("closed", Text(report, "state"));
    }

    [Fact]
    public async Task A_look_that_fails_gives_the_case_back_and_asks_for_another_look_when_it_is_done_again()
    {
        var inspector = host.As(Role.Inspector, Office, "周巡");
        var (id, _, unit) = await FoundAsync(inspector, GreenLand);
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        foreach (var passed in new[] { false, true })
        {
            (
                await handler.Post(
                    $"/api/cases/{id}/resolve",
                    new
                    {
                        outcome = "solved",
                        answer = "已处理完毕。",
                        attachments = new[] { await handler.Picture() },
                    }
                )
            ).Expect(HttpStatusCode.OK);
            Assert.Single(await TasksAsync(inspector));
            var looked = (
                await inspector.Post(
                    $"/api/cases/{id}/reinspect",
                    new { passed, attachments = new[] { await inspector.Picture() } }
                )
            ).Expect(HttpStatusCode.OK);
            Assert.Equal(passed ? "resolved" : "signed", Text(looked, "state"));
            Assert.Empty(await TasksAsync(inspector));
        }

        // The figures of the standard tell it: dispatched right, and once not done well.
        var day = DateOnly.FromDateTime(
            host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime
        );
        var figures = (
            await host.As(Role.Leader, Office)
                .Get(
                    $"/api/patrol/statistics?by=inspector&from={day.AddDays(-30):yyyy-MM-dd}&to={day.AddDays(60):yyyy-MM-dd}"
                )
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("rows")
            .EnumerateArray()
            .Single(one => Text(one, "name") == "周巡")
            .GetProperty("figures");
        Assert.Equal(
            (1, 1, 1, 1),
            (
                figures.GetProperty("reported").GetInt32(),
                figures.GetProperty("filed").GetInt32(),
                figures.GetProperty("inTime").GetInt32(),
                figures.GetProperty("reworked").GetInt32()
            )
        );
        Assert.Equal(1d, figures.GetProperty("dispatchAccuracy").GetDouble());
    }

    [Fact]
    public async Task Where_the_filing_conditions_do_not_hold_a_person_files_it_and_the_minute_covers_both()
    {
        var inspector = host.As(Role.Inspector, Office, "吴巡");
        await FoundAsync(inspector, GreenLand);
        // A line that tells no class, from an inspector who knew none: a person looks first.
        var (id, _, holder) = await FoundAsync(inspector, null, "这里看着不太对劲");
        Assert.Equal("queued", Text((await inspector.Get($"/api/cases/{id}")).Body, "state"));
        var day = DateOnly.FromDateTime(
            host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime
        );
        var before = await MinuteAsync(day);
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        (
            await host.As(Role.Dispatcher, holder)
                .Post(
                    $"/api/cases/{id}/dispatch",
                    new { unitId = host.City.Units.First(one => one.Name == Office).UnitId }
                )
        ).Expect(HttpStatusCode.OK);

        var after = await MinuteAsync(day);
        Assert.Equal(
            before.GetProperty("waiting").GetInt32() - 1,
            after.GetProperty("waiting").GetInt32()
        );
        Assert.Equal(
            after.GetProperty("inInbox").GetInt32(),
            after.GetProperty("withinMinute").GetInt32()
        );
        Assert.Equal(40, after.GetProperty("maxSeconds").GetDouble());
    }

    [Fact]
    public async Task The_nearest_component_is_chosen_in_the_report_and_whoever_holds_it_has_the_case_at_once()
    {
        var office = host.City.Units.First(unit => unit.Name == Office);
        var drains = host.City.Units.First(unit => unit.Kind == UnitKind.Utility);
        var (lon, lat) = Position();
        var (_, code) = await host.EnterAsync(
            "01002",
            "污水井盖",
            (lon + 1e-5, lat),
            ("authority", office),
            ("maintainer", drains)
        );
        await host.EnterAsync("01002", "污水井盖", (lon + 1e-4, lat), ("authority", office));
        var inspector = host.As(Role.Inspector, Office, "何巡");
        var nearest = (
            await inspector.Get($"/api/components/nearest?lon={lon}&lat={lat}&limit=10")
        ).Expect(HttpStatusCode.OK)[0];
        Assert.Equal(code, Text(nearest, "code"));

        var report = new
        {
            text = "井盖破损，周围地面下陷",
            classCode = "0408",
            lon,
            lat,
            accuracyMetres = 8,
            attachments = new[] { await inspector.Picture() },
            component = code,
        };
        var filed = (await inspector.Post("/api/patrol/reports", report)).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(drains.Name, Text(filed.GetProperty("dispatch").GetProperty("unit"), "name"));
        var page = (await inspector.Get($"/api/cases/{Text(filed, "caseId")}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal((code, drains.Name, "maintainer"), ComponentStage.ComponentOf(page));
        Assert.Equal(
            "unknown-component",
            (await inspector.Post("/api/patrol/reports", report with { component = "1" })).Problem(
                422
            )
        );
    }

    [Fact]
    public async Task What_is_known_already_is_shown_before_sending_and_the_report_goes_to_the_known_case_instead()
    {
        var (lon, south) = Position();
        var lat = south + 0.002;
        var first = host.As(Role.Inspector, Office, "钱巡");
        var second = host.As(Role.Inspector, Office, "冯巡");
        var known = await SendAsync(first, null);
        var lead = Text(known, "caseId");

        // Somebody else stands there an hour later: by his words alone, and by the class that he chooses; nobody's words are shown.
        var words = new
        {
            text = "绿化带里地面下陷,露出一个坑",
            lon,
            lat,
        };
        var byWords = await TwinsAsync(words);
        Assert.Equal(
            lead,
            Text(Assert.Single(byWords.GetProperty("items").EnumerateArray()), "caseId")
        );
        var twins = await TwinsAsync(
            new
            {
                classCode = GreenLand,
                lon,
                lat = lat + 1e-4,
            }
        );
        Assert.Equal(50, twins.GetProperty("metres").GetInt32());
        var twin = Assert.Single(twins.GetProperty("items").EnumerateArray());
        Assert.Equal((lead, 11), (Text(twin, "caseId"), twin.GetProperty("metres").GetInt32()));
        Assert.Equal(
            ["same-class", "distance"],
            twin.GetProperty("reasons").EnumerateArray().Select(reason => Text(reason, "code"))
        );
        Assert.DoesNotContain("下陷", twin.GetRawText(), StringComparison.Ordinal);

        // One touch, and it is a member of that incident, once however often the phone sends it.
        var joined = await SendAsync(second, lead, "join");
        Assert.Equal(joined.ToString(), (await SendAsync(second, lead, "join")).ToString());
        Assert.Equal(
            (Text(known, "number"), true),
            (
                Text(joined.GetProperty("known"), "number"),
                joined.GetProperty("known").GetProperty("joined").GetBoolean()
            )
        );
        var handler = host.As(
            Role.Handler,
            Text(known.GetProperty("dispatch").GetProperty("unit"), "name")
        );
        (await handler.Post($"/api/cases/{lead}/sign")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "signed",
            Text((await second.Get($"/api/cases/{Text(joined, "caseId")}")).Body, "state")
        );

        // Once that one is done, a report is a case of its own, and says so.
        (
            await handler.Post(
                $"/api/cases/{lead}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已回填夯实。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var late = await SendAsync(second, lead, "late");
        Assert.False(late.GetProperty("known").GetProperty("joined").GetBoolean());
        Assert.Equal("dispatched", Text(late.GetProperty("dispatch"), "state"));

        async Task<JsonElement> TwinsAsync(object sought) =>
            (await second.Post("/api/patrol/reports/twins", sought)).Expect(HttpStatusCode.OK);

        async Task<JsonElement> SendAsync(HttpClient inspector, string? into, string key = "first")
        {
            var picture = _pictures[key] = _pictures.TryGetValue(key, out var sent)
                ? sent
                : await inspector.Picture();
            return (
                await inspector.Post(
                    "/api/patrol/reports",
                    new
                    {
                        text = "绿化带里地面下陷,露出一个坑",
                        classCode = GreenLand,
                        lon,
                        lat,
                        attachments = new[] { picture },
                        knownCase = into,
                    },
                    ("Idempotency-Key", $"twin-{key}")
                )
            ).Expect(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task A_report_from_outside_of_the_city_or_of_no_class_or_with_a_picture_that_is_not_there_is_refused()
    {
        var inspector = host.As(Role.Inspector, Office, "郑巡");
        var picture = await inspector.Picture();
        var (lon, lat) = Position();
        Assert.Equal(
            "outside-the-city",
            (
                await inspector.Post(
                    "/api/patrol/reports",
                    new
                    {
                        text = "地面下陷",
                        lon = 2.35,
                        lat = 48.85,
                        attachments = new[] { picture },
                    }
                )
            ).Problem(422)
        );
        Assert.Equal(
            "unknown-class",
            (
                await inspector.Post(
                    "/api/patrol/reports",
                    new
                    {
                        text = "地面下陷",
                        classCode = "9999",
                        lon,
                        lat,
                        attachments = new[] { picture },
                    }
                )
            ).Problem(422)
        );
        Assert.NotEmpty(
            (
                await inspector.Post(
                    "/api/patrol/reports",
                    new
                    {
                        text = "地面下陷",
                        lon,
                        lat,
                        attachments = new[] { Guid.Empty },
                    }
                )
            ).Problem(422)
        );
        await host.CatchUpAsync();
        Assert.Empty(
            (await inspector.Get("/api/patrol/reports")).Body.GetProperty("items").EnumerateArray()
        );
        Assert.Equal(
            "not-allowed",
            (await host.As(Role.Handler, Office).Post("/api/patrol/reports", new { })).Problem(403)
        );
    }

    /// <summary>Reports, twice with the same key as a phone does that lost the first answer: one case and one answer.</summary>
    private async Task<(string Id, string Number, string Unit)> FoundAsync(
        HttpClient inspector,
        string? classCode,
        string text = "绿化带里地面下陷,露出一个坑"
    )
    {
        var (lon, lat) = Position();
        var body = new
        {
            text,
            classCode,
            lon,
            lat,
            accuracyMetres = 8,
            attachments = new[] { await inspector.Picture() },
        };
        var key = ("Idempotency-Key", $"report-{classCode}-{host.Clock.GetUtcNow().Ticks}");
        var first = (await inspector.Post("/api/patrol/reports", body, key)).Expect(
            HttpStatusCode.Created
        );
        var second = (await inspector.Post("/api/patrol/reports", body, key)).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(first.ToString(), second.ToString());
        var dispatch = first.GetProperty("dispatch");
        return (
            Text(first, "caseId"),
            Text(first, "number"),
            Text(dispatch.GetProperty("unit"), "name")
        );
    }

    private (double Lon, double Lat) Position()
    {
        var inside = host
            .City.Regions.Single(region =>
                region.Level == RegionLevel.Street && region.Name == Street
            )
            .Boundary.InteriorPoint;
        return (inside.X, inside.Y);
    }

    private async Task<IReadOnlyList<JsonElement>> TasksAsync(HttpClient inspector)
    {
        await host.CatchUpAsync();
        return
        [
            .. (await inspector.Get("/api/patrol/tasks"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray(),
        ];
    }

    private async Task<JsonElement> MinuteAsync(DateOnly day)
    {
        await host.CatchUpAsync();
        return (
            await host.As(Role.Leader, Office).Get($"/api/patrol/minute?day={day:yyyy-MM-dd}")
        ).Expect(HttpStatusCode.OK);
    }

    private static IEnumerable<string> Purposes(JsonElement page) =>
        page.GetProperty("attachments").EnumerateArray().Select(one => Text(one, "purpose"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;
}
