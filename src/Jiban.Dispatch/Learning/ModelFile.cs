using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Dispatch.Learning;

/// <summary>A file that is not a model of this version, or is not whole.</summary>
internal sealed class ModelFileException(string path, string why) : IOException($"{path}: {why}");

/// <summary>
/// The form of a model on disk: magic, version, SHA-256 of the rest, stamp (what it was trained from), labels, features, weights.
/// Little-endian.
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x4C444D4A; // "JMDL"
    private const int Version = 3;
    private const int HashLength = 32;
    private const int Header = 8 + HashLength;

    /// <summary>Writes a model, whole or not at all: into a file beside it that then takes its name.</summary>
    public static void Save(TextModel model, string path, string stamp)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(stamp);
            writer.Write(model.Temperature);
            writer.Write(model.Opening);
            writer.Write(model.Labels.Length);
            foreach (var label in model.Labels)
            {
                writer.Write(label);
            }

            writer.Write(model.Vocabulary.Count);
            WriteArray<ulong>(writer, model.Vocabulary.Keys);
            WriteArray<float>(writer, model.Vocabulary.Idf);
            WriteArray<float>(writer, model.Scales);
            WriteArray<float>(writer, model.Bias);
            WriteArray<sbyte>(writer, model.Weights);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A name of its own: several processes may make the same model at once.
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

    /// <summary>Reads a model and its stamp.</summary>
    /// <exception cref="ModelFileException">Not a model, another version, or damaged.</exception>
    public static (TextModel Model, string Stamp) Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Header || BitConverter.ToUInt32(bytes) != Magic)
        {
            throw new ModelFileException(path, "not a model");
        }

        if (BitConverter.ToInt32(bytes, 4) is var version && version != Version)
        {
            throw new ModelFileException(path, $"version {version}, this program reads {Version}");
        }

        var body = bytes.AsSpan(Header);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(8, HashLength)))
        {
            throw new ModelFileException(path, "damaged");
        }

        using var reader = new BinaryReader(
            new MemoryStream(bytes, Header, bytes.Length - Header),
            Encoding.UTF8
        );
        return Read(reader);
    }

    private static (TextModel Model, string Stamp) Read(BinaryReader reader)
    {
        var stamp = reader.ReadString();
        var temperature = reader.ReadSingle();
        var opening = reader.ReadInt32();
        var labels = new string[reader.ReadInt32()];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = reader.ReadString();
        }

        var features = reader.ReadInt32();
        var vocabulary = new Vocabulary(
            ReadArray<ulong>(reader, features),
            ReadArray<float>(reader, features)
        );
        var scales = ReadArray<float>(reader, features);
        var bias = ReadArray<float>(reader, labels.Length);
        var weights = ReadArray<sbyte>(reader, features * TextModel.WidthOf(labels.Length));
        return (
            new TextModel(labels, vocabulary, weights, scales, bias, temperature, opening),
            stamp
        );
    }

    private static void WriteArray<T>(BinaryWriter writer, T[] values)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes<T>(values));

    private static T[] ReadArray<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
