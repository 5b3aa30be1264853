using Jiban.Platform.Auth.Routing;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Jiban.Platform.Auth;

/// <summary>Binds every route to a row of <see cref="Permissions"/>.</summary>
public static class GuardedRoutes
{
    private static readonly Problem SignIn = new(
        StatusCodes.Status401Unauthorized,
        "sign-in",
        "您尚未登录，或登录已超时。请登录后再试；已填写的内容不会因此提交。",
        "You are not signed in, or your session has ended. Please sign in and try again; nothing was submitted."
    );

    private static readonly Problem NotAllowed = new(
        StatusCodes.Status403Forbidden,
        "not-allowed",
        "您的岗位没有此项权限，操作未执行。如确需办理，请联系管理员。",
        "Your role may not do this, and nothing was done. If you need to, please ask your administrator."
    );

    private static readonly Problem ChangePassword = new(
        StatusCodes.Status403Forbidden,
        "change-password",
        "您的密码由他人设置，请先修改密码，再办理业务。",
        "Your password was set by somebody else. Please change it first."
    );

    private static readonly Problem EnrolSecondFactor = new(
        StatusCodes.Status403Forbidden,
        "enrol-second-factor",
        "您的账号必须启用第二重验证。请先在“账号安全”中启用动态口令或通行密钥，再办理业务。",
        "Your account must have a second factor. Please enrol one under account security first."
    );

    /// <summary>
    /// Opens the route to the roles that may ever do the operation: nobody signed in → 401 <c>sign-in</c>, a role that may never →
    /// 403 <c>not-allowed</c>. Asked before the body is read, so that a stranger learns nothing about its form. What is said on a
    /// route replaces what is said on its group.
    /// </summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Operation operation)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var guarded = endpoint.Metadata.OfType<NeedsOperation>().Any();
            endpoint.Metadata.Add(new NeedsOperation(operation));
            if (operation != Operation.UsePublicDoor)
            {
                endpoint.Metadata.Add(Answers(StatusCodes.Status401Unauthorized));
                endpoint.Metadata.Add(Answers(StatusCodes.Status403Forbidden));
            }

            if (!guarded && endpoint.RequestDelegate is { } next)
            {
                endpoint.RequestDelegate = context => GuardAsync(context, next);
            }
        });
        return builder;
    }

    /// <summary>The routes under <c>/api</c> that say no operation: always empty, or the host must not start.</summary>
    public static IReadOnlyList<string> Unguarded(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .OfType<RouteEndpoint>()
                .Where(route =>
                    IsApi(route) && route.Metadata.GetMetadata<NeedsOperation>() is null
                )
                .Select(route => route.DisplayName ?? route.RoutePattern.RawText!)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Stops the start when a route under <c>/api</c> says no operation. Call it after everything is mapped.</summary>
    /// <exception cref="InvalidOperationException">Names the routes.</exception>
    public static void RefuseUnguarded(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.DataSources.SelectMany(source => source.Endpoints).ToList();
        var open = Unguarded(endpoints);
        if (open.Count > 0)
        {
            throw new InvalidOperationException(
                $"Routes without .Needs(Operation): {string.Join("; ", open)}"
            );
        }

        // A group of routes makes its endpoints anew, and compiles how each is called, whenever somebody asks for them; the first request would.
        routes.DataSources.Clear();
        routes.DataSources.Add(new DefaultEndpointDataSource(endpoints));
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var operation = context.GetEndpoint()!.Metadata.GetMetadata<NeedsOperation>()!.Operation;
        if (operation == Operation.UsePublicDoor)
        {
            return next(context);
        }

        var actor = context.Actor();
        if (actor.Role == Role.Public)
        {
            return SignIn.ExecuteAsync(context);
        }

        if (operation != Operation.UseOwnSession && Unfinished(context) is { } first)
        {
            return first.ExecuteAsync(context);
        }

        return Permissions.MayEver(operation, actor.Role)
            ? next(context)
            : NotAllowed.ExecuteAsync(context);
    }

    /// <summary>What the owner must do before anything else is open; null when there is nothing.</summary>
    private static Problem? Unfinished(HttpContext context) =>
        Has(context, ActorClaims.MustChangePassword) ? ChangePassword
        : Has(context, ActorClaims.MustEnrol) ? EnrolSecondFactor
        : null;

    private static bool Has(HttpContext context, string claim) =>
        context.User.HasClaim(has => has.Type == claim);

    private static bool IsApi(RouteEndpoint route) =>
        route.RoutePattern.PathSegments
            is [{ Parts: [RoutePatternLiteralPart { Content: "api" }] }, ..];

    private static ProducesResponseTypeMetadata Answers(int status) =>
        new(status, typeof(ProblemDetails), ["application/problem+json"]);
}
