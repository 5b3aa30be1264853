namespace Jiban.Dispatch.Contracts;

/// <summary>What two models say of a message whose class a person decided.</summary>
/// <param name="Truth">The class that the person left it with; two digits when nothing finer was known.</param>
public sealed record ComparedText(Guid CaseId, string Truth, string First, string Second)
{
    /// <summary>Whether the first is right: a class below the truth is.</summary>
    public bool FirstIsRight => Says(First);

    /// <inheritdoc cref="FirstIsRight"/>
    public bool SecondIsRight => Says(Second);

    private bool Says(string code) => code.StartsWith(Truth, StringComparison.Ordinal);
}

/// <summary>How often two models differ in one way.</summary>
/// <param name="Example">The latest such message.</param>
public sealed record ModelDifference(
    string Truth,
    string First,
    string Second,
    int Texts,
    Guid Example
);

/// <summary>Two models on the same messages. Pure: what was said in, counts out.</summary>
/// <param name="OnlyFirst">Messages of which only the first was right.</param>
/// <param name="Differences">Where they differ, the most frequent first; at most fifty.</param>
public sealed record ModelComparison(
    int Texts,
    int FirstRight,
    int SecondRight,
    int OnlyFirst,
    int OnlySecond,
    IReadOnlyList<ModelDifference> Differences
)
{
    private const int MostDifferences = 50;

    /// <summary>Counts.</summary>
    public static ModelComparison Of(IReadOnlyList<ComparedText> texts) =>
        new(
            texts.Count,
            texts.Count(text => text.FirstIsRight),
            texts.Count(text => text.SecondIsRight),
            texts.Count(text => text is { FirstIsRight: true, SecondIsRight: false }),
            texts.Count(text => text is { FirstIsRight: false, SecondIsRight: true }),
            [
                .. texts
                    .Where(text => text.First != text.Second)
                    .GroupBy(text => (text.Truth, text.First, text.Second))
                    .Select(same => new ModelDifference(
                        same.Key.Truth,
                        same.Key.First,
                        same.Key.Second,
                        same.Count(),
                        same.Max(text => text.CaseId)
                    ))
                    .OrderByDescending(difference => difference.Texts)
                    .ThenBy(difference => difference.Truth, StringComparer.Ordinal)
                    .ThenBy(difference => difference.First, StringComparer.Ordinal)
                    .ThenBy(difference => difference.Second, StringComparer.Ordinal)
                    .Take(MostDifferences),
            ]
        );
}
