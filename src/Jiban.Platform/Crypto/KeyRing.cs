using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Platform.Crypto;

/// <summary>
/// The keys that live outside the database, in <c>DIR/keys</c>: master keys that wrap the key of each case, the keys of the search hashes,
/// and those of the daily seals. A stolen database tells no name and no word of a citizen (docs/architecture.md). Of each kind there may be
/// several: a new one joins while the platform runs and is used at once, and what older ones made is read with them.
/// </summary>
public sealed class KeyRing
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int NumberBytes = 4;

    private readonly KeyFolder _folder;
    private volatile Keys _keys;
    private long _lookedAt;

    private KeyRing(KeyFolder folder)
    {
        _folder = folder;
        _keys = Keys.Read(folder);
    }

    /// <summary>The folder of the keys inside a data directory.</summary>
    public static string DirectoryOf(string dataDirectory) => Path.Combine(dataDirectory, "keys");

    /// <summary>
    /// Reads the keys of a data directory; makes those that are missing. Commands come here through <see cref="StoreKeys"/>, which first
    /// asks the store whether it was written with other ones.
    /// </summary>
    public static KeyRing Open(string dataDirectory)
    {
        var folder = new KeyFolder(DirectoryOf(dataDirectory));
        folder.Make();
        foreach (var kind in Enum.GetValues<KeyKind>())
        {
            if (folder.Read(kind).Newest == 0)
            {
                folder.Make(kind, 1);
            }
        }

        return new KeyRing(folder);
    }

    /// <summary>Makes the next key of a kind in a data directory; from then on it is the one in use, in running hosts, too.</summary>
    /// <returns>Its number.</returns>
    public static int Add(string dataDirectory, KeyKind kind)
    {
        var folder = new KeyFolder(DirectoryOf(dataDirectory));
        var number = folder.Read(kind).Newest + 1;
        folder.Make(kind, number);
        return number;
    }

    /// <summary>The name of a key: that of its file.</summary>
    public static string NameOf(KeyKind kind, int number) => KeyFolder.NameOf(kind, number);

    /// <summary>Which key a name means; null when none.</summary>
    public static (KeyKind Kind, int Number)? Parse(string name) => KeyFolder.Parse(name);

    /// <summary>The number of the key of a kind that is in use.</summary>
    public int Newest(KeyKind kind) => Current()[kind].Newest;

    /// <summary>The numbers of the keys of a kind that are at hand, the oldest first.</summary>
    public IReadOnlyList<int> Numbers(KeyKind kind) => Current()[kind].Numbers;

    /// <summary>The number of the master key under which a case key is wrapped.</summary>
    public static int MasterOf(byte[] wrapped) => BinaryPrimitives.ReadInt32BigEndian(wrapped);

    /// <summary>What tells each key from every other and gives nothing of it away, by the name of its file.</summary>
    internal IReadOnlyDictionary<string, byte[]> Fingerprints() =>
        (
            from kind in Enum.GetValues<KeyKind>()
            let keys = _keys[kind]
            from number in keys.Numbers
            select (kind, number, Key: keys[number])
        ).ToDictionary(
            one => NameOf(one.kind, one.number),
            one => HMACSHA256.HashData(one.Key, "jiban key fingerprint"u8)
        );

    /// <summary>A new random key for one case.</summary>
    public static byte[] NewCaseKey() => RandomNumberGenerator.GetBytes(KeyFolder.KeyBytes);

    /// <summary>Wraps the key of a case under the newest master key: 4 bytes of the master's number, then the box.</summary>
    public byte[] Wrap(Guid caseId, byte[] caseKey)
    {
        var masters = Current()[KeyKind.Master];
        return Numbered(
            masters.Newest,
            Seal(masters[masters.Newest], caseKey, caseId.ToByteArray())
        );
    }

    /// <summary>Gives the key of a case back. Throws <see cref="CryptographicException"/> when the box was changed or moved to another case.</summary>
    public byte[] Unwrap(Guid caseId, byte[] wrapped) =>
        Open(
            Find(KeyKind.Master, MasterOf(wrapped)),
            wrapped.AsSpan(NumberBytes),
            caseId.ToByteArray()
        );

    /// <summary>AES-256-GCM: 12 bytes nonce, cipher, 16 bytes tag.</summary>
    /// <param name="bound">What the box belongs to; another value does not open it.</param>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            box.AsSpan(0, NonceBytes),
            plain,
            box.AsSpan(NonceBytes, plain.Length),
            box.AsSpan(NonceBytes + plain.Length),
            bound
        );
        return box;
    }

    /// <summary>Opens a box made by <see cref="Seal"/>. Throws <see cref="CryptographicException"/> when it does not fit.</summary>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound)
    {
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            box[..NonceBytes],
            box.Slice(NonceBytes, plain.Length),
            box[^TagBytes..],
            plain,
            bound
        );
        return plain;
    }

    /// <summary>A hash by which a value (a telephone number) can be found without being stored. It says which key made it.</summary>
    public byte[] SearchHash(string value) => SearchHash(Newest(KeyKind.Index), value);

    /// <summary>The hashes of a value under every index key at hand: by one of them it is found, whichever key made it.</summary>
    public IReadOnlyList<byte[]> SearchHashes(string value) =>
        [.. Numbers(KeyKind.Index).Select(number => SearchHash(number, value))];

    /// <summary>The search hash of a value under one key: 4 bytes of the key's number, then <see cref="IndexHash"/>; of the first key that alone.</summary>
    public byte[] SearchHash(int number, string value) =>
        number == 1 ? IndexHash(1, value) : Numbered(number, IndexHash(number, value));

    /// <summary>The number of the key that made the search hash in a column, in SQL.</summary>
    public static string KeyOfHash(string column) =>
        $"case length({column}) when 36 then ('x' || encode(substring({column} for 4), 'hex'))::bit(32)::int else 1 end";

    /// <summary>The bare keyed hash of a value, 32 bytes, under one index key.</summary>
    public byte[] IndexHash(int number, string value) =>
        HMACSHA256.HashData(Find(KeyKind.Index, number), Encoding.UTF8.GetBytes(value));

    /// <summary>The keyed hash of a seal under one seal key; null when that key is not at hand.</summary>
    public byte[]? SealHash(int number, ReadOnlySpan<byte> content) =>
        Current()[KeyKind.Seal].Find(number) is { } key ? HMACSHA256.HashData(key, content) : null;

    private byte[] Find(KeyKind kind, int number) =>
        Current()[kind].Find(number)
        ?? (_keys = _keys.With(_folder))[kind].Find(number)
        ?? throw new CryptographicException($"The key {NameOf(kind, number)} is not at hand.");

    private static byte[] Numbered(int number, ReadOnlySpan<byte> rest)
    {
        var numbered = new byte[NumberBytes + rest.Length];
        BinaryPrimitives.WriteInt32BigEndian(numbered, number);
        rest.CopyTo(numbered.AsSpan(NumberBytes));
        return numbered;
    }

    /// <summary>The keys at hand, with those that joined since. The folder is looked at once a millisecond at most, for this is asked for every hash.</summary>
    private Keys Current()
    {
        var tick = Environment.TickCount64;
        if (Interlocked.Exchange(ref _lookedAt, tick) != tick && _folder.ChangedAt != _keys.ReadAt)
        {
            _keys = _keys.With(_folder);
        }

        return _keys;
    }

    /// <summary>Every key, and the state of the folder in which they were read.</summary>
    /// <param name="ReadAt">When the folder had last changed; the beginning of time while it may change again without showing it.</param>
    private sealed record Keys(DateTime ReadAt, IReadOnlyList<KeySet> Kinds)
    {
        /// <summary>File systems stamp a change with a clock that ticks some times a second: two changes within a tick look like one.</summary>
        private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

        public KeySet this[KeyKind kind] => Kinds[(int)kind];

        public static Keys Read(KeyFolder folder)
        {
            var changed = folder.ChangedAt;
            var isSettled = TimeProvider.System.GetUtcNow().UtcDateTime - changed > Settled;
            return new(
                isSettled ? changed : default,
                [.. Enum.GetValues<KeyKind>().Select(folder.Read)]
            );
        }

        /// <summary>A key once read stays until the process ends, whatever becomes of its file.</summary>
        public Keys With(KeyFolder folder)
        {
            if (!folder.IsThere)
            {
                return this;
            }

            var read = Read(folder);
            return read with { Kinds = [.. Kinds.Zip(read.Kinds, (old, now) => old.With(now))] };
        }
    }
}
