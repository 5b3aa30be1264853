using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jiban.City.Components;

/// <summary>What people type, and what every change of a component may answer.</summary>
internal static class Typed
{
    public const int LongestReason = 500;
    private const int ShortestReason = 4;

    /// <summary>The text without blanks around it; null when nothing is left.</summary>
    public static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Whether a reason says something.</summary>
    public static bool Says(string? reason) => reason?.Trim().Length >= ShortestReason;

    /// <summary>A reason that is too long.</summary>
    public static Problem? Malformed(string? reason) =>
        Problem.IfMalformed(("reason", reason?.Length > LongestReason, "不超过500字。"));

    /// <summary>What a change of a component answers.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route) =>
        route
            .Produces<ComponentWritten>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}
