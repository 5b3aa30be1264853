namespace Jiban.Platform.Writing;

/// <summary>A character that may stand where another was meant.</summary>
/// <param name="BySound">Whether the two sound alike (谐音); else they look alike (形近).</param>
public readonly record struct Confusion(char Character, bool BySound);

/// <summary>
/// For every character that of a set of characters which may have been meant by it: one of the same sound, as an input method offers it, or
/// one that looks nearly the same. Sounds are compared without tone, and zh/z, ch/c, sh/s, l/n, ang/an, eng/en, ing/in as one, as many
/// speakers hear them; shapes by the Cangjie code, which may differ in one key.
/// </summary>
public sealed class Confusions
{
    private const char First = '\u4E00';
    private const int Count = 0x9FFF - First + 1;

    /// <summary>Fewer keys tell nothing: half of all characters hold them.</summary>
    private const int ShortestShape = 3;

    private static readonly Lazy<
        IReadOnlyList<(char Character, string[] Sounds, string[] Shapes)>
    > Table = new(Read);

    private readonly Confusion[]?[] _for = new Confusion[]?[Count];

    /// <param name="meant">The characters that may be meant.</param>
    public Confusions(IEnumerable<char> meant)
    {
        var set = meant.ToHashSet();
        var known = Table.Value.Where(row => set.Contains(row.Character)).ToList();
        var sounds = known
            .SelectMany(row => row.Sounds.Select(sound => (sound, row.Character)))
            .ToLookup(pair => pair.sound, pair => pair.Character);
        var shapes = known
            .SelectMany(row => row.Shapes.Select(shape => (shape, row.Character)))
            .ToLookup(pair => pair.shape, pair => pair.Character);
        foreach (var (character, itsSounds, itsShapes) in Table.Value)
        {
            Confusion[] found =
            [
                .. itsSounds
                    .SelectMany(sound => sounds[sound])
                    .Select(other => new Confusion(other, true))
                    .Concat(
                        itsShapes
                            .SelectMany(shape => shapes[shape])
                            .Select(other => new Confusion(other, false))
                    )
                    .Where(other => other.Character != character)
                    .DistinctBy(other => other.Character),
            ];
            if (found.Length > 0)
            {
                _for[character - First] = found;
            }
        }
    }

    /// <summary>What may have been meant by a character; nothing for one that is not in the table.</summary>
    public ReadOnlySpan<Confusion> For(char written) =>
        written - First is >= 0 and < Count and var at ? _for[at] : [];

    private static List<(char Character, string[] Sounds, string[] Shapes)> Read() =>
        [
            .. CharacterTable
                .Lines("characters.tsv")
                .Select(line => line.Split('\t'))
                .Select(row =>
                    (
                        row[0][0],
                        row[1].Split(' ').Select(Heard).Distinct().ToArray(),
                        Shapes(row[2])
                    )
                ),
        ];

    private static string Heard(string syllable)
    {
        var initial =
            syllable.StartsWith("zh", StringComparison.Ordinal) ? "z" + syllable[2..]
            : syllable.StartsWith("ch", StringComparison.Ordinal) ? "c" + syllable[2..]
            : syllable.StartsWith("sh", StringComparison.Ordinal) ? "s" + syllable[2..]
            : syllable.StartsWith('n') && syllable.Length > 1 && syllable != "ng"
                ? "l" + syllable[1..]
            : syllable;
        return
            initial.EndsWith("ang", StringComparison.Ordinal)
            || initial.EndsWith("eng", StringComparison.Ordinal)
            || initial.EndsWith("ing", StringComparison.Ordinal)
            ? initial[..^1]
            : initial;
    }

    /// <summary>The code and what is left of it without any one key: two codes one key apart share one of these.</summary>
    private static string[] Shapes(string code) =>
        [
            .. Enumerable
                .Range(0, code.Length)
                .Select(at => code.Remove(at, 1))
                .Append(code)
                .Where(shape => shape.Length >= ShortestShape)
                .Distinct(),
        ];
}
