using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Host.Tests.Stories;

/// <summary>S5: ground sinking in a green belt (online, without components; docs/stories.md).</summary>
public sealed class GroundSinkingStory(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private static async Task<string> UploadAsync(HttpClient client)
    {
        using var picture = new ByteArrayContent(await SamplePictures.JpegAsync());
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return (await client.Send(HttpMethod.Post, "/api/uploads", picture)).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
    }

    /// <summary>A point inside a grid cell of the street that is drawn in detail.</summary>
    private (double Lon, double Lat) Somewhere()
    {
        var point = host.City.Cells[20].Boundary.InteriorPoint;
        return (point.X, point.Y);
    }

    private async Task<JsonElement> ReportAsync(HttpClient inspector)
    {
        var (lon, lat) = Somewhere();
        return (
            await inspector.Post(
                "/api/patrol/reports",
                new
                {
                    text = "绿化带地面下沉，形成坑洞，存在安全隐患",
                    classCode = "1205",
                    lon,
                    lat,
                    accuracyMetres = 6.0,
                    attachments = new[] { await UploadAsync(inspector) },
                }
            )
        ).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_finding_is_filed_within_the_minute_repaired_looked_at_again_and_closed_by_somebody_else()
    {
        var inspector = host.As(Role.Inspector, Office);
        var report = await ReportAsync(inspector);
        var id = report.GetProperty("caseId").GetString();
        var dispatch = report.GetProperty("dispatch");
        Assert.Equal("dispatched", dispatch.GetProperty("state").GetString());
        var seconds = (dispatch.GetProperty("at").GetDateTimeOffset() - report.GetProperty("receivedAt").GetDateTimeOffset()).TotalSeconds;
        Assert.InRange(seconds, 0, 60);

        var unit = dispatch.GetProperty("unit").GetProperty("name").GetString()!;
        var handler = host.As(Role.Handler, unit);
        var inbox = (await handler.Get("/api/cases?state=dispatched")).Expect(HttpStatusCode.OK).GetProperty("items");
        Assert.Contains(inbox.EnumerateArray(), row => row.GetProperty("id").GetString() == id);
        var page = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(host.City.Cells[20].Code, page.GetProperty("place").GetProperty("grid").GetString());

        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        Assert.Equal("proof-missing", (await handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer = "已回填夯实。" })).Problem(422));
        (
            await handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer = "已回填夯实，恢复绿化。", attachments = new[] { await UploadAsync(handler) } })
        ).Expect(HttpStatusCode.OK);

        var dispatcher = host.As(Role.Dispatcher, host.City.CityCentre!.Name);
        Assert.Equal("reinspection-missing", (await dispatcher.Post($"/api/cases/{id}/close")).Problem(409));
        await host.CatchUpAsync();
        var task = (await inspector.Get("/api/patrol/tasks")).Expect(HttpStatusCode.OK).EnumerateArray().Single(one => one.GetProperty("caseId").GetString() == id);
        Assert.Equal(CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1).ToString("yyyy-MM-dd", null), task.GetProperty("dueOn").GetString());
        Assert.Single(task.GetProperty("beforePhotos").EnumerateArray());

        host.Clock.Advance(TimeSpan.FromDays(1));
        var another = host.As(Role.Inspector, Office, "另一名网格员");
        Assert.Equal("unknown-case", (await another.Post($"/api/cases/{id}/reinspect", new { passed = true, attachments = new[] { await UploadAsync(another) } })).Problem(404));
        (
            await inspector.Post($"/api/cases/{id}/reinspect", new { passed = true, note = "已经填平，没有再下沉。", attachments = new[] { await UploadAsync(inspector) } })
        ).Expect(HttpStatusCode.OK);
        await host.CatchUpAsync();
        Assert.DoesNotContain((await inspector.Get("/api/patrol/tasks")).Body.EnumerateArray(), one => one.GetProperty("caseId").GetString() == id);

        Assert.Equal("not-allowed", (await handler.Post($"/api/cases/{id}/close")).Problem(403));
        var closed = (await dispatcher.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        Assert.Equal("report after reinspection", string.Join(' ', closed.GetProperty("attachments").EnumerateArray().Select(one => one.GetProperty("purpose").GetString())));
        foreach (var photo in closed.GetProperty("attachments").EnumerateArray())
        {
            var shown = await dispatcher.GetAsync($"/api/cases/{id}/attachments/{photo.GetProperty("id").GetString()}?size=thumb", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
            Assert.StartsWith("image/", shown.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_fails_the_second_look_goes_back_to_the_unit_and_is_looked_at_once_more()
    {
        var inspector = host.As(Role.Inspector, Office);
        var report = await ReportAsync(inspector);
        var id = report.GetProperty("caseId").GetString();
        var handler = host.As(Role.Handler, report.GetProperty("dispatch").GetProperty("unit").GetProperty("name").GetString()!);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (await handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer = "已处理完成。", attachments = new[] { await UploadAsync(handler) } })).Expect(HttpStatusCode.OK);
        var back = (await inspector.Post($"/api/cases/{id}/reinspect", new { passed = false, note = "仍有坑。", attachments = new[] { await UploadAsync(inspector) } })).Expect(HttpStatusCode.OK);
        Assert.Equal("signed", back.GetProperty("state").GetString());

        (await handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer = "已重新回填。", attachments = new[] { await UploadAsync(handler) } })).Expect(HttpStatusCode.OK);
        await host.CatchUpAsync();

        Assert.Contains((await inspector.Get("/api/patrol/tasks")).Body.EnumerateArray(), one => one.GetProperty("caseId").GetString() == id);
    }

    [Fact]
    public async Task Sent_twice_by_a_phone_that_lost_the_answer_it_is_one_case()
    {
        var inspector = host.As(Role.Inspector, Office);
        var (lon, lat) = Somewhere();
        var body = new { text = "井盖破损，边缘翘起", classCode = "0408", lon, lat, attachments = new[] { await UploadAsync(inspector) } };

        var first = await inspector.Post("/api/patrol/reports", body, ("Idempotency-Key", "phone-1"));
        var again = await inspector.Post("/api/patrol/reports", body, ("Idempotency-Key", "phone-1"));

        Assert.Equal(first.Expect(HttpStatusCode.Created).GetRawText(), again.Expect(HttpStatusCode.Created).GetRawText());
    }
}
