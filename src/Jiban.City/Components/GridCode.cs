using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Jiban.City.Components;

/// <summary>
/// Code of a unit grid cell (单元网格标识码): 12 digits of its community (6 district, 3 street or town, 3 community), 3 characters in sequence. Those are
/// digits by GB/T 30428.1 and in every code that is issued here; GB/T 47678.3 has characters, and a survey may come with capital letters.
/// </summary>
/// <param name="Sequence">Three characters, such as 015 or A01.</param>
internal sealed record GridCode(string CommunityCode, string Sequence)
{
    public const int LastNumber = 999;
    private const int CommunityLength = 12;
    private const int Length = 15;
    private const int ShortestArea = 6;

    public string DistrictCode => CommunityCode[..6];

    public string StreetCode => CommunityCode[..9];

    /// <summary>The code that is written so; false when it has another form, or names no street, community or cell.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GridCode? code)
    {
        code = null;
        if (text is null || !IsFormed(text) || text[0] == '0')
        {
            return false;
        }

        string[] parts = [text[6..9], text[9..CommunityLength], text[CommunityLength..]];
        if (parts.Contains("000"))
        {
            return false;
        }

        code = new GridCode(text[..CommunityLength], text[CommunityLength..]);
        return true;
    }

    /// <summary>Whether it has the length and the characters of a code.</summary>
    public static bool IsFormed(string text) => text.Length == Length && IsBeginning(text);

    /// <summary>Whether codes of cells can begin so: that of a district, a street, a community, a cell or something between.</summary>
    public static bool IsArea(string text) => text.Length >= ShortestArea && IsBeginning(text);

    /// <summary>Whether a code can begin so, however short.</summary>
    public static bool IsBeginning(string text) =>
        text.Length <= Length
        && text.Take(CommunityLength).All(char.IsAsciiDigit)
        && text.Skip(CommunityLength)
            .All(one => char.IsAsciiDigit(one) || char.IsAsciiLetterUpper(one));

    /// <summary>The codes of a community's cells in the order in which they are numbered; null when there are more than numbers.</summary>
    public static IReadOnlyList<GridCode>? Number(string communityCode, int cells) =>
        cells > LastNumber
            ? null
            :
            [
                .. Enumerable
                    .Range(1, cells)
                    .Select(n => new GridCode(
                        communityCode,
                        n.ToString("000", CultureInfo.InvariantCulture)
                    )),
            ];

    public override string ToString() => CommunityCode + Sequence;
}
