using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jiban.Testing;

/// <summary>
/// A few routes behind a real server on a free port, under the rules of the product's doors (<see cref="WebRules"/>). Who acts stands in a
/// header that <see cref="As"/> writes, so that a module is tested without accounts.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private TestHost(WebApplication app, Logs logs)
    {
        _app = app;
        Logs = logs;
    }

    /// <summary>Everything the host logged.</summary>
    public Logs Logs { get; }

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it serves.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts a host.</summary>
    /// <param name="services">Adds what the routes need; the store among it.</param>
    /// <param name="routes">Maps the routes.</param>
    public static async Task<TestHost> StartAsync(
        Action<IServiceCollection> services,
        Action<IEndpointRouteBuilder> routes
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var logs = new Logs();
        builder.Logging.AddProvider(logs);
        builder.Services.AddWebRules();
        builder
            .Services.AddAuthentication(HeaderScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, HeaderScheme>(HeaderScheme.Name, null);
        services(builder.Services);
        var app = builder.Build();
        app.UseWebRules();
        app.UseAuthentication();
        routes(app);
        await app.StartAsync();
        return new TestHost(app, logs);
    }

    /// <summary>A client of a citizen, or of whoever <paramref name="actor"/> is.</summary>
    public HttpClient As(Actor? actor = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("zh-CN"));
        if (actor is not null)
        {
            client.DefaultRequestHeaders.Add(
                HeaderScheme.Name,
                Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(actor))
            );
        }

        _clients.Add(client);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
    }

    private sealed class HeaderScheme(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "X-Test-Actor";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers[Name].ToString();
            if (header.Length == 0)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var actor = JsonSerializer.Deserialize<Actor>(
                Encoding.UTF8.GetString(Convert.FromBase64String(header))
            )!;
            var identity = new ClaimsIdentity(ActorClaims.Of(actor), Name);
            return Task.FromResult(
                AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(identity), Name)
                )
            );
        }
    }
}
