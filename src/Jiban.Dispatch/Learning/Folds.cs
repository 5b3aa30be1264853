using System.Runtime.InteropServices;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// Deals texts into five folds, spread over the labels. What belongs together is never parted: texts of one group, and texts that begin or end
/// with the same words, for the same letter is sent several times, and a model that has learned one knows the other.
/// </summary>
internal static class Folds
{
    public const int Count = 5;

    /// <summary>A text that is always learned from: its label has no second group to learn from meanwhile.</summary>
    public const int Never = -1;

    /// <summary>No text's fold: to hold nothing out.</summary>
    public const int Nothing = Count;

    /// <summary>So many equal characters are no chance.</summary>
    private const int SameWords = 20;

    /// <returns>The fold of each text, or <see cref="Never"/>.</returns>
    public static int[] Of(IReadOnlyList<LabelledText> texts, int seed)
    {
        var root = Together(texts);
        var chance = new Random(seed);
        var folds = new int[texts.Count];
        var next = 0;
        var labels = Enumerable
            .Range(0, texts.Count)
            .GroupBy(i => texts[i].Label)
            .OrderBy(label => label.Key, StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var groups = label.GroupBy(i => Root(root, i)).ToArray();
            chance.Shuffle(groups);
            foreach (var group in groups)
            {
                foreach (var text in group)
                {
                    folds[text] = groups.Length == 1 ? Never : next % Count;
                }

                next++;
            }
        }

        return folds;
    }

    private static int[] Together(IReadOnlyList<LabelledText> texts)
    {
        var root = Enumerable.Range(0, texts.Count).ToArray();
        var first = new Dictionary<(char Kind, string Label, string Words), int>();
        for (var i = 0; i < texts.Count; i++)
        {
            var text = string.Concat(texts[i].Text.Where(char.IsLetterOrDigit));
            if (texts[i].Group is { } group)
            {
                Join(i, ('g', texts[i].Label, group));
            }
            else if (text.Length >= SameWords)
            {
                Join(i, ('<', texts[i].Label, text[..SameWords]));
                Join(i, ('>', texts[i].Label, text[^SameWords..]));
            }
        }

        return root;

        void Join(int i, (char, string, string) key)
        {
            ref var other = ref CollectionsMarshal.GetValueRefOrAddDefault(
                first,
                key,
                out var known
            );
            if (known)
            {
                root[Root(root, i)] = Root(root, other);
            }
            else
            {
                other = i;
            }
        }
    }

    private static int Root(int[] root, int i)
    {
        while (root[i] != i)
        {
            i = root[i] = root[root[i]];
        }

        return i;
    }
}
