using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Web;

/// <summary>
/// The one place where an exception becomes an answer (ADR 0003): malformed input → 400 and its kin, the store away → 503, a disk
/// without room → 507, everything else → 500 without inner detail, logged once.
/// </summary>
internal sealed partial class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more, and a cancellation of theirs is no fault of ours.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException malformed => Describe(malformed),
            _ => StoreFaults.Meaning(exception) ?? StatusProblems.Internal,
        };
        if (problem.Status >= 500)
        {
            Failed(log, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What of the request did not fit, by field.</summary>
    private static Problem Describe(BadHttpRequestException malformed)
    {
        var problem = StatusProblems.Of(malformed.StatusCode);
        if (problem.Status != StatusCodes.Status400BadRequest)
        {
            return problem;
        }

        return problem with
        {
            Errors = malformed.InnerException is JsonException json
                ? JsonFaults.Of(json)
                : new Dictionary<string, string[]> { ["request"] = [malformed.Message] },
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, string method, string path, Exception fault);
}
