using System.Globalization;

namespace Jiban.Cases.Promises;

/// <summary>Where something was promised.</summary>
internal enum PromiseOf
{
    /// <summary>To the requester, face to face (承诺事项).</summary>
    Meeting,

    /// <summary>A step of the plan with which a case is put aside (挂账计划).</summary>
    Plan,
}

/// <summary>How it stands with a promise.</summary>
internal enum PromiseState
{
    /// <summary>A step of a plan that nobody has granted yet: no clock runs.</summary>
    Asked,
    Open,
    Kept,
}

/// <summary>Something that the unit has promised to do by a day. What it is stands in the words beside the entry; here is when.</summary>
/// <param name="Seq">The entry in which it was promised.</param>
/// <param name="Nth">Which of that entry's, from 0.</param>
internal sealed record Promise(
    PromiseOf Of,
    int Seq,
    int Nth,
    DateTimeOffset DueAt,
    PromiseState State
)
{
    /// <summary>Promises of one entry, at most.</summary>
    public const int Most = 20;

    /// <summary>By which it is named where it is kept: <c>7.0</c>.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Seq}.{Nth}");

    /// <summary>One text for the row of a case, in order; null for none.</summary>
    public static string? Join(IReadOnlyList<Promise> promises) =>
        promises.Count == 0 ? null : string.Join(' ', promises.Select(one => one.ToText()));

    /// <summary>The promises of a row.</summary>
    public static IReadOnlyList<Promise> Read(string? joined) =>
        joined is null ? [] : [.. joined.Split(' ').Select(Parse)];

    private string ToText() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Of == PromiseOf.Meeting ? 'm' : 'p')}{Key}@{DueAt.ToUnixTimeSeconds()}{State switch
            {
                PromiseState.Asked => "?",
                PromiseState.Kept => "!",
                _ => "",
            }}"
        );

    private static Promise Parse(string text)
    {
        var (dot, at) = (
            text.IndexOf('.', StringComparison.Ordinal),
            text.IndexOf('@', StringComparison.Ordinal)
        );
        return new(
            text[0] == 'm' ? PromiseOf.Meeting : PromiseOf.Plan,
            int.Parse(text.AsSpan(1, dot - 1), CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(dot + 1, at - dot - 1), CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeSeconds(
                long.Parse(text.AsSpan(at + 1).TrimEnd("?!"), CultureInfo.InvariantCulture)
            ),
            text[^1] switch
            {
                '?' => PromiseState.Asked,
                '!' => PromiseState.Kept,
                _ => PromiseState.Open,
            }
        );
    }
}
