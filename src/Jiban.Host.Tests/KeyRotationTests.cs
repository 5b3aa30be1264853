using System.Net;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Host.Commands;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jiban.Host.Tests;

/// <summary>A new key of each kind comes into use beside a running host, and the old one can be put aside.</summary>
public sealed class KeyRotationTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task After_a_rotation_every_case_opens_and_none_stands_under_the_old_key()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var before = await RegisterAsync("13800009001");
        var erased = await RegisterAsync("13800009002");
        (
            await host.As(Role.SecurityAdministrator, host.City.CityCentre!.Name)
                .Post("/api/erasures", new { number = erased.Number, reason = "本人要求删除" })
        ).Expect(HttpStatusCode.OK);
        await using var connection = new NpgsqlConnection(host.Store.Connections.App);
        await connection.OpenAsync(cancellation);

        await host.ConnectAsync("sms", new Uri("http://127.0.0.1:9/sms"), "not-a-real-secret-0001");
        var keys = await RotateAsync(connection, KeyKind.Master);
        Assert.Equal(2, keys.Newest(KeyKind.Master));

        // The host that ran all the while reads what was moved, and writes under the new key from then on.
        Assert.Contains("花坛", await TextAsync(before.Id), StringComparison.Ordinal);
        var after = await RegisterAsync("13800009003");
        Assert.Contains("花坛", await TextAsync(after.Id), StringComparison.Ordinal);
        foreach (var wrapped in JibanHost.WrappedKeys)
        {
            Assert.DoesNotContain(1, (await wrapped.CountAsync(connection, cancellation)).Keys);
        }

        Assert.Equal(
            1,
            await connection.ExecuteScalarAsync<int>(
                "select count(*) from cases.case_key where case_id = @id::uuid and wrapped is null",
                new { id = erased.Id }
            )
        );

        await using var owner = await host.Store.Owner.OpenConnectionAsync(cancellation);
        await RetireAsync(owner, KeyKind.Master, 1);
        var left = await StoreKeys.OpenAsync(connection, host.DataDirectory, cancellation);
        Assert.Equal([2], left.Numbers(KeyKind.Master));
        Assert.True(
            File.Exists(
                Path.Combine(KeyRing.DirectoryOf(host.DataDirectory), "retired", "master-1.key")
            )
        );
    }

    [Fact]
    public async Task While_the_index_key_changes_a_telephone_and_words_are_found_under_both_and_a_repeat_is_known()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var before = await RegisterAsync("13800009011");
        await host.CatchUpAsync();
        await using var connection = new NpgsqlConnection(host.Store.Connections.App);
        await connection.OpenAsync(cancellation);
        await using var owner = await host.Store.Owner.OpenConnectionAsync(cancellation);
        var old = KeyRing.Open(host.DataDirectory).Newest(KeyKind.Index);

        // Broken off at once: the key is there, and nothing has moved.
        var made = KeyRing.Add(host.DataDirectory, KeyKind.Index);
        var after = await RegisterAsync("13800009011");
        await host.CatchUpAsync();

        string[] both = [before.Number, after.Number];
        Assert.Equal(before.Number, await RepeatOfAsync(after.Id));
        Assert.Equal(both, await FoundAsync("13800009011"));
        Assert.Empty(both.Except(await FoundAsync("花坛里的草")));
        var refused = await Assert.ThrowsAsync<CommandFailedException>(() =>
            RetireAsync(owner, KeyKind.Index, old)
        );
        Assert.Contains("by words", refused.Message, StringComparison.Ordinal);

        await RotateAsync(connection, KeyKind.Index, resume: true);
        Assert.Equal([made], (await CaseIndexRotation.CountAsync(connection, cancellation)).Keys);
        await RetireAsync(owner, KeyKind.Index, old);
        var left = await StoreKeys.OpenAsync(connection, host.DataDirectory, cancellation);
        Assert.Equal([made], left.Numbers(KeyKind.Index));
        Assert.Equal(both, await FoundAsync("13800009011"));
        Assert.Empty(both.Except(await FoundAsync("花坛里的草")));
    }

    [Fact]
    public async Task Two_rotations_in_a_row_leave_nothing_under_either_older_key_whatever_was_registered_meanwhile()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(host.Store.Connections.App);
        await connection.OpenAsync(cancellation);
        var first = KeyRing.Open(host.DataDirectory).Newest(KeyKind.Index);
        var all = new List<string> { (await RegisterAsync("13800009031")).Number };
        await host.CatchUpAsync();

        all.AddRange(await RotateWhileRegisteringAsync(connection, "13800009031"));
        all.Add((await RegisterAsync("13800009031")).Number); // Not yet followed when the next key comes.
        all.AddRange(await RotateWhileRegisteringAsync(connection, "13800009031"));
        all.Add((await RegisterAsync("13800009031")).Number);
        await host.CatchUpAsync();

        Assert.Equal(
            [first + 2],
            (await CaseIndexRotation.CountAsync(connection, cancellation)).Keys
        );
        all.Sort(StringComparer.Ordinal);
        Assert.Equal(all, await FoundAsync("13800009031"));
        Assert.Empty(all.Except(await FoundAsync("花坛里的草")));
        await using var owner = await host.Store.Owner.OpenConnectionAsync(cancellation);
        await RetireAsync(owner, KeyKind.Index, first);
        await RetireAsync(owner, KeyKind.Index, first + 1);
        Assert.Equal(all, await FoundAsync("13800009031"));
    }

    [Fact]
    public async Task Words_that_a_follower_hashed_before_the_new_key_came_and_commits_after_it_are_moved_too()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var made = await RegisterAsync("13800009041");
        await host.CatchUpAsync();
        await using var owner = await host.Store.Owner.OpenConnectionAsync(cancellation);
        await owner.ExecuteAsync(
            "delete from cases.search where case_id = @Id::uuid",
            new { made.Id }
        );
        await using var following = new NpgsqlConnection(host.Store.Connections.App);
        await following.OpenAsync(cancellation);
        await using var transaction = await following.BeginTransactionAsync(cancellation);
        var old = KeyRing.Open(host.DataDirectory).Newest(KeyKind.Index);
        await host
            .Services.GetServices<IProjection>()
            .Single(projection => projection.Name == "cases.search")
            .ApplyAsync(following, transaction, [Registered(Guid.Parse(made.Id))], cancellation);

        await using var connection = new NpgsqlConnection(host.Store.Connections.App);
        await connection.OpenAsync(cancellation);
        var rotating = RotateAsync(connection, KeyKind.Index);
        await Task.WhenAny(rotating, SomebodyWaitsAsync(owner, cancellation));
        await transaction.CommitAsync(cancellation);
        await rotating;

        Assert.Equal(
            [old + 1],
            (await CaseIndexRotation.CountAsync(connection, cancellation)).Keys
        );
        await RetireAsync(owner, KeyKind.Index, old);
    }

    [Fact]
    public async Task A_certificate_of_an_old_seal_key_stays_genuine_and_that_key_is_not_put_aside()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var administrator = host.As(Role.SecurityAdministrator, host.City.CityCentre!.Name);
        var erased = await RegisterAsync("13800009021");
        var certificate = (
            await administrator.Post(
                "/api/erasures",
                new { number = erased.Number, reason = "本人要求删除" }
            )
        )
            .Expect(HttpStatusCode.OK)
            .GetProperty("certificate");
        await using var connection = new NpgsqlConnection(host.Store.Connections.App);
        await connection.OpenAsync(cancellation);

        await RotateAsync(connection, KeyKind.Seal);

        Assert.True(
            (
                await host.As(Role.Auditor, host.City.CityCentre!.Name)
                    .Post("/api/erasures/check", certificate)
            )
                .Expect(HttpStatusCode.OK)
                .GetProperty("genuine")
                .GetBoolean()
        );
        await Assert.ThrowsAsync<CommandFailedException>(() =>
            RetireAsync(connection, KeyKind.Seal, 1)
        );
    }

    /// <summary>Rotates the index key while requests of a telephone come in; returns their numbers.</summary>
    private async Task<IReadOnlyList<string>> RotateWhileRegisteringAsync(
        NpgsqlConnection connection,
        string phone
    )
    {
        var rotating = RotateAsync(connection, KeyKind.Index);
        var numbers = new List<string>();
        do
        {
            numbers.Add((await RegisterAsync(phone)).Number);
            await host.CatchUpAsync();
        } while (!rotating.IsCompleted);
        await rotating;
        return numbers;
    }

    private static JournalEntry Registered(Guid id) =>
        new(id, 1, default, "system", "registered", default);

    /// <summary>Returns when a session of this database waits for a lock.</summary>
    private static async Task SomebodyWaitsAsync(
        NpgsqlConnection owner,
        CancellationToken cancellation
    )
    {
        while (
            !await owner.ExecuteScalarAsync<bool>(
                "select exists (select from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted)"
            )
        )
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
        }
    }

    private Task<KeyRing> RotateAsync(
        NpgsqlConnection connection,
        KeyKind kind,
        bool resume = false
    ) =>
        KeyRotation.RotateAsync(
            connection,
            host.DataDirectory,
            kind,
            resume,
            _ => { },
            TestContext.Current.CancellationToken
        );

    private Task RetireAsync(NpgsqlConnection owner, KeyKind kind, int number) =>
        KeyRotation.RetireAsync(
            owner,
            host.DataDirectory,
            kind,
            number,
            dropCodes: false,
            TestContext.Current.CancellationToken
        );

    private async Task<IEnumerable<string>> FoundAsync(string words) =>
        (await host.As(Role.Dispatcher, Office).Get($"/api/cases?q={Uri.EscapeDataString(words)}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Select(one => one.GetProperty("number").GetString()!)
            .Order();

    private async Task<string?> RepeatOfAsync(string id) =>
        (await host.As(Role.Handler, Office).Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("links")
            .GetProperty("repeatOf")
            .GetProperty("number")
            .GetString();

    private async Task<string> TextAsync(string id) =>
        (await host.As(Role.Handler, Office).Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("text")
            .GetString()!;

    private async Task<(string Id, string Number)> RegisterAsync(string phone)
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "小区花坛里的草枯了一片，请补种。",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "何小满", phone },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return (
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!
        );
    }
}
