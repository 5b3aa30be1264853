using Jiban.Platform.Web;

namespace Jiban.Cases.Handling;

/// <summary>What came of an operation on many cases, case by case.</summary>
internal sealed class ManyReport
{
    /// <summary>Cases of one operation, at most.</summary>
    public const int Most = 200;

    private readonly List<Result> _results = [];

    /// <summary>One case.</summary>
    /// <param name="Problem">The slug of what stood against it; null when it was done.</param>
    /// <param name="Why">The same in words.</param>
    public sealed record Result(
        Guid Id,
        string? Number,
        string? Problem,
        string? Why,
        string? WhyEn
    );

    /// <summary>How many it was done for.</summary>
    public int Done => _results.Count(result => result.Problem is null);

    /// <summary>Each case, in the order in which it was tried.</summary>
    public IReadOnlyList<Result> Results => _results;

    /// <summary>The fault of a list of cases; null when it may be worked on.</summary>
    public static Problem? Check(IReadOnlyList<Guid>? cases) =>
        cases is { Count: > 0 and <= Most }
            ? null
            : new Problem(
                422,
                "too-many-cases",
                $"请选择1到{Most}件诉求。",
                $"Choose between 1 and {Most} cases."
            );

    /// <summary>It was done.</summary>
    public void Add(Guid id, string? number) => _results.Add(new(id, number, null, null, null));

    /// <summary>It was refused.</summary>
    public void Add(Guid id, string? number, Refused refused) =>
        Add(id, number, refused.ToProblem());

    /// <summary>Something stood against it.</summary>
    public void Add(Guid id, string? number, Problem problem) =>
        _results.Add(new(id, number, problem.Type, problem.Zh, problem.En));
}
