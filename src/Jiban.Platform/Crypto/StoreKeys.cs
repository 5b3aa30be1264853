using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Jiban.Platform.Crypto;

/// <summary>The keys at hand are not those that the store was written with.</summary>
public sealed class WrongKeysException(string directory, IReadOnlyList<string> faults)
    : Exception(
        $"{directory} does not hold the keys of this store: {string.Join(", ", faults)}. "
            + "Nothing was changed. Put the folder back from the backup that belongs to this database, or name the data folder "
            + "that does with --data: what was written with other keys can't be read with new ones."
    );

/// <summary>
/// Opens the keys that belong to a store. The store remembers a fingerprint of each, so that keys that were lost or mixed up are not
/// replaced without a word.
/// </summary>
public static class StoreKeys
{
    /// <summary>Reads the keys of a data directory; makes them for a store that was never opened, and lets a further key join.</summary>
    /// <exception cref="WrongKeysException">A key of the store is missing or another one.</exception>
    public static async Task<KeyRing> OpenAsync(
        NpgsqlConnection connection,
        string dataDirectory,
        CancellationToken cancellation
    )
    {
        var directory = KeyRing.DirectoryOf(dataDirectory);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // One program after the other: of two that open a new store at once, the second finds what the first made.
        await connection.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtext('platform.key_fingerprint'))",
            transaction: transaction
        );
        var known = (
            await connection.QueryAsync<(string Name, byte[] Fingerprint)>(
                "select name, fingerprint from platform.key_fingerprint order by name",
                transaction: transaction
            )
        ).AsList();
        // Before the ring is opened, which would make them.
        var missing = known.Where(key => !File.Exists(Path.Combine(directory, key.Name + ".key")));
        Refuse(directory, missing, "is missing");
        var keys = KeyRing.Open(dataDirectory);
        var here = keys.Fingerprints();
        Refuse(
            directory,
            known.Where(key =>
                !CryptographicOperations.FixedTimeEquals(key.Fingerprint, here[key.Name])
            ),
            "is another one"
        );
        await connection.ExecuteAsync(
            "insert into platform.key_fingerprint (name, fingerprint) values (@Key, @Value)",
            here.Where(key => known.All(old => old.Name != key.Key)),
            transaction
        );
        await transaction.CommitAsync(cancellation);
        return keys;
    }

    /// <summary>Takes a key out of use: the store forgets it, and its file is put aside in <c>keys/retired</c>, for old backups.</summary>
    /// <param name="owner">A connection of the owner: the application can't forget a key.</param>
    public static async Task RetireAsync(
        NpgsqlConnection owner,
        string dataDirectory,
        KeyKind kind,
        int number,
        CancellationToken cancellation
    )
    {
        await owner.ExecuteAsync(
            new CommandDefinition(
                "delete from platform.key_fingerprint where name = @name",
                new { name = KeyRing.NameOf(kind, number) },
                cancellationToken: cancellation
            )
        );
        new KeyFolder(KeyRing.DirectoryOf(dataDirectory)).SetAside(kind, number);
    }

    private static void Refuse(
        string directory,
        IEnumerable<(string Name, byte[] Fingerprint)> wrong,
        string how
    )
    {
        var faults = wrong.Select(key => $"{key.Name}.key {how}").ToList();
        if (faults.Count > 0)
        {
            throw new WrongKeysException(directory, faults);
        }
    }
}
