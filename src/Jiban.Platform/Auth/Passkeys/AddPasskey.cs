using System.Text.Json.Nodes;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Passkeys;

/// <summary>Adds a passkey to the own account, in the two halves of WebAuthn: the server's challenge, the device's answer.</summary>
internal static class AddPasskey
{
    private const int Most = 20;

    private static readonly Problem Refused = new(
        422,
        "passkey-refused",
        "通行密钥未能添加，可能已超过五分钟，或此设备已添加过。请重新开始。",
        "The passkey was not added: five minutes have passed, or this device was added before. Please start again."
    );

    private static readonly Problem TooMany = new(
        422,
        "too-many-passkeys",
        $"最多添加 {Most} 个通行密钥，未作任何更改。请先移除不用的。",
        $"There are at most {Most} passkeys; nothing was changed. Please remove one first."
    );

    public sealed record OptionsRequest(string? Password);

    /// <param name="Credential">What <c>navigator.credentials.create()</c> gave, as JSON.</param>
    public sealed record Request(string? Name, JsonObject Credential);

    public static void Map(IEndpointRouteBuilder session)
    {
        session
            .MapPost("/passkeys/options", OptionsAsync)
            .WithName("MakePasskeyOptions")
            .Produces<JsonObject>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        session
            .MapPost("/passkeys", Handle)
            .WithName(nameof(AddPasskey))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What the browser gives to <c>navigator.credentials.create()</c>, after the password.</summary>
    private static async Task<IResult> OptionsAsync(
        OptionsRequest request,
        HttpContext http,
        OwnAccount own,
        StaffUsers users,
        SignInManager<Account> signIn,
        CancellationToken cancellation
    )
    {
        if (
            await own.ProveAsync(http, request.Password, "addPasskey", cancellation)
            is not { } account
        )
        {
            return OwnAccount.WrongPassword;
        }

        if ((await users.GetPasskeysAsync(account)).Count >= Most)
        {
            return TooMany;
        }

        var options = await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = account.AccountId.ToString("D"),
                Name = account.Login,
                DisplayName = account.Name,
            }
        );
        return TypedResults.Ok(JsonNode.Parse(options)!.AsObject());
    }

    private static async Task<IResult> Handle(
        Request request,
        HttpContext http,
        OwnAccount own,
        StaffUsers users,
        SignInManager<Account> signIn,
        CancellationToken cancellation
    )
    {
        if (PasskeyName.Fault(request.Name) is { } fault)
        {
            return fault;
        }

        var account = await own.HereAsync(http);
        if (await AttestAsync(signIn, account, request.Credential) is not { } passkey)
        {
            await own.TraceAsync(http, "addPasskey", Refused.Type, cancellation);
            return Refused;
        }

        passkey.Name = request.Name!.Trim();
        await users.AddOrUpdatePasskeyAsync(account, passkey);
        await own.TraceAsync(http, "addPasskey", "done", cancellation);
        await own.EndOthersAsync(account);
        return TypedResults.NoContent();
    }

    /// <summary>The passkey, when the device answered this account's challenge; else null.</summary>
    private static async Task<UserPasskeyInfo?> AttestAsync(
        SignInManager<Account> signIn,
        Account account,
        JsonObject credential
    )
    {
        try
        {
            var result = await signIn.PerformPasskeyAttestationAsync(credential.ToJsonString());
            return result.Succeeded && result.UserEntity.Id == account.AccountId.ToString("D")
                ? result.Passkey
                : null;
        }
        catch (InvalidOperationException)
        {
            // Identity's word for: no challenge is open.
            return null;
        }
    }
}
