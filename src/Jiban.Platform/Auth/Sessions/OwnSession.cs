using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Auth.Passkeys;
using Jiban.Platform.Auth.SecondFactors;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>What somebody may do with the own session: see it, end it, change the password.</summary>
internal static class OwnSession
{
    public sealed record NewPassword(string? Current, string? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var session = routes
            .MapGroup("/api/session")
            .WithTags("Session")
            .Needs(Operation.UseOwnSession);
        session.MapGet("", See).WithName("SeeOwnSession");
        session.MapDelete("", End).WithName("SignOut");
        session
            .MapPut("/password", ChangePassword)
            .WithName("ChangeOwnPassword")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        SeeOwnSecurity.Map(session);
        EnrolTotp.Map(session);
        ConfirmTotp.Map(session);
        RemoveTotp.Map(session);
        AddPasskey.Map(session);
        RenamePasskey.Map(session);
        RemovePasskey.Map(session);
    }

    /// <summary>Who is signed in, and what the pages may show.</summary>
    private static Ok<Session> See(HttpContext context, UnitTree units) =>
        TypedResults.Ok(
            Session.Of(
                context.User,
                units,
                SessionCookie.EndOf(
                    context
                        .Features.Get<IAuthenticateResultFeature>()
                        ?.AuthenticateResult?.Properties
                )
            )
        );

    /// <summary>Signs out.</summary>
    private static async Task<NoContent> End(
        HttpContext context,
        OwnAccount own,
        CancellationToken cancellation
    )
    {
        await context.SignOutAsync(SessionCookie.Scheme);
        await own.TraceAsync(context, "signOut", "done", cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Changes the own password; other sessions of the account end, this one goes on.</summary>
    private static async Task<IResult> ChangePassword(
        NewPassword request,
        HttpContext context,
        StaffUsers users,
        SignInManager<Account> signIn,
        OwnAccount own,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var account = await users.GetUserAsync(context.User);
        if (account is null || await users.IsLockedOutAsync(account))
        {
            return OwnAccount.WrongPassword;
        }

        // Goes to the store with the new password or not at all.
        account.WillHavePassword(clock.GetUtcNow(), mustChange: false);
        var (current, next) = (request.Current ?? "", request.Next ?? "");
        var result = await users.ChangePasswordAsync(account, current, next);
        if (result.Succeeded)
        {
            await signIn.RefreshSignInAsync(account);
            await own.TraceAsync(context, "changePassword", "done", cancellation);
            return TypedResults.NoContent();
        }

        if (
            result.Errors.Any(error =>
                error.Code == nameof(IdentityErrorDescriber.PasswordMismatch)
            )
        )
        {
            // Somebody at a screen left open must not be able to guess the password here either.
            await users.AccessFailedAsync(account);
            await own.TraceAsync(
                context,
                "changePassword",
                OwnAccount.WrongPassword.Type,
                cancellation
            );
            return OwnAccount.WrongPassword;
        }

        string[] faults = [.. result.Errors.Select(error => error.Code)];
        return faults is [PasswordHistory.Reused] ? UsedBefore : Weak(faults);
    }

    private static readonly Problem UsedBefore = new(
        StatusCodes.Status422UnprocessableEntity,
        "password-used-before",
        "新密码与最近 5 次用过的密码之一相同，请换一个。密码未修改。",
        "The new password is one of the last five. Please take another one. Nothing was changed."
    );

    private static Problem Weak(string[] faults) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "weak-password",
            "新密码不符合要求：10 至 128 个字符，含大写字母、小写字母、数字、符号中的三种，且不含账号。密码未修改。",
            "The new password must have 10 to 128 characters of three kinds (capitals, small letters, digits, others) and not contain the login. Nothing was changed."
        )
        {
            Facts = new Dictionary<string, object?> { ["faults"] = faults },
        };
}
