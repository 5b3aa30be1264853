using Dapper;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Turns one-time codes on, once the app has shown a right one.</summary>
internal static class ConfirmTotp
{
    private static readonly Problem WrongCode = new(
        422,
        "wrong-code",
        "动态口令不正确，尚未启用。请核对手机时间，输入此刻显示的六位数字。",
        "The code is wrong and nothing was turned on. Please check the phone's clock and type the six digits that it shows now."
    );

    public sealed record Request(string? Code);

    /// <param name="RecoveryCodes">Ten, shown here and never again; each is good for one sign-in.</param>
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPost("/totp/confirm", Handle)
            .WithName(nameof(ConfirmTotp))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Handle(
        Request request,
        HttpContext http,
        OwnAccount own,
        TotpBox box,
        RecoveryCodes recovery,
        Database database,
        AuditTrail trail,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var account = await own.HereAsync(http);
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var secret = await connection.ExecuteScalarAsync<byte[]?>(
            new CommandDefinition(
                "select secret from platform.totp where account_id = @AccountId and confirmed_at is null for update",
                new { account.AccountId },
                transaction,
                cancellationToken: cancellation
            )
        );
        var now = clock.GetUtcNow();
        if (
            secret is null
            || Totp.Match(
                box.Open(account.AccountId, secret),
                Totp.Typed(request.Code),
                now,
                lastStep: 0
            )
                is not { } step
        )
        {
            return WrongCode;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                "update platform.totp set confirmed_at = @now, last_step = @step where account_id = @AccountId",
                new
                {
                    now,
                    step,
                    account.AccountId,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        var codes = await recovery.RenewAsync(
            connection,
            transaction,
            account.AccountId,
            cancellation
        );
        await trail.WriteAsync(
            connection,
            transaction,
            OwnAccount.Entry(http, "confirmTotp"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await own.EndOthersAsync(account);
        return TypedResults.Ok(new Response(codes));
    }
}
