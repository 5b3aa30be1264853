using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Jiban.Platform.Auth.Identities;

/// <summary>Passkeys for Identity. What a device attests of itself is not asked for and not kept.</summary>
internal sealed partial class AccountStore
{
    private const string PasskeyColumns =
        "credential_id, public_key, created_at, sign_count, transports, is_backup_eligible, is_backed_up, name";

    /// <summary>Filled by property: Dapper finds no constructor for a column of texts.</summary>
    private sealed record PasskeyRow
    {
        public byte[] CredentialId { get; init; } = [];
        public byte[] PublicKey { get; init; } = [];
        public DateTimeOffset CreatedAt { get; init; }
        public long SignCount { get; init; }
        public string[] Transports { get; init; } = [];
        public bool IsBackupEligible { get; init; }
        public bool IsBackedUp { get; init; }
        public string Name { get; init; } = "";
    }

    public async Task AddOrUpdatePasskeyAsync(
        Account user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        const string sql = """
            insert into platform.passkey (passkey_id, account_id, name, credential_id, public_key, sign_count, transports,
                is_backup_eligible, is_backed_up, created_at)
            values (@id, @AccountId, @name, @CredentialId, @PublicKey, @count, @transports, @IsBackupEligible, @IsBackedUp, @at)
            on conflict (credential_id) do update set sign_count = excluded.sign_count, is_backed_up = excluded.is_backed_up
                where passkey.account_id = excluded.account_id
            """;
        var at = clock.GetUtcNow();
        await ExecuteAsync(
            sql,
            new
            {
                id = ids.New(at),
                user.AccountId,
                name = passkey.Name ?? "",
                passkey.CredentialId,
                passkey.PublicKey,
                count = (long)passkey.SignCount,
                transports = passkey.Transports ?? [],
                passkey.IsBackupEligible,
                passkey.IsBackedUp,
                at,
            },
            cancellationToken
        );
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(
        Account user,
        CancellationToken cancellationToken
    ) => await PasskeysAsync("account_id = @AccountId", new { user.AccountId }, cancellationToken);

    public Task<Account?> FindByPasskeyIdAsync(
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        OneAsync(
            "account_id = (select account_id from platform.passkey where credential_id = @credentialId)",
            new { credentialId },
            cancellationToken
        );

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Account user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        (
            await PasskeysAsync(
                "account_id = @AccountId and credential_id = @credentialId",
                new { user.AccountId, credentialId },
                cancellationToken
            )
        ).SingleOrDefault();

    public Task RemovePasskeyAsync(
        Account user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            "delete from platform.passkey where account_id = @AccountId and credential_id = @credentialId",
            new { user.AccountId, credentialId },
            cancellationToken
        );

    private async Task<List<UserPasskeyInfo>> PasskeysAsync(
        string where,
        object parameters,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<PasskeyRow>(
            new CommandDefinition(
                $"select {PasskeyColumns} from platform.passkey where {where} order by created_at",
                parameters,
                cancellationToken: cancellation
            )
        );
        return
        [
            .. rows.Select(row => new UserPasskeyInfo(
                row.CredentialId,
                row.PublicKey,
                row.CreatedAt,
                (uint)row.SignCount,
                row.Transports,
                // Nothing is registered or accepted here without it.
                isUserVerified: true,
                row.IsBackupEligible,
                row.IsBackedUp,
                attestationObject: [],
                clientDataJson: []
            )
            {
                Name = row.Name,
            }),
        ];
    }
}
