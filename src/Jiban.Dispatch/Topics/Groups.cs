namespace Jiban.Dispatch.Topics;

/// <summary>
/// Groups that grow text by text: a text joins the group whose mean it is nearest to, or begins one. Only groups that share a feature
/// are asked.
/// </summary>
internal sealed class Groups(int features)
{
    private readonly List<(int Group, float Weight)>?[] _postings = new List<(
        int Group,
        float Weight
    )>?[features];

    /// <summary>For each group where its weight of a feature stands in the postings.</summary>
    private readonly List<Dictionary<int, int>> _places = [];
    private readonly List<double> _squares = [];

    /// <summary>The texts of each group.</summary>
    public List<List<int>> Members { get; } = [];

    /// <summary>Puts a text into the nearest group of at least this cosine, or into one of its own.</summary>
    public void Add(int text, Weighted[] vector, double least)
    {
        var (group, cosine) = Nearest(vector);
        if (cosine < least)
        {
            group = Members.Count;
            Members.Add([]);
            _places.Add([]);
            _squares.Add(0);
        }

        Members[group].Add(text);
        var places = _places[group];
        foreach (var (feature, weight) in vector)
        {
            var list = _postings[feature] ??= [];
            if (places.TryGetValue(feature, out var place))
            {
                var had = list[place].Weight;
                list[place] = (group, had + weight);
                _squares[group] += (2 * had * weight) + (weight * weight);
            }
            else
            {
                places[feature] = list.Count;
                list.Add((group, weight));
                _squares[group] += weight * weight;
            }
        }
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
            foreach (var (feature, place) in _places[group])
            {
                var own = _postings[feature]![place].Weight;
                foreach (var (other, weight) in _postings[feature]!)
                {
                    if (other < group && Members[other].Count > 1)
                    {
                        dots[other] = dots.GetValueOrDefault(other) + (own * weight);
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

    private (int Group, double Cosine) Nearest(Weighted[] vector)
    {
        var dots = new Dictionary<int, double>();
        foreach (var (feature, weight) in vector)
        {
            foreach (var (group, own) in _postings[feature] ?? [])
            {
                dots[group] = dots.GetValueOrDefault(group) + (own * weight);
            }
        }

        var (best, cosine) = (-1, -1.0);
        foreach (var (group, dot) in dots)
        {
            var near = dot / Math.Sqrt(_squares[group]);
            if (near > cosine || (near == cosine && group < best))
            {
                (best, cosine) = (group, near);
            }
        }

        return (best, cosine);
    }
}
