using System.Collections.Concurrent;
using Dapper;
using Jiban.Cases.Asks;
using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Cases.Clocks;

/// <summary>
/// Looks at the deadlines that have something to tell, and lets the clock act: reminders and alarms by the ladder, the return of a
/// suspended case, and the dispatch of one that nobody has looked at. Safe on several hosts: the case is held while it is looked at, and what was told is written with it, so each thing
/// happens once.
/// </summary>
internal sealed partial class DeadlineSweep(
    Database database,
    LimitsRegistry limits,
    LiveEvents live,
    CasesOptions options,
    TimeProvider clock,
    ILogger<DeadlineSweep> log
) : RepeatedSweep(TimeSpan.FromSeconds(20), clock, log)
{
    /// <summary>Under which the clock stands in the journal.</summary>
    public const string ActorName = "clock";

    private const int BatchSize = 200;

    /// <summary>How long a case is left alone that could not be looked at.</summary>
    public static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>Cases that could not be looked at, and when they are tried again.</summary>
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _aside = new();

    /// <summary>Sweeps until nothing is due and returns the number of journal entries that came of it.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var inForce = await limits.CurrentAsync(cancellation);
        var entries = 0;
        // Cases held by somebody else come again at the next sweep: a batch that moves nothing ends this one.
        for (var moved = BatchSize; moved > 0; )
        {
            moved = 0;
            foreach (var caseId in await DueAsync(cancellation))
            {
                if (await TryLookAsync(caseId, inForce, cancellation) is { } told)
                {
                    moved++;
                    entries += told;
                }
            }
        }

        return entries;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.ClocksAct ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var (caseId, again) in _aside)
        {
            if (again <= now)
            {
                _aside.TryRemove(caseId, out _);
            }
        }

        await using var connection = await database.OpenAsync(cancellation);
        return
        [
            .. (
                await connection.QueryAsync<Guid>(
                    new CommandDefinition(
                        """
                        select case_id from cases.deadline where met_at is null and next_at <= @now and case_id <> all(@aside)
                        order by next_at limit @BatchSize
                        """,
                        new
                        {
                            now,
                            aside = _aside.Keys.ToArray(),
                            BatchSize,
                        },
                        cancellationToken: cancellation
                    )
                )
            ).Distinct(),
        ];
    }

    /// <summary>
    /// Lets the clock act on one case. One that can't be read or written is told and left alone for a while, so that it holds up no other; a store that is
    /// away concerns all, and ends the sweep.
    /// </summary>
    private async Task<int?> TryLookAsync(
        Guid caseId,
        TimeLimits inForce,
        CancellationToken cancellation
    )
    {
        try
        {
            return await LookAsync(caseId, inForce, cancellation);
        }
        catch (Exception fault)
            when (!cancellation.IsCancellationRequested
                && fault is not NpgsqlException { IsTransient: true }
            )
        {
            _aside[caseId] = Clock.GetUtcNow() + AgainAfter;
            NotLooked(Log, caseId, fault);
            return null;
        }
    }

    /// <summary>Lets the clock act on one case. Null when somebody else holds it.</summary>
    private async Task<int?> LookAsync(
        Guid caseId,
        TimeLimits inForce,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await CaseStore.LoadIfFreeAsync(connection, transaction, caseId, cancellation)
            is not { } file
        )
        {
            return null;
        }

        var now = Chain.ToMicroseconds(Clock.GetUtcNow());
        var rows = await connection.QueryAsync<ClockRow>(
            new CommandDefinition(
                "select kind, due_at, started_at, level from cases.deadline where case_id = @caseId and met_at is null and next_at <= @now",
                new { caseId, now },
                transaction,
                cancellationToken: cancellation
            )
        );
        var entries = new List<ChainedEntry>();
        foreach (var row in rows)
        {
            var (happenings, level, next) = Decide(file, row, inForce, now);
            foreach (var happening in happenings)
            {
                var entry = Chain.Append(
                    caseId,
                    file.Head,
                    now,
                    ActorName,
                    happening.Kind,
                    happening.Data
                );
                file = file.Apply(entry);
                entries.Add(entry);
            }

            await connection.ExecuteAsync(
                new CommandDefinition(
                    "update cases.deadline set level = @level, next_at = @next where case_id = @caseId and kind = @Kind",
                    new
                    {
                        caseId,
                        row.Kind,
                        level,
                        next,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        if (entries.Count > 0)
        {
            await CaseStore.UpdateAsync(
                connection,
                transaction,
                file,
                entries[0].Entry.Seq - 1,
                cancellation
            );
            await Journal.AppendAsync(connection, transaction, entries, cancellation);
            await CaseStore.UpdateDeadlinesAsync(connection, transaction, file, now, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        if (entries.Count > 0)
        {
            live.Publish(
                new CaseChanged(
                    caseId,
                    file.Number,
                    Words.Of(file.State),
                    file.UnitId,
                    file.HeadSeq
                )
            );
        }

        return entries.Count;
    }

    /// <summary>What one clock has to say now, how high it stands then, and when it must be looked at next.</summary>
    internal static (IReadOnlyList<Happening> Happenings, int Level, DateTimeOffset? Next) Decide(
        CaseFile file,
        ClockRow row,
        TimeLimits inForce,
        DateTimeOffset now
    )
    {
        var step = Words.Parse<Step>(row.Kind);
        if (file.Running().All(clock => clock.Step != step))
        {
            return ([], row.Level, null);
        }

        if (step is Step.Resume or Step.Verify)
        {
            return now < row.DueAt ? ([], row.Level, row.DueAt)
                : step == Step.Resume
                    ? (ResumeCase.Decide(file, null, inForce, now).Happenings, row.Level, null)
                : (VerifyRequest.NotLooked(file, inForce, now), row.Level, null);
        }

        var (level, next) = inForce.Ladder.At(file.Urgency, row.StartedAt, row.DueAt, now);
        if (step == Step.SuspendedProgress)
        {
            var ends = row.DueAt.AddDays(inForce.Numbers.SuspensionGraceDays);
            if (ends <= now)
            {
                var back = ResumeCase.Decide(file, null, inForce, now, reportMissed: true);
                return (back.Happenings, row.Level, null);
            }

            next = next < ends ? next : ends;
        }

        return level > row.Level
            ? (
                [
                    Happening.Of(
                        Happened.Alarmed,
                        new AlarmedFacts(
                            step,
                            level,
                            row.DueAt,
                            file.Confidential && step == Step.Contact ? true : null
                        )
                    ),
                ],
                level,
                next
            )
            : ([], row.Level, next);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The deadlines of case {Case} could not be looked at; tried again later"
    )]
    private static partial void NotLooked(ILogger log, Guid @case, Exception fault);

    /// <summary>A deadline that has something to tell.</summary>
    internal sealed record ClockRow(
        string Kind,
        DateTimeOffset DueAt,
        DateTimeOffset StartedAt,
        int Level
    );
}
