using System.Text.Json;
using Dapper;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Journaling;

/// <summary>What is done to the seals themselves, or around them, is found.</summary>
public sealed class SealsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jiban-seals-");
    private TestDatabase _store = null!;
    private KeyRing _keys = null!;
    private DateOnly _day = new(2026, 11, 20);
    private int _cases;

    private FileInfo Exported => new(Path.Combine(_data.FullName, "seals.jsonl"));

    public async ValueTask InitializeAsync()
    {
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations);
        _keys = KeyRing.Open(_data.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Sealed_days_are_whole()
    {
        await SealedDaysAsync(3);

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task A_seal_that_is_made_to_reach_further_is_broken()
    {
        await SealedDaysAsync(1);
        await TamperAsync("update platform.seal set through = '999999999999'");

        Assert.Equal(JournalFault.SealBroken, Assert.Single(await VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_seal_that_is_made_older_is_broken()
    {
        await SealedDaysAsync(1);
        await TamperAsync("update platform.seal set sealed_at = sealed_at - interval '1 day'");

        Assert.Equal(JournalFault.SealBroken, Assert.Single(await VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_row_that_later_seals_were_made_to_skip_is_found()
    {
        await SealedDaysAsync(1);
        var skipped = await WriteAsync();
        await TamperAsync($"update platform.journal set tx = '3' where case_id = '{skipped}'");
        await SealedDaysAsync(1);

        var finding = Assert.Single(await VerifyAsync());

        Assert.Equal((JournalFault.NotSealed, skipped), (finding.Fault, finding.CaseId));
    }

    [Theory]
    [InlineData("2026-11-20", "the seal of 2026-11-21 follows one before it that is gone")]
    [InlineData("2026-11-21", "the seal of 2026-11-22 follows one after 2026-11-20 that is gone")]
    public async Task A_seal_that_was_taken_out_is_missed_by_the_next(string day, string told)
    {
        await SealedDaysAsync(3);
        await RemoveAsync(day);

        Assert.Contains(
            await VerifyAsync(),
            finding => finding.Fault == JournalFault.SealMissing && finding.Detail == told
        );
    }

    [Fact]
    public async Task A_case_that_only_a_seal_remembers_is_missed()
    {
        await SealedDaysAsync(2);
        var gone = Some.Id(2);
        await TamperAsync($"delete from platform.journal where case_id = '{gone}'");

        var finding = Assert.Single(await VerifyAsync());

        Assert.Equal((JournalFault.MissingCase, gone), (finding.Fault, finding.CaseId));
    }

    [Fact]
    public async Task The_newest_seal_is_missed_by_an_exported_file_also_when_others_were_made_since()
    {
        await SealedDaysAsync(2);
        await ExportAsync();
        Assert.Empty(await VerifyAsync(await ReadAsync()));
        await RemoveAsync("2026-11-21");
        await SealedDaysAsync(1);
        Assert.Empty(await VerifyAsync());

        var finding = Assert.Single(await VerifyAsync(await ReadAsync()));

        Assert.Equal(JournalFault.SealMissing, finding.Fault);
        Assert.Contains("2026-11-21", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_made_anew_for_an_exported_day_is_not_the_exported_one()
    {
        await SealedDaysAsync(1);
        await ExportAsync();
        await RemoveAsync("2026-11-20");
        _day = new(2026, 11, 20);
        await SealedDaysAsync(1);
        Assert.Empty(await VerifyAsync());

        var finding = Assert.Single(await VerifyAsync(await ReadAsync()));

        Assert.Equal(JournalFault.SealBroken, finding.Fault);
    }

    [Fact]
    public async Task A_seal_of_the_first_form_still_fits_and_can_not_stand_for_one_of_the_second()
    {
        await SealedDaysAsync(1);
        await using var connection = await _store.Owner.OpenConnectionAsync();
        var seal = Assert.Single(await Seals.ListAsync(connection, default));
        await connection.ExecuteAsync("update platform.seal set form = 1");
        Assert.Equal(JournalFault.SealBroken, Assert.Single(await VerifyAsync()).Fault);

        await connection.ExecuteAsync(
            "update platform.seal set mac = @mac",
            new { mac = (seal with { Form = 1 }).MacOf(_keys)! }
        );

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task Seals_of_an_old_key_and_of_a_new_one_fit_and_none_can_be_made_with_the_old_one_any_more()
    {
        await SealedDaysAsync(2);
        KeyRing.Add(_data.FullName, KeyKind.Seal);
        _keys = KeyRing.Open(_data.FullName);
        await SealedDaysAsync(2);
        Assert.Empty(await VerifyAsync());
        await using var connection = await _store.Owner.OpenConnectionAsync();
        var seals = await Seals.ListAsync(connection, default);
        Assert.Equal([1, 1, 2, 2], seals.Select(seal => seal.Key));

        var newest = seals[^1] with { Key = 1 };
        await connection.ExecuteAsync(
            "update platform.seal set key = 1, mac = @mac where day = @Day",
            new { mac = newest.MacOf(_keys), newest.Day }
        );
        Assert.Contains(
            "an older key",
            Assert.Single(await VerifyAsync()).Detail,
            StringComparison.Ordinal
        );

        await connection.ExecuteAsync(
            "update platform.seal set key = 3 where day = @Day",
            new { newest.Day }
        );
        Assert.Contains(
            "does not fit",
            Assert.Single(await VerifyAsync()).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_later_export_begins_with_the_earlier_one()
    {
        await SealedDaysAsync(1);
        await ExportAsync();
        var early = await File.ReadAllTextAsync(Exported.FullName);
        await SealedDaysAsync(1);
        await ExportAsync();

        var late = await File.ReadAllLinesAsync(Exported.FullName);

        Assert.Equal(early.TrimEnd('\n'), late[0]);
        Assert.Equal(2, late.Length);
        using var seal = JsonDocument.Parse(late[1]);
        Assert.Equal("2026-11-21", seal.RootElement.GetProperty("day").GetString());
        Assert.Equal(1, seal.RootElement.GetProperty("heads").GetArrayLength());
    }

    [Theory]
    [InlineData("{\"day\":\"2026-11-30\"}", "line 1")]
    [InlineData("not a seal", "line 1")]
    [InlineData("", "holds no seal")]
    public async Task A_file_that_holds_no_seals_is_refused(string content, string told)
    {
        await File.WriteAllTextAsync(Exported.FullName, content);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(ReadAsync);

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes and seals so many days in a row.</summary>
    private async Task SealedDaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            await WriteAsync();
            await SettleAsync();
            await using var connection = await _store.App.OpenAsync(default);
            Assert.NotNull(await Seals.SealAsync(connection, _keys, _day, Now, default));
            _day = _day.AddDays(1);
        }
    }

    /// <summary>The one row of a new case.</summary>
    private async Task<Guid> WriteAsync()
    {
        var entry = Chain.Append(
            Some.Id(++_cases),
            Head.None,
            Now,
            "system",
            "registered",
            JsonElement.Parse("{}")
        );
        await using var connection = await _store.App.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await Journal.AppendAsync(connection, transaction, [entry], default);
        await transaction.CommitAsync();
        return entry.Entry.CaseId;
    }

    /// <summary>Waits until no transaction of the cluster, which suites share, is older than the last row.</summary>
    private async Task SettleAsync()
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        while (
            !await connection.ExecuteScalarAsync<bool>(
                "select max(tx) < pg_snapshot_xmin(pg_current_snapshot()) from platform.journal"
            )
        )
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(5),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
        }
    }

    /// <summary>Verifies; the heads that the cases keep are those of the journal.</summary>
    private async Task<IReadOnlyList<Finding>> VerifyAsync(
        IReadOnlyList<ExportedSeal>? exported = null
    )
    {
        await using var connection = await _store.App.OpenAsync(default);
        var verified = await Verifier.VerifyAsync(
            connection,
            _keys,
            async (after, limit) =>
                (
                    await connection.QueryAsync<SealedHead>(
                        "select case_id, seq, hash from platform.journal where case_id > @after order by case_id limit @limit",
                        new { after, limit }
                    )
                ).AsList(),
            exported ?? [],
            default
        );
        return verified.Findings;
    }

    private async Task ExportAsync()
    {
        await using var connection = await _store.App.OpenAsync(default);
        await using var file = Exported.Create();
        await SealExport.WriteAsync(connection, file, default);
    }

    private Task<IReadOnlyList<ExportedSeal>> ReadAsync() =>
        SealExport.ReadAsync(Exported, default);

    private Task RemoveAsync(string day) =>
        TamperAsync(
            $"delete from platform.sealed_head where day = '{day}'; delete from platform.seal where day = '{day}'"
        );

    private async Task TamperAsync(string sql)
    {
        await using var connection = await _store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }
}
