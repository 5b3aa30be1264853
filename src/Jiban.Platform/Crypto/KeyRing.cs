using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Platform.Crypto;

/// <summary>
/// The keys that live outside the database, in <c>DIR/keys</c> (mode 0600): master keys that wrap the key of each case, the key of
/// the search hashes, and the key of the daily seals. A stolen database tells no name and no word of a citizen (docs/architecture.md).
/// </summary>
public sealed class KeyRing
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly string _directory;
    private volatile IReadOnlyDictionary<int, byte[]> _masters;
    private readonly byte[] _indexKey;
    private readonly byte[] _sealKey;

    private KeyRing(
        string directory,
        IReadOnlyDictionary<int, byte[]> masters,
        byte[] indexKey,
        byte[] sealKey
    )
    {
        _directory = directory;
        _masters = masters;
        _indexKey = indexKey;
        _sealKey = sealKey;
    }

    /// <summary>The folder of the keys inside a data directory.</summary>
    public static string DirectoryOf(string dataDirectory) => Path.Combine(dataDirectory, "keys");

    /// <summary>
    /// Reads the keys of a data directory; makes those that are missing. Commands come here through <see cref="StoreKeys"/>, which first
    /// asks the store whether it was written with other ones.
    /// </summary>
    public static KeyRing Open(string dataDirectory)
    {
        var directory = Directory.CreateDirectory(
            DirectoryOf(dataDirectory),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        var masters = Masters(directory.FullName);
        if (masters.Count == 0)
        {
            masters[1] = ReadOrMake(Path.Combine(directory.FullName, "master-1.key"));
        }

        return new KeyRing(
            directory.FullName,
            masters,
            ReadOrMake(Path.Combine(directory.FullName, "index.key")),
            ReadOrMake(Path.Combine(directory.FullName, "seal.key"))
        );
    }

    /// <summary>Makes the next master key in a data directory; from its opening on new cases are wrapped under it.</summary>
    /// <returns>Its number.</returns>
    public static int AddMaster(string dataDirectory)
    {
        var directory = DirectoryOf(dataDirectory);
        var number = Masters(directory).Keys.Max() + 1;
        ReadOrMake(Path.Combine(directory, $"master-{number}.key"));
        return number;
    }

    /// <summary>The number of the master key under which new cases are wrapped.</summary>
    public int Newest => _masters.Keys.Max();

    /// <summary>The numbers of the master keys at hand.</summary>
    public IEnumerable<int> Numbers => _masters.Keys.Order();

    /// <summary>The number of the master key under which a case key is wrapped.</summary>
    public static int MasterOf(byte[] wrapped) => BinaryPrimitives.ReadInt32BigEndian(wrapped);

    /// <summary>What tells each key from every other and gives nothing of it away, by the name of its file.</summary>
    internal IReadOnlyDictionary<string, byte[]> Fingerprints() =>
        new Dictionary<string, byte[]>(
            _masters.Select(master => Fingerprint($"master-{master.Key}", master.Value))
        )
        {
            ["index"] = Fingerprint("index", _indexKey).Value,
            ["seal"] = Fingerprint("seal", _sealKey).Value,
        };

    /// <summary>A new random key for one case.</summary>
    public static byte[] NewCaseKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>Wraps the key of a case under the newest master key: 4 bytes of the master's number, then the box.</summary>
    public byte[] Wrap(Guid caseId, byte[] caseKey)
    {
        var newest = Newest;
        var box = Seal(_masters[newest], caseKey, caseId.ToByteArray());
        var wrapped = new byte[4 + box.Length];
        BinaryPrimitives.WriteInt32BigEndian(wrapped, newest);
        box.CopyTo(wrapped, 4);
        return wrapped;
    }

    /// <summary>Gives the key of a case back. Throws <see cref="CryptographicException"/> when the box was changed or moved to another case.</summary>
    public byte[] Unwrap(Guid caseId, byte[] wrapped) =>
        Open(Master(MasterOf(wrapped)), wrapped.AsSpan(4), caseId.ToByteArray());

    /// <summary>A master key; one that was added while this process ran is read when the first case under it is met.</summary>
    private byte[] Master(int number)
    {
        if (!_masters.ContainsKey(number))
        {
            _masters = Masters(_directory);
        }

        return _masters.TryGetValue(number, out var key)
            ? key
            : throw new CryptographicException($"The master key {number} is not at hand.");
    }

    private static Dictionary<int, byte[]> Masters(string directory) =>
        Directory
            .EnumerateFiles(directory, "master-*.key")
            .ToDictionary(
                file =>
                    int.Parse(
                        Path.GetFileName(file)["master-".Length..^".key".Length],
                        CultureInfo.InvariantCulture
                    ),
                Read
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

    /// <summary>A hash by which a value (a telephone number) can be found without being stored.</summary>
    public byte[] SearchHash(string value) =>
        HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes(value));

    /// <summary>The keyed hash of a seal.</summary>
    public byte[] SealHash(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_sealKey, content);

    private static KeyValuePair<string, byte[]> Fingerprint(string name, byte[] key) =>
        new(name, HMACSHA256.HashData(key, "jiban key fingerprint"u8));

    private static byte[] ReadOrMake(string path)
    {
        if (File.Exists(path))
        {
            return Read(path);
        }

        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        using var stream = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        stream.Flush(flushToDisk: true);
        return key;
    }

    private static byte[] Read(string path)
    {
        var key = Convert.FromBase64String(File.ReadAllText(path).Trim());
        return key.Length == KeyBytes
            ? key
            : throw new InvalidDataException(
                $"{Path.GetFileName(path)} does not hold a key of {KeyBytes} bytes."
            );
    }
}
