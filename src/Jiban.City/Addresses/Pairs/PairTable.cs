namespace Jiban.City.Addresses.Pairs;

/// <summary>Pairs of texts with all that is known of each, every pair once; the lists say which have their first text in common.</summary>
internal sealed record PairTable(
    IReadOnlyList<(string A, string B)> Pairs,
    float[][] Facts,
    int[][] Words,
    int[][] Lists
)
{
    public static PairTable Of(IEnumerable<(string A, string B)> pairs, PairRarity? known = null)
    {
        var distinct = pairs.Distinct().ToArray();
        var texts = distinct
            .SelectMany(pair => (string[])[pair.A, pair.B])
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(text => text, PairText.Of, StringComparer.Ordinal);
        var rarity = known ?? PairRarity.Of(texts.Values.Select(text => text.Parts.Text));
        var (facts, words) = (new float[distinct.Length][], new int[distinct.Length][]);
        Parallel.For(
            0,
            distinct.Length,
            row =>
            {
                var (a, b) = (texts[distinct[row].A], texts[distinct[row].B]);
                var runs = CommonRuns.Of(a.Text, b.Text);
                facts[row] = PairFacts.Of(a, b, rarity, runs);
                words[row] = PairWords.Of(a, b, runs);
            }
        );
        return new PairTable(distinct, facts, words, PairLists.Of(distinct.Select(pair => pair.A)))
        {
            Rarity = rarity,
        };
    }

    public required PairRarity Rarity { get; init; }
}
