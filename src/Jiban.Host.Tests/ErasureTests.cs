using System.Net;
using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>After an erasure nothing of the requester is left, and the case still comes to its end.</summary>
public sealed class ErasureTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task The_certificate_of_an_erasure_is_genuine_holds_and_shows_every_change()
    {
        var (_, number) = await RegisteredAsync("13700000077", null);
        var certificate = (
            await host.As(Role.SecurityAdministrator, Office)
                .Post("/api/erasures", new { number, reason = "本人书面申请删除" })
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("certificate");
        var auditor = host.As(Role.Auditor, host.City.CityCentre!.Name);
        var held = (await auditor.Post("/api/erasures/check", certificate)).Expect(
            HttpStatusCode.OK
        );
        Assert.True(held.GetProperty("genuine").GetBoolean());
        Assert.True(held.GetProperty("holds").GetBoolean());

        var forged = System.Text.Json.Nodes.JsonNode.Parse(certificate.GetRawText())!;
        forged["photos"] = 7;

        Assert.False(
            (await auditor.Post("/api/erasures/check", forged))
                .Expect(HttpStatusCode.OK)
                .GetProperty("genuine")
                .GetBoolean()
        );
    }

    [Fact]
    public async Task An_open_case_goes_on_to_its_end_and_what_is_written_afterwards_is_not_kept()
    {
        var (id, number) = await RegisteredAsync("13700000001", null);
        await EraseAsync(number);
        var handler = host.As(Role.Handler, Office);

        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/contact",
                new
                {
                    method = "visit",
                    reached = true,
                    note = "见到了何小满",
                    noMeeting = true,
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已为何小满更换灯具。" }
            )
        ).Expect(HttpStatusCode.OK);
        var caller = host.As(Role.Caller, Office);
        for (var i = 0; i < 3; i++)
        {
            (
                await caller.Post(
                    $"/api/cases/{id}/call-back",
                    new { reached = false, reason = "没有电话可打" }
                )
            ).Expect(HttpStatusCode.OK);
        }

        var closed = (await caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        Assert.True(closed.GetProperty("erased").GetBoolean());
        Assert.All(
            closed.GetProperty("timeline").EnumerateArray(),
            entry => Assert.False(entry.TryGetProperty("detail", out _))
        );
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        Assert.Equal(
            [1],
            await connection.QueryAsync<int>($"select seq from cases.text where case_id = '{id}'")
        );
    }

    [Fact]
    public async Task Photos_go_with_the_requester_and_proof_that_comes_later_stays()
    {
        var picture = await host.Citizen.Picture();
        var (id, number) = await RegisteredAsync("13700000002", null, picture);
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (await handler.Get($"/api/cases/{id}/attachments/{picture}")).Expect(HttpStatusCode.OK);
        Assert.NotEmpty(FilesOf(picture));

        await EraseAsync(number);

        Assert.Empty(FilesOf(picture));
        Assert.Equal(
            "unknown-case",
            (await handler.Get($"/api/cases/{id}/attachments/{picture}")).Problem(404)
        );
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        Assert.Equal(
            (0, 0),
            await connection.QuerySingleAsync<(int, int)>(
                $"""
                select (select count(*)::int from platform.file where file_id = '{picture}'),
                    (select count(*)::int from cases.attachment where case_id = '{id}')
                """
            )
        );

        await handler.NeedsNoMeetingAsync(id);
        var proof = await handler.Picture();
        var page = (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已经更换。",
                    attachments = new[] { proof },
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            proof,
            Assert
                .Single(page.GetProperty("attachments").EnumerateArray())
                .GetProperty("id")
                .GetString()
        );
        // Asked again, there is nothing more to erase, and the proof is not taken for the requester's.
        Assert.Equal(
            "already-erased",
            (
                await host.As(Role.SecurityAdministrator, Office)
                    .Post(
                        "/api/erasures",
                        new
                        {
                            number,
                            reason = "本人书面申请删除",
                            everywhere = false,
                        }
                    )
            ).Problem(410)
        );
        Assert.NotEmpty(FilesOf(proof));
    }

    [Fact]
    public async Task A_telephone_is_found_and_erased_whether_the_requester_or_the_reporter_left_it()
    {
        const string asked = "13700000003";
        const string told = "13700000004";
        var (_, own) = await RegisteredAsync(asked, told);
        var (_, forAnother) = await RegisteredAsync("13700000005", asked);
        var (_, reporterOnly) = await RegisteredAsync(null, asked);
        var (_, ofTheReporter) = await RegisteredAsync(told, null);
        var auditor = host.As(Role.Auditor, Office);
        async Task<List<string?>> FoundAsync(string phone) =>
            [
                .. (await auditor.Get($"/api/cases?q={phone}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(row => row.GetProperty("number").GetString())
                    .Order(),
            ];
        Assert.Equal(new[] { own, forAnother, reporterOnly }.Order(), await FoundAsync(asked));
        Assert.Equal(new[] { own, ofTheReporter }.Order(), await FoundAsync(told));

        var erased = await EraseAsync(own, everywhere: true);

        Assert.Equal(new[] { own, forAnother, reporterOnly }.Order(), erased.Order());
        Assert.Empty(await FoundAsync(asked));
        // Who only told it keeps what they asked for themselves.
        Assert.Equal([ofTheReporter], await FoundAsync(told));
    }

    private async Task<(string Id, string Number)> RegisteredAsync(
        string? phone,
        string? reporter,
        params string[] attachments
    )
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "路灯坏了请来修",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = phone is null ? null : new { name = "何小满", phone },
                        reporter = reporter is null
                            ? null
                            : new { name = "邻居", phone = reporter },
                        attachments,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return (
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!
        );
    }

    private async Task<List<string>> EraseAsync(string number, bool everywhere = false) => [.. (
                await host.As(Role.SecurityAdministrator, Office)
                    .Post(
                        "/api/erasures",
                        new
                        {
                            number,
                            reason = "本人书面申请删除",
                            everywhere,
                        }
                    )
            ).Expect(HttpStatusCode.OK).GetProperty("numbers").EnumerateArray().Select(one => one.GetString()!)];

    private IEnumerable<string> FilesOf(string fileId) =>
        Directory
            .EnumerateFiles(
                Path.Combine(host.DataDirectory, "files"),
                "*",
                SearchOption.AllDirectories
            )
            .Where(path => path.Contains(fileId, StringComparison.Ordinal));
}
