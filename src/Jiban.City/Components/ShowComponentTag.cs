using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>
/// What anybody learns who scans the tag of a component: what it is, where, and whose it is. No history, no people. Of a class that is withheld
/// strangers learn what it is and whose.
/// </summary>
internal static class ShowComponentTag
{
    /// <param name="Lon">WGS-84; of what is withheld nothing tells where it stands.</param>
    /// <param name="Authority">Whose it is to see that it is in order.</param>
    /// <param name="Maintainer">Who keeps it in order, when somebody else does.</param>
    /// <param name="Owner">Whose it is.</param>
    /// <param name="Manager">Who runs it.</param>
    /// <param name="Installer">Who put it there.</param>
    /// <param name="Prices">What a charger costs today.</param>
    /// <param name="Lit">When a lamp burns today.</param>
    public sealed record Response(
        string Code,
        ClassName Class,
        string Name,
        ComponentState State,
        double? Lon,
        double? Lat,
        string? Street,
        string? Community,
        string? PlaceText,
        string? Authority,
        string? Maintainer,
        string? Owner,
        string? Manager,
        string? Installer,
        PricesPart? Prices,
        LitPart? Lit
    );

    /// <summary>When a lamp burns today; the clock of the city.</summary>
    public sealed record LitPart(TimeOnly On, TimeOnly Off);

    /// <summary>What a charger costs, by the clock of the city.</summary>
    /// <param name="Now">What holds at this moment.</param>
    /// <param name="Day">The prices of the day from midnight on.</param>
    /// <param name="ParkingFen">Per hour, in fen.</param>
    /// <param name="From">Since which day.</param>
    /// <param name="Coming">Prices that are known to follow.</param>
    public sealed record PricesPart(
        PriceRow Now,
        IReadOnlyList<PriceRow> Day,
        int ParkingFen,
        DateOnly From,
        ComingPart? Coming
    );

    /// <param name="From">The first day.</param>
    public sealed record ComingPart(DateOnly From, IReadOnlyList<PriceRow> Day, int ParkingFen);

    internal sealed record TermsRow(string Kind, DateOnly FromDay, string Terms);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/tags/{code}", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .RequireRateLimiting(RateLimits.Tags)
            .WithName(nameof(ShowComponentTag))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        string code,
        HttpContext http,
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
        var duties = await ComponentStore.DutiesAsync(
            connection,
            null,
            [row.ComponentId],
            cancellation
        );
        var terms = await TermsAsync(connection, row.ComponentId, desk.Today, cancellation);
        var tag = new Response(
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
            Holds(DutyRole.Owner),
            Holds(DutyRole.Manager),
            Holds(DutyRole.Installer),
            PricesOf(terms, CivilTime.Of(desk.Clock.GetUtcNow()).DateTime),
            Read<Schedule>(terms.Where(row => row.FromDay <= desk.Today), TermsKind.Schedule)
                ?.Seasons.Where(season => season.Holds(desk.Today))
                .Select(season => new LitPart(season.On, season.Off))
                .FirstOrDefault()
        );
        return TypedResults.Ok(
            http.Actor().Role == Role.Public
            && await IsWithheldAsync(connection, row.ClassCode, desk.Today, cancellation)
                ? ForStrangers(tag)
                : tag
        );

        string? Holds(DutyRole role) =>
            duties[row.ComponentId]
                .LastOrDefault(duty => duty.Role == role && duty.HoldsOn(desk.Today))
                is { } duty
                ? desk.City.Unit(duty.UnitId)?.Name
                : null;
    }

    /// <summary>What is left to tell of one that is withheld. Pure.</summary>
    public static Response ForStrangers(Response tag) =>
        tag with
        {
            Lon = null,
            Lat = null,
            Street = null,
            Community = null,
            PlaceText = null,
            Authority = null,
            Maintainer = null,
            Manager = null,
            Installer = null,
        };

    private static Task<bool> IsWithheldAsync(
        NpgsqlConnection connection,
        string classCode,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                select coalesce((select withheld from city.component_class
                    where code = @classCode and valid_from <= @today order by valid_from desc limit 1), false)
                """,
                new { classCode, today },
                cancellationToken: cancellation
            )
        );

    /// <summary>The prices that hold, and the next that are known; null for what costs nothing. Pure.</summary>
    /// <param name="terms">What holds or will hold, earliest first.</param>
    /// <param name="now">By the clock of the city.</param>
    public static PricesPart? PricesOf(IReadOnlyList<TermsRow> terms, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var holds = terms.LastOrDefault(row => IsTariff(row) && row.FromDay <= today);
        var comes = terms.FirstOrDefault(row => IsTariff(row) && row.FromDay > today);
        if (holds is null)
        {
            return null;
        }

        var tariff = Tell<Tariff>(holds);
        return new PricesPart(
            tariff.Now(TimeOnly.FromDateTime(now)),
            tariff.Day(),
            tariff.ParkingFen,
            holds.FromDay,
            comes is not null && Tell<Tariff>(comes) is var next
                ? new ComingPart(comes.FromDay, next.Day(), next.ParkingFen)
                : null
        );
    }

    private static bool IsTariff(TermsRow row) => row.Kind == Stored.Word(TermsKind.Tariff);

    /// <summary>What holds on a day, and what follows.</summary>
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
                    select kind, from_day, terms::text as terms from city.component_terms
                    where component_id = @componentId and (until_day is null or until_day >= @today) order by from_day
                    """,
                    new { componentId, today },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    private static T? Read<T>(IEnumerable<TermsRow> terms, TermsKind kind)
        where T : class =>
        terms.FirstOrDefault(row => row.Kind == Stored.Word(kind)) is { } held
            ? Tell<T>(held)
            : null;

    private static T Tell<T>(TermsRow row) =>
        JsonSerializer.Deserialize<T>(row.Terms, ApiJson.Options)!;
}
