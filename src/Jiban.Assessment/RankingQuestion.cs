using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Assessment;

/// <summary>Which ranking is asked for: a period, a kind of unit, a group of channels.</summary>
internal sealed record RankingQuestion(Period Period, RankingKind Kind, ChannelGroup Channels)
{
    /// <summary>Reads the three from an address; a street ranking over all channels when nothing is said. Every fault is named.</summary>
    public static Problem? Parse(
        string period,
        string? kind,
        string? channels,
        out RankingQuestion question
    )
    {
        var faults = new Dictionary<string, string[]>();
        var parsed = Period.Parse(period);
        if (parsed is null)
        {
            faults["period"] = ["yyyy-MM"];
        }

        question = new RankingQuestion(
            parsed ?? default,
            Choice(nameof(kind), kind, RankingKind.Street, faults),
            Choice(nameof(channels), channels, ChannelGroup.All, faults)
        );
        return faults.Count == 0 ? null : Malformed(faults);
    }

    /// <summary>A choice by its name; never by its ordinal, which <c>Enum.TryParse</c> would take.</summary>
    public static T Choice<T>(
        string field,
        string? text,
        T otherwise,
        Dictionary<string, string[]> faults
    )
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }

        var names = Enum.GetNames<T>();
        var name = names.FirstOrDefault(name =>
            name.Equals(text, StringComparison.OrdinalIgnoreCase)
        );
        if (name is not null)
        {
            return Enum.Parse<T>(name);
        }

        faults[field] = [string.Join(" | ", names.Select(CamelCase))];
        return otherwise;
    }

    /// <summary>The refusal that names the faults of an address or a form.</summary>
    public static Problem Malformed(IReadOnlyDictionary<string, string[]> faults) =>
        new(
            StatusCodes.Status400BadRequest,
            "malformed",
            "查询或填写的内容有误，未作任何更改。请按提示改正后重试。",
            "Something in the question or the form is wrong, and nothing was changed. Please correct what is named and try again."
        )
        {
            Errors = faults,
        };

    internal static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
