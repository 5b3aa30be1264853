using Jiban.City.Addresses;
using Jiban.City.Addresses.Pairs;

namespace Jiban.City.Contracts;

/// <summary>How far two texts mean one place.</summary>
public enum PlaceMatch
{
    /// <summary>Two places.</summary>
    None,

    /// <summary>One is in, at or near the other: another house of the estate, a gate, the road.</summary>
    Part,

    /// <summary>One place.</summary>
    Full,
}

/// <summary>What is proposed for two texts. The score goes from 0 to 1; that of the rules is no probability.</summary>
public readonly record struct PlaceJudgement(PlaceMatch Match, double Score);

/// <summary>
/// Whether two texts mean one place, by rules: nothing is learnt and no map is asked. The texts are judged together, because rarity is known
/// from all of them, and one text is one place: of several others that it is compared with, only the likeliest may be full. Where the likeliest stands first
/// among those that its text is compared with more often than by chance, the order is that of a search, and what stands later is less likely.
/// </summary>
public static class SamePlace
{
    /// <summary>From here on more speaks for one place than against: no house contradicts, and half of what tells agrees.</summary>
    private const double Full = 0.5;

    /// <summary>From here on the texts share something that is not common: an estate, a numbered road.</summary>
    private const double Part = 0.2;

    /// <summary>What another text fits better is not the place; just below <see cref="Full"/>, however like it is.</summary>
    private const double Beaten = 0.49;

    /// <summary>Each other text that is nearly as like makes the choice less sure: the name is a common one.</summary>
    private const double Rivalled = 0.9;

    /// <summary>Compared with nothing else, a text does not show how common its name is.</summary>
    private const double Alone = 0.85;

    /// <summary>What a search puts later is the less likely, each place by so much.</summary>
    private const double Later = 0.85;

    /// <summary>This share of the score is nearly as like.</summary>
    private const double NearlyAsLike = 0.8;

    /// <summary>Judges pairs, each in its place.</summary>
    /// <param name="progress">Told what is being done, every now and then.</param>
    public static IReadOnlyList<PlaceJudgement> Judge(
        IReadOnlyList<(string A, string B)> pairs,
        IProgress<string>? progress = null
    )
    {
        var rarity = PairRarity.Of(
            pairs
                .SelectMany(pair => (string[])[pair.A, pair.B])
                .Distinct(StringComparer.Ordinal)
                .Select(PlaceText.Of)
        );
        var lists = pairs
            .Distinct()
            .GroupBy(pair => pair.A, StringComparer.Ordinal)
            .Select(list => list.ToArray())
            .ToArray();
        var likeness = new double[lists.Length][];
        var done = 0;
        // What is read of a text is many times the text: it is let go with its list.
        Parallel.For(
            0,
            lists.Length,
            at =>
            {
                var one = PlaceParts.Of(lists[at][0].A);
                likeness[at] = Array.ConvertAll(
                    lists[at],
                    pair => PlaceLikeness.Of(one, PlaceParts.Of(pair.B), rarity)
                );
                if (Interlocked.Increment(ref done) is var count && count % 1024 == 0)
                {
                    progress?.Report($"{count:N0} of {lists.Length:N0} texts compared");
                }
            }
        );
        var later = PairLists.OrderTells(likeness) ? Later : 1;
        var judged = new Dictionary<(string, string), PlaceJudgement>();
        foreach (var (list, likes) in lists.Zip(likeness))
        {
            var ascending = likes.Order().ToArray();
            for (var place = 0; place < list.Length; place++)
            {
                judged.Add(list[place], Judged(likes[place], ascending, Math.Pow(later, place)));
            }
        }

        return [.. pairs.Select(pair => judged[pair])];
    }

    /// <param name="score">That of the pair.</param>
    /// <param name="ofOne">Those of all texts that the same one is compared with, this among them, ascending.</param>
    /// <param name="place">Less than 1 where it stands later in an order that tells.</param>
    private static PlaceJudgement Judged(double score, double[] ofOne, double place)
    {
        var match = score >= Part ? PlaceMatch.Part : PlaceMatch.None;
        score *=
            ofOne.Length == 1 ? Alone
            : AtLeast(score, ofOne) > 1 ? Beaten
            : Math.Pow(Rivalled, AtLeast(NearlyAsLike * score, ofOne) - 1);
        score *= place;
        return new PlaceJudgement(score >= Full ? PlaceMatch.Full : match, score);
    }

    /// <summary>How many of ascending numbers are not below a bound; by halving, for one text may be compared with a whole city.</summary>
    private static int AtLeast(double bound, double[] ascending)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] < bound ? (middle + 1, high) : (low, middle);
        }

        return ascending.Length - low;
    }
}
