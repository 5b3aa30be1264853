using System.Runtime.InteropServices;

namespace Jiban.City.Addresses;

/// <summary>An address model on disk: tags, known parts, words, weights of each net.</summary>
internal static class AddressModelFile
{
    private static readonly CheckedFile File = new(0x5244414A, 3, "an address model"); // "JADR"

    /// <summary>Writes a model, whole or not at all.</summary>
    public static void Save(AddressModel model, string path) =>
        File.Save(path, writer => Write(writer, model));

    /// <exception cref="InvalidDataException">Not an address model, another version, or damaged.</exception>
    public static AddressModel Load(string path) => File.Load(path, Read);

    private static void Write(BinaryWriter writer, AddressModel model)
    {
        Words(writer, model.Chain.Tags);
        Words(writer, [.. model.Input.Parts.Labels.Keys.Order(StringComparer.Ordinal)]);
        foreach (
            var (_, label) in model.Input.Parts.Labels.OrderBy(p => p.Key, StringComparer.Ordinal)
        )
        {
            writer.Write(label);
        }

        foreach (var list in model.Input.Lists)
        {
            Words(writer, [.. list.OrderBy(word => word.Value).Select(word => word.Key)]);
        }

        writer.Write(model.Nets.Count);
        foreach (var weights in model.Nets.SelectMany(All))
        {
            writer.Write(MemoryMarshal.AsBytes<float>(weights.Values));
        }
    }

    private static AddressModel Read(BinaryReader reader)
    {
        var chain = new TagChain(Words(reader));
        var parts = Words(reader).ToDictionary(part => part, _ => reader.ReadString());
        var input = new AddressInput(
            new KnownParts(parts),
            [
                .. Enumerable
                    .Range(0, AddressInput.Kinds)
                    .Select(_ =>
                        Words(reader)
                            .Select((word, n) => (word, Row: n + 1))
                            .ToDictionary(word => word.word, word => word.Row)
                    ),
            ]
        );
        var nets = new AddressNet[reader.ReadInt32()];
        for (var n = 0; n < nets.Length; n++)
        {
            nets[n] = new AddressNet(AddressModel.Tables(input), chain.Tags.Length);
            foreach (var weights in All(nets[n]))
            {
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.Values.AsSpan()));
            }
        }

        return new AddressModel(chain, input, nets);
    }

    private static IEnumerable<Matrix> All(AddressNet net) => net.Tables.Concat(net.Weights);

    private static void Words(BinaryWriter writer, IReadOnlyCollection<string> words)
    {
        writer.Write(words.Count);
        foreach (var word in words)
        {
            writer.Write(word);
        }
    }

    private static string[] Words(BinaryReader reader)
    {
        var words = new string[reader.ReadInt32()];
        for (var n = 0; n < words.Length; n++)
        {
            words[n] = reader.ReadString();
        }

        return words;
    }
}
