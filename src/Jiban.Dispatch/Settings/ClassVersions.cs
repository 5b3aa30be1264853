using Dapper;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>The versions of a class: what it was called when, and who changed it. The tree of a day is made of them.</summary>
internal static class ClassVersions
{
    /// <summary>Ends a statement whose <c>changed</c> are the rows of classes as they stand now: each is kept as a version. Counts them.</summary>
    public const string Keep = """
        insert into dispatch.class_version (code, version, name, name_en, urgency, since, made_by)
        select code, version, name, name_en, urgency, @at, @by from changed
        """;

    /// <param name="Since">Null: it was there from the beginning.</param>
    /// <param name="By">Who made it; null for what shipped.</param>
    public sealed record Item(
        int Version,
        string Name,
        string NameEn,
        Urgency Urgency,
        DateTimeOffset? Since,
        string? By
    );

    private sealed record Row(
        int Version,
        string Name,
        string NameEn,
        Urgency Urgency,
        DateTimeOffset? Since,
        Guid? MadeBy
    );

    private static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-class",
        "没有这个分类。",
        "There is no such class."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/classes/{code}/versions", HandleAsync)
            .WithName("ListClassVersions")
            .Produces<Item[]>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Needs(Operation.ViewReferenceData);

    /// <summary>The classes as they were at the end of a day, those above before those below.</summary>
    public static async Task<Classes.Item[]> OfDayAsync(
        Database database,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<Classes.Item>(
                new CommandDefinition(
                    """
                    select distinct on (code)
                        code, name, name_en, case when length(code) > 2 then left(code, -2) end as parent_code, urgency, version
                    from dispatch.class_version where since is null or since < @until order by code, version desc
                    """,
                    new { until = CivilTime.StartOf(day.AddDays(1)) },
                    cancellationToken: cancellation
                )
            ),
        ];
    }

    /// <summary>The latest first.</summary>
    private static async Task<IResult> HandleAsync(
        string code,
        Database database,
        Accounts accounts,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select version, name, name_en, urgency, since, made_by
                    from dispatch.class_version where code = @code order by version desc
                    """,
                    new { code },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        if (rows.Count == 0)
        {
            return Unknown;
        }

        var names = await accounts.NamesAsync(
            rows.Select(row => row.MadeBy).OfType<Guid>(),
            cancellation
        );
        return TypedResults.Ok(
            rows.Select(row => new Item(
                    row.Version,
                    row.Name,
                    row.NameEn,
                    row.Urgency,
                    row.Since,
                    row.MadeBy is { } by ? names.GetValueOrDefault(by) : null
                ))
                .ToArray()
        );
    }
}
