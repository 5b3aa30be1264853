using Dapper;
using Npgsql;

namespace Jiban.Platform.Store;

/// <summary>The store lacks roles or PostGIS and the login may not make them.</summary>
/// <param name="script">What an administrator has to run once.</param>
public sealed class StoreNotPreparedException(string script, Exception inner)
    : Exception(
        "The database lacks the roles or PostGIS, and this login may not create them.",
        inner
    )
{
    /// <summary>SQL for an administrator of the database.</summary>
    public string Script => script;
}

/// <summary>The two roles of a store and what they may do on a database before any migration ran (docs/architecture.md).</summary>
public static class StoreRoles
{
    /// <summary>Makes the roles when missing. Safe to repeat.</summary>
    internal const string CreateRoles = """
        do $$ begin
            if not exists (select from pg_roles where rolname = 'jiban_owner') then create role jiban_owner; end if;
            if not exists (select from pg_roles where rolname = 'jiban_app') then create role jiban_app; end if;
        end $$;
        """;

    /// <summary>Rights on the database at hand; a database made from a template does not inherit them.</summary>
    public const string GrantDatabase = """
        do $$ begin
            execute format('revoke all on database %I from public', current_database());
            execute format('grant create, connect on database %I to jiban_owner', current_database());
            execute format('grant connect on database %I to jiban_app', current_database());
        end $$;
        """;

    /// <summary>PostGIS, once per database; needs a superuser on most servers.</summary>
    internal const string CreateExtension = "create extension if not exists postgis;";

    /// <summary>
    /// Prepares a database that somebody else runs: roles, membership of the login in both, rights, PostGIS. Needs CREATEROLE the first
    /// time only.
    /// </summary>
    /// <exception cref="StoreNotPreparedException">The login may not do it; the script for an administrator is inside.</exception>
    public static async Task PrepareAsync(string connection, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var opened = await source.OpenConnectionAsync(cancellation);
        if (await opened.ExecuteScalarAsync<bool>(IsPrepared))
        {
            return;
        }

        var login = await opened.ExecuteScalarAsync<string>("select quote_ident(current_user)");
        var script =
            $"{CreateRoles}\ngrant jiban_owner, jiban_app to {login};\n{GrantDatabase}\n{CreateExtension}";
        try
        {
            await opened.ExecuteAsync(script);
        }
        catch (PostgresException refused)
            when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StoreNotPreparedException(script, refused);
        }
    }

    private const string IsPrepared = """
        select (select count(*) from pg_roles
                where rolname in ('jiban_owner', 'jiban_app') and pg_has_role(current_user, oid, 'member')) = 2
           and has_database_privilege('jiban_owner', current_database(), 'create')
           and exists (select from pg_extension where extname = 'postgis')
        """;
}
