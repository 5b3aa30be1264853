namespace Jiban.City.Addresses;

/// <summary>Reads labelled addresses: a token and its tag a line, parted by white space; an empty line ends an address.</summary>
internal static class AddressFile
{
    private const int FewestAddresses = 2;

    /// <exception cref="FormatException">A line that is none of these; says which.</exception>
    public static IReadOnlyList<TaggedAddress> Read(TextReader reader)
    {
        var addresses = new List<TaggedAddress>();
        var (tokens, tags) = (new List<string>(), new List<string>());
        for (
            var (number, line) = (1, reader.ReadLine());
            line is not null;
            line = reader.ReadLine(), number++
        )
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 2 && parts[1].Length > 2 && parts[1][..2] is "B-" or "I-")
            {
                tokens.Add(parts[0]);
                tags.Add(parts[1]);
            }
            else if (parts.Length == 0)
            {
                End();
            }
            else
            {
                throw new FormatException(
                    $"line {number} is not a token and its tag, B-PART or I-PART"
                );
            }
        }

        End();
        return addresses.Count >= FewestAddresses
            ? addresses
            : throw new FormatException("has no labelled addresses");

        void End()
        {
            if (tokens.Count > 0)
            {
                addresses.Add(new TaggedAddress([.. tokens], [.. tags]));
            }

            tokens.Clear();
            tags.Clear();
        }
    }
}
