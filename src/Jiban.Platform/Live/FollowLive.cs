using System.Globalization;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Auth.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jiban.Platform.Live;

/// <summary>
/// The stream of live events of one page: event <c>case</c> for each change that the session may see, an event by its topic for each notice, <c>refresh</c> when something may have
/// been missed. It ends with the session and with the host; browsers come back by themselves.
/// </summary>
internal static class FollowLive
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public sealed record Event(Guid Id, string Number, string State, Guid UnitId, int Version);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/live", HandleAsync)
            .WithName(nameof(FollowLive))
            .WithTags("Live")
            .Produces<Event>(StatusCodes.Status200OK, "text/event-stream")
            .Needs(Operation.UseOwnSession);

    /// <summary>Server-sent events: <c>case</c> {id, number, state, unitId, version} for cases the session may see, and <c>refresh</c>.</summary>
    private static async Task HandleAsync(
        HttpContext context,
        LiveAudience audience,
        UnitTree units,
        TimeProvider clock,
        IHostApplicationLifetime host
    )
    {
        var actor = context.Actor();
        using var listener = audience.Join(message =>
            message switch
            {
                LiveMessage.Changed { Case.UnitId: var unit } => units.Sees(actor, unit),
                LiveMessage.Noticed { Notice: var notice } => notice.Accounts?.Contains(actor.Id)
                    == true
                    || notice.Units.Any(unit => units.Sees(actor, unit, notice.Needs)),
                _ => true,
            }
        );
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            host.ApplicationStopping,
            listener.Dropped
        );
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        // A proxy that collects before it sends would make the stream useless.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await StreamAsync(context, listener, clock, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (listener.Dropped.IsCancellationRequested)
            {
                context.Abort();
            }
        }
    }

    private static async Task StreamAsync(
        HttpContext context,
        LiveAudience.Listener listener,
        TimeProvider clock,
        CancellationToken end
    )
    {
        var until = (await context.AuthenticateAsync()).Properties?.ExpiresUtc;
        var id = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await context.Response.WriteAsync("retry: 2000\n\n", end);
        if (context.Request.Headers.ContainsKey("Last-Event-ID"))
        {
            await WriteAsync(context, new LiveMessage.Refresh(), ++id, end);
        }

        await context.Response.Body.FlushAsync(end);
        while (until is null || clock.GetUtcNow() < until)
        {
            if (await HasNewsAsync(listener, clock, end))
            {
                while (listener.Messages.TryRead(out var message))
                {
                    await WriteAsync(context, message, ++id, end);
                }
            }
            else if (await StillSignedInAsync(context))
            {
                await context.Response.WriteAsync(":\n\n", end);
            }
            else
            {
                return;
            }

            await context.Response.Body.FlushAsync(end);
        }
    }

    /// <summary>Waits for a message; false when it is time for a heartbeat.</summary>
    private static async Task<bool> HasNewsAsync(
        LiveAudience.Listener listener,
        TimeProvider clock,
        CancellationToken end
    )
    {
        using var beat = new CancellationTokenSource(Heartbeat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, end);
        try
        {
            return await listener.Messages.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A stream is one long request: what ends a session must end it too.</summary>
    private static async Task<bool> StillSignedInAsync(HttpContext context)
    {
        if (context.User.Identity?.AuthenticationType != SessionCookie.Scheme)
        {
            return true;
        }

        var signIn = context.RequestServices.GetRequiredService<SignInManager<Account>>();
        return await signIn.ValidateSecurityStampAsync(context.User) is { DisabledAt: null };
    }

    private static Task WriteAsync(
        HttpContext context,
        LiveMessage message,
        long id,
        CancellationToken end
    )
    {
        var (name, data) = message switch
        {
            LiveMessage.Changed { Case: var it } => (
                "case",
                Json(new Event(it.CaseId, it.Number, it.State, it.UnitId, it.Version))
            ),
            LiveMessage.Noticed { Notice: var it } => (it.Topic, $"{{\"id\":\"{it.Id:D}\"}}"),
            _ => ("refresh", "{}"),
        };
        return context.Response.WriteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"id: {id}\nevent: {name}\ndata: {data}\n\n"
            ),
            end
        );
    }

    private static string Json(Event it) => JsonSerializer.Serialize(it, JsonSerializerOptions.Web);
}
