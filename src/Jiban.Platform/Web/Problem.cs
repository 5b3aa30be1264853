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

    /// <summary>A form with faults by field; nothing of it was kept.</summary>
    public static Problem Malformed(IReadOnlyDictionary<string, string[]> errors) =>
        new(
            StatusCodes.Status400BadRequest,
            "malformed",
            "填写的内容有误，没有保存。请按提示修改。",
            "The input is malformed; nothing was saved."
        )
        {
            Errors = errors,
        };

    /// <summary>The fault of every field that is wrong; null when none is.</summary>
    public static Problem? IfMalformed(params (string Field, bool Wrong, string Fault)[] faults)
    {
        var errors = faults
            .Where(fault => fault.Wrong)
            .GroupBy(fault => fault.Field)
            .ToDictionary(
                field => field.Key,
                field => field.Select(fault => fault.Fault).ToArray()
            );
        return errors.Count == 0 ? null : Malformed(errors);
    }

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
        if (RetryAfter() is { } seconds && httpContext.Response.Headers.RetryAfter.Count == 0)
        {
            httpContext.Response.Headers.RetryAfter = seconds;
        }

        await httpContext.Response.WriteAsJsonAsync(
            details,
            ApiJson.Options,
            "application/problem+json",
            httpContext.RequestAborted
        );
    }

    /// <summary>In how many seconds it may go well, where that is a matter of time: the store comes back by itself, a disk is cleared by a person.</summary>
    private string? RetryAfter() =>
        Status switch
        {
            StatusCodes.Status503ServiceUnavailable => "2",
            StatusCodes.Status507InsufficientStorage => "60",
            _ => null,
        };
}
