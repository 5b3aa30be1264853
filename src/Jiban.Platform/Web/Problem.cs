using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Jiban.Platform.Web;

/// <summary>
/// A refusal as the outside sees it: an RFC 9457 problem document with a stable <c>type</c> of the form <c>/problems/already-signed</c>
/// (ADR 0003). The title is told in the language that the request asks for, Chinese first.
/// </summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Type">Stable slug, told as <c>/problems/{slug}</c>.</param>
/// <param name="Zh">What happened, what was kept, what to do now; Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record Problem(int Status, string Type, string Zh, string En) : IResult
{
    /// <summary>Named facts beside the words, such as <c>signedBy</c>; never personal data.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } =
        new Dictionary<string, object?>();

    /// <summary>Faults by field, when the input was malformed.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var details = new ProblemDetails
        {
            Status = Status,
            Type = "/problems/" + Type,
            Title = Language.IsEnglish(httpContext) ? En : Zh,
        };
        foreach (var (name, value) in Facts)
        {
            details.Extensions[name] = value;
        }

        if (Errors is not null)
        {
            details.Extensions["errors"] = Errors;
        }

        httpContext.Response.StatusCode = Status;
        await httpContext.Response.WriteAsJsonAsync(
            details,
            ApiJson.Options,
            "application/problem+json",
            httpContext.RequestAborted
        );
    }
}
