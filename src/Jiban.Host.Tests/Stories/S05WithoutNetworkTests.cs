using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S5 where there is no network: what a phone sends an hour later is filed once, under its seal, with the time of finding and of receipt
/// apart. The shift of fifteen phones plays what networks do to the protocol of the sender (<c>web/src/features/patrol/outbox</c>).
/// </summary>
public sealed partial class S05WithoutNetworkTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CityHost Host => host;

    [Fact]
    public async Task A_report_that_arrives_an_hour_later_tells_both_times_and_what_can_not_be_is_refused_in_words()
    {
        var inspector = host.Who(Role.Inspector, Office, "韩巡");
        var client = host.As(inspector);
        var found = await FoundAsync(client, "绿化带里地面下陷,露出一个坑");
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            "seal-broken",
            (await SendAsync(client, found with { Text = "绿化带里地面下陷" })).Problem(422)
        );
        var first = (await SendAsync(client, found)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            first.ToString(),
            (await SendAsync(client, found)).Expect(HttpStatusCode.Created).ToString()
        );

        await host.CatchUpAsync();
        var report = Assert.Single(await ReportsAsync(client));
        Assert.Equal(
            TimeSpan.FromHours(1),
            report.GetProperty("receivedAt").GetDateTimeOffset()
                - report.GetProperty("foundAt").GetDateTimeOffset()
        );
        var page = (await client.Get($"/api/cases/{first.Maybe("caseId")}")).Body;
        var then = CivilTime.Of(found.FoundAt);
        Assert.Equal(
            $"登记，现场发现于{then.Month}月{then.Day}日 {then:HH:mm}",
            page.GetProperty("timeline")[0].Maybe("text")
        );
        // The minute runs from the receipt.
        var day = CivilTime.DayOf(host.Clock.GetUtcNow());
        var minute = (
            await host.As(Role.Leader, Office).Get($"/api/patrol/minute?day={day:yyyy-MM-dd}")
        ).Body;
        Assert.Equal(0, minute.GetProperty("maxSeconds").GetDouble());

        var early = await FoundAsync(client, "路面裂缝");
        Assert.Equal(
            "found-in-the-future",
            (await SendAsync(client, early with { FoundAt = early.FoundAt.AddHours(1) })).Problem(
                422
            )
        );
        host.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("found-too-long-ago", (await SendAsync(client, early)).Problem(422));
        // One that was filed long ago, and whose answer was lost, still gets it.
        Assert.Equal(
            first.ToString(),
            (await SendAsync(client, found)).Expect(HttpStatusCode.Created).ToString()
        );
    }

    [Fact]
    public Task Four_phones_on_a_shift_of_eight_hours_in_and_out_of_the_network_lose_nothing_and_double_nothing() =>
        ShiftAsync(4);

    [Fact]
    [Trait("Category", "Heavy")]
    public Task Fifteen_phones_on_a_shift_of_eight_hours_in_and_out_of_the_network_lose_nothing_and_double_nothing() =>
        ShiftAsync(15);

    private async Task ShiftAsync(int count)
    {
        const int step = 10;
        var phones = Enumerable
            .Range(0, count)
            // Others than those of another shift: a phone's keys are its owner's.
            .Select(n => new Phone(this, host.Who(Role.Inspector, Office, $"{count}人班{n}号"), n))
            .ToList();
        var duty = await DutyAsync(phones);
        for (var minute = 0; minute < 8 * 60; minute += step)
        {
            if (minute % 30 == 0)
            {
                await duty.CitizenAsksAsync();
            }

            await Task.WhenAll(phones.Select(phone => phone.LiveAsync(minute)));
            await host.PassAsync(TimeSpan.FromMinutes(step));
        }

        await Task.WhenAll(phones.Select(phone => phone.ComeHomeAsync()));
        await duty.IsWholeAsync(phones);
        await host.CatchUpAsync();
        Assert.True(
            phones.Sum(phone => phone.Lost) > 3 * count
                && phones.Min(phone => phone.Found.Count) > 3
        );
        foreach (var phone in phones)
        {
            // By number: the order in which they were received.
            var received = (await ReportsAsync(phone.Client)).OrderBy(one => one.Maybe("number"));
            Assert.Equal(
                phone.Found.Select(found => (found.Text, found.FoundAt)),
                received.Select(one =>
                    (one.Maybe("text")!, one.GetProperty("foundAt").GetDateTimeOffset())
                )
            );
            Assert.Equal(phone.Numbers, received.Select(one => one.Maybe("number")));
        }

        // By what is in them: each photo that was taken for something is part of it, once, however often it was uploaded.
        await using var store = await host.Store.Owner.OpenConnectionAsync(Cancellation);
        var ids = phones.Select(phone => phone.Inspector.Id).ToArray();
        Assert.Equal(
            phones.SelectMany(phone => phone.Used).Select(Convert.ToHexStringLower).Order(),
            (
                await store.QueryAsync<string>(
                    "select encode(sha256, 'hex') from platform.file where claimed_at is not null and uploader_id = any(@ids)",
                    new { ids }
                )
            ).Order()
        );
        Assert.True(
            await store.ExecuteScalarAsync<int>(
                "select count(*) from platform.file where claimed_at is null and uploader_id = any(@ids)",
                new { ids }
            )
                > count / 2
        );
        // And it can be looked at.
        foreach (var phone in phones)
        {
            var reported = (await ReportsAsync(phone.Client)).MaxBy(one => one.Maybe("number"));
            var photos = (await phone.Client.Get($"/api/cases/{reported.Maybe("caseId")}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("attachments");
            Assert.Equal(phone.Found[^1].Photos.Count, photos.GetArrayLength());
            (
                await phone.Client.Get(
                    $"/api/cases/{reported.Maybe("caseId")}/attachments/{photos[0].Maybe("id")}?size=thumb"
                )
            ).Message.EnsureSuccessStatusCode();
        }
    }

    /// <summary>A photo on a phone: it has a hash before it has an id.</summary>
    private sealed class Shot
    {
        public byte[] Bytes { get; } =
            SamplePictures.Png(2, 2, RandomNumberGenerator.GetHexString(16));

        public byte[] Hash => SHA256.HashData(Bytes);

        public Guid? Id { get; set; }
    }

    /// <summary>A report as it waits on a phone: its key is made with it.</summary>
    private sealed record Waiting(
        string Key,
        string Text,
        DateTimeOffset FoundAt,
        double Lon,
        double Lat,
        IReadOnlyList<Shot> Photos,
        string Seal
    );

    private async Task<Waiting> FoundAsync(HttpClient client, string text)
    {
        var found = Finding(RandomNumberGenerator.GetHexString(32), text, 1);
        found.Photos[0].Id = await UploadAsync(client, found.Photos[0].Bytes);
        return found;
    }

    private Waiting Finding(string key, string text, int photos)
    {
        var at = host.City.Cells[20].Boundary.InteriorPoint;
        var now = host.Clock.GetUtcNow();
        var shots = Enumerable.Range(0, photos).Select(_ => new Shot()).ToList();
        return new(key, text, now, at.X, at.Y, shots, SealOf(at.X, at.Y, now, shots, text));
    }

    private static string SealOf(
        double lon,
        double lat,
        DateTimeOffset foundAt,
        IReadOnlyList<Shot> photos,
        string text
    ) =>
        Sealed(
            string.Join(
                '\n',
                [
                    "jiban finding 1",
                    $"{Math.Round(lon * 1e7)}",
                    $"{Math.Round(lat * 1e7)}",
                    "80",
                    $"{foundAt.ToUnixTimeMilliseconds()}",
                    $"{photos.Count}",
                    .. photos.Select(photo => Convert.ToHexStringLower(photo.Hash)),
                    text,
                ]
            )
        );

    private static async Task<Guid> UploadAsync(HttpClient client, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new("image/png");
        return (await client.Send(HttpMethod.Post, "/api/uploads", content))
            .Expect(HttpStatusCode.Created)
            .GetProperty("id")
            .GetGuid();
    }

    private static Task<Answer> SendAsync(HttpClient client, Waiting report) =>
        client.Post(
            "/api/patrol/reports",
            new
            {
                text = report.Text,
                classCode = "1205",
                lon = report.Lon,
                lat = report.Lat,
                accuracyMetres = 8,
                attachments = report.Photos.Select(photo => photo.Id),
                foundAt = report.FoundAt,
                phoneAt = report.FoundAt.AddMinutes(-7),
                seal = report.Seal,
            },
            ("Idempotency-Key", report.Key)
        );

    private static async Task<IReadOnlyList<JsonElement>> ReportsAsync(HttpClient client) =>
        [
            .. (await client.Get("/api/patrol/reports"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
        ];
}
