using Dapper;
using Jiban.Testing;
using Npgsql;

namespace Jiban.Platform.Tests.Store;

public sealed class StoreRolesTests
{
    [Fact]
    public async Task The_application_role_can_not_make_a_table()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.App.OpenAsync(CancellationToken.None);

        foreach (
            var sql in new[]
            {
                "create table public.t (x int)",
                "create schema s",
                "create temporary table t (x int)",
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                connection.ExecuteAsync(sql)
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Neither_role_is_a_superuser_nor_becomes_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var owner = await database.Owner.OpenConnectionAsync();

        Assert.Equal(
            "off",
            await owner.ExecuteScalarAsync<string>("select current_setting('is_superuser')")
        );
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            owner.ExecuteAsync("set role jiban")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_application_login_can_not_take_the_owners_role_on()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.App.OpenAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync("set role jiban_owner")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task PostGIS_is_there_for_the_application()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.App.OpenAsync(CancellationToken.None);

        Assert.Equal(
            "POINT(1 2)",
            await connection.ExecuteScalarAsync<string>("select ST_AsText(ST_Point(1, 2, 4326))")
        );
    }
}
