using Dapper;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Makes an account with a password that is shown once.</summary>
internal static class CreateAccount
{
    private const int LongestLogin = 64;

    /// <param name="Login">ASCII letters, digits and <c>-._@+</c>; unique whatever the case of its letters.</param>
    public sealed record Request(
        string Login,
        string Name,
        Role Role,
        Guid? UnitId = null,
        string? Phone = null
    );

    /// <param name="Password">Shown here and never again; it must be changed at the first sign-in.</param>
    public sealed record Response(Guid Id, string Login, string Password);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("", Handle)
            .WithName(nameof(CreateAccount))
            .Produces<Response>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Handle(
        Request request,
        HttpContext http,
        Database database,
        AuditTrail trail,
        UnitTree units,
        Ids ids,
        TimeProvider clock,
        IPasswordHasher<Account> hasher,
        CancellationToken cancellation
    )
    {
        var form = new AccountForm(
            request.Name,
            request.Role,
            request.UnitId,
            request.Phone
        ).Tidy();
        if ((LoginFault(request.Login) ?? form.Fault(units)) is { } fault)
        {
            return fault;
        }

        var at = clock.GetUtcNow();
        var id = ids.New(at);
        var password = OneTimePassword.New();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await ThreeAdministrators.HasAnotherAsync(
                connection,
                transaction,
                id,
                form.Role,
                form.Phone,
                cancellation
            )
        )
        {
            return AccountRefusals.Separate;
        }

        const string sql = """
            insert into platform.account (account_id, login, name, role, unit_id, phone, password_hash, password_set_at, security_stamp, must_change, created_at)
            values (@id, @Login, @Name, @role, @UnitId, @Phone, @hash, @at, @stamp, true, @at)
            on conflict (upper(login)) do nothing
            """;
        var made = await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    id,
                    request.Login,
                    form.Name,
                    role = form.Role.ToString(),
                    form.UnitId,
                    form.Phone,
                    hash = hasher.HashPassword(new Account { Login = request.Login }, password),
                    stamp = Stamp.New(),
                    at,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (made == 0)
        {
            return AccountRefusals.LoginTaken;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "addAccount",
                id.ToString("D"),
                "done",
                Detail: $"login: {request.Login}, role: {form.Role}"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created(
            $"/api/accounts/{id}",
            new Response(id, request.Login, password)
        );
    }

    private static Problem? LoginFault(string login) =>
        login.Length is > 0 and <= LongestLogin
        && login.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '@' or '+')
            ? null
            : StatusProblems.Malformed with
            {
                Errors = new Dictionary<string, string[]>
                {
                    ["login"] = [$"1–{LongestLogin} 个字母、数字或 -._@+"],
                },
            };
}
