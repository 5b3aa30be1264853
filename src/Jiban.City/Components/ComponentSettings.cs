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

    /// <param name="Uses">How many components of each class are on record, those that were removed as well: their class is ended, never taken away.</param>
    public sealed record Response(
        CodeScheme Scheme,
        int Version,
        IReadOnlyDictionary<string, int> Uses
    );

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    private static readonly Problem WithoutClasses = new(
        StatusCodes.Status409Conflict,
        "scheme-without-classes",
        "这一代编码还没有现行的类别，新部件将无法编号。请先设好类别。没有保存。",
        "This generation has no class in force, so nothing new could be numbered. Name its classes first. Nothing was saved."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", ShowAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ShowComponentSettings")
            .Produces<Response>();
        routes
            .MapPut("/", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveComponentSettings")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>Why identifiers can't be issued in a generation; null when they can.</summary>
    /// <param name="inForce">The codes of the minor classes that are in force.</param>
    public static Problem? Decide(CodeScheme wanted, IEnumerable<string> inForce) =>
        inForce.Any(code => code.Length == ComponentCode.ClassLength(wanted))
            ? null
            : WithoutClasses;

    private static async Task<IResult> ShowAsync(ComponentDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                """
                select scheme, version from city.component_setting;
                select class_code, count(*)::int from city.component where valid_to is null group by class_code;
                """,
                cancellationToken: cancellation
            )
        );
        var settings = await rows.ReadSingleAsync<Settings>();
        var uses = await rows.ReadAsync<(string ClassCode, int Components)>();
        return TypedResults.Ok(
            new Response(
                settings.Scheme,
                settings.Version,
                uses.ToDictionary(use => use.ClassCode, use => use.Components)
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
        var inForce = await ComponentStore.ClassCodesAsync(
            connection,
            transaction,
            desk.Today,
            cancellation
        );
        if (Decide(wanted.Scheme, inForce) is { } why)
        {
            return why;
        }

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
