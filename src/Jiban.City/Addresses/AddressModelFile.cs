using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.City.Addresses;

/// <summary>
/// The form of an address model on disk: magic, version, SHA-256 of the rest, tags, known parts, facts, weights. Rows of which no weight is left are not kept.
/// Little-endian.
/// </summary>
internal static class AddressModelFile
{
    private const uint Magic = 0x5244414A; // "JADR"
    private const int Version = 2;
    private const int HashLength = 32;
    private const int Header = 8 + HashLength;

    /// <summary>Writes a model, whole or not at all: into a file beside it that then takes its name.</summary>
    public static void Save(AddressModel model, string path)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, model);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var making = $"{path}.{Path.GetRandomFileName()}.new";
        using (var file = File.Create(making))
        {
            var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
            using var writer = new BinaryWriter(file, Encoding.UTF8);
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(SHA256.HashData(bytes));
            writer.Write(bytes);
        }

        File.Move(making, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">Not an address model, another version, or damaged.</exception>
    public static AddressModel Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Header || BitConverter.ToUInt32(bytes) != Magic)
        {
            throw new InvalidDataException($"{path}: not an address model");
        }

        if (BitConverter.ToInt32(bytes, 4) is var version && version != Version)
        {
            throw new InvalidDataException(
                $"{path}: version {version}, this program reads {Version}"
            );
        }

        var hash = SHA256.HashData(bytes.AsSpan(Header));
        if (!hash.AsSpan().SequenceEqual(bytes.AsSpan(8, HashLength)))
        {
            throw new InvalidDataException($"{path}: damaged");
        }

        using var body = new MemoryStream(bytes, Header, bytes.Length - Header);
        using var reader = new BinaryReader(body, Encoding.UTF8);
        return Read(reader);
    }

    private static void Write(BinaryWriter writer, AddressModel model)
    {
        var width = model.Tags.Length;
        var kept = model
            .Facts.OrderBy(fact => fact.Value)
            .Where(fact => model.Weights.AsSpan(fact.Value * width, width).ContainsAnyExcept(0f))
            .ToArray();
        writer.Write(width);
        foreach (var tag in model.Tags)
        {
            writer.Write(tag);
        }

        writer.Write(model.Parts.Labels.Count);
        foreach (
            var (text, label) in model.Parts.Labels.OrderBy(
                part => part.Key,
                StringComparer.Ordinal
            )
        )
        {
            writer.Write(text);
            writer.Write(label);
        }

        writer.Write(kept.Length);
        foreach (var (fact, row) in kept)
        {
            writer.Write(fact);
            writer.Write(MemoryMarshal.AsBytes(model.Weights.AsSpan(row * width, width)));
        }

        writer.Write(MemoryMarshal.AsBytes(model.Weights.AsSpan(model.After(0) * width)));
    }

    private static AddressModel Read(BinaryReader reader)
    {
        var tags = new string[reader.ReadInt32()];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = reader.ReadString();
        }

        var parts = new Dictionary<string, string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            parts.Add(reader.ReadString(), reader.ReadString());
        }

        var count = reader.ReadInt32();
        var facts = new Dictionary<ulong, int>(count);
        var weights = new float[(count + tags.Length) * tags.Length];
        for (var row = 0; row < count; row++)
        {
            facts.Add(reader.ReadUInt64(), row);
            Rows(row, 1);
        }

        Rows(count, tags.Length);
        return new AddressModel(tags, new KnownParts(parts), facts, weights);

        void Rows(int first, int rows) =>
            reader.BaseStream.ReadExactly(
                MemoryMarshal.AsBytes(weights.AsSpan(first * tags.Length, rows * tags.Length))
            );
    }
}
