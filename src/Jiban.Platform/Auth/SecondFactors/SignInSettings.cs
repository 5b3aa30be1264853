using System.Globalization;
using Dapper;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Who must have a second factor, and after how many days a password must be changed. Both hold from the next sign-in on.</summary>
internal static class SignInSettings
{
    private static readonly Problem Changed = new(
        409,
        "changed-meanwhile",
        "您打开页面后，他人已修改此设置，您的修改未保存。请刷新后重试。",
        "Somebody changed this setting after you opened the page; yours was not saved. Please reload and try again."
    );

    /// <param name="PasswordDays">0: passwords do not grow old.</param>
    /// <param name="Version">Rises with every change; sent back, it says which one was looked at.</param>
    public sealed record Settings(WhoMust SecondFactor, int PasswordDays, int Version);

    /// <param name="PasswordDays">Left out: as it is.</param>
    public sealed record Wanted(WhoMust SecondFactor, int? PasswordDays, int Version);

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
        var (who, days, version) = await connection.QuerySingleAsync<(string, int, int)>(
            new CommandDefinition(
                """
                select who.value, days.value::integer, who.version from platform.setting who, platform.setting days
                where who.name = @who and days.name = @days
                """,
                new { who = SecondFactorRule.Setting, days = PasswordAge.Setting },
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(new Settings(Enum.Parse<WhoMust>(who), days, version));
    }

    private static async Task<IResult> WriteAsync(
        Wanted wanted,
        HttpContext http,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        // One page, one version: that of the first of the two.
        const string sql = """
            with looked_at as (
                update platform.setting set value = @value, version = version + 1 where name = @who and version = @Version returning name)
            update platform.setting set value = coalesce(@passwordDays, value), version = version + 1 where name = @days and exists (select from looked_at)
            """;
        if (wanted.PasswordDays is < 0 or > PasswordAge.MostDays)
        {
            return StatusProblems.Malformed with
            {
                Errors = new Dictionary<string, string[]>
                {
                    ["passwordDays"] = [$"0–{PasswordAge.MostDays}"],
                },
            };
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var value = wanted.SecondFactor.ToString();
        var written = await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    value,
                    who = SecondFactorRule.Setting,
                    days = PasswordAge.Setting,
                    passwordDays = wanted.PasswordDays?.ToString(CultureInfo.InvariantCulture),
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
                Detail: $"secondFactor: {value}, passwordDays: {wanted.PasswordDays}"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
