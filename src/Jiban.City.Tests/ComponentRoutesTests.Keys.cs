using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Auth;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// Map programs with a key, and what inspectors measure.
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task A_map_program_reads_the_features_with_its_key_and_nothing_else_until_it_is_revoked()
    {
        var (_, code) = await site.AddAsync(Record(0.60, 0.62, "02011"));
        Assert.Equal("malformed", (await IssueAsync(" ")).Type);
        Assert.Equal(
            "not-allowed",
            (await site.PostAsync(Office, "/api/settings/map-keys", new { name = "x" })).Type
        );
        var issued = (await IssueAsync("规划院 QGIS")).Body;
        var (id, key) = (
            issued.GetProperty("id").GetGuid(),
            issued.GetProperty("key").GetString()!
        );

        // As a Bearer token, and as map programs send a password.
        var item = $"/ogc/collections/components/items/{code}";
        foreach (var header in new[] { $"Bearer {key}", Basic($"qgis:{key}"), Basic($":{key}") })
        {
            var answer = await WithAsync(header, item);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(code, answer.Body.GetProperty("id").GetString());
        }

        foreach (
            var path in new[]
            {
                "/api/components",
                "/api/components/export",
                "/api/settings/components",
                "/api/settings/map-keys",
            }
        )
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync($"Bearer {key}", path));
        }

        foreach (var wrong in new[] { "Bearer x", Basic(key + "x"), "Basic ?", $"Bearer {id}" })
        {
            Assert.Equal("map-key-refused", (await WithAsync(wrong, item)).Type);
        }

        // The key itself is nowhere in the store.
        await using var connection = await site.Store.App.OpenAsync(Cancel);
        Assert.Equal(
            MapKeys.HashOf(key),
            await connection.QuerySingleAsync<byte[]>(
                "select hash from city.map_key where key_id = @id",
                new { id }
            )
        );
        var listed = await KeyAsync(id);
        Assert.Equal("规划院 QGIS", listed.GetProperty("name").GetString());
        Assert.Equal(site.Clock.GetUtcNow(), listed.GetProperty("lastUsedAt").GetDateTimeOffset());
        Assert.DoesNotContain(key, listed.ToString(), StringComparison.Ordinal);

        var revocation = $"/api/settings/map-keys/{id}/revocation";
        Assert.Null((await site.PostAsync(Administrator, revocation, new { })).Type);
        Assert.Equal("map-key-refused", (await WithAsync($"Bearer {key}", item)).Type);
        Assert.Equal(
            "unknown-map-key",
            (await site.PostAsync(Administrator, revocation, new { })).Type
        );
        Assert.True((await KeyAsync(id)).TryGetProperty("revokedAt", out _));
        Assert.Equal(
            ["issueMapKey", "revokeMapKey"],
            await connection.QueryAsync<string>(
                "select action from platform.audit_trail where subject = @subject order by at, action",
                new { subject = $"{id}" }
            )
        );

        Task<Answer> IssueAsync(string name) =>
            site.PostAsync(Administrator, "/api/settings/map-keys", new { name });

        async Task<JsonElement> KeyAsync(Guid id) =>
            (await site.GetAsync(Administrator, "/api/settings/map-keys"))
                .Body.EnumerateArray()
                .Single(one => one.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task Every_link_of_the_features_is_absolute_and_leads_somewhere()
    {
        await site.AddAsync(Record(0.62, 0.62, "02014"));
        await site.AddAsync(Record(0.63, 0.62, "02014"));
        var key = (
            await site.PostAsync(Administrator, "/api/settings/map-keys", new { name = "links" })
        )
            .Body.GetProperty("key")
            .GetString();
        var seen = new HashSet<string>();
        var open = new Queue<string>(["/ogc/"]);
        var rels = new Dictionary<string, List<string>>();
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path) || seen.Count > 40)
            {
                continue;
            }

            var answer = await WithAsync($"Bearer {key}", path);
            Assert.True(answer.Status == HttpStatusCode.OK, path);
            rels[path] = [];
            var own = answer.Body.GetProperty("links").EnumerateArray().ToList();
            Assert.Equal(
                path.TrimEnd('/'),
                new Uri(
                    own.Single(link => link.GetProperty("rel").GetString() == "self")
                        .GetProperty("href")
                        .GetString()!
                ).PathAndQuery
            );
            foreach (var link in Links(answer.Body))
            {
                var href = new Uri(link.GetProperty("href").GetString()!, UriKind.Absolute);
                var rel = link.GetProperty("rel").GetString()!;
                rels[path].Add(rel);
                if (href.AbsolutePath.StartsWith("/ogc", StringComparison.Ordinal))
                {
                    open.Enqueue(
                        rel == "items" ? href.AbsolutePath + "?limit=1" : href.PathAndQuery
                    );
                }
            }
        }

        Assert.Equal(["self", "alternate", "service-desc", "conformance", "data"], rels["/ogc/"]);
        Assert.Equal(["self"], rels["/ogc/conformance"]);
        Assert.Contains("items", rels["/ogc/collections"]);
        Assert.Equal(["self", "alternate", "items"], rels["/ogc/collections/components"]);
        Assert.Equal(
            ["self", "alternate", "collection", "next"],
            rels["/ogc/collections/components/items?limit=1"]
        );
        var item = (
            await WithAsync(
                $"Bearer {key}",
                "/ogc/collections/components/items/" + (await LastAsync())
            )
        ).Body;
        Assert.Equal(
            ["self", "alternate", "collection"],
            Links(item).Select(link => link.GetProperty("rel").GetString())
        );

        async Task<string> LastAsync() =>
            (await site.GetAsync(Office, "/api/components?classCode=02014"))
                .Body.GetProperty("items")[0]
                .GetProperty("code")
                .GetString()!;
    }

    [Fact]
    public async Task What_an_inspector_measures_is_kept_once_with_time_place_and_photos_as_evidence()
    {
        var (id, code) = await site.AddAsync(Record(0.64, 0.62, "01019"));
        var path = $"/api/components/{id}/measurements";
        var photo = await UploadAsync();
        var at = site.Clock.GetUtcNow().AddMinutes(-30);
        var lamp = new
        {
            quantity = "亮灯时刻",
            clock = "18:15:00",
            measuredAt = at,
            lon = 0.64 * SomeCity.Side + 0.0001,
            lat = 0.62 * SomeCity.Side,
            accuracyMetres = 6.5,
            photos = new[] { photo },
        };

        Assert.Null((await SendAsync(Inspector, lamp, "k1")).Type);
        // The phone was cut off and sends again: the photo is a part of the record already, and nothing is doubled.
        Assert.Null((await SendAsync(Inspector, lamp, "k1")).Type);
        Assert.Equal("upload-already-used", (await SendAsync(Inspector, lamp, "k2")).Type);
        Assert.Equal("other-unit", (await SendAsync(Water, lamp, null)).Type);
        // Sealed on the phone: what arrives otherwise than it was sealed is refused.
        var tilt = new RecordMeasurement.Request("倾斜", 3.5m, "度", at);
        tilt = tilt with { Seal = MeasurementSeal.Of(code, tilt, at, []) };
        Assert.Equal(
            "seal-broken",
            (await SendAsync(Inspector, tilt with { Value = 4 }, "k3")).Type
        );
        Assert.Equal(
            "malformed",
            (await SendAsync(Inspector, tilt with { MeasuredAt = null }, "k3")).Type
        );
        Assert.Null((await SendAsync(Inspector, tilt, "k3")).Type);
        foreach (
            var bad in new object[]
            {
                lamp with
                {
                    quantity = " ",
                },
                lamp with
                {
                    measuredAt = site.Clock.GetUtcNow().AddMinutes(6),
                },
                lamp with
                {
                    lat = 91,
                },
                lamp with
                {
                    accuracyMetres = -1,
                },
                new
                {
                    quantity = "沉降",
                    value = 1,
                    unit = "cm",
                    lon = 1.0,
                },
            }
        )
        {
            Assert.Equal("malformed", (await SendAsync(Inspector, bad, null)).Type);
        }

        Assert.Equal(
            "unknown-component",
            (
                await site.PostAsync(
                    Inspector,
                    "/api/components/tags/99010101019999999/measurements",
                    lamp with
                    {
                        photos = [],
                    }
                )
            ).Type
        );
        var shown = (await site.GetAsync(Inspector, $"/api/components/{id}")).Body;
        var sealedOne = shown
            .GetProperty("measurements")
            .EnumerateArray()
            .Single(one => one.GetProperty("quantity").GetString() == "倾斜");
        Assert.Equal(tilt.Seal, sealedOne.GetProperty("seal").GetString());
        var kept = shown
            .GetProperty("measurements")
            .EnumerateArray()
            .Single(one => one.GetProperty("quantity").GetString() == "亮灯时刻");
        Assert.Equal(at, kept.GetProperty("measuredAt").GetDateTimeOffset());
        Assert.Equal(site.Clock.GetUtcNow(), kept.GetProperty("recordedAt").GetDateTimeOffset());
        Assert.Equal(6.5, kept.GetProperty("accuracyMetres").GetDouble());
        Assert.InRange(kept.GetProperty("metresAway").GetDouble(), 11, 11.3);
        Assert.Equal(photo, kept.GetProperty("photos")[0].GetGuid());
        Assert.True(shown.GetProperty("measurable").GetBoolean());
        Assert.False(shown.GetProperty("editable").GetBoolean());
        Assert.False(
            (await site.GetAsync(Water, $"/api/components/{id}"))
                .Body.GetProperty("measurable")
                .GetBoolean()
        );

        async Task<Answer> SendAsync(Actor actor, object body, string? key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = System.Net.Http.Json.JsonContent.Create(body),
            };
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            return await ReadAsync(await site.SendAsync(actor, request));
        }
    }

    private static IEnumerable<JsonElement> Links(JsonElement page) =>
        (page.TryGetProperty("links", out var links) ? links.EnumerateArray().ToList() : []).Concat(
            page.TryGetProperty("collections", out var collections)
                ? collections.EnumerateArray().SelectMany(Links)
                : []
        );

    private static string Basic(string pair) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private async Task<HttpStatusCode> StatusAsync(string authorization, string path) =>
        (await WithAsync(authorization, path)).Status;

    private async Task<Answer> WithAsync(string authorization, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        return await ReadAsync(await site.SendAsync(request));
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(Cancel);
            return new(
                response.StatusCode,
                text.StartsWith('{') ? JsonElement.Parse(text) : default
            );
        }
    }
}
