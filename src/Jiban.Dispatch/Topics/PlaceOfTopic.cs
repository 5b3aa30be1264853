namespace Jiban.Dispatch.Topics;

/// <summary>The place that most texts of a group name, read from the words alone: the longest run that ends as names of places do.</summary>
internal static class PlaceOfTopic
{
    private const int Shortest = 3;
    private const int Longest = 12;
    private const string Marks = "区县镇乡村街路巷桥站校院园苑城府湾庄寓厦";

    /// <summary>The name, or empty where fewer than half of the texts share one.</summary>
    public static string Of(string central, IReadOnlyList<string> letters)
    {
        var best = (Texts: letters.Count / 2.0, Name: "");
        for (var end = Shortest; end <= central.Length; end++)
        {
            if (!Marks.Contains(central[end - 1]))
            {
                continue;
            }

            for (var start = Math.Max(0, end - Longest); start <= end - Shortest; start++)
            {
                var name = central[start..end];
                var texts = letters.Count(text => text.Contains(name, StringComparison.Ordinal));
                if (texts > best.Texts || (texts == best.Texts && name.Length > best.Name.Length))
                {
                    best = (texts, name);
                }
            }
        }

        return best.Name;
    }
}
