using System.Text.RegularExpressions;
using Jiban.Channels.Outbox;

namespace Jiban.Channels.Notices;

/// <summary>A text with named placeholders such as <c>{number}</c>.</summary>
internal static partial class TemplateText
{
    /// <summary>What a notice may say to a requester, each with an example for the preview.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfRequester = new Dictionary<
        string,
        string
    >
    {
        ["number"] = "20261120-0000123-1",
        ["code"] = "K7QM3XPA",
        ["unit"] = "潞湾街道办事处",
        ["link"] = "https://jiban.example/follow#number=20261120-0000123-1&code=K7QM3XPA",
    };

    /// <summary>What a notice may say to a unit: ids, numbers and state, nothing of who asked.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfUnit = new Dictionary<
        string,
        string
    >
    {
        ["number"] = "20261120-0000123-1",
        ["unit"] = "潞湾街道办事处",
    };

    /// <summary>What a notice of a whistle without a case may say.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfWhistle = new Dictionary<
        string,
        string
    >
    {
        ["due"] = "11月20日 14:30",
    };

    public const int Longest = 500;

    private const int OneSms = 70;
    private const int PartOfSms = 67;

    /// <summary>The examples as a text of one language says them.</summary>
    public static IReadOnlyDictionary<string, string> Examples(string audience, bool english) =>
        english && audience == Message.OfWhistle
            ? new Dictionary<string, string>(OfWhistle) { ["due"] = "20 Nov 14:30" }
            : Of(audience);

    public static IReadOnlyDictionary<string, string> Of(string audience) =>
        audience switch
        {
            "requester" => OfRequester,
            Message.OfWhistle => OfWhistle,
            _ => OfUnit,
        };

    /// <summary>The text with its placeholders filled; one that has no value stays as it stands.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder()
            .Replace(text, found => values.GetValueOrDefault(found.Groups[1].Value, found.Value));

    /// <summary>Placeholders that mean nothing to this audience, and braces that are none.</summary>
    public static IReadOnlyList<string> Unknown(string text, string audience) =>
        [
            .. Placeholder()
                .Matches(text)
                .Where(found => !Of(audience).ContainsKey(found.Groups[1].Value))
                .Select(found => found.Value)
                .Concat(
                    Placeholder().Replace(text, "").Where(c => c is '{' or '}').Select(c => $"{c}")
                )
                .Distinct(),
        ];

    /// <summary>How many messages an SMS of this length is: 70 characters in one, 67 in each of several (UCS-2, as every text with Chinese is sent).</summary>
    public static int Segments(string text) =>
        text.Length <= OneSms ? 1 : (text.Length + PartOfSms - 1) / PartOfSms;

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
