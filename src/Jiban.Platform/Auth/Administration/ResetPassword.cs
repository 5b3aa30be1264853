using Jiban.Platform.Auth.Identities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Gives an account a new password that is shown once. Its sessions end, and so does a lock.</summary>
internal static class ResetPassword
{
    /// <param name="Password">Shown here and never again; it must be changed at the next sign-in.</param>
    public sealed record Response(string Password);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/reset-password", Handle)
            .WithName(nameof(ResetPassword))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(
        Guid id,
        HttpContext http,
        AccountDesk desk,
        IPasswordHasher<Account> hasher,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        const string sql = """
            update platform.account
            set password_hash = @hash, password_set_at = @at, security_stamp = @stamp, must_change = true, failed_count = 0, locked_until = null
            where account_id = @AccountId
            """;
        var password = OneTimePassword.New();
        var refusal = await desk.ChangeAsync(
            http,
            id,
            "setPassword",
            async under =>
            {
                // The own one is changed by who knows it.
                if (under.IsOwn)
                {
                    return AccountRefusals.Own;
                }

                await PasswordHistory.KeepAsync(
                    under.Connection,
                    under.Transaction,
                    under.Before.AccountId,
                    under.Cancellation
                );
                await under.WriteAsync(
                    sql,
                    new
                    {
                        under.Before.AccountId,
                        hash = hasher.HashPassword(new Account(), password),
                        stamp = Stamp.New(),
                        at = clock.GetUtcNow(),
                    }
                );
                return null;
            },
            cancellation
        );
        return refusal ?? (IResult)TypedResults.Ok(new Response(password));
    }
}
