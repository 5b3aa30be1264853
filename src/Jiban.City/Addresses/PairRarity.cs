namespace Jiban.City.Addresses;

/// <summary>How much a pair of neighbouring characters tells: the fewer texts of the file have it, the more. Known from the file itself, without any label.</summary>
internal sealed class PairRarity
{
    private readonly Dictionary<(char, char), int> _texts = [];
    private readonly double _all;

    public PairRarity(IEnumerable<PlaceParts> texts)
    {
        foreach (var text in texts)
        {
            _all++;
            foreach (var pair in Pairs(text.Text).Distinct())
            {
                _texts[pair] = _texts.GetValueOrDefault(pair) + 1;
            }
        }
    }

    /// <summary>The share of <paramref name="said"/> that is also in <paramref name="text"/>, each pair by what it tells.</summary>
    public double Share(string said, string text)
    {
        var there = Pairs(text).ToHashSet();
        var (found, all) = (0.0, 0.0);
        foreach (var pair in Pairs(said))
        {
            var weight = Math.Log(1 + _all / Math.Max(1, _texts.GetValueOrDefault(pair)));
            all += weight;
            found += there.Contains(pair) ? weight : 0;
        }

        return all > 0 ? found / all : 0;
    }

    private static IEnumerable<(char, char)> Pairs(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            yield return (text[i - 1], text[i]);
        }
    }
}
