using Dapper;
using Jiban.Platform.Store;
using Jiban.Testing;
using Npgsql;

namespace Jiban.Platform.Tests.Store;

/// <summary>A database that somebody else runs (<c>--database</c>).</summary>
public sealed class OutsideStoreTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task One_login_serves_as_owner_and_as_application()
    {
        var login = As("jiban_guest");
        await StoreRoles.PrepareAsync(login, CancellationToken.None);
        var connections = StoreConnections.Outside(login);

        Assert.Equal("jiban_owner", await CurrentUserAsync(connections.Owner));
        Assert.Equal("jiban_app", await CurrentUserAsync(connections.App));
    }

    [Fact]
    public async Task Options_that_were_given_stay()
    {
        var given = As("jiban_guest") + ";Options=-c statement_timeout=1234ms";

        await using var source = NpgsqlDataSource.Create(StoreConnections.Outside(given).App);
        await using var connection = await source.OpenConnectionAsync();

        Assert.Equal(
            "1234ms",
            await connection.ExecuteScalarAsync<string>("show statement_timeout")
        );
        Assert.Equal(
            "jiban_app",
            await connection.ExecuteScalarAsync<string>("select current_user")
        );
    }

    [Fact]
    public async Task A_login_that_may_not_prepare_gets_the_script_for_the_administrator()
    {
        await using (var owner = await _database.Owner.OpenConnectionAsync())
        {
            await owner.ExecuteAsync(
                $"grant connect on database \"{owner.Database}\" to jiban_stranger"
            );
        }

        var refused = await Assert.ThrowsAsync<StoreNotPreparedException>(() =>
            StoreRoles.PrepareAsync(As("jiban_stranger"), CancellationToken.None)
        );

        Assert.Contains(
            "grant jiban_owner, jiban_app to jiban_stranger",
            refused.Script,
            StringComparison.Ordinal
        );
        Assert.Contains("create extension", refused.Script, StringComparison.Ordinal);
    }

    private string As(string login) =>
        new NpgsqlConnectionStringBuilder(_database.Connections.App)
        {
            Username = login,
            Pooling = false,
        }.ConnectionString;

    private static async Task<string?> CurrentUserAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var opened = await source.OpenConnectionAsync();
        return await opened.ExecuteScalarAsync<string>("select current_user");
    }
}
