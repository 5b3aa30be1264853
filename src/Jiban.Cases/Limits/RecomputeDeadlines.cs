using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Cases.Limits;

/// <summary>
/// When the calendar changes, open deadlines that were counted in working days are counted again, from where they began (rules.md §7):
/// above all those that reach into a year whose list has just been published. The limits themselves stay those that the case was given.
/// </summary>
internal sealed class RecomputeDeadlines(
    Database database,
    LimitsRegistry registry,
    LiveEvents live,
    TimeProvider clock
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

    /// <summary>The dues that change, by the calendar in force; null when none does.</summary>
    /// <param name="given">The last entry that gave the case its deadlines: <c>queued</c> or <c>dispatched</c>.</param>
    /// <param name="signed">The signature after it, which may have started some of them anew; null when there is none.</param>
    public static DeadlinesRecomputedFacts? Decide(
        CaseFile file,
        JournalEntry given,
        TimeLimits limits,
        JournalEntry? signed = null
    )
    {
        if (file.State is CaseState.Resolved or CaseState.Closed)
        {
            return null;
        }

        var recorded =
            given.Kind == Happened.Queued
                ? CanonicalJson.Read<QueuedFacts>(given.Data).WorkingDays
                : CanonicalJson.Read<DispatchedFacts>(given.Data).WorkingDays;
        // An entry from before this was recorded: the limits in force are taken for those that it was given.
        var counted = recorded ?? limits.WorkingDaysOf(file.Urgency);
        // The clocks of a registration start when it was received; those of a unit that a person chose, when it was chosen.
        var start = given.Seq <= 2 ? file.ReceivedAt : given.At;
        var atSignature = signed is null ? null : CanonicalJson.Read<SignedFacts>(signed.Data).Dues;
        var open = DeadlineRow
            .Of(file)
            .Where(row => row.MetAt is null)
            .ToDictionary(row => row.Step, row => row.DueAt);
        var facts = new DeadlinesRecomputedFacts(
            Again(Step.Dispatch, counted.Dispatch, start),
            Again(Step.Sign, counted.Sign, counted.SignFrom ?? start),
            Again(
                Step.Contact,
                counted.Contact,
                atSignature?.Contact is null ? counted.ContactFrom ?? start : signed!.At
            ),
            Again(
                Step.Resolve,
                counted.Resolve,
                atSignature?.Resolve is null ? counted.ResolveFrom ?? start : signed!.At
            )
        );
        return facts == new DeadlinesRecomputedFacts(null, null, null, null) ? null : facts;

        DateTimeOffset? Again(Step step, int? days, DateTimeOffset from)
        {
            if (
                days is not { } amount
                || !open.TryGetValue(step, out var was)
                || (recorded is null && !limits.Calendar.IsEnd(was))
            )
            {
                return null;
            }

            var due = WorkingCalendar.EndLike(
                was,
                limits.Calendar.AddWorkingDays(CivilTime.DayOf(from), amount)
            );
            return due == was ? null : due;
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
                await RecomputeAsync(connection, caseId, limits, cancellation);
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            after = batch[^1];
        }
    }

    /// <summary>Cases with a deadline that runs and reaches into the year or beyond: those before it do not depend on its days.</summary>
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
                    select f.case_id from cases.case_file f
                    where f.case_id > @after and f.state in ('queued', 'dispatched', 'signed') and exists (
                        select from cases.deadline d where d.case_id = f.case_id and d.met_at is null and d.due_at >= @from)
                    order by f.case_id limit @BatchSize
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

    private async Task RecomputeAsync(
        NpgsqlConnection connection,
        Guid caseId,
        TimeLimits limits,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var file = (
            await CaseStore.LoadForChangeAsync(connection, transaction, caseId, cancellation)
        )!;
        var entries = await Journal.ReadAsync(connection, caseId, cancellation);
        var given = entries.Last(entry => entry.Kind is Happened.Queued or Happened.Dispatched);
        // A limit that somebody moved since (extension, suspension, second handling) was not counted from the dispatch.
        if (
            entries.Any(entry =>
                entry.Seq > given.Seq
                && entry.Kind
                    is Happened.ExtensionJudged
                        or Happened.Resumed
                        or Happened.Reopened
                        or Happened.ReturnJudged
            )
            || Decide(
                file,
                given,
                limits,
                entries.LastOrDefault(entry =>
                    entry.Seq > given.Seq && entry.Kind == Happened.Signed
                )
            )
                is not { } facts
        )
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
}
