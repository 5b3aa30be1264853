using Microsoft.AspNetCore.DataProtection;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Closes the secret of an account with the keys that lie outside the database, so that a stolen database makes no codes.</summary>
internal sealed class TotpBox(IDataProtectionProvider protection)
{
    public byte[] Close(Guid accountId, byte[] secret) => For(accountId).Protect(secret);

    public byte[] Open(Guid accountId, byte[] box) => For(accountId).Unprotect(box);

    private IDataProtector For(Guid accountId) =>
        protection.CreateProtector("jiban.totp", accountId.ToString("D"));
}
