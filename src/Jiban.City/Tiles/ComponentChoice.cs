using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Web;

namespace Jiban.City.Tiles;

/// <summary>Which components the map and the list beside it show: all of them, or those of some classes and states.</summary>
/// <param name="Classes">Major classes (two digits) or whole ones with commas between; every class when left out.</param>
/// <param name="States">intact | damaged | lost | abandoned with commas between; each of them when left out.</param>
internal sealed record ComponentChoice(string? Classes, string? States)
{
    private const int Most = 100;

    /// <summary>The beginnings of the codes, as patterns.</summary>
    public string[]? Patterns => Parts(Classes)?.Select(code => code + "%").ToArray();

    public string[]? StateWords => Parts(States);

    /// <summary>The conditions beside those of place and time; only what was asked stands in it, so that nothing is compared fifty thousand times for nothing.</summary>
    public string Where =>
        (Classes is null ? "" : " and class_code like any(@patterns)")
        + (States is null ? "" : " and state = any(@states)");

    /// <summary>Whether a component of this class in this state is one of them.</summary>
    public bool Holds(string classCode, string state) =>
        (
            Parts(Classes) is not { } classes
            || classes.Any(code => classCode.StartsWith(code, StringComparison.Ordinal))
        ) && (StateWords is not { } states || states.Contains(state));

    /// <summary>What is malformed of it; null when nothing is.</summary>
    public Problem? Refuse() =>
        Problem.IfMalformed(
            (
                "classes",
                Parts(Classes) is { } codes
                    && (
                        codes.Length > Most
                        || !codes.All(code =>
                            code.Length is >= 2 and <= 5 && code.All(char.IsAsciiDigit)
                        )
                    ),
                "类别代码为2至5位数字，用逗号隔开，不超过100个。"
            ),
            (
                "states",
                StateWords is { } states
                    && !states.All(state =>
                        Stored.Is<ComponentState>(state)
                        && state != Stored.Word(ComponentState.Removed)
                    ),
                "没有这个状态。"
            )
        );

    private static string[]? Parts(string? text) => text?.Split(',');
}
