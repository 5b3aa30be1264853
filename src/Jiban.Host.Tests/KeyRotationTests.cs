using System.Net;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Host.Tests;

/// <summary>A new master key comes into use beside a running host, and the old one can be put aside.</summary>
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

        Assert.Equal(2, KeyRing.AddMaster(host.DataDirectory));
        var keys = await StoreKeys.OpenAsync(connection, host.DataDirectory, cancellation);
        Assert.True(
            await CaseKeyRotation.RewrapAsync(connection, keys, _ => { }, cancellation) >= 1
        );

        // The host that ran all the while reads what was moved, and writes under the new key from then on.
        Assert.Contains("花坛", await TextAsync(before.Id), StringComparison.Ordinal);
        var after = await RegisterAsync("13800009003");
        Assert.Contains("花坛", await TextAsync(after.Id), StringComparison.Ordinal);
        Assert.Equal([2], (await CaseKeyRotation.CountAsync(connection, cancellation)).Keys);
        Assert.Equal(
            1,
            await connection.ExecuteScalarAsync<int>(
                "select count(*) from cases.case_key where wrapped is null"
            )
        );

        await using var owner = await host.Store.Owner.OpenConnectionAsync(cancellation);
        await StoreKeys.RetireAsync(owner, host.DataDirectory, 1, cancellation);
        var left = await StoreKeys.OpenAsync(connection, host.DataDirectory, cancellation);
        Assert.Equal([2], left.Numbers);
        Assert.True(
            File.Exists(
                Path.Combine(KeyRing.DirectoryOf(host.DataDirectory), "retired", "master-1.key")
            )
        );
    }

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
