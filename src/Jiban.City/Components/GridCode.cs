using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Jiban.City.Components;

/// <summary>Code of a unit grid cell (单元网格标识码): 12 digits of its community (6 district, 3 street or town, 3 community), 3 in sequence.</summary>
internal sealed record GridCode(string CommunityCode, int Sequence)
{
    public const int LastSequence = 999;
    private const int CommunityLength = 12;
    private const int Length = 15;

    public string DistrictCode => CommunityCode[..6];

    public string StreetCode => CommunityCode[..9];

    /// <summary>The code that is written so; false when it has another form, or names no street, community or cell.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GridCode? code)
    {
        code = null;
        if (text is not { Length: Length } || !text.All(char.IsAsciiDigit) || text[0] == '0')
        {
            return false;
        }

        if (Digits(text, 6) == 0 || Digits(text, 9) == 0 || Digits(text, CommunityLength) == 0)
        {
            return false;
        }

        code = new GridCode(text[..CommunityLength], Digits(text, CommunityLength));
        return true;
    }

    /// <summary>The codes of a community's cells in the order in which they are numbered; null when there are more than numbers.</summary>
    public static IReadOnlyList<GridCode>? Number(string communityCode, int cells) =>
        cells > LastSequence
            ? null
            : [.. Enumerable.Range(1, cells).Select(n => new GridCode(communityCode, n))];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CommunityCode}{Sequence:000}");

    private static int Digits(string text, int at) =>
        int.Parse(text.AsSpan(at, 3), CultureInfo.InvariantCulture);
}
