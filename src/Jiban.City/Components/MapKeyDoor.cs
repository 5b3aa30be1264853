using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.City.Components;

/// <summary>
/// Lets a map program in with its key, at the routes on which it stands and nowhere else: as the password of Basic (under any user name, as map
/// programs ask for one), or as a Bearer token.
/// </summary>
internal static class MapKeyDoor
{
    private const string Scheme = "map-key";

    private static readonly Problem Refused = new(
        StatusCodes.Status401Unauthorized,
        "map-key-refused",
        "密钥不对，或已经停用。请向发放密钥的人核对。",
        "The key is unknown or was revoked. Please ask whoever issued it."
    );

    /// <summary>Asked before the guard of the routes (<see cref="GuardedRoutes.Needs"/>), which then asks the table of rights as for anybody.</summary>
    public static TBuilder OpensToMapKeys<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => EnterAsync(context, next);
        });
        return routes;
    }

    /// <summary>The key of a request; null when it brings none. An empty text is a key that nobody has.</summary>
    public static string? KeyOf(string? authorization)
    {
        if (
            !AuthenticationHeaderValue.TryParse(authorization, out var header)
            || header.Parameter is not { } parameter
        )
        {
            return null;
        }

        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return parameter;
        }

        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[parameter.Length];
        var pair = Convert.TryFromBase64String(parameter, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : "";
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static async Task EnterAsync(HttpContext context, RequestDelegate next)
    {
        if (KeyOf(context.Request.Headers.Authorization) is { } key)
        {
            var desk = context.RequestServices.GetRequiredService<ComponentDesk>();
            if (await KnownAsync(desk, key, context.RequestAborted) is not { } program)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await Refused.ExecuteAsync(context);
                return;
            }

            context.User = new ClaimsPrincipal(new ClaimsIdentity(ActorClaims.Of(program), Scheme));
        }

        await next(context);
    }

    /// <summary>The program of a key that holds; null when there is none. Its use is noted once a minute.</summary>
    private static async Task<Actor?> KnownAsync(
        ComponentDesk desk,
        string key,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var known = await connection.QuerySingleOrDefaultAsync<(Guid Id, string Name)?>(
            new CommandDefinition(
                """
                with known as (select key_id, name, last_used_at from city.map_key where hash = @hash and revoked_at is null),
                used as (update city.map_key k set last_used_at = @now from known
                    where k.key_id = known.key_id and (known.last_used_at is null or known.last_used_at < @now - interval '1 minute'))
                select key_id as id, name from known
                """,
                new { hash = MapKeys.HashOf(key), now = desk.Clock.GetUtcNow() },
                cancellationToken: cancellation
            )
        );
        return known is { } one ? new Actor(one.Id, one.Name, Role.MapProgram, null) : null;
    }
}
