using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Who must have a second factor. It holds from the next sign-in on.</summary>
internal static class SignInSettings
{
    private static readonly Problem Changed = new(
        409,
        "changed-meanwhile",
        "您打开页面后，他人已修改此设置，您的修改未保存。请刷新后重试。",
        "Somebody changed this setting after you opened the page; yours was not saved. Please reload and try again."
    );

    /// <param name="Version">Rises with every change; sent back, it says which one was looked at.</param>
    public sealed record Settings(WhoMust SecondFactor, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("/api/settings")
            .WithTags("Settings")
            .Needs(Operation.ManageAccounts);
        group.MapGet("/sign-in", ReadAsync).WithName("GetSignInSettings");
        group
            .MapPut("/sign-in", WriteAsync)
            .WithName("PutSignInSettings")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<Settings>> ReadAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var (value, version) = await connection.QuerySingleAsync<(string, int)>(
            new CommandDefinition(
                "select value, version from platform.setting where name = @Setting",
                new { SecondFactorRule.Setting },
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(new Settings(Enum.Parse<WhoMust>(value), version));
    }

    private static async Task<IResult> WriteAsync(
        Settings wanted,
        HttpContext http,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        const string sql = """
            update platform.setting set value = @value, version = version + 1 where name = @Setting and version = @Version
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var value = wanted.SecondFactor.ToString();
        var written = await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    value,
                    SecondFactorRule.Setting,
                    wanted.Version,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (written == 0)
        {
            return Changed;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "editSettings",
                "sign-in",
                "done",
                Remote: http.Connection.RemoteIpAddress,
                Detail: $"secondFactor: {value}"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
