namespace Jiban.City.Addresses;

/// <summary>A piece of an address that is never parted, and where it begins.</summary>
internal readonly record struct AddressToken(string Text, int Start);

/// <summary>Splits an address as labelled files do: a run of digits, a run of Latin letters, or one character; white space parts and is no token.</summary>
internal static class AddressTokens
{
    /// <summary>Characters that are read; no address is longer.</summary>
    public const int Longest = 500;

    public static IReadOnlyList<AddressToken> Of(string address)
    {
        var tokens = new List<AddressToken>();
        var length = Math.Min(address.Length, Longest);
        for (var start = 0; start < length; )
        {
            var end = start + 1;
            while (
                end < length
                && Kind(address[start]) is > 0 and var kind
                && Kind(address[end]) == kind
            )
            {
                end++;
            }

            if (!char.IsWhiteSpace(address[start]))
            {
                tokens.Add(new AddressToken(address[start..end], start));
            }

            start = end;
        }

        return tokens;
    }

    private static int Kind(char c) =>
        char.IsAsciiDigit(c) ? 1
        : char.IsAsciiLetter(c) ? 2
        : 0;
}
