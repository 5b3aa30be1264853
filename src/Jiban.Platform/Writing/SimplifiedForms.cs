namespace Jiban.Platform.Writing;

/// <summary>
/// Traditional characters (繁体字) and variants in the form that the mainland writes, one for one, so that every position in a text stays
/// where it was. 著 reads 着 (著火), though 著名 is written so in either: what is compared is folded on both sides.
/// </summary>
public static class SimplifiedForms
{
    private const char First = '\u4E00';
    private const char Last = '\u9FFF';

    private static readonly char[] Forms = Read();

    /// <summary>The simplified form of a character; any other as it is.</summary>
    public static char Of(char c) => c is >= First and <= Last ? Forms[c - First] : c;

    /// <summary>A text in simplified characters, as long as before.</summary>
    public static string Of(string text) =>
        string.Create(
            text.Length,
            text,
            static (written, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    written[i] = Of(from[i]);
                }
            }
        );

    private static char[] Read()
    {
        var forms = new char[Last - First + 1];
        for (var i = 0; i < forms.Length; i++)
        {
            forms[i] = (char)(First + i);
        }

        foreach (var line in CharacterTable.Lines("simplified.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                forms[line[i] - First] = line[i + 1];
            }
        }

        return forms;
    }
}
