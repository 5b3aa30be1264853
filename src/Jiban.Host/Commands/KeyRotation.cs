using Jiban.Cases.Contracts;
using Jiban.Platform.Auth.SecondFactors;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary>Brings a new key of any kind into use beside the running platform, and puts an old one aside when nothing stands under it.</summary>
internal static class KeyRotation
{
    /// <summary>Makes a key and moves what can be moved; broken off, it goes on with <paramref name="resume"/>.</summary>
    /// <returns>The keys as they are now.</returns>
    public static async Task<KeyRing> RotateAsync(
        NpgsqlConnection connection,
        string dataDirectory,
        KeyKind kind,
        bool resume,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        if (!resume)
        {
            KeyRing.Add(dataDirectory, kind);
        }

        // The store learns the new key, so that it can't get lost without a word.
        var keys = await StoreKeys.OpenAsync(connection, dataDirectory, cancellation);
        switch (kind)
        {
            case KeyKind.Master:
                foreach (var wrapped in JibanHost.WrappedKeys)
                {
                    await wrapped.RewrapAsync(
                        connection,
                        keys,
                        moved => progress($"{moved} {wrapped.What}"),
                        cancellation
                    );
                }

                break;
            case KeyKind.Index:
                await CaseIndexRotation.RehashAsync(
                    connection,
                    keys,
                    moved => progress($"{moved} cases"),
                    cancellation
                );
                break;
            case KeyKind.Seal: // What was sealed stays under the key that sealed it.
            default:
                break;
        }

        return keys;
    }

    /// <summary>What stands under a key, in words: "12 cases", "3 accounts' recovery codes". Nothing of it may be left when it is put aside.</summary>
    public static async Task<IReadOnlyList<string>> UseAsync(
        NpgsqlConnection connection,
        KeyKind kind,
        int number,
        CancellationToken cancellation
    )
    {
        var counts = new List<(long Count, string What)>();
        switch (kind)
        {
            case KeyKind.Master:
                foreach (var wrapped in JibanHost.WrappedKeys)
                {
                    var under = await wrapped.CountAsync(connection, cancellation);
                    counts.Add((under.GetValueOrDefault(number), wrapped.What));
                }

                break;
            case KeyKind.Index:
                var use = (
                    await CaseIndexRotation.CountAsync(connection, cancellation)
                ).GetValueOrDefault(number);
                var codes = await RecoveryCodeKeys.CountAsync(connection, cancellation);
                counts.Add((use?.People ?? 0, "cases by telephone"));
                counts.Add((use?.Texts ?? 0, "cases by words"));
                counts.Add((codes.GetValueOrDefault(number), "accounts with recovery codes"));
                break;
            case KeyKind.Seal:
                var seals = await Seals.ListAsync(connection, cancellation);
                counts.Add((seals.Count(seal => seal.Key == number), "seals"));
                break;
            default:
                break;
        }

        return [.. counts.Where(one => one.Count > 0).Select(one => $"{one.Count} {one.What}")];
    }

    /// <summary>Puts a key aside.</summary>
    /// <param name="dropCodes">Take recovery codes under an index key away, too.</param>
    /// <exception cref="CommandFailedException">It is still needed.</exception>
    public static async Task RetireAsync(
        NpgsqlConnection owner,
        string dataDirectory,
        KeyKind kind,
        int number,
        bool dropCodes,
        CancellationToken cancellation
    )
    {
        var keys = await StoreKeys.OpenAsync(owner, dataDirectory, cancellation);
        var name = KeyRing.NameOf(kind, number);
        if (kind == KeyKind.Seal)
        {
            throw new CommandFailedException(
                $"{name} seals nothing new once a newer one is there, and `verify` needs it for what it sealed: it stays."
            );
        }

        if (number == keys.Newest(kind) || !keys.Numbers(kind).Contains(number))
        {
            throw new CommandFailedException($"{name} is the key in use, or there is none such.");
        }

        if (kind == KeyKind.Index && dropCodes)
        {
            await RecoveryCodeKeys.DropAsync(owner, number, cancellation);
        }

        var left = await UseAsync(owner, kind, number, cancellation);
        if (left.Count > 0)
        {
            throw new CommandFailedException(
                $"Under {name} still stand {string.Join(", ", left)}: run `jiban keys rotate {(kind == KeyKind.Master ? "master" : "index")} --resume` first. "
                    + "Recovery codes can't be moved: their owners make new ones, or --drop-recovery-codes takes them away."
            );
        }

        await StoreKeys.RetireAsync(owner, dataDirectory, kind, number, cancellation);
    }
}
