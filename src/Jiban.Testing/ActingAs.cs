using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jiban.Testing;

/// <summary>
/// Lets a test act as anybody without an account: a header carries the actor. Only tests add this scheme; a request without the
/// header is signed in by the cookie of the product as ever.
/// </summary>
public static class ActingAs
{
    internal const string Header = "Acting-As";
    private const string Scheme = "ActingAs";

    /// <summary>Adds the scheme. Call it after <c>AddPlatform</c>.</summary>
    public static IServiceCollection AddActingAs(this IServiceCollection services)
    {
        services.AddCheapPasswords();
        services
            .AddAuthentication(Scheme)
            .AddScheme<AuthenticationSchemeOptions, Handler>(
                Scheme,
                options =>
                    options.ForwardDefaultSelector = context =>
                        context.Request.Headers.ContainsKey(Header)
                            ? null
                            : IdentityConstants.ApplicationScheme
            );
        return services;
    }

    /// <summary>
    /// Passwords of tests guard nothing: at full price making the accounts took four tenths of the processor time of a suite.
    /// </summary>
    public static IServiceCollection AddCheapPasswords(this IServiceCollection services) =>
        services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);

    /// <summary>Makes every request of the client act as <paramref name="actor"/>.</summary>
    public static HttpClient As(this HttpClient client, Actor actor)
    {
        client.DefaultRequestHeaders.Remove(Header);
        client.DefaultRequestHeaders.Add(Header, Write(actor));
        return client;
    }

    /// <summary>Makes one request act as <paramref name="actor"/>.</summary>
    public static HttpRequestMessage ActAs(this HttpRequestMessage request, Actor actor)
    {
        request.Headers.Add(Header, Write(actor));
        return request;
    }

    /// <summary>Moves whoever acts, when of this role, into another unit: for a test that plants a hole in the rights.</summary>
    public static void Move(IHeaderDictionary headers, Role role, Guid unit)
    {
        if (
            headers[Header].ToString() is { Length: > 0 } header
            && Read(header) is var actor
            && actor.Role == role
        )
        {
            headers[Header] = Write(actor with { UnitId = unit });
        }
    }

    private static string Write(Actor actor) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{actor.Id:D};{actor.Role};{actor.UnitId:D};{Uri.EscapeDataString(actor.Name)}"
        );

    private static Actor Read(string header)
    {
        var parts = header.Split(';');
        return new Actor(
            Guid.Parse(parts[0]),
            Uri.UnescapeDataString(parts[3]),
            Enum.Parse<Role>(parts[1]),
            parts[2].Length == 0 ? null : Guid.Parse(parts[2])
        );
    }

    private sealed class Handler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var actor = Read(Request.Headers[Header].ToString());
            var identity = new ClaimsIdentity(ActorClaims.Of(actor), Scheme.Name);
            return Task.FromResult(
                AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)
                )
            );
        }
    }
}
