using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Host.Tests.Stories;

// What an inspector looked at without a network says when and where he stood, under its seal, as what he finds does.
public sealed partial class S05WithoutNetworkTests
{
    [Fact]
    public async Task A_second_look_that_arrives_an_hour_later_tells_when_and_where_the_inspector_stood()
    {
        var inspector = host.Who(Role.Inspector, Office, "秦巡");
        var client = host.As(inspector);
        var id = await ResolvedAsync(inspector);
        var shot = new Shot();
        var upload = await UploadAsync(client, shot.Bytes);
        var voice = SampleSounds.Wav(2);
        var recording = await client.Recording();
        var at = host.City.Cells[20].Boundary.InteriorPoint;
        object Look(DateTimeOffset foundAt, string seal, double lon) =>
            new
            {
                passed = true,
                note = "已平整",
                attachments = new[] { upload },
                recordings = new[] { recording },
                seen = new
                {
                    foundAt,
                    lon,
                    lat = at.Y,
                    accuracyMetres = 8,
                    seal,
                },
            };
        string Seal(DateTimeOffset foundAt) =>
            CheckSealOf(
                id,
                "reinspect",
                holds: true,
                at.X,
                at.Y,
                foundAt,
                [shot.Hash, SHA256.HashData(voice)],
                "已平整"
            );

        var path = $"/api/cases/{id}/reinspect";
        var then = host.Clock.GetUtcNow();
        var early = then.AddDays(-1);
        Assert.Equal(
            "seen-before",
            (await client.Post(path, Look(early, Seal(early), at.X))).Problem(422)
        );
        var late = then.AddMinutes(10);
        Assert.Equal(
            "found-in-the-future",
            (await client.Post(path, Look(late, Seal(late), at.X))).Problem(422)
        );
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            "seal-broken",
            (await client.Post(path, Look(then, Seal(then), at.X + 0.001))).Problem(422)
        );
        Assert.Equal(
            "seal-broken",
            (await client.Post(path, Look(then.AddMinutes(1), Seal(then), at.X))).Problem(422)
        );
        Assert.Equal(
            "malformed",
            (await client.Post(path, Look(then, Seal(then), 200))).Problem(400)
        );

        var page = (await client.Post(path, Look(then, Seal(then), at.X))).Expect(
            HttpStatusCode.OK
        );
        // What was said stands beside the case and can be heard by whoever sees it.
        var heard = page.GetProperty("attachments")
            .EnumerateArray()
            .Single(one => one.Maybe("purpose") == "recording");
        Assert.Equal(recording, heard.Maybe("id"));
        Assert.Equal(
            voice,
            await client.GetByteArrayAsync(
                new Uri($"/api/cases/{id}/attachments/{recording}", UriKind.Relative),
                Cancellation
            )
        );
        var wall = CivilTime.Of(then);
        var told = (await client.Get($"/api/cases/{id}"))
            .Body.GetProperty("timeline")
            .EnumerateArray()
            .Last();
        Assert.Equal(
            $"复查通过，现场查看于{wall.Month}月{wall.Day}日 {wall:HH:mm}",
            told.Maybe("text")
        );
        Assert.Equal(host.Clock.GetUtcNow(), told.GetProperty("at").GetDateTimeOffset());
        // The journal keeps all of it.
        await using var store = await host.Store.Owner.OpenConnectionAsync(Cancellation);
        var kept = JsonElement.Parse(
            await Dapper.SqlMapper.QuerySingleAsync<string>(
                store,
                "select data ->> 'seen' from platform.journal where case_id = @id and kind = 'reinspected'",
                new { id }
            )
        );
        Assert.Equal(
            ((int)Math.Round(at.X * 1e7), (int)Math.Round(at.Y * 1e7), 80, Seal(then)),
            (
                kept.GetProperty("lonE7").GetInt32(),
                kept.GetProperty("latE7").GetInt32(),
                kept.GetProperty("accuracyDm").GetInt32(),
                kept.Maybe("seal")
            )
        );
    }

    [Fact]
    public async Task A_look_at_a_place_of_a_plan_says_where_the_inspector_stood_under_its_seal()
    {
        var inspector = host.Who(Role.Inspector, Office, "尤巡");
        var client = host.As(inspector);
        var at = host.City.Cells[20].Boundary.InteriorPoint;
        var plan = (
            await host.As(Role.Dispatcher, Office)
                .Post(
                    "/api/patrol/plans",
                    new
                    {
                        kind = "campaign",
                        title = "入冬前绿化带排查",
                        startsOn = host.Day(0),
                        endsOn = host.Day(3),
                        checklist = new[] { "无下沉" },
                        places = new[]
                        {
                            new
                            {
                                name = "绿化带",
                                lon = at.X,
                                lat = at.Y,
                            },
                        },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var id = plan.Maybe("id")!;
        var then = host.Clock.GetUtcNow();
        var lon = at.X + 0.001;
        // jiban look 4: no sizes, nothing of a census, and where he stood.
        var seal = Sealed(
            $"jiban look 4\n{id}\n1\nfine\n1\n-\n-\n-\n-\n-\n{Math.Round(lon * 1e7)}\n{Math.Round(at.Y * 1e7)}\n80\n{then.ToUnixTimeMilliseconds()}\n0\n"
        );
        object Look(double stood) =>
            new
            {
                result = "fine",
                answers = new[] { true },
                foundAt = then,
                seal,
                stood = new
                {
                    lon = stood,
                    lat = at.Y,
                    accuracyMetres = 8,
                },
            };

        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            "seal-broken",
            (await PatrolStage.Look(client, id, 1, Look(at.X), "s1")).Problem(422)
        );
        Assert.Equal(
            "malformed",
            (await PatrolStage.Look(client, id, 1, Look(190), "s2")).Problem(400)
        );
        (await PatrolStage.Look(client, id, 1, Look(lon), "s3")).Expect(HttpStatusCode.Created);
        var look = (await host.As(Role.Dispatcher, Office).Get($"/api/patrol/plans/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("places")[0]
            .GetProperty("looks")[0];
        Assert.Equal(seal, look.Maybe("seal"));
        // A thousandth of a degree east.
        Assert.Equal(
            (int)Math.Round(111_195 * 0.001 * Math.Cos(at.Y * Math.PI / 180)),
            look.GetProperty("metresAway").GetInt32()
        );
        Assert.Equal(then, look.GetProperty("at").GetDateTimeOffset());
    }

    /// <summary>What the inspector found, and the unit has put right: it is his to look at again.</summary>
    private async Task<Guid> ResolvedAsync(Actor inspector)
    {
        var found = await FoundAsync(host.As(inspector), "绿化带里地面下陷,露出一个坑");
        var id = (await SendAsync(host.As(inspector), found))
            .Expect(HttpStatusCode.Created)
            .GetProperty("caseId")
            .GetGuid();
        var unit = (await host.As(inspector).Get($"/api/cases/{id}"))
            .Body.GetProperty("unit")
            .Maybe("name")!;
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已回填夯实。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
        return id;
    }

    private static string CheckSealOf(
        Guid caseId,
        string what,
        bool holds,
        double lon,
        double lat,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> files,
        string note
    ) =>
        Sealed(
            string.Join(
                '\n',
                [
                    "jiban check 1",
                    $"{caseId}",
                    what,
                    holds ? "1" : "0",
                    $"{Math.Round(lon * 1e7)}",
                    $"{Math.Round(lat * 1e7)}",
                    "80",
                    $"{foundAt.ToUnixTimeMilliseconds()}",
                    $"{files.Count}",
                    .. files.Select(Convert.ToHexStringLower),
                    note,
                ]
            )
        );

    private static string Sealed(string lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
}
