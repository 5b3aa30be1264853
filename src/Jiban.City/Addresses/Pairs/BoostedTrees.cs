namespace Jiban.City.Addresses.Pairs;

/// <summary>A question to one fact, or, where <paramref name="Fact"/> is −1, an answer.</summary>
/// <param name="Value">Where it is a question: up to here to the left. Where it is an answer: what it adds to the log-odds.</param>
internal readonly record struct TreeNode(int Fact, float Value, int Left, int Right)
{
    public const int Answer = -1;
}

/// <summary>Small decision trees, each trained on what the ones before it got wrong (Friedman 2001); their answers are added up. Immutable.</summary>
internal sealed class BoostedTrees(float start, TreeNode[][] trees)
{
    public float Start { get; } = start;
    public IReadOnlyList<TreeNode[]> Trees { get; } = trees;

    /// <summary>The probability that what was asked for holds.</summary>
    public double Of(float[] facts) =>
        Logistic.Of(Start + Trees.Sum(tree => (double)Answer(tree, facts)));

    public static float Answer(TreeNode[] tree, float[] facts)
    {
        var at = 0;
        while (tree[at].Fact != TreeNode.Answer)
        {
            at = facts[tree[at].Fact] <= tree[at].Value ? tree[at].Left : tree[at].Right;
        }

        return tree[at].Value;
    }
}
