namespace Jiban.Platform.Writing;

/// <summary>The tables of characters that the program carries in itself; what they are made from is told in their first lines.</summary>
internal static class CharacterTable
{
    /// <summary>The lines of a table without those that tell about it.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream =
            typeof(CharacterTable).Assembly.GetManifestResourceStream(
                $"Jiban.Platform.Writing.{name}"
            ) ?? throw new InvalidOperationException($"The table {name} is not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
