using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Understanding;

/// <summary>How reasons quote words of the platform's own lists and names of the city's own data; never the citizen's text.</summary>
internal static class Wording
{
    private const int Most = 4;

    /// <summary>At most four words in Chinese quotation marks.</summary>
    public static string Quote(IEnumerable<string> words) =>
        string.Concat(words.Distinct().Take(Most).Select(word => "“" + word + "”"));

    /// <summary>What stands behind a class that a model helped to find; nothing for the one that ships.</summary>
    public static (string Zh, string En) Of(NumberedModel? model) => model?.Note ?? ("", "");
}
