using Dapper;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>How one signs in to the own account.</summary>
internal static class SeeOwnSecurity
{
    /// <param name="MustHaveSecondFactor">Whether the setting asks one of this role.</param>
    /// <param name="HasTotp">Whether one-time codes are on.</param>
    public sealed record Response(
        bool MustHaveSecondFactor,
        bool HasTotp,
        int RecoveryCodesLeft,
        IReadOnlyList<Passkey> Passkeys
    );

    /// <param name="LastUsedAt">Absent before the first sign-in with it.</param>
    public sealed record Passkey(
        Guid Id,
        string Name,
        DateTimeOffset CreatedAt,
        DateTimeOffset? LastUsedAt
    );

    public static void Map(IEndpointRouteBuilder session) =>
        session.MapGet("/security", Handle).WithName(nameof(SeeOwnSecurity));

    private static async Task<Ok<Response>> Handle(
        HttpContext http,
        SecondFactorRule rule,
        Database database,
        CancellationToken cancellation
    )
    {
        const string sql = """
            select passkey_id as id, name, created_at, last_used_at from platform.passkey where account_id = @Id order by created_at, passkey_id
            """;
        var actor = http.Actor();
        var has = await rule.OfAsync(actor.Id, actor.Role, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        var passkeys = await connection.QueryAsync<Passkey>(
            new CommandDefinition(sql, new { actor.Id }, cancellationToken: cancellation)
        );
        return TypedResults.Ok(
            new Response(
                has.Must,
                has.Totp,
                has.Totp ? has.RecoveryCodesLeft : 0,
                passkeys.AsList()
            )
        );
    }
}
