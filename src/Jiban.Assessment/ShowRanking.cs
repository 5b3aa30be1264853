using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Assessment;

/// <summary>The ranking of a period: what was published, or the present figures.</summary>
internal static class ShowRanking
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{period}", Handle)
            .WithName(nameof(ShowRanking))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.ViewAssessment);

    /// <summary>
    /// The latest published ranking of the period, or the present figures when nothing is published yet or <c>live=true</c>.
    /// </summary>
    public static async Task<Results<Ok<RankingPage>, Problem>> Handle(
        string period,
        string? kind,
        string? channels,
        bool? live,
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
            null,
            live == true,
            database,
            city.Current,
            cancellation
        );
        return TypedResults.Ok(
            view!.Page(clock.GetUtcNow(), PublishRanking.IsFor(http.Actor(), city.Current))
        );
    }
}
