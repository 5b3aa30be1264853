using System.Text.Json;

namespace Jiban.Cases;

/// <summary>Enum values as they stand in the store and in JSON: camelCase.</summary>
internal static class Words
{
    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>The word of a value, or null.</summary>
    public static string? Of<T>(T? value)
        where T : struct, Enum => value is { } known ? Names<T>.ByValue[known] : null;

    /// <summary>The value of a word. Throws <see cref="FormatException"/> for a word that is none.</summary>
    public static T Parse<T>(string word)
        where T : struct, Enum =>
        Names<T>.ByWord.TryGetValue(word, out var value)
            ? value
            : throw new FormatException($"'{word}' is no {typeof(T).Name}.");

    /// <summary>The value of a word, when there is one.</summary>
    public static bool TryParse<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = default;
        return word is not null && Names<T>.ByWord.TryGetValue(word, out value);
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToDictionary(
                value => value,
                value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString())
            );
        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(
            pair => pair.Value,
            pair => pair.Key
        );
    }
}
