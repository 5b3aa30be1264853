using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Jiban.Platform.Web;

/// <summary>
/// Refuses a body that is longer than its route allows, after reading it away: a server that closes the line while the other side still
/// sends is seen there as a broken connection, not as an answer. Beyond <see cref="WebRules.MostReadAway"/> the server closes the line.
/// </summary>
internal static class BodyLimit
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var hasOwnLimit =
            context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null;
        if (
            hasOwnLimit
            || context.Request.ContentLength <= WebRules.MaxBodyBytes
            || !MayHaveBody(context.Request)
        )
        {
            await next(context);
            return;
        }

        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        long length = 0;
        for (
            int read;
            (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;

        )
        {
            length += read;
            if (length <= WebRules.MaxBodyBytes)
            {
                body.Write(buffer, 0, read);
            }
        }

        if (length > WebRules.MaxBodyBytes)
        {
            await StatusProblems.Of(StatusCodes.Status413PayloadTooLarge).ExecuteAsync(context);
            return;
        }

        body.Position = 0;
        context.Request.Body = body;
        await next(context);
    }

    private static bool MayHaveBody(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && request.ContentLength != 0;
}
