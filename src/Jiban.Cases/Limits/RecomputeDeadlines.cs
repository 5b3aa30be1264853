using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Cases.Limits;

/// <summary>
/// When the calendar changes, open deadlines that were counted in working days are counted again, from where they began (rules.md §7):
/// above all those that reach into a year whose list has just been published. The limits themselves stay those that the case was given.
/// </summary>
internal sealed partial class RecomputeDeadlines(
    Database database,
    LimitsRegistry registry,
    LiveEvents live,
    TimeProvider clock,
    ILogger<RecomputeDeadlines> log
)
{
    private const int BatchSize = 500;

    /// <summary>A process that has not heard of the change yet may still give a deadline of the calendar before.</summary>
    private static readonly TimeSpan UntilAllHaveHeard = LimitsLoader.Every * 4;

    /// <summary>
    /// Counts again what a change of the calendar left behind; until every process has heard of the change it is done at every call.
    /// Safe to repeat, to break off, and on several hosts at once.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var (version, year, changedAt) = await connection.QuerySingleAsync<(
            long Version,
            int? Year,
            DateTimeOffset? ChangedAt
        )>(
            new CommandDefinition(
                "select version, recompute_from, calendar_changed_at from cases.limits_version",
                cancellationToken: cancellation
            )
        );
        if (year is not { } from)
        {
            return;
        }

        var begun = clock.GetUtcNow();
        await RunAsync(connection, from, cancellation);
        if (begun - changedAt >= UntilAllHaveHeard)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "update cases.limits_version set recompute_from = null where version = @version",
                    new { version },
                    cancellationToken: cancellation
                )
            );
        }
    }

    private async Task RunAsync(
        NpgsqlConnection connection,
        int year,
        CancellationToken cancellation
    )
    {
        var limits = await registry.FollowAsync(cancellation);
        var from = CivilTime.StartOf(new DateOnly(year, 1, 1));
        for (var after = Guid.Empty; ; )
        {
            var batch = await OpenCasesAsync(connection, from, after, cancellation);
            foreach (var caseId in batch)
            {
                await TryRecomputeAsync(caseId, limits, cancellation);
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            after = batch[^1];
        }
    }

    /// <summary>Cases, closed ones too, with a deadline that runs and reaches into the year or beyond: those before it do not depend on its days.</summary>
    private static async Task<IReadOnlyList<Guid>> OpenCasesAsync(
        NpgsqlConnection connection,
        DateTimeOffset from,
        Guid after,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    """
                    select distinct case_id from cases.deadline
                    where case_id > @after and met_at is null and due_at >= @from
                    order by case_id limit @BatchSize
                    """,
                    new
                    {
                        after,
                        from,
                        BatchSize,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>One case that can't be read or written is told and left as it was, so that the others are counted; a store that is away concerns all.</summary>
    private async Task TryRecomputeAsync(
        Guid caseId,
        TimeLimits limits,
        CancellationToken cancellation
    )
    {
        try
        {
            await RecomputeAsync(caseId, limits, cancellation);
        }
        catch (Exception fault)
            when (!cancellation.IsCancellationRequested
                && fault is not NpgsqlException { IsTransient: true }
            )
        {
            NotCounted(log, caseId, fault);
        }
    }

    private async Task RecomputeAsync(
        Guid caseId,
        TimeLimits limits,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var file = (
            await CaseStore.LoadForChangeAsync(connection, transaction, caseId, cancellation)
        )!;
        var entries = await Journal.ReadAsync(connection, caseId, cancellation);
        if (Decide(file, entries, limits) is not { } facts)
        {
            return;
        }

        var appended = await CaseAppend.AppendAsync(
            connection,
            transaction,
            file,
            clock.GetUtcNow(),
            "system",
            Happened.DeadlinesRecomputed,
            CanonicalJson.Of(facts),
            cancellation
        );
        if (appended is not var (_, after))
        {
            return;
        }

        await transaction.CommitAsync(cancellation);
        live.Publish(after.ToChanged());
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The deadlines of case {CaseId} could not be counted again; the others are"
    )]
    private static partial void NotCounted(ILogger log, Guid caseId, Exception fault);
}
