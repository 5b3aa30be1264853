using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>The registry as a list: filters, order, pages by cursor, and how many there are. Of any day.</summary>
internal static class ListComponents
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public sealed record Item(
        Guid Id,
        string Code,
        ClassName Class,
        string Name,
        ComponentState State,
        double Lon,
        double Lat,
        string GridCode,
        string? Street,
        string? Community,
        string? PlaceText,
        UnitPart? Authority,
        UnitPart? Maintainer,
        DateTimeOffset ChangedAt,
        int Version
    );

    /// <param name="Next">Give it back as <c>cursor</c>; absent at the end.</param>
    /// <param name="Total">How many there are; on the first page only.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, long? Total);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(ListComponents))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="sort">code | class | name | state | changed; with a minus before it falling.</param>
    private static async Task<IResult> HandleAsync(
        [AsParameters] ComponentFilter filter,
        string? sort,
        string? cursor,
        int? limit,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (filter.Refuse() is { } malformed)
        {
            return malformed;
        }

        var (where, parameters) = filter.ToSql(desk.Today);
        var order = ComponentOrder.Of(sort);
        var after = cursor is null ? "true" : order.After(cursor, parameters);
        if (after is null)
        {
            return Problem.IfMalformed(("cursor", true, "翻页位置有误，请从第一页重新打开。"))!;
        }

        var size = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Component>(
                new CommandDefinition(
                    $"select {ComponentStore.Columns} from city.component c where {where} and {after} order by {order.Sql} limit {size + 1}",
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        long? total = cursor is null
            ? await connection.ExecuteScalarAsync<long>(
                new CommandDefinition(
                    $"select count(*) from city.component c where {where}",
                    parameters,
                    cancellationToken: cancellation
                )
            )
            : null;
        var page = rows.Take(size).ToList();
        return TypedResults.Ok(
            new Response(
                await ItemsAsync(connection, desk, page, filter.Day ?? desk.Today, cancellation),
                rows.Count > size ? order.CursorOf(page[^1]) : null,
                total
            )
        );
    }

    /// <summary>Rows with the names of what their codes mean, and who answers on a day.</summary>
    public static async Task<IReadOnlyList<Item>> ItemsAsync(
        NpgsqlConnection connection,
        ComponentDesk desk,
        IReadOnlyList<Component> rows,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var words = await ComponentWords.ReadAsync(connection, desk.City, cancellation);
        var duties = await ComponentStore.DutiesAsync(
            connection,
            null,
            [.. rows.Select(row => row.ComponentId)],
            cancellation
        );
        return
        [
            .. rows.Select(row => new Item(
                row.ComponentId,
                row.Code,
                words.Class(row.ClassCode),
                row.Name,
                row.State,
                row.Location.X,
                row.Location.Y,
                row.GridCode,
                words.Street(row.GridCode),
                words.Community(row.GridCode),
                row.PlaceText,
                InRole(row, DutyRole.Authority),
                InRole(row, DutyRole.Maintainer),
                row.ValidFrom,
                row.Version
            )),
        ];

        UnitPart? InRole(Component row, DutyRole role) =>
            duties[row.ComponentId].LastOrDefault(duty => duty.Role == role && duty.HoldsOn(day))
                is { } duty
                ? words.Unit(duty.UnitId)
                : null;
    }
}
