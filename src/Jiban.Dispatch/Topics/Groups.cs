namespace Jiban.Dispatch.Topics;

/// <summary>
/// Groups that grow text by text: a text joins the group whose mean it is nearest to, or begins one. Only groups that share a feature
/// are asked.
/// </summary>
internal sealed class Groups(int features, Weighted[][] vectors)
{
    /// <summary>Of each feature the groups that have it, in their order, with its weight in each.</summary>
    private readonly List<(int Group, float Weight)>?[] _postings = new List<(
        int Group,
        float Weight
    )>?[features];
    private readonly List<double> _squares = [];

    /// <summary>What the groups that a text shares a feature with have in common with it; of the others zero. Grows with the groups.</summary>
    private double[] _dots = new double[1024];
    private readonly List<int> _touched = [];

    /// <summary>The texts of each group.</summary>
    public List<List<int>> Members { get; } = [];

    /// <summary>Puts a text into the nearest group of at least this cosine, or into one of its own.</summary>
    public void Add(int text, double least)
    {
        var vector = vectors[text];
        var (group, cosine) = Nearest(vector);
        if (cosine < least)
        {
            group = Members.Count;
            // Most stay alone.
            Members.Add(new List<int>(1));
            _squares.Add(0);
        }

        Members[group].Add(text);
        foreach (var (feature, weight) in vector)
        {
            var list = _postings[feature] ??= new List<(int, float)>(2);
            if (PlaceOf(list, group) is >= 0 and var place)
            {
                var had = list[place].Weight;
                list[place] = (group, had + weight);
                _squares[group] += (2 * had * weight) + (weight * weight);
            }
            else
            {
                list.Insert(~PlaceOf(list, group), (group, weight));
                _squares[group] += weight * weight;
            }
        }
    }

    /// <summary>Where the weight of a group stands, or the complement of where it would.</summary>
    private static int PlaceOf(List<(int Group, float Weight)> list, int group)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = list[middle].Group < group ? (middle + 1, high) : (low, middle);
        }

        return low < list.Count && list[low].Group == group ? low : ~low;
    }

    /// <summary>The groups with those joined whose means are at least so near; a group of one text joins none.</summary>
    public IEnumerable<List<int>> Joined(double least)
    {
        var into = Enumerable.Range(0, Members.Count).ToArray();
        int Root(int group)
        {
            while (into[group] != group)
            {
                group = into[group];
            }

            return group;
        }

        for (var group = 0; group < Members.Count; group++)
        {
            if (Members[group].Count < 2)
            {
                continue;
            }

            var dots = new Dictionary<int, double>();
            foreach (var feature in FeaturesOf(group))
            {
                var list = _postings[feature]!;
                var place = PlaceOf(list, group);
                foreach (var (other, weight) in list.Take(place))
                {
                    if (Members[other].Count > 1)
                    {
                        dots[other] = dots.GetValueOrDefault(other) + (list[place].Weight * weight);
                    }
                }
            }

            foreach (var (other, dot) in dots)
            {
                if (dot / Math.Sqrt(_squares[group] * _squares[other]) >= least)
                {
                    into[Math.Max(Root(group), Root(other))] = Math.Min(Root(group), Root(other));
                }
            }
        }

        return Enumerable
            .Range(0, Members.Count)
            .GroupBy(Root)
            .Select(joined => joined.SelectMany(group => Members[group]).ToList());
    }

    /// <summary>The features of a group's texts, each once, in the order in which they came.</summary>
    private IEnumerable<int> FeaturesOf(int group) =>
        Members[group].SelectMany(text => vectors[text]).Select(one => one.Feature).Distinct();

    private (int Group, double Cosine) Nearest(Weighted[] vector)
    {
        if (_dots.Length < Members.Count)
        {
            Array.Resize(ref _dots, Math.Max(Members.Count, _dots.Length * 2));
        }

        foreach (var (feature, weight) in vector)
        {
            foreach (var (group, own) in _postings[feature] ?? [])
            {
                if (_dots[group] == 0)
                {
                    _touched.Add(group);
                }

                _dots[group] += own * weight;
            }
        }

        var (best, cosine) = (-1, -1.0);
        foreach (var group in _touched)
        {
            var near = _dots[group] / Math.Sqrt(_squares[group]);
            _dots[group] = 0;
            if (near > cosine || (near == cosine && group < best))
            {
                (best, cosine) = (group, near);
            }
        }

        _touched.Clear();
        return (best, cosine);
    }
}
