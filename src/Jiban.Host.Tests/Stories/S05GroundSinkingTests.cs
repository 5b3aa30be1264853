using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S5, ground sinking in a green belt, online: an inspector photographs it and writes a line, within a minute it is filed and dispatched;
/// the next day he looks again and photographs again; the back office closes.
/// </summary>
public sealed partial class S05GroundSinkingTests(CityHost host) : IClassFixture<CityHost>
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
        async Task<JsonElement> FiguresAsync(string by, string name)
        {
            var told = (
                await host.As(Role.Leader, Office)
                    .Get(
                        $"/api/patrol/statistics?by={by}&from={day.AddDays(-30):yyyy-MM-dd}&to={day.AddDays(60):yyyy-MM-dd}"
                    )
            ).Expect(HttpStatusCode.OK);
            var rows = told.GetProperty("rows").EnumerateArray().ToList();
            // Whichever way they are parted, the rows are all there is.
            foreach (var figure in (string[])["reported", "filed", "inTime", "reworked", "due"])
            {
                Assert.Equal(
                    told.GetProperty("all").GetProperty(figure).GetInt32(),
                    rows.Sum(row => row.GetProperty("figures").GetProperty(figure).GetInt32())
                );
            }

            return rows.Single(row => Text(row, "name") == name).GetProperty("figures");
        }

        var page = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        foreach (var (by, name) in new[] { ("unit", unit), ("class", Text(page, "className")) })
        {
            Assert.InRange(
                (await FiguresAsync(by, name)).GetProperty("reworked").GetInt32(),
                1,
                100
            );
        }

        var figures = await FiguresAsync("inspector", "周巡");
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
