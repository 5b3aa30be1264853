using System.Globalization;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>Opens a session, and leaves a trace of every try.</summary>
internal static class SignIn
{
    private const int LongestLogin = 64;

    private static readonly Problem WrongLogin = new(
        StatusCodes.Status401Unauthorized,
        "wrong-login",
        "账号或密码不正确，请核对后重试。连续五次错误，账号将锁定十五分钟。",
        "Login or password is wrong. After five wrong tries the account is locked for fifteen minutes."
    );

    private static readonly Problem WrongCode = new(
        StatusCodes.Status401Unauthorized,
        "wrong-code",
        "验证码不正确或已用过，请输入此刻显示的六位数字，或一个未用过的恢复码。连续五次错误，账号将锁定十五分钟。",
        "The code is wrong or was used before. Please type the six digits shown now, or a recovery code that was not used. After five wrong tries the account is locked for fifteen minutes."
    );

    /// <param name="Code">Six digits of the authenticator app, or a recovery code; asked for by <c>second-factor</c>.</param>
    /// <param name="Shift">Asked for by the field app: the session lasts a shift, and ends neither by idleness nor with the browser.</param>
    public sealed record Request(
        string? Login,
        string? Password,
        string? Code = null,
        bool? Shift = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/session", Handle)
            .WithName(nameof(SignIn))
            .WithTags("Session")
            .Produces<Session>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(RateLimits.SignIn)
            .Needs(Operation.UsePublicDoor);

    /// <summary>Signs in with login and password, and a code where one is asked for.</summary>
    private static async Task<IResult> Handle(
        Request request,
        HttpContext context,
        PasswordTry attempt,
        AccountPrincipal principals,
        UnitTree units,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (
            request.Login is not { Length: > 0 and <= LongestLogin } login
            || request.Password is not { Length: > 0 and <= PasswordRule.Longest } password
        )
        {
            return Malformed(request);
        }

        var outcome = await attempt.SignInAsync(
            login,
            password,
            request.Code is { Length: <= LongestLogin } code ? code : null,
            request.Shift == true,
            cancellation
        );
        await using var connection = await database.OpenAsync(cancellation);
        await trail.WriteAsync(connection, null, Trace(outcome), cancellation);
        return outcome switch
        {
            PasswordOutcome.SignedIn it => TypedResults.Ok(
                Session.Of(await principals.CreateAsync(it.Account), units, it.EndsAt)
            ),
            PasswordOutcome.LockedOut it => LockedOut(context, it.Left),
            PasswordOutcome.SecondFactor it => SecondFactor(it.Methods),
            PasswordOutcome.WrongCode => WrongCode,
            _ => WrongLogin,
        };
    }

    /// <summary>A try that failed is nobody's act: the account stands as its subject, and what was typed is not kept (it may be a password).</summary>
    private static AuditEntry Trace(PasswordOutcome outcome) =>
        new(
            outcome is PasswordOutcome.SignedIn ? outcome.AccountId : null,
            "signIn",
            outcome.AccountId?.ToString("D"),
            outcome switch
            {
                PasswordOutcome.SignedIn => "done",
                PasswordOutcome.LockedOut => "locked-out",
                PasswordOutcome.SecondFactor => "second-factor",
                PasswordOutcome.WrongCode => WrongCode.Type,
                _ => WrongLogin.Type,
            },
            Detail: outcome is PasswordOutcome.SignedIn { With: var with } ? with : null
        );

    private static Problem SecondFactor(IReadOnlyList<string> methods) =>
        new(
            StatusCodes.Status401Unauthorized,
            "second-factor",
            methods is ["passkey"]
                ? "密码正确。您的账号须用通行密钥登录，请改用通行密钥。"
                : "密码正确。请再输入身份验证器显示的六位数字，或一个恢复码。",
            methods is ["passkey"]
                ? "The password is right. Your account needs its passkey; please sign in with that."
                : "The password is right. Please also give the six digits of your authenticator app, or a recovery code."
        )
        {
            Facts = new Dictionary<string, object?> { ["methods"] = methods },
        };

    private static Problem LockedOut(HttpContext context, TimeSpan left)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds));
        var minutes = (seconds + 59) / 60;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new Problem(
            StatusCodes.Status429TooManyRequests,
            "locked-out",
            $"连续多次输入错误，账号已暂时锁定，请在{minutes}分钟后再试，或联系管理员重置密码。",
            $"Too many wrong tries. The account is locked for {minutes} more minutes; try again then, or ask your administrator."
        )
        {
            Facts = new Dictionary<string, object?> { ["retryAfterSeconds"] = seconds },
        };
    }

    private static Problem Malformed(Request request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Login is not { Length: > 0 and <= LongestLogin })
        {
            errors["login"] = [$"1–{LongestLogin} 个字符"];
        }

        if (request.Password is not { Length: > 0 and <= PasswordRule.Longest })
        {
            errors["password"] = [$"1–{PasswordRule.Longest} 个字符"];
        }

        return new Problem(
            StatusCodes.Status400BadRequest,
            "malformed",
            "请填写账号和密码。",
            "Please give login and password."
        )
        {
            Errors = errors,
        };
    }
}
