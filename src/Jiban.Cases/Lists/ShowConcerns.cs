using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Lists;

/// <summary>What waits for somebody, in numbers, for whoever tells it beside every page. Each number is a filter of the work list.</summary>
internal static class ShowConcerns
{
    /// <param name="Alarmed">Late: the unit above was told.</param>
    /// <param name="Leader">Late for long: the leader was told.</param>
    /// <param name="Supervised">Pressed for by somebody above.</param>
    /// <param name="Asked">Units below asked for something that is to be judged.</param>
    /// <param name="Assisting">The own unit is to help and has not reported, or is called together about a return.</param>
    /// <param name="HandedOver">A colleague handed it over to whoever asks here.</param>
    public sealed record Response(
        int Alarmed,
        int Leader,
        int Supervised,
        int Asked,
        int Assisting,
        int HandedOver
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/concerns", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(ShowConcerns));

    private static async Task<Ok<Response>> HandleAsync(
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var (rights, parameters) = CaseFilter.Everything.ToSql(
            Operation.ViewCases,
            http.Actor(),
            desk.City,
            desk.Keys,
            desk.Clock.GetUtcNow()
        );
        await using var connection = await desk.Database.OpenAsync(cancellation);
        // One by one, so that each goes by its own index: few cases press, of very many.
        return TypedResults.Ok(
            await connection.QuerySingleAsync<Response>(
                new CommandDefinition(
                    $"""
                    select {Count($"alarm_level > 1 and {CaseFilter.NotDone}")} as alarmed,
                        {Count($"alarm_level > 2 and {CaseFilter.NotDone}")} as leader,
                        {Count("supervised_at is not null")} as supervised,
                        {Count("asked is not null and unit_id <> @searcherUnit")} as asked,
                        {Count(CaseFilter.ToHelp)} as assisting,
                        {Count(
                        "signed_by = @searcher and handed_over_at is not null"
                    )} as handed_over
                    """,
                    parameters,
                    cancellationToken: cancellation
                )
            )
        );

        string Count(string what) =>
            $"(select count(*)::int from cases.case_file where {what} and {rights})";
    }
}
