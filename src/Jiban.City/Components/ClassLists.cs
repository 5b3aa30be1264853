using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>An attribute of a component whose values a class may list.</summary>
internal enum ListedAttribute
{
    Material,
    Shape,
}

/// <summary>
/// Which values an attribute may have in a class, as data: a list of a major class holds for its minor classes that have none of their own, and
/// without any every text is taken. A list is never rewritten: it is ended on a day, and another follows from the next.
/// </summary>
internal sealed class ClassLists
{
    private const int Most = 100;
    private const int Longest = 50;

    private readonly Dictionary<
        (CodeScheme, string ClassCode, ListedAttribute),
        IReadOnlyList<string>
    > _lists;

    public ClassLists(IEnumerable<Item> lists) =>
        _lists = lists.ToDictionary(
            list => (list.Scheme, list.ClassCode, list.Attribute),
            list => list.Allowed
        );

    /// <summary>Nothing is listed.</summary>
    public static readonly ClassLists None = new([]);

    /// <param name="ClassCode">A major class or a whole one.</param>
    /// <param name="Allowed">Empty when every text is taken again.</param>
    /// <param name="From">The first day in force.</param>
    /// <param name="Until">The last day in force; null while nobody knows.</param>
    public sealed record Item(
        CodeScheme Scheme,
        string ClassCode,
        ListedAttribute Attribute,
        IReadOnlyList<string> Allowed,
        DateOnly From,
        DateOnly? Until
    );

    /// <param name="Allowed">What may stand there; nothing to take every text again.</param>
    /// <param name="From">The first day in force; not before today.</param>
    public sealed record Change(IReadOnlyList<string> Allowed, DateOnly From);

    private static readonly Problem Started = new(
        StatusCodes.Status409Conflict,
        "list-in-force",
        "这项取值从那天或更晚的日子起已有清单，请选更晚的日期。没有保存。",
        "There is a list from that day or a later one; choose a later day. Nothing was saved."
    );

    /// <summary>Beside the classes (<see cref="ComponentClasses"/>).</summary>
    public static void Map(IEndpointRouteBuilder classes)
    {
        classes
            .MapGet("/lists", ListAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ListClassLists")
            .Produces<Item[]>();
        classes
            .MapPut("/{scheme}/{code}/lists/{attribute}", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveClassList")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The lists in force on a day.</summary>
    public static async Task<ClassLists> ReadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        DateOnly day,
        CancellationToken cancellation
    ) => new(await ItemsAsync(connection, transaction, day, cancellation));

    /// <summary>What a class allows of an attribute; null when it lists nothing.</summary>
    public IReadOnlyList<string>? Of(string classCode, ListedAttribute attribute)
    {
        var scheme =
            classCode.Length == ComponentCode.ClassLength(CodeScheme.Gbt30428)
                ? CodeScheme.Gbt30428
                : CodeScheme.Gbt47678;
        return
            (
                _lists.GetValueOrDefault((scheme, classCode, attribute))
                ?? (
                    classCode.Length > 2
                        ? _lists.GetValueOrDefault((scheme, classCode[..2], attribute))
                        : null
                )
            )
                is { Count: > 0 } allowed
            ? allowed
            : null;
    }

    /// <summary>The values that a class does not list, as <c>attribute: value</c>.</summary>
    public IEnumerable<string> Unlisted(string classCode, string? material, string? shape)
    {
        foreach (
            var (attribute, value) in new[]
            {
                (ListedAttribute.Material, material),
                (ListedAttribute.Shape, shape),
            }
        )
        {
            if (value is not null && Of(classCode, attribute)?.Contains(value) == false)
            {
                yield return $"{Stored.Word(attribute)}: {value}";
            }
        }
    }

    private static Task<IEnumerable<Item>> ItemsAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        connection.QueryAsync<Item>(
            new CommandDefinition(
                """
                select scheme, class_code, attribute, allowed, valid_from as "from", valid_until as until
                from city.component_class_list
                where valid_from <= @day and (valid_until is null or valid_until >= @day) order by scheme, class_code, attribute
                """,
                new { day },
                transaction,
                cancellationToken: cancellation
            )
        );

    private static async Task<IResult> ListAsync(
        DateOnly? day,
        [FromServices] ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(
            (await ItemsAsync(connection, null, day ?? desk.Today, cancellation)).ToArray()
        );
    }

    private static async Task<IResult> SaveAsync(
        string scheme,
        string code,
        string attribute,
        Change wanted,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two who save at once stand in line at the one row of the settings; so does a class that is ended meanwhile.
        await connection.ExecuteAsync(
            new CommandDefinition(
                "select from city.component_setting for update",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var allowed = wanted.Allowed.Select(Typed.Text).OfType<string>().Distinct().ToArray();
        var (exists, isFree) = await connection.QuerySingleAsync<(bool, bool)>(
            new CommandDefinition(
                """
                select exists (select from city.component_class where scheme = @scheme and code = @code
                        and (valid_until is null or valid_until >= @From)),
                    not exists (select from city.component_class_list where scheme = @scheme and class_code = @code
                        and attribute = @attribute and valid_from >= @From)
                """,
                new
                {
                    scheme,
                    code,
                    attribute,
                    wanted.From,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (
            Problem.IfMalformed(
                ("code", !exists, "没有这个类别，或它那时已经停用。"),
                ("attribute", !Stored.Is<ListedAttribute>(attribute), "只能列材质或形状。"),
                (
                    "allowed",
                    allowed.Length > Most || allowed.Any(one => one.Length > Longest),
                    "最多100项，每项不超过50字。"
                ),
                ("from", wanted.From < desk.Today, "最早从今天起生效。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        if (!isFree)
        {
            return Started;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update city.component_class_list set valid_until = @From - 1
                where scheme = @scheme and class_code = @code and attribute = @attribute and valid_until is null;
                insert into city.component_class_list (scheme, class_code, attribute, allowed, valid_from)
                values (@scheme, @code, @attribute, @allowed, @From)
                """,
                new
                {
                    scheme,
                    code,
                    attribute,
                    allowed,
                    wanted.From,
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
                $"componentClass/{scheme}/{code}/{attribute}",
                "done"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
