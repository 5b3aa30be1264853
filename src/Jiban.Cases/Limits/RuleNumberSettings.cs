using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Limits;

/// <summary>The numbers of the rules (<see cref="RuleNumbers"/>) as data that an administrator edits. They hold from the next step of a case on.</summary>
internal static class RuleNumberSettings
{
    /// <param name="Name">Which, as in <see cref="RuleNumbers"/>.</param>
    /// <param name="Least">The least that it may be, and <paramref name="Most"/> the most; when saving, both are left out of account.</param>
    public sealed record Row(string Name, int Value, int Least = 0, int Most = 0);

    /// <param name="Rows">Each number once.</param>
    /// <param name="Version">Rises with every change; sent back, it says which one was looked at.</param>
    public sealed record Numbers(IReadOnlyList<Row> Rows, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/numbers", ReadAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("GetRuleNumbers")
            .Produces<Numbers>();
        routes
            .MapPut("/numbers", WriteAsync)
            .Needs(Operation.EditSettings)
            .WithName("PutRuleNumbers")
            .Produces<Numbers>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ReadAsync(CaseDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var version = await VersionedSetting.Numbers.VersionAsync(connection, cancellation);
        var (_, limits) = await LimitsStore.ReadAsync(connection, cancellation);
        return TypedResults.Ok(
            new Numbers(
                [
                    .. limits.Numbers.All.Select(one => new Row(
                        one.Name,
                        one.Value,
                        one.Least,
                        one.Most
                    )),
                ],
                version
            )
        );
    }

    private static async Task<IResult> WriteAsync(
        Numbers wanted,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry registry,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (Check(wanted) is { } problem)
        {
            return problem;
        }

        return await VersionedSetting.Numbers.SaveAsync(
                wanted.Version,
                http,
                desk,
                registry,
                trail,
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(
                        "update cases.rule_number set value = @Value where name = @Name",
                        wanted.Rows.Select(row => new { row.Name, row.Value }),
                        transaction
                    );
                },
                cancellation
            ) ?? await ReadAsync(desk, cancellation);
    }

    private static Problem? Check(Numbers wanted)
    {
        var known = RuleNumbers.Shipped.All.ToDictionary(one => one.Name);
        if (
            wanted.Rows.Count != known.Count
            || !known.Keys.ToHashSet().SetEquals(wanted.Rows.Select(row => row.Name))
        )
        {
            return new Problem(
                422,
                "numbers-incomplete",
                "每一项次数都要有且只有一个值。",
                "Each number needs exactly one value."
            );
        }

        return
            wanted.Rows.FirstOrDefault(row =>
                row.Value < known[row.Name].Least || row.Value > known[row.Name].Most
            )
                is { } wrong
            ? new Problem(
                422,
                "number-out-of-range",
                $"这一项应在{known[wrong.Name].Least}到{known[wrong.Name].Most}之间。",
                $"This number is between {known[wrong.Name].Least} and {known[wrong.Name].Most}."
            )
            {
                Facts = new Dictionary<string, object?> { ["name"] = wrong.Name },
            }
            : null;
    }
}
