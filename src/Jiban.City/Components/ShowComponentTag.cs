using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>What anybody learns who scans the tag of a component: what it is, where, and whose it is. No history, no people.</summary>
internal static class ShowComponentTag
{
    /// <param name="Authority">Whose it is to see that it is in order.</param>
    /// <param name="Maintainer">Who keeps it in order, when somebody else does.</param>
    /// <param name="Tariff">What a charger costs today.</param>
    /// <param name="Lit">When a lamp burns today.</param>
    public sealed record Response(
        string Code,
        ClassName Class,
        string Name,
        ComponentState State,
        double Lon,
        double Lat,
        string? Street,
        string? Community,
        string? PlaceText,
        string? Authority,
        string? Maintainer,
        Tariff? Tariff,
        LitPart? Lit
    );

    /// <summary>When a lamp burns today; the clock of the city.</summary>
    public sealed record LitPart(TimeOnly On, TimeOnly Off);

    private sealed record TermsRow(string Kind, string Terms);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/tags/{code}", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName(nameof(ShowComponentTag))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        string code,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (!ComponentCode.TryParse(code, out var parsed))
        {
            return ComponentRefusal.UnknownComponent.ToProblem();
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Component>(
            new CommandDefinition(
                $"select {ComponentStore.Columns} from city.component c where code = @code and valid_to is null",
                new { code = parsed.ToString() },
                cancellationToken: cancellation
            )
        );
        if (row is null)
        {
            return ComponentRefusal.UnknownComponent.ToProblem();
        }

        var items = await ListComponents.ItemsAsync(
            connection,
            desk,
            [row],
            desk.Today,
            cancellation
        );
        var item = items[0];
        var terms = await TermsAsync(connection, row.ComponentId, desk.Today, cancellation);
        return TypedResults.Ok(
            new Response(
                item.Code,
                item.Class,
                item.Name,
                item.State,
                item.Lon,
                item.Lat,
                item.Street,
                item.Community,
                item.PlaceText,
                item.Authority?.Name,
                item.Maintainer?.Name,
                Read<Tariff>(terms, TermsKind.Tariff),
                Read<Schedule>(terms, TermsKind.Schedule)
                    ?.Seasons.Where(season => season.Holds(desk.Today))
                    .Select(season => new LitPart(season.On, season.Off))
                    .FirstOrDefault()
            )
        );
    }

    private static async Task<IReadOnlyList<TermsRow>> TermsAsync(
        NpgsqlConnection connection,
        Guid componentId,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<TermsRow>(
                new CommandDefinition(
                    """
                    select kind, terms::text as terms from city.component_terms
                    where component_id = @componentId and from_day <= @today and (until_day is null or until_day >= @today)
                    """,
                    new { componentId, today },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    private static T? Read<T>(IEnumerable<TermsRow> terms, TermsKind kind)
        where T : class =>
        terms.FirstOrDefault(row => row.Kind == Stored.Word(kind)) is { } held
            ? JsonSerializer.Deserialize<T>(held.Terms, ApiJson.Options)
            : null;
}
