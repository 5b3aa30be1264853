using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Jiban.Platform.Store;

/// <summary>A module's forward-only SQL files: embedded as <c>{assembly}.Migrations.{nnnn_verb_object}.sql</c>.</summary>
/// <param name="Module">Name of the module, which is also the name of its schema.</param>
public sealed record MigrationSet(string Module, Assembly Assembly);

/// <summary>A file that already ran was changed afterwards, or the store knows a migration that this program does not.</summary>
public sealed class MigrationMismatchException(string module, string name, string why)
    : Exception($"Migration {module}/{name}: {why}")
{
    /// <summary>The module whose migration does not fit.</summary>
    public string Module => module;

    /// <summary>The file's name.</summary>
    public string Name => name;
}

/// <summary>
/// Brings a store to the schema of this program: each module's files in order of name, in one transaction a file, under an
/// advisory lock, each remembered with its checksum (ADR 0002). Runs as the owner role.
/// </summary>
public static class Migrator
{
    private const long Lock = 0x6A6962616E; // "jiban"

    /// <summary>Runs what has not run yet and returns the names of what it ran, as <c>module/name</c>.</summary>
    /// <param name="upTo">Stop before this file (<c>module/name</c>): tests make the schema of an earlier release with it.</param>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        NpgsqlDataSource owner,
        IReadOnlyList<MigrationSet> sets,
        CancellationToken cancellation,
        string? upTo = null
    )
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("select pg_advisory_lock(@Lock)", new { Lock });
        try
        {
            await connection.ExecuteAsync(
                """
                create schema if not exists platform;
                create table if not exists platform.migration (
                    module text not null, name text not null, checksum bytea not null, ran_at timestamptz not null default now(),
                    primary key (module, name));
                grant usage on schema platform to jiban_app;
                grant select on platform.migration to jiban_app;
                """
            );
            return await RunAsync(connection, sets, upTo, cancellation);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    /// <summary>Everything that the sets would run on an empty store, as <c>module/name</c>.</summary>
    public static IEnumerable<string> Names(IReadOnlyList<MigrationSet> sets) =>
        sets.SelectMany(set => Files(set).Select(file => set.Module + "/" + file.Name));

    private static async Task<IReadOnlyList<string>> RunAsync(
        NpgsqlConnection connection,
        IReadOnlyList<MigrationSet> sets,
        string? upTo,
        CancellationToken cancellation
    )
    {
        var ran = (
            await connection.QueryAsync<(string Module, string Name, byte[] Checksum)>(
                "select module, name, checksum from platform.migration"
            )
        ).ToDictionary(row => row.Module + "/" + row.Name, row => row.Checksum);
        var done = new List<string>();
        foreach (var set in sets)
        {
            foreach (var (name, sql) in Files(set))
            {
                var id = set.Module + "/" + name;
                if (id == upTo)
                {
                    return done;
                }

                var checksum = SHA256.HashData(Encoding.UTF8.GetBytes(sql));
                if (ran.Remove(id, out var before))
                {
                    if (!before.AsSpan().SequenceEqual(checksum))
                    {
                        throw new MigrationMismatchException(
                            set.Module,
                            name,
                            "the file was changed after it ran; write a new one"
                        );
                    }

                    continue;
                }

                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await using (var command = new NpgsqlCommand(sql, connection, transaction))
                {
                    await command.ExecuteNonQueryAsync(cancellation);
                }

                await connection.ExecuteAsync(
                    "insert into platform.migration (module, name, checksum) values (@Module, @name, @checksum)",
                    new
                    {
                        set.Module,
                        name,
                        checksum,
                    },
                    transaction
                );
                await transaction.CommitAsync(cancellation);
                done.Add(id);
            }
        }

        if (upTo is null && ran.Keys.FirstOrDefault() is { } unknown)
        {
            throw new MigrationMismatchException(
                unknown.Split('/')[0],
                unknown.Split('/')[1],
                "the store was written by a newer program"
            );
        }

        return done;
    }

    private static IEnumerable<(string Name, string Sql)> Files(MigrationSet set)
    {
        var prefix = set.Assembly.GetName().Name + ".Migrations.";
        foreach (
            var resource in set
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(set.Assembly.GetManifestResourceStream(resource)!);
            yield return (resource[prefix.Length..^".sql".Length], reader.ReadToEnd());
        }
    }
}
