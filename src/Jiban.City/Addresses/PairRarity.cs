using System.Runtime.InteropServices;

namespace Jiban.City.Addresses;

/// <summary>How much a pair of neighbouring characters tells: the fewer texts of the file have it, the more. Known from the file itself, without any label.</summary>
/// <param name="all">How many texts there are.</param>
/// <param name="texts">How many of them have each pair.</param>
internal sealed class PairRarity(int all, Dictionary<(char, char), int> texts)
{
    public int All { get; } = all;
    public IReadOnlyDictionary<(char, char), int> Texts { get; } = texts;

    /// <param name="texts">Levelled (<see cref="PlaceText"/>), each once.</param>
    public static PairRarity Of(IEnumerable<string> texts)
    {
        var (all, having) = (0, new Dictionary<(char, char), int>());
        foreach (var text in texts)
        {
            all++;
            foreach (var pair in Pairs(text).Distinct())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(having, pair, out _)++;
            }
        }

        return new PairRarity(all, having);
    }

    /// <summary>The share of <paramref name="said"/> that is also in <paramref name="text"/>, each pair by what it tells.</summary>
    public double Share(string said, string text)
    {
        var (found, missing) = Weigh(said, text);
        return found + missing > 0 ? found / (found + missing) : 0;
    }

    /// <summary>What the pairs of <paramref name="said"/> tell that are also in <paramref name="text"/>, and what the others do.</summary>
    public (double Found, double Missing) Weigh(string said, string text)
    {
        var there = Pairs(text).ToHashSet();
        var (found, missing) = (0.0, 0.0);
        foreach (var pair in Pairs(said))
        {
            if (there.Contains(pair))
            {
                found += Weight(pair);
            }
            else
            {
                missing += Weight(pair);
            }
        }

        return (found, missing);
    }

    /// <summary>What all pairs of a text tell.</summary>
    public double Weight(string text) => Pairs(text).Sum(Weight);

    private double Weight((char, char) pair) =>
        Math.Log(1 + (double)All / Math.Max(1, texts.GetValueOrDefault(pair)));

    private static IEnumerable<(char, char)> Pairs(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            yield return (text[i - 1], text[i]);
        }
    }
}
