using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Changes name, role, unit and telephone of an account. Another role or unit ends its sessions: their rights are others now.</summary>
internal static class ChangeAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/{id:guid}", Handle)
            .WithName(nameof(ChangeAccount))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>Why the change may not be made; null when it may.</summary>
    internal static Problem? Decide(
        AccountBefore before,
        AccountForm wanted,
        bool isOwn,
        bool isLast,
        bool hasAnother
    ) =>
        before.Role == wanted.Role
            ? hasAnother
                ? AccountRefusals.Separate
                : null
            : isOwn
                ? AccountRefusals.Own
                : isLast
                    ? AccountRefusals.Last
                    // Who was one of the three would judge or cover what the same account did before.
                    : hasAnother
                    || (
                        ThreeAdministrators.Hold(before.Role)
                        && ThreeAdministrators.Hold(wanted.Role)
                    )
                        ? AccountRefusals.Separate
                        : null;

    /// <summary>What the trail says of a change: values of role and unit, of the rest only that it changed.</summary>
    internal static string Tell(AccountBefore before, AccountForm wanted)
    {
        string?[] parts =
        [
            before.Role == wanted.Role ? null : $"role: {before.Role} → {wanted.Role}",
            before.UnitId == wanted.UnitId
                ? null
                : $"unit: {before.UnitId?.ToString("D") ?? "–"} → {wanted.UnitId?.ToString("D") ?? "–"}",
            before.Name == wanted.Name ? null : "name",
            before.Phone == wanted.Phone ? null : "phone",
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static async Task<IResult> Handle(
        Guid id,
        AccountForm request,
        HttpContext http,
        AccountDesk desk,
        UnitTree units,
        CancellationToken cancellation
    )
    {
        var wanted = request.Tidy();
        var problem =
            wanted.Fault(units)
            ?? await desk.ChangeAsync(
                http,
                id,
                "changeAccount",
                under => WriteAsync(under, wanted),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }

    private static async Task<Problem?> WriteAsync(AccountChange under, AccountForm wanted)
    {
        const string sql = """
            update platform.account set name = @Name, role = @role, unit_id = @UnitId, phone = @Phone,
                security_stamp = case when role = @role and unit_id is not distinct from @UnitId then security_stamp else @stamp end
            where account_id = @AccountId
            """;
        under.Detail = Tell(under.Before, wanted);
        var refusal = Decide(
            under.Before,
            wanted,
            under.IsOwn,
            await under.IsLastSecurityAdministratorAsync(),
            await ThreeAdministrators.HasAnotherAsync(
                under.Connection,
                under.Transaction,
                under.Before.AccountId,
                wanted.Role,
                wanted.Phone,
                under.Cancellation
            )
        );
        if (refusal is null)
        {
            await under.WriteAsync(
                sql,
                new
                {
                    under.Before.AccountId,
                    wanted.Name,
                    role = wanted.Role.ToString(),
                    wanted.UnitId,
                    wanted.Phone,
                    stamp = Stamp.New(),
                }
            );
        }

        return refusal;
    }
}
