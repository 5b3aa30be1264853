using Jiban.Platform.Web;

namespace Jiban.Host.Commands;

/// <summary>Answers at the host's address for as long as the host is not ready: 503, why, and when to come back.</summary>
internal sealed class WaitingRoom : IAsyncDisposable
{
    private const string RetryAfterSeconds = "5";

    private static readonly Problem Starting = new(
        StatusCodes.Status503ServiceUnavailable,
        "starting",
        "平台正在启动，请稍候再来。",
        "The platform is starting. Please come back in a moment."
    );

    private readonly WebApplication _app;

    private WaitingRoom(WebApplication app) => _app = app;

    /// <summary>Opens at an address.</summary>
    public static async Task<WaitingRoom> OpenAsync(
        Uri address,
        string reason,
        CancellationToken cancellation
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return context.Request.Path == "/health"
                ? Results
                    .Json(
                        new { status = "starting", reason },
                        statusCode: StatusCodes.Status503ServiceUnavailable
                    )
                    .ExecuteAsync(context)
                : Starting.ExecuteAsync(context);
        });
        await app.StartAsync(cancellation);
        return new WaitingRoom(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
