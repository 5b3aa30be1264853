using System.Net;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Host.Commands;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Npgsql;

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
    public async Task An_erasure_of_a_telephone_and_a_rotation_of_the_index_key_never_lock_each_other_out()
    {
        var cancellation = TestContext.Current.CancellationToken;
        // By id, which is the order of an erasure; two of one instant may have theirs either way.
        var cases = new[]
        {
            await RegisteredAsync("13700000091", null),
            await RegisteredAsync("13700000091", null),
        }
            .OrderBy(one => one.Id, StringComparer.Ordinal)
            .ToList();
        var (first, second) = (cases[0], cases[1]);
        await host.CatchUpAsync();
        KeyRing.Add(host.DataDirectory, KeyKind.Index);
        await using var owner = await host.Store.Owner.OpenConnectionAsync(cancellation);
        // To the end of the table, so that the rotation comes to the second before the first.
        await owner.ExecuteAsync(
            "with gone as (delete from cases.requester where case_id = @id::uuid returning *) insert into cases.requester select * from gone",
            new { id = first.Id }
        );
        await using var blocker = await owner.BeginTransactionAsync(cancellation);
        await owner.ExecuteAsync(
            "select from cases.requester where case_id = @id::uuid for update",
            new { id = first.Id },
            blocker
        );

        // Each has what it takes first, and waits for what somebody else holds as long as it likes.
        var erasure = host.As(Role.SecurityAdministrator, host.City.CityCentre!.Name)
            .Post(
                "/api/erasures",
                new
                {
                    number = first.Number,
                    reason = "本人要求删除",
                    everywhere = true,
                }
            );
        await WaitingAsync(1);
        await using var rotating = new NpgsqlConnection(host.Store.Connections.App);
        await rotating.OpenAsync(cancellation);
        var rotation = KeyRotation.RotateAsync(
            rotating,
            host.DataDirectory,
            KeyKind.Index,
            resume: true,
            _ => { },
            cancellation
        );
        await WaitingAsync(2);
        await blocker.RollbackAsync(cancellation);

        var numbers = (await erasure)
            .Expect(HttpStatusCode.OK)
            .GetProperty("numbers")
            .EnumerateArray()
            .Select(number => number.GetString()!);
        Assert.Equal([first.Number, second.Number], numbers);
        await rotation;
    }

    /// <summary>Returns when so many connections wait for a lock.</summary>
    private async Task WaitingAsync(int connections)
    {
        await using var watch = await host.Store.Owner.OpenConnectionAsync();
        for (var looks = 0; looks < 2_000; looks++)
        {
            if (
                await watch.ExecuteScalarAsync<int>(
                    "select count(*)::int from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0"
                ) >= connections
            )
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Fail($"{connections} connections never waited.");
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
            // Tries at one time count as one.
            host.Clock.Advance(TimeSpan.FromHours(1));
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

    [Fact]
    public async Task What_an_inspector_said_is_heard_by_who_may_see_the_case_told_to_nobody_else_and_goes_with_the_erasure()
    {
        var inspector = host.As(host.Who(Role.Inspector, Office, "录音员"));
        var at = host.City.Cells[20].Boundary.InteriorPoint;
        var recording = await inspector.Recording();
        var report = new
        {
            text = "路边有人说井盖晚上被偷了",
            classCode = "1205",
            lon = at.X,
            lat = at.Y,
            accuracyMetres = 8,
            attachments = new[] { await inspector.Picture() },
            recordings = new[] { recording },
        };
        Assert.Equal(
            "wrong-attachment",
            (
                await inspector.Post(
                    "/api/patrol/reports",
                    report with
                    {
                        attachments = [.. report.attachments, recording],
                    }
                )
            ).Problem(422)
        );
        var made = (
            await inspector.Post("/api/patrol/reports", report, ("Idempotency-Key", "said"))
        ).Expect(HttpStatusCode.Created);
        Assert.Equal(
            made.ToString(),
            (await inspector.Post("/api/patrol/reports", report, ("Idempotency-Key", "said")))
                .Expect(HttpStatusCode.Created)
                .ToString()
        );
        var path = $"/api/cases/{made.Maybe("caseId")}/attachments/{recording}";
        var leader = host.As(Role.Leader, host.City.CityCentre!.Name);
        var page = (await leader.Get($"/api/cases/{made.Maybe("caseId")}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            ["report", "recording"],
            page.GetProperty("attachments").EnumerateArray().Select(one => one.Maybe("purpose"))
        );
        using var heard = await leader.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("audio/wav", heard.Content.Headers.ContentType?.MediaType);
        var other = host.As(
            Role.Handler,
            host.City.Units.First(unit =>
                unit.Kind == UnitKind.StreetOffice && unit.Name != Office
            ).Name
        );
        Assert.Equal("unknown-case", (await other.Get(path)).Problem(404));
        Assert.Equal(401, (int)(await host.Citizen.Get(path)).Status);

        await EraseAsync(made.Maybe("number")!);

        Assert.Equal("unknown-case", (await leader.Get(path)).Problem(404));
        Assert.Empty(FilesOf(recording));
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
