namespace Jiban.City.Addresses.Pairs;

/// <summary>
/// What is known of a pair from its two texts alone, a number each, always in the same order: shares and runs in common, names, numbers by
/// their kind, roads, regions. −1 stands where there is nothing to compare.
/// </summary>
internal sealed class PairFacts
{
    /// <summary>Where the score of the rules stands.</summary>
    public const int ByRules = 0;

    /// <summary>Where the facts stand that are also compared with those of the other candidates (<see cref="PairLists"/>).</summary>
    public static readonly int[] Compared = [0, 1, 3, 4, 7, 10, 11, 13, 14, 15, 16, 18];

    /// <summary>How far from its end a text is looked at closely: the narrowest names stand there.</summary>
    private const int End = 4;

    private static readonly string[] Kinds =
    [
        "栋",
        "单元",
        "层",
        "室",
        "号",
        "弄",
        "期",
        "区",
        "组",
        "院",
        "路",
        "",
    ];

    private readonly List<float> _facts = new(128);
    private readonly PairText _a;
    private readonly PairText _b;
    private readonly PairRarity _rarity;
    private readonly CommonRuns _runs;

    private PairFacts(PairText a, PairText b, PairRarity rarity, CommonRuns runs) =>
        (_a, _b, _rarity, _runs) = (a, b, rarity, runs);

    public static float[] Of(PairText a, PairText b, PairRarity rarity, CommonRuns runs)
    {
        var facts = new PairFacts(a, b, rarity, runs);
        facts.Shares();
        facts.Nearness();
        facts.Runs();
        facts.Names();
        facts.Numbers();
        facts.RoadsAndRegions();
        return [.. facts._facts];
    }

    /// <summary>The kinds of number, each with how the two texts stand to each other in it (<see cref="Standing"/>).</summary>
    public static IEnumerable<(string Kind, int Standing)> Standings(PairText a, PairText b) =>
        Kinds.Select(kind => (kind, Standing(NumbersOf(a, kind), NumbersOf(b, kind))));

    private void Add(double fact) => _facts.Add((float)fact);

    private void Add(bool fact) => _facts.Add(fact ? 1 : 0);

    private void Shares()
    {
        Add(PlaceLikeness.Of(_a.Parts, _b.Parts, _rarity));
        Weigh(_a.Local, _b.Text);
        Weigh(_b.Local, _a.Text);
        Weigh(_b.Core, _a.Text);
        Add(_rarity.Share(_a.Core, _b.Text));

        void Weigh(string said, string text)
        {
            var (found, missing) = _rarity.Weigh(said, text);
            Add(found + missing > 0 ? found / (found + missing) : 0);
            Add(found);
            Add(missing);
        }
    }

    private void Nearness()
    {
        var (a, b) = (_a.Local, _b.Local);
        Add(Ratio(CommonRuns.Edits(a, b), Math.Max(a.Length, b.Length)));
        Add(Ratio(CommonRuns.Subsequence(a, b), a.Length));
        Add(Ratio(_runs.InA.Skip(_a.Text.Length - a.Length).Count(held => held), a.Length));
        Add(Ratio(_runs.InB.Skip(_b.Text.Length - b.Length).Count(held => held), b.Length));
        Add(CommonRuns.Held(_a.Name, _b.Text));
        Add(CommonRuns.Held(_b.Name, _a.Text));
        Add(Ratio(CommonRuns.Subsequence(_a.Text, _b.Core), _b.Core.Length));
        Add(Ratio(a.Count(c => _b.Text.Contains(c, StringComparison.Ordinal)), a.Length));
        Add(Ratio(b.Count(c => _a.Text.Contains(c, StringComparison.Ordinal)), b.Length));
        Add(
            Ratio(_b.Core.Count(c => _a.Text.Contains(c, StringComparison.Ordinal)), _b.Core.Length)
        );
        Add(_a.Text.Length);
        Add(a.Length);
        Add(b.Length);
        Add(_b.Core.Length);
    }

    private void Runs()
    {
        var weights = _runs.Runs.Select(run =>
            _rarity.Weight(_a.Text.Substring(run.InA, run.Length))
        );
        Add(_runs.Runs.Count);
        Add(Ratio(_runs.Runs.Select(run => run.Length).FirstOrDefault(), _b.Text.Length));
        Add(weights.DefaultIfEmpty(0).Max());
        Add(weights.Sum());
        Add(_runs.InA.Skip(_a.Text.Length - _a.Local.Length).Count(held => !held));
        Add(_runs.InB.TakeWhile(held => !held).Count());
        foreach (var covered in (bool[][])[_runs.InA, _runs.InB])
        {
            Add(covered.Reverse().TakeWhile(held => !held).Count());
            for (var last = 1; last <= End; last++)
            {
                Add(covered.TakeLast(last).Count(held => held));
            }
        }
    }

    private void Names()
    {
        var (a, b) = (_a.Name, _b.Name);
        Add(_a.Parts.Names.Count);
        Add(_b.Parts.Names.Count);
        Add(a.Length);
        Add(b.Length);
        Add(Ratio(CommonRuns.Subsequence(a, b), Math.Max(a.Length, b.Length)));
        Add(CommonRuns.LongestLength(a, b));
        Add(a == b);
        Add(_a.Kind == _b.Kind);
        Held(a, _a, _b);
        Held(b, _b, _a);

        void Held(string name, PairText one, PairText other)
        {
            var (found, missing) = _rarity.Weigh(name, other.Text);
            Add(found);
            Add(missing);
            var held = one
                .Parts.Names.Select(n => CommonRuns.Held(PairText.NameOf(n), other.Text))
                .DefaultIfEmpty(-1)
                .ToArray();
            Add(held.Max());
            Add(held.Min());
            var at = other.Text.LastIndexOf(name, StringComparison.Ordinal);
            Add(at < 0 ? -1 : other.Text.Length - at - name.Length);
        }
    }

    private void Numbers()
    {
        foreach (var (_, standing) in Standings(_a, _b))
        {
            Add(standing);
        }

        var (a, b) = (_a.OutsideNumbers.ToArray(), _b.OutsideNumbers.ToArray());
        Among(a, b, NumbersOf(_a, "栋"));
        Among(b, a, NumbersOf(_b, "栋"));

        void Among(string[] said, string[] other, string[] houses)
        {
            Add(said.Length);
            Add(said.Length == 0 ? -1 : said.Count(other.Contains) / (double)said.Length);
            Add(Known(said.LastOrDefault(), other));
            Add(Known(houses.FirstOrDefault(), other));
        }

        static double Known(string? number, string[] other) =>
            number is null ? -1
            : other.Contains(number) ? 1
            : 0;
    }

    private void RoadsAndRegions()
    {
        var (a, b) = (_a.Parts, _b.Parts);
        Add(a.Roads.Count);
        Add(b.Roads.Count);
        Add(b.Roads.Count(road => a.Text.Contains(road, StringComparison.Ordinal)));
        Add(
            PlaceLikeness.SameNumber(a, b) switch
            {
                true => 1,
                false => 0,
                null => -1,
            }
        );
        Add(a.AtGate);
        Add(b.AtGate);
        Add(b.AtCrossing);
        Add(b.Text.Contains("交叉口", StringComparison.Ordinal));
        Add(b.Text.Contains("附近", StringComparison.Ordinal));
        Add(b.Text.Contains('('));
        Add(_a.Regions.Count);
        Add(_b.Regions.Count);
        Add(_b.Regions.Count(region => a.Text.Contains(Stem(region), StringComparison.Ordinal)));
    }

    /// <summary>浦口 of 浦口区: the word for the level is often left out.</summary>
    private static string Stem(string region) => region.Length > 2 ? region[..2] : region;

    private static string[] NumbersOf(PairText text, string kind) =>
        [.. text.Numbers.Where(number => number.Kind == kind).Select(number => number.Number)];

    /// <summary>0 neither has one, 1 only the other, 2 only the first, 3 others, 4 one in common.</summary>
    private static int Standing(string[] a, string[] b) =>
        (a.Length, b.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            _ => a.Intersect(b).Any() ? 4 : 3,
        };

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
