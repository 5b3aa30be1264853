namespace Jiban.City.Addresses.Pairs;

/// <summary>A pair model on disk: rarity, whether the order tells, and for each question its words, trees and bound. Words without weight are not kept.</summary>
internal static class PairModelFile
{
    private static readonly CheckedFile File = new(0x5249504A, 1, "a same-place model"); // "JPIR"

    /// <summary>Writes a model, whole or not at all.</summary>
    public static void Save(PairModel model, string path) =>
        File.Save(
            path,
            writer =>
            {
                Write(writer, model.Rarity);
                writer.Write(model.Ordered);
                Write(writer, model.Full);
                Write(writer, model.Part);
            }
        );

    /// <exception cref="InvalidDataException">Not a same-place model, another version, or damaged.</exception>
    public static PairModel Load(string path) =>
        File.Load(
            path,
            reader => new PairModel(
                ReadRarity(reader),
                reader.ReadBoolean(),
                ReadQuestion(reader),
                ReadQuestion(reader)
            )
        );

    private static void Write(BinaryWriter writer, PairRarity rarity)
    {
        writer.Write(rarity.All);
        writer.Write(rarity.Texts.Count);
        foreach (var ((first, second), texts) in rarity.Texts.OrderBy(pair => pair.Key))
        {
            writer.Write((ushort)first);
            writer.Write((ushort)second);
            writer.Write(texts);
        }
    }

    private static PairRarity ReadRarity(BinaryReader reader)
    {
        var all = reader.ReadInt32();
        var texts = new Dictionary<(char, char), int>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            texts.Add(((char)reader.ReadUInt16(), (char)reader.ReadUInt16()), reader.ReadInt32());
        }

        return new PairRarity(all, texts);
    }

    private static void Write(BinaryWriter writer, PairQuestion question)
    {
        writer.Write(question.Words.Bias);
        var weights = question.Words.Weights;
        var kept = Enumerable.Range(0, weights.Length).Where(row => weights[row] != 0).ToArray();
        writer.Write(kept.Length);
        foreach (var row in kept)
        {
            writer.Write(row);
            writer.Write(weights[row]);
        }

        writer.Write(question.Trees.Start);
        writer.Write(question.Trees.Trees.Count);
        foreach (var tree in question.Trees.Trees)
        {
            writer.Write(tree.Length);
            foreach (var node in tree)
            {
                writer.Write(node.Fact);
                writer.Write(node.Value);
                writer.Write(node.Left);
                writer.Write(node.Right);
            }
        }

        writer.Write(question.Least);
    }

    private static PairQuestion ReadQuestion(BinaryReader reader)
    {
        var (bias, weights) = (reader.ReadSingle(), new float[WordScore.Rows]);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            weights[reader.ReadInt32()] = reader.ReadSingle();
        }

        var start = reader.ReadSingle();
        var trees = new TreeNode[reader.ReadInt32()][];
        for (var tree = 0; tree < trees.Length; tree++)
        {
            trees[tree] = new TreeNode[reader.ReadInt32()];
            for (var node = 0; node < trees[tree].Length; node++)
            {
                trees[tree][node] = new TreeNode(
                    reader.ReadInt32(),
                    reader.ReadSingle(),
                    reader.ReadInt32(),
                    reader.ReadInt32()
                );
            }
        }

        return new PairQuestion(
            new WordScore(bias, weights),
            new BoostedTrees(start, trees),
            reader.ReadDouble()
        );
    }
}
