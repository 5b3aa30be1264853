using Dapper;
using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Linting;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Dispatch.Drafts;

/// <summary>
/// Puts a draft in force from its day on: the rules get their last and first days now, and every process follows. It is read as a whole
/// before; what would leave somebody without a unit is refused.
/// </summary>
internal static class AdoptDraft
{
    /// <param name="Version">The version of the draft that was looked at.</param>
    /// <param name="Catalogue">The version of the catalogue that it was compared with: what somebody wrote into that meanwhile would be undone unseen.</param>
    public sealed record Request(int Version, long Catalogue);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/dispatch/drafts/{id:guid}/adopt", HandleAsync)
            .WithName(nameof(AdoptDraft))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);

    /// <summary>Why a draft can't be put in force; null when it can.</summary>
    internal static Problem? Decide(
        Draft draft,
        IReadOnlyList<LintFinding> findings,
        DateOnly today
    ) =>
        draft.EffectiveFrom <= today
            ? new Problem(
                StatusCodes.Status409Conflict,
                "draft-too-late",
                "草案的生效日期已到，不能追溯。请另立一份从明天或以后生效的草案。没有生效。",
                "The draft's first day has come; the past is not rewritten. Make one that begins tomorrow or later."
            )
        : findings.Count(finding => finding.IsError) is > 0 and var errors
            ? new Problem(
                StatusCodes.Status409Conflict,
                "draft-faulty",
                $"检查发现 {errors} 处错误，草案没有生效。请先改正。",
                $"The check found {errors} errors; the draft was not put in force. Mend them first."
            )
            {
                Facts = new Dictionary<string, object?> { ["errors"] = errors },
            }
        : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        DraftDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        // What was edited in another process must not be overwritten by what this one remembers.
        await desk.FollowAsync(cancellation);
        var catalogue = desk.CatalogueVersion;
        var rows = desk.Dispatcher.Current.Rows;
        var problem = await desk.ChangeAsync(
            http,
            id,
            request.Version,
            "adoptCatalogue",
            async (connection, transaction, draft) =>
            {
                // Locked until it is written, so that no edit slips in between.
                var there = await connection.QuerySingleAsync<long>(
                    "select version from dispatch.catalogue_version for update",
                    transaction: transaction
                );
                if (there != catalogue || there != request.Catalogue)
                {
                    return DraftStore.Changed;
                }

                var rules = await DraftStore.RulesAsync(connection, transaction, id, cancellation);
                var from = draft.EffectiveFrom;
                var differences = CompareCatalogue.Of(rows.Rules, rules, from);
                var findings = LintCatalogue.Of(
                    CompareCatalogue.Apply(rows.Rules, differences, from),
                    rows,
                    registry.Current,
                    from
                );
                if (Decide(draft, findings, desk.Today) is { } refused)
                {
                    return refused;
                }

                if (!await WriteAsync(connection, transaction, differences, from))
                {
                    return DraftStore.Changed;
                }

                await desk.DecideAsync(connection, transaction, http, draft, DraftState.Adopted);
                return null;
            },
            cancellation
        );
        if (problem is not null)
        {
            return problem;
        }

        await desk.FollowAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Writes each difference on the version that was compared; false when a rule was changed meanwhile.</summary>
    private static async Task<bool> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<RuleDifference> differences,
        DateOnly from
    )
    {
        var written = true;
        foreach (var (change, before, after) in differences)
        {
            written &= change switch
            {
                RuleChange.Ended => await UpdateAsync(CompareCatalogue.End(before!, from)),
                RuleChange.Replaced => await UpdateAsync(CompareCatalogue.End(before!, from))
                    && await RunAsync(RuleRow.Insert + " on conflict do nothing", after!),
                RuleChange.Changed => await UpdateAsync(after!),
                RuleChange.Removed => await RunAsync(
                    "delete from dispatch.rule where code = @Code and version = @Version and valid_from = @ValidFrom",
                    before!
                ),
                _ => await RunAsync(RuleRow.Insert + " on conflict do nothing", after!),
            };
        }

        await connection.ExecuteAsync(
            "update dispatch.catalogue_version set version = version + 1",
            transaction: transaction
        );
        return written;

        Task<bool> UpdateAsync(DispatchRule rule) => RunAsync(RuleRow.Update, rule);

        async Task<bool> RunAsync(string sql, DispatchRule rule) =>
            await connection.ExecuteAsync(sql, RuleRow.Of(rule), transaction) == 1;
    }
}
