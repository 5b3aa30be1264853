using Jiban.City.Addresses;

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

/// <summary>What is proposed for two texts. The score goes from 0 to 1 and is no probability.</summary>
public readonly record struct PlaceJudgement(PlaceMatch Match, double Score);

/// <summary>
/// Whether two texts mean one place, by rules: nothing is learnt and no map is asked. The texts are judged together, because rarity is known
/// from all of them, and one text is one place: of several others that it is compared with, only the likeliest may be full.
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

    /// <summary>This share of the score is nearly as like.</summary>
    private const double NearlyAsLike = 0.8;

    /// <summary>Judges pairs, each in its place.</summary>
    public static IReadOnlyList<PlaceJudgement> Judge(IReadOnlyList<(string A, string B)> pairs)
    {
        var parts = pairs
            .SelectMany(pair => (string[])[pair.A, pair.B])
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(text => text, PlaceParts.Of, StringComparer.Ordinal);
        var rarity = new PairRarity(parts.Values);
        var scores = new Dictionary<(string, string), double>();
        foreach (var pair in pairs)
        {
            scores.TryAdd(pair, PlaceLikeness.Of(parts[pair.A], parts[pair.B], rarity));
        }

        var rivals = scores.ToLookup(pair => pair.Key.Item1, pair => (pair.Key.Item2, pair.Value));
        return
        [
            .. pairs.Select(pair =>
                Judged(
                    scores[pair],
                    [
                        .. rivals[pair.A]
                            .Where(rival => rival.Item1 != pair.B)
                            .Select(rival => rival.Value),
                    ]
                )
            ),
        ];
    }

    private static PlaceJudgement Judged(double score, IReadOnlyCollection<double> rivals)
    {
        var match = score >= Part ? PlaceMatch.Part : PlaceMatch.None;
        score *=
            rivals.Count == 0 ? Alone
            : rivals.Max() >= score ? Beaten
            : Math.Pow(Rivalled, rivals.Count(rival => rival >= NearlyAsLike * score));
        return new PlaceJudgement(score >= Full ? PlaceMatch.Full : match, score);
    }
}
