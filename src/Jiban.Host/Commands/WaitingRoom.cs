using System.Text;
using Jiban.Platform.Web;

namespace Jiban.Host.Commands;

/// <summary>
/// Answers at the host's address for as long as the host is not ready: 503, why, and when to come back. As a hosted service of the host it
/// makes room when all that comes before serving is done.
/// </summary>
internal sealed class WaitingRoom : IHostedService, IAsyncDisposable
{
    private const string RetryAfterSeconds = "5";

    private static readonly Problem Starting = new(
        StatusCodes.Status503ServiceUnavailable,
        "starting",
        "平台正在启动，请稍候再来。",
        "The platform is starting. Please come back in a moment."
    );

    private readonly WebApplication _app;

    private volatile string _reason;

    private WaitingRoom(WebApplication app, string reason)
    {
        _app = app;
        _reason = reason;
        app.Run(AnswerAsync);
    }

    /// <summary>Why the host is not ready, in words for whoever watches it.</summary>
    public string Reason
    {
        set => _reason = value;
    }

    /// <summary>Opens at an address.</summary>
    public static async Task<WaitingRoom> OpenAsync(
        Uri address,
        string reason,
        CancellationToken cancellation
    )
    {
        // Not the folder that the command was given in, which may be closed to its user.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        var room = new WaitingRoom(builder.Build(), reason);
        await room._app.StartAsync(cancellation);
        return room;
    }

    /// <summary>Closes: the services of the host are started one after the other, its web server last.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        _app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        var answer =
            context.Request.Path == "/health"
                ? Results.Json(
                    new { status = "starting", reason = _reason },
                    statusCode: StatusCodes.Status503ServiceUnavailable
                )
            : IsLookedAt(context.Request)
                ? Results.Text(
                    Page(),
                    "text/html",
                    Encoding.UTF8,
                    StatusCodes.Status503ServiceUnavailable
                )
            : Starting;
        return answer.ExecuteAsync(context);
    }

    private static bool IsLookedAt(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>For a person with a browser: asks again by itself until the page that was asked for is there.</summary>
    private string Page() =>
        $"""
            <!doctype html>
            <html lang="zh-CN">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="{RetryAfterSeconds}">
            <title>即办</title>
            <h1>平台正在启动</h1>
            <p>请稍候，页面会自己打开。</p>
            <p lang="en">The platform is starting: {_reason}. This page opens by itself.</p>
            </html>
            """;
}
