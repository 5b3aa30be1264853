using Dapper;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>The demand tree (诉求分类) as data: shown to staff, edited by an administrator. A class is never deleted: cases carry its code.</summary>
internal static class Classes
{
    /// <param name="Version">Rises with every change.</param>
    public sealed record Item(
        string Code,
        string Name,
        string NameEn,
        string? ParentCode,
        Urgency Urgency,
        int Version
    );

    /// <param name="Version">The version that was looked at; 0 makes a new class.</param>
    public sealed record Change(string Name, string NameEn, Urgency Urgency, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/classes", ListAsync)
            .WithName("ListClasses")
            .Produces<Item[]>()
            .Needs(Operation.ViewReferenceData);
        routes
            .MapPut("/api/classes/{code}", SaveAsync)
            .WithName("SaveClass")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
    }

    /// <summary>Every class in order of code, each before those below it.</summary>
    /// <param name="on">The day whose tree is asked for; today's when left out.</param>
    private static async Task<IResult> ListAsync(
        DateOnly? on,
        Database database,
        CancellationToken cancellation
    )
    {
        if (on is { } day)
        {
            return TypedResults.Ok(await ClassVersions.OfDayAsync(database, day, cancellation));
        }

        await using var connection = await database.OpenAsync(cancellation);
        var items = await connection.QueryAsync<Item>(
            new CommandDefinition(
                """
                select code, name, name_en, case when length(code) > 2 then left(code, -2) end as parent_code, urgency, version
                from dispatch.class order by code
                """,
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(items.ToArray());
    }

    /// <summary>Names a class, or sets its tier of urgency.</summary>
    private static async Task<IResult> SaveAsync(
        string code,
        Change wanted,
        HttpContext http,
        Dispatcher dispatcher,
        CatalogueEdit edit,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var problem =
            Problem.IfMalformed(
                ("code", IsBadCode(code), "编码每级两位数字，最多六级。"),
                (
                    "code",
                    ClassTree.ParentOf(code) is { } above && dispatcher.Class(above) is null,
                    "上级类别不存在。"
                ),
                ("name", CatalogueEdit.IsBadName(wanted.Name), "名称为1到60个字。"),
                ("nameEn", CatalogueEdit.IsBadName(wanted.NameEn), "英文名称为1到60个字符。")
            )
            ?? await edit.SaveAsync(
                http,
                "class/" + code,
                (connection, transaction) =>
                    connection.ExecuteAsync(
                        $"""
                        with changed as ({(
                            wanted.Version == 0
                                ? """
                                insert into dispatch.class (code, name, name_en, urgency) values (@code, @Name, @NameEn, @Urgency)
                                on conflict do nothing returning *
                                """
                                : """
                                update dispatch.class set name = @Name, name_en = @NameEn, urgency = @Urgency, version = version + 1
                                where code = @code and version = @Version returning *
                                """
                        )})
                        {ClassVersions.Keep}
                        """,
                        new
                        {
                            code,
                            Name = wanted.Name.Trim(),
                            NameEn = wanted.NameEn.Trim(),
                            Urgency = wanted.Urgency.ToString(),
                            wanted.Version,
                            at = clock.GetUtcNow(),
                            by = http.Actor().Id,
                        },
                        transaction
                    ),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }

    /// <summary>Whether a code is no two digits a level.</summary>
    internal static bool IsBadCode(string code) => !ClassTree.IsCode(code);
}
