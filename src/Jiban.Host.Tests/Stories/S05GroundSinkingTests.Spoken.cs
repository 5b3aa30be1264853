using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

// Wet hands type nothing: a recording alone is a report too, and a person listens before it goes to a unit.
public sealed partial class S05GroundSinkingTests
{
    [Fact]
    public async Task A_recording_without_a_word_waits_for_a_person_who_listens_writes_it_down_and_dispatches_it()
    {
        const string Heard = "绿化带旁步道板下沉，坑深约半米";
        var inspector = host.As(Role.Inspector, Office, "雨巡");
        var (lon, lat) = Position();
        var recording = await inspector.Recording();
        // Of this class and with this photo it would go to its unit at once, had it a line.
        var report = new
        {
            classCode = GreenLand,
            lon,
            lat = lat - 0.002,
            accuracyMetres = 8,
            attachments = new[] { await inspector.Picture() },
            recordings = new[] { recording },
        };
        var silent = await inspector.Post("/api/patrol/reports", report with { recordings = [] });
        Assert.Equal("malformed", silent.Problem(400));
        Assert.Equal(
            ["text"],
            silent.Body.GetProperty("errors").EnumerateObject().Select(fault => fault.Name)
        );

        var key = ("Idempotency-Key", "spoken");
        var sent = (await inspector.Post("/api/patrol/reports", report, key)).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(
            sent.ToString(),
            (await inspector.Post("/api/patrol/reports", report, key))
                .Expect(HttpStatusCode.Created)
                .ToString()
        );
        var dispatch = sent.GetProperty("dispatch");
        Assert.Equal("queued", Text(dispatch, "state"));
        var reasons = dispatch
            .GetProperty("reasons")
            .EnumerateArray()
            .ToDictionary(reason => Text(reason, "code"), reason => Text(reason, "text"));
        Assert.Equal("只有录音，请听后登记。", reasons["only-voice"]);
        Assert.DoesNotContain(
            reasons.Keys,
            code => code.StartsWith("mode-", StringComparison.Ordinal) || code == "queue"
        );

        var path = $"/api/cases/{Text(sent, "caseId")}";
        var desk = host.As(
            Role.Dispatcher,
            Text(dispatch.GetProperty("unit"), "name"),
            "听录音的人"
        );
        var page = (await desk.Get(path)).Expect(HttpStatusCode.OK);
        Assert.True(page.GetProperty("onlyVoice").GetBoolean());
        Assert.Null(page.Maybe("text"));
        Assert.Equal(["report", "recording"], Purposes(page));
        using var heard = await desk.GetAsync(
            $"{path}/attachments/{recording}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal("audio/wav", heard.Content.Headers.ContentType?.MediaType);

        // Nobody gives it away unheard.
        var unitId = Text(page.GetProperty("candidates")[0].GetProperty("unit"), "id");
        Assert.Equal(
            "words-missing",
            (await desk.Post($"{path}/dispatch", new { unitId })).Problem(422)
        );
        Assert.Equal(
            "text-is-markup",
            (
                await desk.Post($"{path}/dispatch", new { unitId, words = "<script>1</script>" })
            ).Problem(422)
        );
        var given = (
            await desk.Post($"{path}/dispatch", new { unitId, words = $" {Heard} " })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(("dispatched", Heard), (Text(given, "state"), Text(given, "text")));
        Assert.False(given.GetProperty("onlyVoice").GetBoolean());
        Assert.Equal(
            ["registered", "queued", "worded", "dispatched"],
            given.GetProperty("timeline").EnumerateArray().Select(entry => Text(entry, "kind"))
        );
        Assert.Equal("听录音的人", Text(given.GetProperty("timeline")[2], "actor"));

        // From then on it is found by its words, and whoever reported it reads them.
        await host.CatchUpAsync();
        var found = (await desk.Get("/api/cases?q=步道板下沉"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray();
        Assert.Contains(found, row => Text(row, "number") == Text(sent, "number"));
        var mine = (await inspector.Get("/api/patrol/reports"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Single(row => Text(row, "number") == Text(sent, "number"));
        Assert.Equal(Heard, Text(mine, "text"));

        // What has its words is not given others.
        var (unsure, _, queue) = await FoundAsync(inspector, null, "这里有点情况，请来看看");
        Assert.Equal(
            "words-there",
            (
                await host.As(Role.Dispatcher, queue)
                    .Post($"/api/cases/{unsure}/dispatch", new { unitId, words = Heard })
            ).Problem(422)
        );
    }
}
