using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.City;

/// <summary>What an administrator says of a unit beside what an import of the city says: written with its trail, and the city is taken anew.</summary>
internal static class UnitEdit
{
    private static readonly Problem UnknownUnit = new(
        StatusCodes.Status404NotFound,
        "unknown-unit",
        "没有这个单位，请重新选择。",
        "There is no such unit."
    );

    /// <summary>Sets columns of a unit and answers with nothing, or says that there is no such unit.</summary>
    /// <param name="columns">As SQL has it: <c>credit_code = @code</c>.</param>
    /// <param name="what">For the trail.</param>
    public static async Task<IResult> SetAsync(
        Guid unitId,
        string columns,
        object values,
        string what,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("unitId", unitId);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // The version's row first, as in an import: each process takes the city anew.
        var set = await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                update city.city_version set version = version + 1;
                update city.unit set {columns} where unit_id = @unitId
                """,
                parameters,
                transaction,
                cancellationToken: cancellation
            )
        );
        // One row is the version's.
        if (set < 2)
        {
            return UnknownUnit;
        }

        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"unit/{unitId}/{what}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        var (version, plan) = await CityStore.ReadAsync(desk.Database, cancellation);
        registry.Swap(plan.ToSnapshot(), version);
        return TypedResults.NoContent();
    }
}
