using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Jiban.Platform.Auth.Limits;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Auth;

/// <summary>Names of the policies for <c>RequireRateLimiting</c>; <see cref="RateLimitOptions"/> says how much each allows.</summary>
public static class RateLimits
{
    /// <summary>Whatever a citizen sends.</summary>
    public const string PublicDoor = "public-door";

    /// <summary>Looks for what is known already, while a citizen types.</summary>
    public const string Lookups = "lookups";

    /// <summary>Reads of the tags of components; staff read as many as they work on.</summary>
    public const string Tags = "tags";

    /// <summary>Whatever the city's line passes on, by the address it comes from.</summary>
    public const string Upstream = "upstream";

    /// <summary>Tries to sign in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Uploads of files.</summary>
    public const string Uploads = "uploads";

    internal static void AddRateLimits(this IServiceCollection services, PlatformOptions options)
    {
        services.AddSingleton<CodeGuesses>();
        services.AddRateLimiter(limiter =>
        {
            var limits = options.RateLimits;
            limiter.AddPolicy(
                PublicDoor,
                context => Of(context, limits.PublicDoor, staffFree: true)
            );
            limiter.AddPolicy(Lookups, context => Of(context, limits.Lookups));
            limiter.AddPolicy(Tags, context => Of(context, limits.Lookups, staffFree: true));
            limiter.AddPolicy(Upstream, context => Of(context, limits.Upstream));
            limiter.AddPolicy(SignIn, context => Of(context, limits.SignIn));
            limiter.AddPolicy(Uploads, context => Of(context, limits.Uploads));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
                return new ValueTask(
                    TooMany(rejected.HttpContext, wait).ExecuteAsync(rejected.HttpContext)
                );
            };
        });
    }

    /// <summary>Believes the forwarded address and scheme of the configured proxies, and of nobody else.</summary>
    internal static void UseForwarded(this IApplicationBuilder app, PlatformOptions options)
    {
        if (options.TrustedProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // Walks back through as many of our proxies as there are, and stops at the first stranger.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.TrustedProxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
            else
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>The refusal of who comes too often, with <c>Retry-After</c> set on the response.</summary>
    internal static Problem TooMany(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new Problem(
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            $"操作过于频繁，本次未受理。请在{seconds}秒后再试；紧急情况请直接拨打 110、119、120 或 12345。",
            $"Too many requests; this one was not taken. Please try again in {seconds} seconds. In an emergency call 110, 119, 120 or 12345."
        )
        {
            Facts = new Dictionary<string, object?> { ["retryAfterSeconds"] = seconds },
        };
    }

    /// <summary>The remote address as it is counted: one household or host has a whole /64 of IPv6.</summary>
    internal static string Place(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static RateLimitPartition<string> Of(
        HttpContext context,
        RateLimit limit,
        bool staffFree = false
    )
    {
        var actor = context.Actor();
        if (staffFree && actor.Role != Role.Public)
        {
            return RateLimitPartition.GetNoLimiter("staff");
        }

        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        return RateLimitPartition.Get(
            actor.Role == Role.Public ? Place(context) : actor.Id.ToString("D"),
            _ => new BucketLimiter(new Bucket(limit, clock))
        );
    }
}
