using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>In which generation of the standard new identifiers are issued. Those that exist keep theirs, and both are read for ever.</summary>
internal static class ComponentSettings
{
    /// <param name="Version">Rises with every change; give back the one that was looked at.</param>
    public sealed record Settings(CodeScheme Scheme, int Version);

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", ShowAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ShowComponentSettings")
            .Produces<Settings>();
        routes
            .MapPut("/", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveComponentSettings")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ShowAsync(ComponentDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(
            await connection.QuerySingleAsync<Settings>(
                new CommandDefinition(
                    "select scheme, version from city.component_setting",
                    cancellationToken: cancellation
                )
            )
        );
    }

    private static async Task<IResult> SaveAsync(
        Settings wanted,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var saved = await connection.ExecuteAsync(
            new CommandDefinition(
                "update city.component_setting set scheme = @Scheme, version = version + 1 where version = @Version",
                new { Scheme = Stored.Word(wanted.Scheme), wanted.Version },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (saved == 0)
        {
            return Changed;
        }

        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", "components", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
