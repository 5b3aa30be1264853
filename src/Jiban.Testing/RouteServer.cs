using System.Security.Claims;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jiban.Testing;

/// <summary>
/// The routes of a module on a real socket, without the rest of the host. Who acts is said by the client: the guard knows only claims,
/// so a header signs in as well as a cookie.
/// </summary>
public sealed class RouteServer : IAsyncDisposable
{
    private const string Header = "X-Test-Actor";
    private readonly WebApplication _app;

    private RouteServer(WebApplication app) => _app = app;

    /// <summary>JSON as the host speaks it.</summary>
    public static JsonSerializerOptions Json => ApiJson.Options;

    /// <summary>What the module's own tests may want to reach behind the routes.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts on a free port of the loopback address.</summary>
    public static async Task<RouteServer> StartAsync(
        Action<IServiceCollection> add,
        Action<IEndpointRouteBuilder> map
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(options =>
            ApiJson.Configure(options.SerializerOptions)
        );
        add(builder.Services);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Use(
            (context, next) =>
            {
                if (context.Request.Headers[Header].ToString() is { Length: > 0 } said)
                {
                    var actor = JsonSerializer.Deserialize<Actor>(said)!;
                    context.User = new ClaimsPrincipal(
                        new ClaimsIdentity(ActorClaims.Of(actor), "test")
                    );
                }

                return next(context);
            }
        );
        app.UseRouting();
        map(app);
        app.RefuseUnguarded();
        await app.StartAsync();
        return new RouteServer(app);
    }

    /// <summary>A client that acts as somebody; without one, a citizen.</summary>
    public HttpClient ClientOf(Actor? actor = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        if (actor is not null)
        {
            client.DefaultRequestHeaders.Add(Header, JsonSerializer.Serialize(actor));
        }

        return client;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
