using System.Text.RegularExpressions;
using Jiban.Platform.Web;

namespace Jiban.Cases.Limits;

/// <summary>What a caller asks the requester.</summary>
internal enum CallBackQuestion
{
    /// <summary>Whether the unit was in touch.</summary>
    Contacted,

    /// <summary>Whether it is solved.</summary>
    Solved,

    /// <summary>Whether the requester is satisfied.</summary>
    Satisfied,
}

/// <summary>
/// The words that a caller reads (回访话术): opening, the three questions of R-14 in an order, reasons to choose from when an answer is not good,
/// closing; each in both languages. <c>{number}</c>, <c>{class}</c> and <c>{unit}</c> stand for those of the case.
/// </summary>
internal sealed partial record CallBackScript(
    CallBackScript.Said Opening,
    IReadOnlyList<CallBackScript.Question> Questions,
    IReadOnlyList<CallBackScript.Said> Reasons,
    CallBackScript.Said Closing
)
{
    private const int LongestText = 500;
    private const int LongestReason = 60;
    private const int MostReasons = 20;
    private static readonly string[] Places = ["number", "class", "unit"];

    /// <summary>The same in both languages.</summary>
    internal sealed record Said(string Zh, string En);

    internal sealed record Question(CallBackQuestion Asks, Said Words);

    /// <summary>Why it can't be read to anybody; null when it can.</summary>
    public static Problem? Check(CallBackScript? script) =>
        script
            is not { Opening: not null, Closing: not null, Questions: not null, Reasons: not null }
        || !script
            .Questions.Select(question => question?.Asks)
            .Order()
            .SequenceEqual(Enum.GetValues<CallBackQuestion>().Cast<CallBackQuestion?>())
        || script.Reasons.Count > MostReasons
        || !IsSaid(script.Opening, LongestText)
        || !IsSaid(script.Closing, LongestText)
        || script.Questions.Any(question => !IsSaid(question.Words, LongestText))
        || script.Reasons.Any(reason => !IsSaid(reason, LongestReason))
            ? new Problem(
                422,
                "script-incomplete",
                $"开场白、三个问题（各一次）和结束语都要有中文和英文，每段不超过{LongestText}字；原因最多{MostReasons}条，每条不超过{LongestReason}字。",
                $"Opening, the three questions, each once, and closing are needed in Chinese and English, up to {LongestText} characters each; up to {MostReasons} reasons of up to {LongestReason}."
            )
        : Unknown(script) is { } name
            ? new Problem(
                422,
                "script-placeholder",
                $"话术中不能使用{{{name}}}；可以用{{number}}、{{class}}、{{unit}}。",
                $"{{{name}}} means nothing here; {{number}}, {{class}} and {{unit}} do."
            )
        : null;

    private static bool IsSaid(Said? said, int longest) =>
        said is not null && IsText(said.Zh, longest) && IsText(said.En, longest);

    private static bool IsText(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    private static string? Unknown(CallBackScript script) =>
        new[] { script.Opening, script.Closing }
            .Concat(script.Questions.Select(question => question.Words))
            .Concat(script.Reasons)
            .SelectMany(said =>
                Placeholder().Matches(said.Zh).Concat(Placeholder().Matches(said.En))
            )
            .Select(match => match.Groups[1].Value)
            .FirstOrDefault(name => !Places.Contains(name));

    [GeneratedRegex(@"\{(\w*)\}")]
    private static partial Regex Placeholder();
}
