using System.Security.Cryptography;
using System.Text;

namespace Jiban.City.Addresses;

/// <summary>The form of what was learned, on disk: magic, version, SHA-256 of the rest, the rest. Little-endian.</summary>
/// <param name="magic">Says what it is.</param>
/// <param name="what">The same, in words.</param>
internal sealed class CheckedFile(uint magic, int version, string what)
{
    private const int HashLength = 32;
    private const int Header = 8 + HashLength;

    /// <summary>Writes it whole or not at all: into a file beside it that then takes its name.</summary>
    public void Save(string path, Action<BinaryWriter> write)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var making = $"{path}.{Path.GetRandomFileName()}.new";
        using (var file = File.Create(making))
        {
            var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
            using var writer = new BinaryWriter(file, Encoding.UTF8);
            writer.Write(magic);
            writer.Write(version);
            writer.Write(SHA256.HashData(bytes));
            writer.Write(bytes);
        }

        File.Move(making, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">Something else, another version, or damaged.</exception>
    public T Load<T>(string path, Func<BinaryReader, T> read)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Header || BitConverter.ToUInt32(bytes) != magic)
        {
            throw new InvalidDataException($"{path}: not {what}");
        }

        if (BitConverter.ToInt32(bytes, 4) is var written && written != version)
        {
            throw new InvalidDataException(
                $"{path}: version {written}, this program reads {version}"
            );
        }

        var hash = SHA256.HashData(bytes.AsSpan(Header));
        if (!hash.AsSpan().SequenceEqual(bytes.AsSpan(8, HashLength)))
        {
            throw new InvalidDataException($"{path}: damaged");
        }

        using var body = new MemoryStream(bytes, Header, bytes.Length - Header);
        using var reader = new BinaryReader(body, Encoding.UTF8);
        return read(reader);
    }
}
