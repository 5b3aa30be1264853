using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jiban.Demo;

/// <summary>
/// Lets the demo act as anybody of its staff and at any moment of its month, by headers. It exists only in the host that the demo
/// builds for itself and that listens on a socket in a folder of its own; the product's host does not know it.
/// </summary>
internal static class Acting
{
    /// <summary>Id of the account that acts.</summary>
    public const string As = "Demo-As";

    /// <summary>The moment at which it acts.</summary>
    public const string At = "Demo-At";

    /// <summary>The address from which a citizen writes: one for each, so that the limits of the public door are kept.</summary>
    public const string From = "Demo-From";

    private const string SchemeName = "demo";

    /// <summary>Puts clock and scheme into a host.</summary>
    public static void Into(WebApplicationBuilder builder, DemoClock clock, StaffBook staff)
    {
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(clock);
        // The month's days are turned by hand, and so are the clocks of its cases.
        builder.Services.AddSingleton(new CasesOptions { ClocksAct = false });
        builder.Services.AddSingleton(staff);
        builder.Services.AddSingleton<IStartupFilter, MomentFilter>();
        builder
            .Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, Handler>(SchemeName, null);
        builder.Services.PostConfigure<AuthenticationOptions>(options =>
            options.DefaultScheme = SchemeName
        );
    }

    /// <summary>First of all: the moment and the address of the request.</summary>
    private sealed class MomentFilter(DemoClock clock) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, rest) =>
                    {
                        var headers = context.Request.Headers;
                        clock.ShowHere(
                            DateTimeOffset.Parse(
                                headers[At].ToString(),
                                CultureInfo.InvariantCulture
                            )
                        );
                        context.Connection.RemoteIpAddress = IPAddress.Parse(
                            headers[From].ToString()
                        );
                        return rest(context);
                    }
                );
                next(app);
            };
    }

    private sealed class Handler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder,
        StaffBook staff
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers[As].ToString() is { Length: > 0 } id
                    ? AuthenticateResult.Success(
                        new AuthenticationTicket(
                            new ClaimsPrincipal(
                                new ClaimsIdentity(
                                    ActorClaims.Of(staff[Guid.Parse(id)]),
                                    SchemeName
                                )
                            ),
                            SchemeName
                        )
                    )
                    : AuthenticateResult.NoResult()
            );
    }
}

/// <summary>The staff of the demo, by account and by what they do where.</summary>
internal sealed class StaffBook
{
    private readonly ConcurrentDictionary<Guid, Actor> _actors = [];
    private readonly ConcurrentDictionary<(Role, Guid), List<Actor>> _byUnit = [];

    public Actor this[Guid accountId] => _actors[accountId];

    public void Add(Actor actor)
    {
        _actors[actor.Id] = actor;
        _byUnit.GetOrAdd((actor.Role, actor.UnitId!.Value), _ => []).Add(actor);
    }

    /// <summary>One of those who have a role in a unit, in turn by a number; null when nobody has.</summary>
    public Actor? Of(Role role, Guid unitId, int turn) =>
        _byUnit.TryGetValue((role, unitId), out var staff) ? staff[turn % staff.Count] : null;
}
