using System.Runtime.InteropServices;

namespace Jiban.City.Addresses;

/// <summary>An address model on disk: tags, known parts, facts, weights. Rows of which no weight is left are not kept.</summary>
internal static class AddressModelFile
{
    private static readonly CheckedFile File = new(0x5244414A, 2, "an address model"); // "JADR"

    /// <summary>Writes a model, whole or not at all.</summary>
    public static void Save(AddressModel model, string path) =>
        File.Save(path, writer => Write(writer, model));

    /// <exception cref="InvalidDataException">Not an address model, another version, or damaged.</exception>
    public static AddressModel Load(string path) => File.Load(path, Read);

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
