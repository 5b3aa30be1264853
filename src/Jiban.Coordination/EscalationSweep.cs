using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>
/// Escalates the units that did not come. The hours are rows: they survive a restart, several hosts may sweep at once (a whistle that another
/// holds is skipped), and each step is written once, by its key.
/// </summary>
internal sealed partial class EscalationSweep(WhistleDesk desk, ILogger<EscalationSweep> log)
    : RepeatedSweep(TimeSpan.FromSeconds(20), desk.Clock, log)
{
    private const int BatchSize = 200;

    /// <summary>Sweeps once and returns the number of steps that were taken.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var steps = 0;
        foreach (var whistleId in await DueAsync(cancellation))
        {
            try
            {
                steps += await EscalateAsync(whistleId, cancellation);
            }
            catch (NpgsqlException fault)
            {
                // One whistle that can't be escalated now must not hold up the others.
                Failed(Log, whistleId, fault);
            }
        }

        return steps;
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    """
                    select whistle_id from coordination.summons where escalate_at <= @now
                    group by whistle_id order by min(escalate_at) limit @BatchSize
                    """,
                    new { now = desk.Clock.GetUtcNow(), BatchSize },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    private async Task<int> EscalateAsync(Guid whistleId, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await WhistleStore.LoadIfFreeAsync(connection, transaction, whistleId, cancellation)
            is not { } whistle
        )
        {
            return 0;
        }

        // Read anew under the lock: whoever held it may have signed in.
        var now = desk.Clock.GetUtcNow();
        var parts = await WhistleStore.PartsAsync(connection, [whistleId], cancellation);
        var due = parts
            .Summons.Where(one => one.EscalateAt <= now)
            .Select(one =>
                (
                    one.UnitId,
                    Due: Escalation.Decide(whistle, one, parts.Escalations, desk.City, now)
                )
            )
            .ToList();
        foreach (var (unitId, step) in due)
        {
            await WriteAsync(connection, transaction, whistleId, unitId, step, cancellation);
        }

        var steps = due.SelectMany(one => one.Due.Steps).ToList();
        var held = await TellCasesAsync(connection, transaction, parts, steps, now, cancellation);
        await transaction.CommitAsync(cancellation);
        foreach (var one in held)
        {
            desk.Live.Publish(one.Changed);
        }

        desk.Live.Publish(
            new Notice(
                "whistle",
                whistleId,
                Operation.ViewWhistles,
                [.. parts.Concerned(whistle).Union(steps.Select(step => step.ToUnit))]
            )
        );
        return steps.Count;
    }

    private static Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid whistleId,
        Guid unitId,
        Escalation.Due due,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into coordination.escalation (whistle_id, unit_id, level, to_unit, due_at, at)
                select @whistleId, @unitId, * from unnest(@levels, @to, @dues, @ats);
                update coordination.summons set escalate_at = @Next where whistle_id = @whistleId and unit_id = @unitId
                """,
                new
                {
                    whistleId,
                    unitId,
                    levels = due.Steps.Select(step => Words.Of(step.Level)).ToArray(),
                    to = due.Steps.Select(step => step.ToUnit).ToArray(),
                    dues = due.Steps.Select(step => step.DueAt.UtcDateTime).ToArray(),
                    ats = due.Steps.Select(step => step.At.UtcDateTime).ToArray(),
                    due.Next,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    private async Task<IReadOnlyList<HeldCase>> TellCasesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WhistleParts parts,
        List<Escalated> steps,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var held = await desk.Journal.HoldAsync(
            connection,
            transaction,
            parts.Cases.Select(one => one.CaseId),
            cancellation
        );
        foreach (var one in held)
        {
            foreach (var step in steps)
            {
                await one.AppendAsync(
                    new CaseNote.Escalated(step.WhistleId, step.UnitId, step.ToUnit),
                    null,
                    now,
                    cancellation
                );
            }
        }

        return held;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Whistle {Whistle} could not be escalated; tried again later"
    )]
    private static partial void Failed(ILogger log, Guid whistle, Exception fault);
}
