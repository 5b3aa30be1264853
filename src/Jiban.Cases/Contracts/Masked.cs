using Jiban.Cases.Secrets;

namespace Jiban.Cases.Contracts;

/// <summary>How personal data is shown to who has no reason to see it: the same in every module.</summary>
public static class Masked
{
    /// <inheritdoc cref="Masking.Name"/>
    public static string? Name(string? name) => Masking.Name(name);

    /// <inheritdoc cref="Masking.Text(string)"/>
    public static string Text(string text) => Masking.Text(text);
}
