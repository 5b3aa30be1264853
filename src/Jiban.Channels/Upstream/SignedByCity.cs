using System.Security.Claims;
using Dapper;
using Jiban.Channels.Wire;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Channels.Upstream;

/// <summary>
/// Signs the city's 12345 line in, by the signature of each request, before the table of rights is asked. Who brings no signature goes on as
/// whoever they are, and the table sends them away.
/// </summary>
internal static class SignedByCity
{
    private const int LongestNonce = 100;

    private static readonly Problem NotSigned = new(
        StatusCodes.Status401Unauthorized,
        "signature",
        "签名不符，请求未处理。请核对密钥和签名方法。",
        "The signature does not fit; nothing was done. Check the secret and what is signed."
    );

    private static readonly Problem Skewed = new(
        StatusCodes.Status401Unauthorized,
        "signature-time",
        "签名时间与本系统相差超过五分钟，请校准时钟。",
        "The time of the signature is more than five minutes away; set the clock right."
    );

    private static readonly Problem Replayed = new(
        StatusCodes.Status401Unauthorized,
        "signature-used",
        "这个签名已经用过，请求未处理。重发请重新签名，标识不变。",
        "This signature was used before; nothing was done. Sign a second try anew, under the same key."
    );

    /// <summary>Puts it around every route of the group, outermost: conventions that finish run after all others.</summary>
    public static RouteGroupBuilder SignsCityIn(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } next)
            {
                endpoint.RequestDelegate = context => SignInAsync(context, next);
            }
        });
        return group;
    }

    private static async Task SignInAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Request.Headers;
        var (timestamp, nonce, signature) = (
            headers[Signature.TimestampHeader].ToString(),
            headers[Signature.NonceHeader].ToString(),
            headers[Signature.SignatureHeader].ToString()
        );
        if (signature.Length > 0)
        {
            if (await RefuseAsync(http, timestamp, nonce, signature) is { } problem)
            {
                await problem.ExecuteAsync(http);
                return;
            }

            http.User = new ClaimsPrincipal(
                new ClaimsIdentity(ActorClaims.Of(Actor.Upstream), nameof(SignedByCity))
            );
        }

        await next(http);
    }

    private static async Task<Problem?> RefuseAsync(
        HttpContext http,
        string timestamp,
        string nonce,
        string signature
    )
    {
        var services = http.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!Signature.IsFresh(timestamp, now))
        {
            return Skewed;
        }

        var city = await services
            .GetRequiredService<Destinations>()
            .FindAsync(Destination.Upstream, http.RequestAborted);
        if (city is not { InUse: true } || nonce.Length is 0 or > LongestNonce)
        {
            return NotSigned;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        http.Request.Body = body;
        body.Position = 0;
        var canonical = Signature.Canonical(
            http.Request.Method,
            http.Features.Get<IHttpRequestFeature>()!.RawTarget,
            timestamp,
            nonce,
            body.GetBuffer().AsSpan(0, (int)body.Length)
        );
        if (!Signature.IsSigned(city.Secret, canonical, signature))
        {
            return NotSigned;
        }

        return await IsNewAsync(services.GetRequiredService<Database>(), nonce, now, http)
            ? null
            : Replayed;
    }

    /// <summary>Remembers the nonce, and forgets those whose time is over: they are refused as too old.</summary>
    private static async Task<bool> IsNewAsync(
        Database database,
        string nonce,
        DateTimeOffset now,
        HttpContext http
    )
    {
        await using var connection = await database.OpenAsync(http.RequestAborted);
        return await connection.ExecuteScalarAsync<int>(
                new CommandDefinition(
                    """
                    with gone as (delete from channels.nonce where at < @forgotten),
                    kept as (insert into channels.nonce (nonce, at) values (@nonce, @now) on conflict do nothing returning 1)
                    select count(*)::int from kept
                    """,
                    new
                    {
                        nonce,
                        now,
                        forgotten = now - (Signature.Skew * 3),
                    },
                    cancellationToken: http.RequestAborted
                )
            ) == 1;
    }
}
