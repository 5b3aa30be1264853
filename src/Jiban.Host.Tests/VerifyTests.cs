using System.Net;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>Whatever is done to the journal behind our back is found, and the case is named.</summary>
public sealed class VerifyTests(VerifyTests.Written written)
    : IClassFixture<VerifyTests.Written>,
        IAsyncLifetime
{
    /// <summary>Three cases, written once; every test tampers with a copy of its own.</summary>
    public sealed class Written : IAsyncLifetime
    {
        public CityHost Host { get; } = new();

        public TestDatabase Store { get; private set; } = null!;

        public Guid Case { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await Host.InitializeAsync();
            foreach (
                var text in new[]
                {
                    "潞湾街道路灯坏了三天没人修",
                    "潞湾街道垃圾没人清运",
                    "潞湾街道井盖响",
                }
            )
            {
                (await Host.Citizen.Post("/api/requests", new { text })).Expect(
                    HttpStatusCode.Created
                );
            }

            await Host.SettleAsync();
            await using (var connection = await Host.Store.Owner.OpenConnectionAsync())
            {
                Case = await connection.ExecuteScalarAsync<Guid>(
                    "select case_id from cases.case_file order by case_id limit 1"
                );
            }

            Store = await Host.Store.CopyAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            await Host.DisposeAsync();
        }
    }

    private readonly Guid _case = written.Case;
    private readonly KeyRing _keys = written.Host.Services.GetRequiredService<KeyRing>();
    private TestDatabase _store = null!;

    public async ValueTask InitializeAsync() => _store = await written.Store.CopyAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<IReadOnlyList<Finding>> VerifyAsync(params ExportedSeal[] exported) =>
        (
            await new CaseVerification(_store.App, _keys).VerifyAsync(
                exported,
                TestContext.Current.CancellationToken
            )
        ).Findings;

    private async Task TamperAsync(string sql)
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { id = _case });
    }

    private async Task SealAsync()
    {
        await using var connection = await _store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );
        var now = written.Host.Clock.GetUtcNow();
        var seal = await Seals.SealAsync(connection, _keys, CivilTime.DayOf(now), now, default);
        Assert.Equal(3, seal!.Heads);
    }

    [Fact]
    public async Task An_untouched_journal_is_whole() => Assert.Empty(await VerifyAsync());

    [Theory]
    [InlineData(
        "update platform.journal set data = data || '{\"urgency\":\"ordinary\",\"danger\":true}' where case_id = @id and seq = 1",
        JournalFault.Changed
    )]
    [InlineData(
        "update platform.journal set at = at + interval '1 hour' where case_id = @id and seq = 2",
        JournalFault.Changed
    )]
    [InlineData(
        "delete from platform.journal where case_id = @id and seq = 1",
        JournalFault.Removed
    )]
    [InlineData(
        "delete from platform.journal where case_id = @id and seq = 2",
        JournalFault.TailCut
    )]
    [InlineData(
        "insert into platform.journal (case_id, seq, at, actor, kind, data, hash) select case_id, 3, at, actor, kind, data, hash from platform.journal where case_id = @id and seq = 2",
        JournalFault.Inserted
    )]
    [InlineData(
        "update platform.journal set seq = 9 where case_id = @id and seq = 1; update platform.journal set seq = 1 where case_id = @id and seq = 2; update platform.journal set seq = 2 where case_id = @id and seq = 9",
        JournalFault.Reordered
    )]
    [InlineData("delete from cases.case_file where case_id = @id", JournalFault.MissingCase)]
    [InlineData(
        "update cases.case_file set head_hash = sha256('x') where case_id = @id",
        JournalFault.HeadChanged
    )]
    public async Task What_was_done_to_a_case_is_found_and_the_case_is_named(
        string sql,
        JournalFault fault
    )
    {
        await TamperAsync(sql);

        var findings = await VerifyAsync();

        Assert.Contains(findings, finding => finding.CaseId == _case && finding.Fault == fault);
        Assert.All(findings, finding => Assert.Equal(_case, finding.CaseId));
    }

    [Theory]
    [InlineData(
        "delete from platform.journal where case_id = @id; delete from cases.case_file where case_id = @id",
        JournalFault.MissingCase
    )]
    [InlineData(
        "delete from platform.journal where case_id = @id and seq = 2; update cases.case_file c set head_seq = 1, head_hash = j.hash from platform.journal j where j.case_id = c.case_id and c.case_id = @id",
        JournalFault.TailCut
    )]
    public async Task What_fits_in_itself_does_not_fit_the_seal(string sql, JournalFault fault)
    {
        await SealAsync();
        await TamperAsync(sql);

        Assert.Contains(
            await VerifyAsync(),
            finding => finding.CaseId == _case && finding.Fault == fault
        );
    }

    [Fact]
    public async Task A_seal_that_was_touched_is_broken()
    {
        await SealAsync();
        await TamperAsync("delete from platform.sealed_head where case_id = @id");

        Assert.Contains(await VerifyAsync(), finding => finding.Fault == JournalFault.SealBroken);
    }

    [Fact]
    public async Task What_is_written_while_it_verifies_is_no_finding()
    {
        await using var connection = await written.Host.Store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );
        var unit = await connection.ExecuteScalarAsync<Guid>(
            "select unit_id from cases.case_file where case_id = @id",
            new { id = _case }
        );
        var handler = written.Host.As(Role.Handler, written.Host.UnitName(unit));

        var verified = await Verifier.VerifyAsync(
            connection,
            _keys,
            async (after, limit) =>
            {
                var heads = await connection.QueryAsync<SealedHead>(
                    "select case_id, head_seq as seq, head_hash as hash from cases.case_file where case_id > @after order by case_id limit @limit",
                    new { after, limit }
                );
                if (after != Guid.Empty)
                {
                    return heads.AsList();
                }

                // Between the heads and their rows: one case is new, one goes on.
                (
                    await written.Host.Citizen.Post(
                        "/api/requests",
                        new { text = "潞湾街道树枝断了" }
                    )
                ).Expect(HttpStatusCode.Created);
                (await handler.Post($"/api/cases/{_case}/sign")).Expect(HttpStatusCode.OK);
                return heads.AsList();
            },
            [],
            TestContext.Current.CancellationToken
        );

        Assert.Empty(verified.Findings);
        Assert.Equal(3, verified.Cases);
    }

    [Fact]
    public async Task The_application_can_not_change_or_delete_a_row_of_the_journal()
    {
        await using var connection = await written.Host.Store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );

        var update = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            connection.ExecuteAsync("update platform.journal set kind = 'x'")
        );
        var delete = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            connection.ExecuteAsync("delete from platform.journal")
        );

        Assert.Equal("42501", update.SqlState);
        Assert.Equal("42501", delete.SqlState);
    }
}
