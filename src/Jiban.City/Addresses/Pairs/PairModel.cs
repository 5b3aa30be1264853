using Jiban.City.Contracts;

namespace Jiban.City.Addresses.Pairs;

/// <summary>One of the two questions to a pair: is it full, and is it at least part.</summary>
/// <param name="Words">What its words say; a fact of the trees.</param>
/// <param name="Least">From this probability on it is yes.</param>
internal sealed record PairQuestion(WordScore Words, BoostedTrees Trees, double Least);

/// <summary>What was learned from labelled pairs. Immutable.</summary>
/// <param name="Rarity">That of the file it was trained on, so that a pair is judged alike in every file.</param>
/// <param name="Ordered">Whether the order of one text's candidates told something; it is used in files where it still does.</param>
internal sealed record PairModel(
    PairRarity Rarity,
    bool Ordered,
    PairQuestion Full,
    PairQuestion Part
)
{
    public IReadOnlyList<PlaceJudgement> Judge(IReadOnlyList<(string A, string B)> pairs)
    {
        var table = PairTable.Of(pairs, Rarity);
        var likeness = table.Lists.Select(list =>
            list.Select(row => (double)table.Facts[row][PairFacts.ByRules]).ToArray()
        );
        var facts = Facts(table, Ordered && PairLists.OrderTells(likeness));
        var judged = new Dictionary<(string, string), PlaceJudgement>();
        for (var row = 0; row < facts.Length; row++)
        {
            judged.Add(table.Pairs[row], Judge(facts[row]));
        }

        return [.. pairs.Select(pair => judged[pair])];
    }

    public float[][] Facts(PairTable table, bool ordered) =>
        PairLists.Facts(
            table.Facts,
            [
                [.. table.Words.Select(Full.Words.Of)],
                [.. table.Words.Select(Part.Words.Of)],
            ],
            table.Lists,
            ordered
        );

    private PlaceJudgement Judge(float[] facts)
    {
        var full = Full.Trees.Of(facts);
        return new PlaceJudgement(
            full >= Full.Least ? PlaceMatch.Full
                : Part.Trees.Of(facts) >= Part.Least ? PlaceMatch.Part
                : PlaceMatch.None,
            full
        );
    }
}
