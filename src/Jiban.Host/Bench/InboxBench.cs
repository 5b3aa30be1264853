using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host.Commands;
using Jiban.Platform.Auth;

namespace Jiban.Host.Bench;

/// <summary>
/// From the server's receipt of an inspector's report to the inbox of the unit: so many reports a second, whatever the last one took, while
/// somebody of the unit keeps reading the newest of its list. The reference is the answer to the report itself.
/// </summary>
internal sealed class InboxBench(int perSecond, TimeSpan time)
{
    private const string Password = "Bench-password-1";
    private const string Street = "潞湾街道";
    private const string Text = "绿化带地面下沉约一平方米，有塌陷风险";

    /// <summary>Damage of green land: its filing conditions are met by words and a picture, so nobody has to look first.</summary>
    private const string ClassCode = "1205";

    /// <summary>The smallest picture that is one: what a real one costs is paid when it is uploaded, before the report.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNoaGBoaAAABgYCASzBUNcAAAAASUVORK5CYII="
    );

    /// <summary>How long a report may be on its way before it counts as lost.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Runs and prints. The last line is <c>ratio N.NN</c>.</summary>
    public async Task RunAsync(OpenStore store, TextWriter output, CancellationToken cancellation)
    {
        var city = GenerateCity.From(GenerateCity.Seed).Plan;
        await using var making = JibanHost.Build(store.Host);
        await making.Services.GetRequiredService<CityImport>().ImportAsync(city, cancellation);
        var office = city.Units.Single(unit => unit.Name == Street + "办事处").UnitId;
        var at = city.Regions.Single(region => region.Name == Street).Boundary.InteriorPoint;
        await AddAsync(making, "inspector", Role.Inspector, office, cancellation);
        await using var host = await BenchHost.StartAsync(store, cancellation);
        using var inspector = await host.SignInAsync("inspector", Password, cancellation);

        async Task<JsonElement> ReportAsync(Guid photo)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/patrol/reports")
            {
                Content = JsonContent.Create(
                    new
                    {
                        text = Text,
                        classCode = ClassCode,
                        lon = at.X,
                        lat = at.Y,
                        accuracyMetres = 5,
                        attachments = new[] { photo },
                    }
                ),
            };
            request.Headers.Add("Idempotency-Key", photo.ToString());
            using var answer = await inspector.SendAsync(request, cancellation);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)
                : throw new CommandFailedException(
                    await answer.Content.ReadAsStringAsync(cancellation)
                );
        }

        var first = (await ReportAsync(await UploadAsync(inspector, cancellation))).GetProperty(
            "dispatch"
        );
        if (first.GetProperty("state").GetString() != "dispatched")
        {
            throw new CommandFailedException("Reports of the bench wait for a person.");
        }

        await AddAsync(
            making,
            "handler",
            Role.Handler,
            first.GetProperty("unit").GetProperty("id").GetGuid(),
            cancellation
        );
        using var handler = await host.SignInAsync("handler", Password, cancellation);
        var photos = new List<Guid>();
        for (var i = 0; i < perSecond * time.TotalSeconds; i++)
        {
            photos.Add(await UploadAsync(inspector, cancellation));
        }

        var seen = new Dictionary<Guid, DateTimeOffset>();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var inbox = ReadInboxAsync(handler, seen, reading.Token);
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task<(Guid Id, DateTimeOffset ReceivedAt, double Answered)>>();
        foreach (var photo in photos)
        {
            var due = TimeSpan.FromSeconds((double)sent.Count / perSecond);
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, TimeProvider.System, cancellation);
            }

            sent.Add(SendAsync(photo));
        }

        async Task<(Guid, DateTimeOffset, double)> SendAsync(Guid photo)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await ReportAsync(photo);
            return (
                answer.GetProperty("caseId").GetGuid(),
                answer.GetProperty("receivedAt").GetDateTimeOffset(),
                Stopwatch.GetElapsedTime(begun).TotalMilliseconds
            );
        }

        var reports = await Task.WhenAll(sent);
        var taken = Stopwatch.GetElapsedTime(started);
        var waiting = Stopwatch.GetTimestamp();
        while (
            Stopwatch.GetElapsedTime(waiting) < Longest && !reports.All(report => Knows(report.Id))
        )
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        bool Knows(Guid id)
        {
            lock (seen)
            {
                return seen.ContainsKey(id);
            }
        }

        await reading.CancelAsync();
        await inbox;
        var lost = reports.Count(report => !seen.ContainsKey(report.Id));
        var toInbox = reports
            .Where(report => seen.ContainsKey(report.Id))
            .Select(report => (seen[report.Id] - report.ReceivedAt).TotalMilliseconds)
            .Order()
            .ToList();
        var answered = reports.Select(report => report.Answered).Order().ToList();
        Print(
            output,
            $"{reports.Length:N0} reports in {taken.TotalSeconds:N1} s ({reports.Length / taken.TotalSeconds:N1}/s), {lost:N0} not seen in the inbox"
        );
        Print(output, $"receipt → inbox  {Told(toInbox)}");
        Print(output, $"answer           {Told(answered)}");
        Print(output, $"ratio {At(toInbox, 0.99) / At(answered, 0.99):N2}");
    }

    /// <summary>Reads the newest of the list of the unit again and again, and keeps when each case was first in an answer.</summary>
    private static async Task ReadInboxAsync(
        HttpClient handler,
        Dictionary<Guid, DateTimeOffset> seen,
        CancellationToken cancellation
    )
    {
        try
        {
            while (true)
            {
                var list = await handler.GetFromJsonAsync<JsonElement>(
                    "/api/cases?sort=received&limit=200",
                    cancellation
                );
                var now = TimeProvider.System.GetUtcNow();
                lock (seen)
                {
                    foreach (var row in list.GetProperty("items").EnumerateArray())
                    {
                        seen.TryAdd(row.GetProperty("id").GetGuid(), now);
                    }
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { }
    }

    private static async Task AddAsync(
        WebApplication host,
        string login,
        Role role,
        Guid unit,
        CancellationToken cancellation
    )
    {
        var made = await host
            .Services.GetRequiredService<Accounts>()
            .CreateAsync(new NewAccount(login, login, role, unit, Password), cancellation);
        if (made is not AccountResult.Done)
        {
            throw new CommandFailedException($"An account of the bench is not made: {made}");
        }
    }

    private static async Task<Guid> UploadAsync(HttpClient client, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await client.PostAsync("/api/uploads", content, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation))
            .GetProperty("id")
            .GetGuid();
    }

    private static FormattableString Told(List<double> times) =>
        $"p50 {At(times, 0.50):N0} ms, p95 {At(times, 0.95):N0} ms, p99 {At(times, 0.99):N0} ms, most {At(times, 1):N0} ms";

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static void Print(TextWriter output, FormattableString text) =>
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
