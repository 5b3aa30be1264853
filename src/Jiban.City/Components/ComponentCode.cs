using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Jiban.City.Contracts;

namespace Jiban.City.Components;

/// <summary>
/// Identifier of a component (部件标识码): district, major class, minor class, sequence; 6 + 2 + 2 + 6 digits, or 6 + 2 + 3 + 6 in the
/// later generation. Neither has a check digit: a sequence is given once, so what was never issued is unknown.
/// </summary>
/// <param name="DistrictCode">Six digits of the district.</param>
/// <param name="ClassCode">Major and minor class: four digits, or five.</param>
internal sealed record ComponentCode(string DistrictCode, string ClassCode, int Sequence)
{
    public const int LastSequence = 999_999;
    private const int DistrictLength = 6;
    private const int SequenceLength = 6;

    public CodeScheme Scheme => SchemeOf(ClassCode);

    /// <summary>What identifiers of one district and class have in common, and under which they are numbered.</summary>
    public string Prefix => DistrictCode + ClassCode;

    /// <summary>How many digits a whole class code of a generation has.</summary>
    public static int ClassLength(CodeScheme scheme) => scheme == CodeScheme.Gbt30428 ? 4 : 5;

    /// <summary>The identifier that is written so; false when its form is that of neither generation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ComponentCode? code)
    {
        code = null;
        if (text is not { Length: 16 or 17 } || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sequence = int.Parse(text.AsSpan(^SequenceLength..), CultureInfo.InvariantCulture);
        var classCode = text[DistrictLength..^SequenceLength];
        if (text[0] == '0' || IsNone(classCode[..2]) || IsNone(classCode[2..]) || sequence == 0)
        {
            return false;
        }

        code = new ComponentCode(text[..DistrictLength], classCode, sequence);
        return true;
    }

    /// <summary>The identifier after the last that was issued under a prefix; null when the numbers are used up.</summary>
    public static ComponentCode? After(int last, string districtCode, string classCode) =>
        last < LastSequence ? new ComponentCode(districtCode, classCode, last + 1) : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Sequence:000000}");

    private static CodeScheme SchemeOf(string classCode) =>
        classCode.Length == ClassLength(CodeScheme.Gbt30428)
            ? CodeScheme.Gbt30428
            : CodeScheme.Gbt47678;

    private static bool IsNone(string digits) => digits.All(digit => digit == '0');
}
