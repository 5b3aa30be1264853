namespace Jiban.Dispatch.Topics;

/// <summary>How near each text of a group is to the mean of the others. Who is not near any more leaves.</summary>
internal static class Cohesion
{
    private const int Passes = 4;

    /// <summary>The texts that stay, and how near each is.</summary>
    public static (List<int> Members, double[] Near) Keep(
        List<int> members,
        Weighted[][] vectors,
        double least
    )
    {
        var near = Near(members, vectors);
        for (var pass = 0; pass < Passes && members.Count > 1; pass++)
        {
            var stay = members.Where((_, i) => near[i] >= least).ToList();
            if (stay.Count == members.Count)
            {
                break;
            }

            members = stay;
            near = Near(members, vectors);
        }

        return (members, near);
    }

    private static double[] Near(List<int> members, Weighted[][] vectors)
    {
        var sum = new Dictionary<int, double>();
        foreach (var (feature, weight) in members.SelectMany(text => vectors[text]))
        {
            sum[feature] = sum.GetValueOrDefault(feature) + weight;
        }

        var squares = sum.Values.Sum(weight => weight * weight);
        return
        [
            .. members.Select(text =>
            {
                var dot = vectors[text].Sum(run => run.Weight * sum[run.Feature]);
                var others = squares - (2 * dot) + 1;
                return others < 1e-6 ? 0 : (dot - 1) / Math.Sqrt(others);
            }),
        ];
    }
}
