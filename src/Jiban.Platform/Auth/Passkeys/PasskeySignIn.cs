using System.Text.Json.Nodes;
using Dapper;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Passkeys;

/// <summary>
/// Opens a session with a passkey alone: the device knows its holder, so it counts as both factors. A lock after wrong passwords does not
/// shut it out: a signature can't be guessed, and strangers who type passwords must not be able to keep the owner away.
/// </summary>
internal static class PasskeySignIn
{
    private static readonly Problem Refused = new(
        StatusCodes.Status401Unauthorized,
        "passkey-refused",
        "通行密钥登录未成功，请重试，或改用账号和密码登录。",
        "The passkey did not open a session. Please try again, or sign in with login and password."
    );

    /// <param name="Credential">What <c>navigator.credentials.get()</c> gave, as JSON.</param>
    public sealed record Request(JsonObject Credential);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes
            .MapGroup("/api/session/passkey")
            .WithTags("Session")
            .RequireRateLimiting(RateLimits.SignIn)
            .Needs(Operation.UsePublicDoor);
        door.MapPost("/options", OptionsAsync)
            .WithName("MakePasskeySignInOptions")
            .Produces<JsonObject>();
        door.MapPost("", Handle)
            .WithName(nameof(PasskeySignIn))
            .Produces<Session>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    /// <summary>What the browser gives to <c>navigator.credentials.get()</c>: no login, so it names no passkeys.</summary>
    private static async Task<IResult> OptionsAsync(SignInManager<Account> signIn) =>
        TypedResults.Ok(
            JsonNode.Parse(await signIn.MakePasskeyRequestOptionsAsync(null))!.AsObject()
        );

    private static async Task<IResult> Handle(
        Request request,
        HttpContext http,
        SignInManager<Account> signIn,
        AccountPrincipal principals,
        UnitTree units,
        Database database,
        AuditTrail trail,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        const string sql = """
            update platform.passkey set sign_count = @count, is_backed_up = @IsBackedUp, last_used_at = @now
            where credential_id = @CredentialId and (sign_count < @count or @count = 0)
            """;
        var result = await AssertAsync(signIn, request.Credential);
        var account = result is { Succeeded: true } ? result.User : null;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // The count rises here and in one statement: of two answers with the same count, one is a copy's.
        var opened =
            result is { Succeeded: true, Passkey: var used }
            && account is { DisabledAt: null }
            && await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        count = (long)used.SignCount,
                        used.IsBackedUp,
                        used.CredentialId,
                        now = clock.GetUtcNow(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            ) == 1;
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                opened ? account!.AccountId : null,
                "signIn",
                account?.AccountId.ToString("D"),
                opened ? "done" : Refused.Type,
                Detail: "passkey"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        if (!opened)
        {
            return Refused;
        }

        await signIn.SignInAsync(account!, isPersistent: false);
        return TypedResults.Ok(Session.Of(await principals.CreateAsync(account!), units));
    }

    private static async Task<PasskeyAssertionResult<Account>?> AssertAsync(
        SignInManager<Account> signIn,
        JsonObject credential
    )
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential.ToJsonString());
        }
        catch (InvalidOperationException)
        {
            // Identity's word for: no challenge is open.
            return null;
        }
    }
}
