using System.Text.RegularExpressions;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>What colour the map gives a class, by name of the palette of the web.</summary>
internal enum ClassColour
{
    Slate,
    Blue,
    Teal,
    Green,
    Olive,
    Violet,
    Plum,
}

/// <summary>Classes of components as data, by generation of the standard. A class is never rewritten: it is ended on a day, and named anew from the next.</summary>
internal static partial class ComponentClasses
{
    /// <param name="From">The first day in force.</param>
    /// <param name="Until">The last day in force; null while nobody knows.</param>
    /// <param name="Withheld">Whether strangers are told neither where one stands nor who keeps it.</param>
    /// <param name="Issued">Whether new identifiers are issued in its generation; what bears one of the other keeps it.</param>
    public sealed record Item(
        CodeScheme Scheme,
        string Code,
        string Name,
        string NameEn,
        ClassColour Colour,
        DateOnly From,
        DateOnly? Until,
        bool Withheld,
        bool Issued
    );

    /// <param name="From">The first day of the new name; not before today.</param>
    /// <param name="Ends">Nothing follows: the class is not used from that day on.</param>
    /// <param name="Colour">As it was when left out; of a new class as its major class has it.</param>
    /// <param name="Withheld">Whether strangers are told neither where one stands nor who keeps it; as it was when left out.</param>
    public sealed record Change(
        string Name,
        string NameEn,
        DateOnly From,
        bool Ends = false,
        ClassColour? Colour = null,
        bool? Withheld = null
    );

    private static readonly Problem Started = new(
        StatusCodes.Status409Conflict,
        "class-in-force",
        "这一类别从那天或更晚的日子起已有记录，请选更晚的日期。没有保存。",
        "The class has a name from that day or a later one; choose a later day. Nothing was saved."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", ListAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName("ListComponentClasses")
            .Produces<Item[]>();
        routes
            .MapPut("/{scheme}/{code}", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveComponentClass")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The classes in force on a day, today when left out, in order of code.</summary>
    private static async Task<IResult> ListAsync(
        DateOnly? day,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Item>(
            new CommandDefinition(
                """
                select scheme, code, name, name_en, colour, valid_from as "from", valid_until as until, withheld,
                    scheme = (select scheme from city.component_setting) as issued
                from city.component_class
                where valid_from <= @on and (valid_until is null or valid_until >= @on) order by scheme, code
                """,
                new { on = day ?? desk.Today },
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(rows.ToArray());
    }

    /// <summary>Names a class from a day on, or ends it.</summary>
    private static async Task<IResult> SaveAsync(
        string scheme,
        string code,
        Change wanted,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        var isScheme = Enum.TryParse<CodeScheme>(scheme, ignoreCase: true, out var generation);
        if (
            Problem.IfMalformed(
                ("scheme", !isScheme, "没有这一代编码。"),
                (
                    "code",
                    !CodeForm().IsMatch(code) || !Fits(code, generation),
                    "类别代码的位数与这一代编码不符。"
                ),
                ("name", IsBadName(wanted.Name), "名称为1到60个字。"),
                ("nameEn", IsBadName(wanted.NameEn), "英文名称为1到60个字符。"),
                ("from", wanted.From < desk.Today, "最早从今天起生效。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var word = Stored.Word(generation);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two who save at once stand in line at the one row of the settings.
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select from city.component_setting for update",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var isFree = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                select not exists (select from city.component_class where scheme = @word and code = @code and valid_from >= @From)
                """,
                new
                {
                    word,
                    code,
                    wanted.From,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (!isFree)
        {
            return Started;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update city.component_class set valid_until = @From - 1 where scheme = @word and code = @code and valid_until is null;
                insert into city.component_class (scheme, code, name, name_en, terms, colour, withheld, valid_from)
                select @word, @code, @Name, @NameEn, coalesce(last.terms, '{}'), coalesce(@Colour, last.colour, major.colour, 'slate'),
                    coalesce(@Withheld, last.withheld, false), @From
                from (values (1)) one
                left join lateral (select terms, colour, withheld from city.component_class
                    where scheme = @word and code = @code order by valid_from desc limit 1) last on true
                left join lateral (select colour from city.component_class
                    where scheme = @word and code = left(@code, 2) order by valid_from desc limit 1) major on true
                where not @Ends
                """,
                new
                {
                    word,
                    code,
                    Name = wanted.Name.Trim(),
                    NameEn = wanted.NameEn.Trim(),
                    Colour = wanted.Colour is { } colour ? Stored.Word(colour) : null,
                    wanted.Withheld,
                    wanted.From,
                    wanted.Ends,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "editSettings",
                $"componentClass/{word}/{code}",
                "done"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static bool Fits(string code, CodeScheme scheme) =>
        code.Length == 2 || code.Length == ComponentCode.ClassLength(scheme);

    private static bool IsBadName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 60;

    [GeneratedRegex("^[0-9]{2}([0-9]{2,3})?$")]
    private static partial Regex CodeForm();
}
