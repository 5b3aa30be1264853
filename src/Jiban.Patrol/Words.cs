namespace Jiban.Patrol;

/// <summary>Values as the store and the API spell them.</summary>
internal static class Words
{
    /// <summary>The name of a value in camel case.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
