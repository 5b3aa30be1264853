using System.Text.RegularExpressions;

namespace Jiban.Dispatch.Contracts;

/// <summary>The tree of classes, as their codes tell it: two digits a level, so the code of a class begins with that of the one above it.</summary>
public static partial class ClassTree
{
    private const int DigitsOfLevel = 2;

    /// <summary>Whether a code can be one of a class.</summary>
    public static bool IsCode(string code) => Form().IsMatch(code);

    /// <summary>The class above; null for one of level 1.</summary>
    public static string? ParentOf(string code) =>
        code.Length > DigitsOfLevel ? code[..^DigitsOfLevel] : null;

    /// <summary>A code and those above it, the code itself first.</summary>
    public static IEnumerable<string> UpFrom(string code)
    {
        for (var at = code; at is not null; at = ParentOf(at))
        {
            yield return at;
        }
    }

    /// <summary>
    /// The classes that a message may be read as: all below level 1, and those of level 1 that nothing stands below. The others only gather what stands below them.
    /// </summary>
    public static IEnumerable<string> Readable(IReadOnlyList<DemandClass> classes)
    {
        var above = classes.Select(one => one.ParentCode).OfType<string>().ToHashSet();
        return classes
            .Where(one => one.ParentCode is not null || !above.Contains(one.Code))
            .Select(one => one.Code);
    }

    [GeneratedRegex(@"^([0-9]{2}){1,6}\z")]
    private static partial Regex Form();
}
