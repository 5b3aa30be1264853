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
    private const int Version = 4;

    /// <summary>Kept before <see cref="Surety"/> was learned; else the same.</summary>
    private const int WithoutSurety = 3;
    private const int HashLength = 32;
    private const int Header = 8 + HashLength;

    /// <summary>Writes a model, whole or not at all: into a file beside it that then takes its name.</summary>
    public static void Save(TextModel model, string path, string stamp)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A name of its own: several processes may make the same model at once.
        var making = $"{path}.{Path.GetRandomFileName()}.new";
        File.WriteAllBytes(making, Write(model, stamp));
        File.Move(making, path, overwrite: true);
    }

    /// <summary>A model and its stamp as bytes.</summary>
    public static byte[] Write(TextModel model, string stamp)
    {
        using var whole = new MemoryStream();
        using (var writer = new BinaryWriter(whole, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(new byte[HashLength]);
            writer.Write(stamp);
            writer.Write(model.Temperature);
            writer.Write(model.Opening);
            writer.Write(model.Surety.Slope);
            writer.Write(model.Surety.Offset);
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

        var bytes = whole.ToArray();
        SHA256.HashData(bytes.AsSpan(Header), bytes.AsSpan(8, HashLength));
        return bytes;
    }

    /// <summary>Reads a model and its stamp.</summary>
    /// <exception cref="ModelFileException">Not a model, another version, or damaged.</exception>
    public static (TextModel Model, string Stamp) Load(string path) =>
        Read(File.ReadAllBytes(path), path);

    /// <summary>The same from bytes.</summary>
    /// <param name="name">What a fault calls it.</param>
    /// <exception cref="ModelFileException">Not a model, another version, or damaged.</exception>
    public static (TextModel Model, string Stamp) Read(byte[] bytes, string name)
    {
        if (bytes.Length < Header || BitConverter.ToUInt32(bytes) != Magic)
        {
            throw new ModelFileException(name, "not a model");
        }

        var version = BitConverter.ToInt32(bytes, 4);
        if (version is not (Version or WithoutSurety))
        {
            throw new ModelFileException(name, $"version {version}, this program reads {Version}");
        }

        var body = bytes.AsSpan(Header);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(8, HashLength)))
        {
            throw new ModelFileException(name, "damaged");
        }

        using var reader = new BinaryReader(
            new MemoryStream(bytes, Header, bytes.Length - Header),
            Encoding.UTF8
        );
        return Read(reader, version);
    }

    private static (TextModel Model, string Stamp) Read(BinaryReader reader, int version)
    {
        var stamp = reader.ReadString();
        var temperature = reader.ReadSingle();
        var opening = reader.ReadInt32();
        var surety =
            version == WithoutSurety ? null : new Surety(reader.ReadSingle(), reader.ReadSingle());
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
            new TextModel(labels, vocabulary, weights, scales, bias, temperature, opening, surety),
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
