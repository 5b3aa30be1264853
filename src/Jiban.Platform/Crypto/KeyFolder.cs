using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Platform.Crypto;

/// <summary>The files of the keys (mode 0600): <c>master-1.key</c>, <c>index.key</c>, <c>seal.key</c>, and <c>KIND-N.key</c> of later ones.</summary>
internal sealed class KeyFolder(string directory)
{
    public const int KeyBytes = 32;

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>When a file last came or went.</summary>
    public DateTime ChangedAt => Directory.GetLastWriteTimeUtc(directory);

    public bool IsThere => Directory.Exists(directory);

    public void Make() => Directory.CreateDirectory(directory, OwnerOnly);

    /// <summary>The name of a key's file, without its ending.</summary>
    public static string NameOf(KeyKind kind, int number) =>
        number == 1 && kind != KeyKind.Master
            ? Prefix(kind)
            : string.Create(CultureInfo.InvariantCulture, $"{Prefix(kind)}-{number}");

    /// <summary>Which key a name means; null when none.</summary>
    public static (KeyKind Kind, int Number)? Parse(string name)
    {
        foreach (var kind in Enum.GetValues<KeyKind>())
        {
            var number =
                name == Prefix(kind) ? 1
                : name.StartsWith(Prefix(kind) + "-", StringComparison.Ordinal)
                && int.TryParse(
                    name.AsSpan(Prefix(kind).Length + 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var read
                )
                    ? read
                : 0;
            if (number > 0 && NameOf(kind, number) == name)
            {
                return (kind, number);
            }
        }

        return null;
    }

    /// <summary>All keys of a kind.</summary>
    public KeySet Read(KeyKind kind) =>
        new(
            Directory
                .EnumerateFiles(directory, "*.key")
                .Select(file => (File: file, Key: Parse(Path.GetFileNameWithoutExtension(file))))
                .Where(found => found.Key?.Kind == kind)
                .ToDictionary(found => found.Key!.Value.Number, found => Read(found.File))
        );

    /// <summary>Makes a key. It appears whole: a running host reads the folder as soon as it changes.</summary>
    public void Make(KeyKind kind, int number)
    {
        var path = Path.Combine(directory, NameOf(kind, number) + ".key");
        var making = path + ".new";
        File.Delete(making); // What a crash left.
        using (
            var stream = new FileStream(
                making,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            )
        )
        {
            var key = RandomNumberGenerator.GetBytes(KeyBytes);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            stream.Flush(flushToDisk: true);
        }

        File.Move(making, path, overwrite: false);
    }

    /// <summary>Puts a key's file into <c>retired</c>, for old backups.</summary>
    public void SetAside(KeyKind kind, int number)
    {
        var file = NameOf(kind, number) + ".key";
        var retired = Directory.CreateDirectory(Path.Combine(directory, "retired"), OwnerOnly);
        if (File.Exists(Path.Combine(directory, file)))
        {
            File.Move(
                Path.Combine(directory, file),
                Path.Combine(retired.FullName, file),
                overwrite: true
            );
        }
    }

    private static string Prefix(KeyKind kind) =>
        kind switch
        {
            KeyKind.Master => "master",
            KeyKind.Index => "index",
            KeyKind.Seal => "seal",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

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
