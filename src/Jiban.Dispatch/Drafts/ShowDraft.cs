using Dapper;
using Jiban.City.Contracts;
using Jiban.Dispatch.Linting;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Drafts;

/// <summary>The drafts of the catalogue, and one of them beside what is in force.</summary>
internal static class ShowDraft
{
    private const int MostListed = 100;

    /// <param name="From">The day from which it holds or would.</param>
    public sealed record Head(
        Guid Id,
        string Name,
        DateOnly From,
        DraftState State,
        int Version,
        DateTimeOffset MadeAt,
        DateTimeOffset? DecidedAt
    );

    public sealed record Difference(RuleChange Change, Rules.Item? Before, Rules.Item? After);

    /// <param name="Differences">What would become of the rules; none once it is decided.</param>
    /// <param name="Catalogue">The version of the catalogue in force that it was compared with.</param>
    /// <param name="Findings">What may be wrong with the rules as they would stand on its first day.</param>
    public sealed record Response(
        Head Draft,
        IReadOnlyList<Rules.Item> Rules,
        IReadOnlyList<Difference> Differences,
        IReadOnlyList<ShowLint.Item> Findings,
        long Catalogue
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/dispatch/drafts", ListAsync)
            .WithName("ListDrafts")
            .Produces<Head[]>()
            .Needs(Operation.ViewReferenceData);
        routes
            .MapGet("/api/dispatch/drafts/{id:guid}", HandleAsync)
            .WithName(nameof(ShowDraft))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Needs(Operation.ViewReferenceData);
    }

    /// <summary>The last hundred, latest first.</summary>
    private static async Task<IResult> ListAsync(DraftDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var drafts = await connection.QueryAsync<Draft>(
            new CommandDefinition(
                $"select {DraftStore.Columns} from dispatch.draft order by draft_id desc limit {MostListed}",
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(drafts.Select(Tell).ToArray());
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        DraftDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (await DraftStore.FindAsync(connection, null, id, cancellation) is not { } draft)
        {
            return DraftStore.Unknown;
        }

        var rules = await DraftStore.RulesAsync(connection, null, id, cancellation);
        var shown = rules.Select(Rules.Tell).ToArray();
        if (draft.State != DraftState.Open)
        {
            return TypedResults.Ok(new Response(Tell(draft), shown, [], [], desk.CatalogueVersion));
        }

        // Asked before the rules: they may be newer than it says, never older.
        var catalogue = desk.CatalogueVersion;
        var rows = desk.Dispatcher.Current.Rows;
        var differences = CompareCatalogue.Of(rows.Rules, rules, draft.EffectiveFrom);
        var findings = LintCatalogue.Of(
            CompareCatalogue.Apply(rows.Rules, differences, draft.EffectiveFrom),
            rows,
            registry.Current,
            draft.EffectiveFrom
        );
        return TypedResults.Ok(
            new Response(
                Tell(draft),
                shown,
                [
                    .. differences.Select(difference => new Difference(
                        difference.Change,
                        difference.Before is { } before ? Rules.Tell(before) : null,
                        difference.After is { } after ? Rules.Tell(after) : null
                    )),
                ],
                ShowLint.Tell(findings, http),
                catalogue
            )
        );
    }

    private static Head Tell(Draft draft) =>
        new(
            draft.DraftId,
            draft.Name,
            draft.EffectiveFrom,
            draft.State,
            draft.Version,
            draft.MadeAt,
            draft.DecidedAt
        );
}
