using System.Text.RegularExpressions;
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
internal static partial class Classes
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

    /// <summary>Every class in order of code, level 1 before its level 2.</summary>
    private static async Task<IResult> ListAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var items = await connection.QueryAsync<Item>(
            new CommandDefinition(
                """
                select code, name, name_en, case when length(code) = 4 then left(code, 2) end as parent_code, urgency, version
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
        CancellationToken cancellation
    )
    {
        var problem =
            Problem.IfMalformed(
                ("code", IsBadCode(code), "编码是两位或四位数字。"),
                (
                    "code",
                    code.Length == 4 && dispatcher.Class(code[..2]) is null,
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
                        wanted.Version == 0
                            ? """
                            insert into dispatch.class (code, name, name_en, urgency) values (@code, @Name, @NameEn, @Urgency)
                            on conflict do nothing
                            """
                            : """
                            update dispatch.class set name = @Name, name_en = @NameEn, urgency = @Urgency, version = version + 1
                            where code = @code and version = @Version
                            """,
                        new
                        {
                            code,
                            Name = wanted.Name.Trim(),
                            NameEn = wanted.NameEn.Trim(),
                            Urgency = wanted.Urgency.ToString(),
                            wanted.Version,
                        },
                        transaction
                    ),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }

    /// <summary>Whether a code is neither two nor four digits.</summary>
    internal static bool IsBadCode(string code) => !CodeForm().IsMatch(code);

    [GeneratedRegex(@"^[0-9]{2}([0-9]{2})?\z")]
    private static partial Regex CodeForm();
}
