using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Patrol;

/// <summary>How likely an open case is the matter that an inspector stands before, and why: points that add up, so that he can judge them.</summary>
internal sealed record Twin(int Score, IReadOnlyList<Reason> Reasons)
{
    /// <summary>The same thing, whatever it is called.</summary>
    public const int SameComponent = 60;

    public const int SameClass = 60;

    /// <summary>Another class below the same one.</summary>
    public const int LikeClass = 30;

    /// <summary>The class is not known, or was read from words that may mean another.</summary>
    public const int UnsureClass = 10;

    /// <summary>At the very spot; at the edge of what is near, none.</summary>
    public const int SameSpot = 40;

    private static readonly Twin None = new(0, []);

    /// <summary>What is known of the report.</summary>
    /// <param name="IsChosen">Whether a person chose the class; one that was read from words rules nothing out.</param>
    public sealed record Sought(string? ClassCode, bool IsChosen, string? Component);

    /// <summary>Weighs one; 0 when it is of another kind, or about another component.</summary>
    public static Twin Weigh(
        Sought sought,
        OpenCase open,
        int withinMetres,
        Func<string, DemandClass?> classOf
    )
    {
        var same = sought.Component is { } component && component == open.Component;
        if (!same && sought.Component is not null && open.Component is not null)
        {
            return None;
        }

        if (
            (same ? OfComponent() : OfClass(sought, open.ClassCode, classOf))
            is not var (points, why)
        )
        {
            return None;
        }

        var near = (int)Math.Round(SameSpot * Math.Clamp(1 - (open.Metres / withinMetres), 0, 1));
        var metres = (int)Math.Round(open.Metres);
        return new(
            points + near,
            [
                why,
                new Reason(
                    "distance",
                    $"相距约{metres}米（{near}分）",
                    $"about {metres} m away ({near} points)"
                ),
            ]
        );
    }

    private static (int, Reason)? OfComponent() =>
        (
            SameComponent,
            new(
                "same-component",
                $"同一部件（{SameComponent}分）",
                $"the same component ({SameComponent} points)"
            )
        );

    private static (int Points, Reason Why)? OfClass(
        Sought sought,
        string other,
        Func<string, DemandClass?> classOf
    )
    {
        if (sought.ClassCode == other)
        {
            return (
                SameClass,
                new(
                    "same-class",
                    $"同一类别（{SameClass}分）",
                    $"the same class ({SameClass} points)"
                )
            );
        }

        if (sought.ClassCode is { } code && Above(code) == Above(other))
        {
            return (
                LikeClass,
                new(
                    "like-class",
                    $"相近类别（{LikeClass}分）",
                    $"a class like it ({LikeClass} points)"
                )
            );
        }

        return sought.IsChosen
            ? null
            : (
                UnsureClass,
                new(
                    "class-unsure",
                    $"类别还不确定（{UnsureClass}分）",
                    $"the class is not sure yet ({UnsureClass} points)"
                )
            );

        string Above(string one) => classOf(one)?.ParentCode ?? one;
    }
}
