using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>
/// Whoever changes how one signs in shows the password first: a screen that was left open must not be enough to make a way in that lasts.
/// </summary>
internal sealed class OwnAccount(
    StaffUsers users,
    SignInManager<Account> signIn,
    Database database,
    AuditTrail trail
)
{
    public static readonly Problem WrongPassword = new(
        StatusCodes.Status422UnprocessableEntity,
        "wrong-password",
        "当前密码不正确，未作任何更改。",
        "The current password is wrong; nothing was changed."
    );

    /// <summary>The account that is signed in, when the password is its own; else null, and the try counts.</summary>
    public async Task<Account?> ProveAsync(
        HttpContext http,
        string? password,
        string action,
        CancellationToken cancellation
    )
    {
        var account = await users.GetUserAsync(http.User);
        if (account is null || await users.IsLockedOutAsync(account))
        {
            return null;
        }

        if (await users.CheckPasswordAsync(account, password ?? ""))
        {
            return account;
        }

        await users.AccessFailedAsync(account);
        await TraceAsync(http, action, WrongPassword.Type, cancellation);
        return null;
    }

    /// <summary>The account that is signed in.</summary>
    public async Task<Account> HereAsync(HttpContext http) =>
        await users.GetUserAsync(http.User)
        ?? throw new InvalidOperationException("Signed in as an account that is not there.");

    /// <summary>Every other session of the account ends; this one goes on.</summary>
    public async Task EndOthersAsync(Account account)
    {
        await users.UpdateSecurityStampAsync(account);
        await signIn.RefreshSignInAsync(account);
    }

    /// <summary>A trace of what somebody did to the own account.</summary>
    public async Task TraceAsync(
        HttpContext http,
        string action,
        string outcome,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await trail.WriteAsync(connection, null, Entry(http, action, outcome), cancellation);
    }

    /// <summary>The trace, to be written with what it is about.</summary>
    public static AuditEntry Entry(HttpContext http, string action, string outcome = "done") =>
        new(http.Actor().Id, action, http.Actor().Id.ToString("D"), outcome);
}
