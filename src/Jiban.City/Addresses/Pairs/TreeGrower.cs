namespace Jiban.City.Addresses.Pairs;

/// <summary>Grows one tree: the leaf whose best question tells most is split, until there are enough.</summary>
/// <param name="asked">The facts that may be asked.</param>
/// <param name="rate">How much of its answer a tree adds.</param>
internal sealed class TreeGrower(FactBins bins, Slope[] slopes, int[] asked, double rate)
{
    private const int Leaves = 8;

    /// <summary>Fewer rows on a side are chance; in small files a share of them.</summary>
    private const int FewestRows = 20;
    private const int FewestShare = 25;

    /// <summary>Pulls answers of few rows towards nothing.</summary>
    private const double Damping = 5;

    private readonly int _fewest = Math.Clamp(slopes.Length / FewestShare, 1, FewestRows);

    private readonly record struct Bin(Slope Sum, int Rows);

    private readonly record struct Question(int Fact, int Bin, double Gain);

    private sealed record Leaf(int Node, int[] Rows, Slope Sum, Bin[] Histogram, Question Best);

    public TreeNode[] Grow(int[] rows)
    {
        var nodes = new List<TreeNode> { default };
        var leaves = new List<Leaf> { Make(0, rows, Histogram(rows)) };
        while (
            leaves.Count < Leaves && leaves.MaxBy(leaf => leaf.Best.Gain) is { Best.Gain: > 0 } leaf
        )
        {
            leaves.Remove(leaf);
            Split(leaf, nodes, leaves);
        }

        foreach (var leaf in leaves)
        {
            var answer = rate * leaf.Sum.First / (leaf.Sum.Second + Damping);
            nodes[leaf.Node] = new TreeNode(TreeNode.Answer, (float)answer, 0, 0);
        }

        return [.. nodes];
    }

    private void Split(Leaf leaf, List<TreeNode> nodes, List<Leaf> leaves)
    {
        var (fact, bin, _) = leaf.Best;
        var of = bins.Of(fact);
        var left = leaf.Rows.Where(row => of[row] <= bin).ToArray();
        var right = leaf.Rows.Where(row => of[row] > bin).ToArray();
        nodes[leaf.Node] = new TreeNode(
            fact,
            bins.BoundsOf(fact)[bin],
            nodes.Count,
            nodes.Count + 1
        );
        // The smaller side is counted; the other is what is left.
        var smaller = Histogram(left.Length < right.Length ? left : right);
        var larger = new Bin[smaller.Length];
        for (var at = 0; at < larger.Length; at++)
        {
            var (all, one) = (leaf.Histogram[at], smaller[at]);
            larger[at] = new Bin(all.Sum - one.Sum, all.Rows - one.Rows);
        }

        var leftFirst = left.Length < right.Length;
        leaves.Add(Make(nodes.Count, left, leftFirst ? smaller : larger));
        leaves.Add(Make(nodes.Count + 1, right, leftFirst ? larger : smaller));
        nodes.AddRange([default, default]);
    }

    private Leaf Make(int node, int[] rows, Bin[] histogram)
    {
        var sum = default(Slope);
        foreach (var row in rows)
        {
            sum += slopes[row];
        }

        return new Leaf(node, rows, sum, histogram, Best(rows.Length, sum, histogram));
    }

    private Bin[] Histogram(int[] rows)
    {
        var histogram = new Bin[asked.Length * FactBins.Most];
        for (var i = 0; i < asked.Length; i++)
        {
            var of = bins.Of(asked[i]);
            var first = i * FactBins.Most;
            foreach (var row in rows)
            {
                ref var bin = ref histogram[first + of[row]];
                bin = new Bin(bin.Sum + slopes[row], bin.Rows + 1);
            }
        }

        return histogram;
    }

    private Question Best(int rows, Slope sum, Bin[] histogram)
    {
        var best = default(Question);
        var before = Gain(sum);
        for (var i = 0; i < asked.Length; i++)
        {
            var (left, count) = (default(Slope), 0);
            for (var bin = 0; bin < bins.BoundsOf(asked[i]).Length; bin++)
            {
                left += histogram[(i * FactBins.Most) + bin].Sum;
                count += histogram[(i * FactBins.Most) + bin].Rows;
                if (count < _fewest || rows - count < _fewest)
                {
                    continue;
                }

                var gain = Gain(left) + Gain(sum - left) - before;
                if (gain > best.Gain)
                {
                    best = new Question(asked[i], bin, gain);
                }
            }
        }

        return best;
    }

    private static double Gain(Slope sum) => sum.First * sum.First / (sum.Second + Damping);
}
