using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Assessment;

/// <summary>A published revision as it was, and what it corrected in the one before.</summary>
internal static class ShowRevision
{
    /// <summary>The period has no revision of that number.</summary>
    public static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-revision",
        "该考核期没有这一版公布结果。请从月度页面选择已公布的版本。",
        "This period has no such revision. Please choose a published one on the month page."
    );

    /// <param name="Differences">Units whose line is not as in the revision before; empty for the first.</param>
    public sealed record Response(RankingPage Page, IReadOnlyList<Difference> Differences);

    /// <summary>A line before and after a correction; null where the unit had, or has, none.</summary>
    public sealed record Difference(
        RankingPage.UnitName Unit,
        RankingPage.Row? Before,
        RankingPage.Row? After
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{period}/revisions/{revision:int}", Handle)
            .WithName(nameof(ShowRevision))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Needs(Operation.ViewAssessment);

    /// <summary>The revision as it was published, with the lines it changed.</summary>
    public static async Task<Results<Ok<Response>, Problem>> Handle(
        string period,
        int revision,
        string? kind,
        string? channels,
        Database database,
        CityRegistry city,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (RankingQuestion.Parse(period, kind, channels, out var question) is { } malformed)
        {
            return malformed;
        }

        var view = await PeriodView.LoadAsync(
            question,
            revision,
            false,
            database,
            city.Current,
            cancellation
        );
        if (view is null)
        {
            return Unknown;
        }

        var page = view.Page(clock.GetUtcNow(), PublishRanking.IsFor(http.Actor(), city.Current));
        var before = PeriodView.Choose(view.Revisions, revision - 1, false);
        if (before is null)
        {
            return TypedResults.Ok(new Response(page, []));
        }

        await using var connection = await database.OpenAsync(cancellation);
        var table = await before.TableAsync(
            connection,
            question.Kind,
            question.Channels,
            cancellation
        );
        return TypedResults.Ok(new Response(page, Compare(table, view.Ranking)));
    }

    /// <summary>The units whose line differs, in the order of the new ranking, then those that fell out of it.</summary>
    internal static IReadOnlyList<Difference> Compare(Ranking before, Ranking after)
    {
        var old = before.Rows.ToDictionary(row => row.Unit.Id, RankingPage.Row.Of);
        var now = after.Rows.ToDictionary(row => row.Unit.Id, RankingPage.Row.Of);
        return
        [
            .. after
                .Rows.Concat(before.Rows.Where(row => !now.ContainsKey(row.Unit.Id)))
                .Select(row => new Difference(
                    new RankingPage.UnitName(row.Unit.Id, row.Unit.Name),
                    old.GetValueOrDefault(row.Unit.Id),
                    now.GetValueOrDefault(row.Unit.Id)
                ))
                .Where(difference => difference.Before != difference.After),
        ];
    }
}
