using System.Text.RegularExpressions;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>The channels (渠道) as data. A channel is never deleted: cases carry its code.</summary>
internal static partial class Channels
{
    /// <param name="Version">Rises with every change.</param>
    public sealed record Item(
        string Code,
        string Name,
        string NameEn,
        bool IsOwn,
        bool HasPerson,
        bool IsPublic,
        int Version
    );

    /// <param name="Version">The version that was looked at; 0 makes a new channel.</param>
    public sealed record Change(
        string Name,
        string NameEn,
        bool IsOwn,
        bool HasPerson,
        bool IsPublic,
        int Version
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/channels", ListAsync)
            .WithName("ListChannels")
            .Produces<Item[]>()
            .Needs(Operation.ViewReferenceData);
        routes
            .MapPut("/api/channels/{code}", SaveAsync)
            .WithName("SaveChannel")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
    }

    /// <summary>Every channel, in the order in which lists show them.</summary>
    private static async Task<IResult> ListAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var items = await connection.QueryAsync<Item>(
            new CommandDefinition(
                "select code, name, name_en, is_own, has_person, is_public, version from dispatch.channel order by position, code",
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(items.ToArray());
    }

    /// <summary>Opens a channel, or changes what it is called and how it counts.</summary>
    private static async Task<IResult> SaveAsync(
        string code,
        Change wanted,
        HttpContext http,
        CatalogueEdit edit,
        CancellationToken cancellation
    )
    {
        var problem =
            Problem.IfMalformed(
                ("code", !CodeForm().IsMatch(code), "编码为1到30个字母或数字。"),
                ("name", CatalogueEdit.IsBadName(wanted.Name), "名称为1到60个字。"),
                ("nameEn", CatalogueEdit.IsBadName(wanted.NameEn), "英文名称为1到60个字符。"),
                ("isPublic", wanted is { IsPublic: true, HasPerson: false }, "公开渠道总有诉求人。")
            )
            ?? await edit.SaveAsync(
                http,
                "channel/" + code,
                (connection, transaction) =>
                    connection.ExecuteAsync(
                        wanted.Version == 0
                            ? """
                            insert into dispatch.channel (code, name, name_en, is_own, has_person, is_public, position)
                            select @code, @Name, @NameEn, @IsOwn, @HasPerson, @IsPublic, coalesce(max(position), 0) + 1 from dispatch.channel
                            on conflict do nothing
                            """
                            : """
                            update dispatch.channel set name = @Name, name_en = @NameEn, is_own = @IsOwn, has_person = @HasPerson,
                                is_public = @IsPublic, version = version + 1
                            where code = @code and version = @Version
                            """,
                        new
                        {
                            code,
                            Name = wanted.Name.Trim(),
                            NameEn = wanted.NameEn.Trim(),
                            wanted.IsOwn,
                            wanted.HasPerson,
                            wanted.IsPublic,
                            wanted.Version,
                        },
                        transaction
                    ),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }

    [GeneratedRegex("^[A-Za-z0-9]{1,30}$")]
    private static partial Regex CodeForm();
}
