using System.Security.Cryptography;
using Dapper;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Makes a secret for the owner's authenticator app. Nothing asks for its codes before <see cref="ConfirmTotp"/>.</summary>
internal static class EnrolTotp
{
    private static readonly Problem Already = new(
        409,
        "already-enrolled",
        "动态口令已经启用，未作任何更改。要换手机，请先停用。",
        "One-time codes are on already; nothing was changed. To move to another phone, turn them off first."
    );

    public sealed record Request(string? Password);

    /// <param name="Secret">To be typed in where the picture can't be taken; shown here and never again.</param>
    /// <param name="Uri">What the picture holds.</param>
    public sealed record Response(string Secret, string Uri, QrPath Qr);

    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPost("/totp", Handle)
            .WithName(nameof(EnrolTotp))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Handle(
        Request request,
        HttpContext http,
        OwnAccount own,
        TotpBox box,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        const string sql = """
            insert into platform.totp (account_id, secret) values (@AccountId, @secret)
            on conflict (account_id) do update set secret = excluded.secret, last_step = 0 where totp.confirmed_at is null
            """;
        if (
            await own.ProveAsync(http, request.Password, "enrolTotp", cancellation)
            is not { } account
        )
        {
            return OwnAccount.WrongPassword;
        }

        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var written = await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new { account.AccountId, secret = box.Close(account.AccountId, secret) },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (written == 0)
        {
            return Already;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            OwnAccount.Entry(http, "enrolTotp"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        var uri = Totp.Uri(secret, account.Login);
        return TypedResults.Ok(new Response(Totp.Base32(secret), uri, QrPath.Of(uri)));
    }
}
