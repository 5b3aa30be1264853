using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

// What the report says: of which component, of a case that is known already, of nothing that can be.
public sealed partial class S05GroundSinkingTests
{
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
            sizes = new[] { new { dimension = "depth", value = 40 } },
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
}
