using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>How sure dispatch must be to decide without a person.</summary>
internal static class Thresholds
{
    private const int Least = 200;
    private const int Most = 990;

    /// <param name="Unit">Below it a person chooses the unit; permille.</param>
    /// <param name="Class">Below it only the first level of the class is told; permille.</param>
    /// <param name="Version">Rises with every change.</param>
    public sealed record Item(int Unit, int Class, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/dispatch/thresholds", ReadAsync)
            .WithName("GetThresholds")
            .Produces<Item>()
            .Needs(Operation.ViewReferenceData);
        routes
            .MapPut("/api/dispatch/thresholds", SaveAsync)
            .WithName("SaveThresholds")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
    }

    private static async Task<IResult> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<(string Key, int Permille, int Version)>(
                new CommandDefinition(
                    "select key, permille, version from dispatch.setting",
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.Key);
        var unit = rows[CatalogueStore.Keys.UnitThreshold];
        return TypedResults.Ok(
            new Item(unit.Permille, rows[CatalogueStore.Keys.ClassThreshold].Permille, unit.Version)
        );
    }

    private static async Task<IResult> SaveAsync(
        Item wanted,
        HttpContext http,
        CatalogueEdit edit,
        CancellationToken cancellation
    )
    {
        var problem =
            Problem.IfMalformed(
                ("unit", wanted.Unit is < Least or > Most, "千分之200到990。"),
                ("class", wanted.Class is < Least or > Most, "千分之200到990。")
            )
            ?? await edit.SaveAsync(
                http,
                "thresholds",
                (connection, transaction) =>
                    connection.ExecuteAsync(
                        """
                        update dispatch.setting set version = version + 1,
                            permille = case key when @UnitKey then @Unit else @Class end
                        where key in (@UnitKey, @ClassKey) and version = @Version
                        """,
                        new
                        {
                            UnitKey = CatalogueStore.Keys.UnitThreshold,
                            ClassKey = CatalogueStore.Keys.ClassThreshold,
                            wanted.Unit,
                            wanted.Class,
                            wanted.Version,
                        },
                        transaction
                    ),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }
}
