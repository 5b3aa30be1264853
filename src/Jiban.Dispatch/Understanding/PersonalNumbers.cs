using System.Text.RegularExpressions;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// Who somebody is and how to reach him: numbers of telephones, identity and bank cards with the words that announce them, and "my name is". It says nothing of the matter, and its words (身份证) are those of
/// other matters, so the class is read from what is left.
/// </summary>
internal static partial class PersonalNumbers
{
    /// <summary>A plain text without them; the same one where there are none.</summary>
    public static string Without(string plain) =>
        Number().IsMatch(plain) ? Told().Replace(plain, ",") : plain;

    [GeneratedRegex("[0-9]{7}|[0-9]{3}[ -][0-9]{4}")]
    private static partial Regex Number();

    [GeneratedRegex(
        "(?:(?:本人|我的|联系)?(?:身份证|证件|银行卡|卡号|电话|手机|联系方式|微信|qq)(?:号码|号)?[是为:]?)?(?<![0-9])(?:[0-9]{17}x|[0-9]{15,19}|1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])|(?:我|本人)(?:叫|姓名|姓)[是:]?\\p{IsCJKUnifiedIdeographs}{1,4}(?=[,。;、!]|$)"
    )]
    private static partial Regex Told();
}
