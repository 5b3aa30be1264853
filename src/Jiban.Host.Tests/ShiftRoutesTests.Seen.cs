using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Jiban.Testing;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

// A phone without a network says when and where its inspector stood who looked at what a citizen reported, under its seal.
public sealed partial class ShiftRoutesTests
{
    /// <summary>Called inside the story of verification, whose rule and shift it needs: one request is looked at an hour before it is told.</summary>
    private async Task LooksWithoutNetworkAsync(HttpClient inspector)
    {
        var id = Text(await RegisterAsync(), "id");
        var (path, then, (lon, lat)) = (
            $"/api/cases/{id}/verify",
            host.Clock.GetUtcNow(),
            host.Inside()
        );
        var picture = SamplePictures.Png(2, 2, "seen");
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new("image/png");
        var photo = Text(
            (await inspector.Send(HttpMethod.Post, "/api/uploads", content)).Expect(
                HttpStatusCode.Created
            ),
            "id"
        );
        var recording = await inspector.Recording();
        var seal = Sealed(
            $"jiban check 1\n{id}\nverify\n1\n{Math.Round(lon * 1e7)}\n{Math.Round(lat * 1e7)}\n80\n{then.ToUnixTimeMilliseconds()}\n2\n"
                + $"{Convert.ToHexStringLower(SHA256.HashData(picture))}\n{Convert.ToHexStringLower(SHA256.HashData(SampleSounds.Wav(2)))}\n灯不亮"
        );
        object Look(DateTimeOffset foundAt, double stood, string note = "灯不亮") =>
            new
            {
                found = true,
                note,
                attachments = new[] { photo },
                recordings = new[] { recording },
                seen = new
                {
                    foundAt,
                    lon = stood,
                    lat,
                    accuracyMetres = 8,
                    seal,
                },
            };

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        foreach (
            var broken in new[]
            {
                Look(then, lon + 0.001),
                Look(then.AddMinutes(1), lon),
                Look(then, lon, "灯亮着"),
            }
        )
        {
            Assert.Equal("seal-broken", (await inspector.Post(path, broken)).Problem(422));
        }

        Assert.Equal(
            "found-in-the-future",
            (await inspector.Post(path, Look(host.Clock.GetUtcNow().AddMinutes(10), lon))).Problem(
                422
            )
        );
        Assert.Equal("malformed", (await inspector.Post(path, Look(then, 200))).Problem(400));
        var page = (await inspector.Post(path, Look(then, lon))).Expect(HttpStatusCode.OK);
        Assert.Equal("found", Text(page.GetProperty("verification"), "result"));
        Assert.Contains(
            page.GetProperty("attachments").EnumerateArray(),
            one => Text(one, "purpose") == "recording" && Text(one, "id") == recording
        );
        await using var store = await host.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        var seen = JsonElement.Parse(
            await store.QuerySingleAsync<string>(
                "select data ->> 'seen' from platform.journal where case_id = @id and kind = 'verified'",
                new { id = Guid.Parse(id) }
            )
        );
        Assert.Equal(
            (then, (int)Math.Round(lon * 1e7), (int)Math.Round(lat * 1e7), 80, seal),
            (
                seen.GetProperty("foundAt").GetDateTimeOffset(),
                seen.GetProperty("lonE7").GetInt32(),
                seen.GetProperty("latE7").GetInt32(),
                seen.GetProperty("accuracyDm").GetInt32(),
                Text(seen, "seal")
            )
        );
    }

    private static string Sealed(string lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
}
