using Dapper;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Cases.WhatIf;

internal enum WhatIfState
{
    Running,
    Done,
    Cancelled,
    Failed,
}

/// <param name="Total">Cases of the period.</param>
/// <param name="Done">Replayed so far.</param>
/// <param name="Erased">Of these, replayed by the class on record because their words were erased.</param>
/// <param name="Moved">Of these, cases that the draft would have sent elsewhere.</param>
/// <param name="ModelNumber">The text model that reads, by its number and name.</param>
/// <param name="TouchedAt">When it was last heard of: a run whose process is gone falls silent.</param>
internal sealed record WhatIfRun(
    Guid DraftId,
    Guid RunId,
    WhatIfState State,
    DateOnly Since,
    DateOnly Until,
    int Total,
    int Done,
    int Erased,
    int Moved,
    DateTimeOffset StartedAt,
    DateTimeOffset TouchedAt,
    int ModelNumber,
    string ModelName,
    string? Result
);

/// <summary>The last run of each draft.</summary>
internal static class WhatIfStore
{
    /// <summary>A run that said nothing for so long has lost its process.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>The ids of cases carry the moment of receipt: those of a day and later lie above this.</summary>
    public static Guid After(DateOnly since) => Ids.Floor(CivilTime.StartOf(since));

    /// <summary>Those of a day and earlier lie below this.</summary>
    public static Guid Before(DateOnly until) => Ids.Floor(CivilTime.StartOf(until.AddDays(1)));

    public static Task<WhatIfRun?> FindAsync(
        NpgsqlConnection connection,
        Guid draftId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<WhatIfRun>(
            new CommandDefinition(
                """
                select draft_id, run_id, state, since, until, total, done, erased, moved, started_at, touched_at, model_number,
                    model_name, result::text as result
                from cases.what_if where draft_id = @draftId
                """,
                new { draftId },
                cancellationToken: cancellation
            )
        );

    /// <summary>Begins a run; false while another of the draft is at work.</summary>
    public static async Task<bool> BeginAsync(
        NpgsqlConnection connection,
        WhatIfRun run,
        Guid by,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into cases.what_if (draft_id, run_id, state, since, until, total, started_at, started_by, touched_at,
                    model_number, model_name)
                values (@DraftId, @RunId, 'Running', @Since, @Until, @Total, @StartedAt, @by, @StartedAt, @ModelNumber, @ModelName)
                on conflict (draft_id) do update set run_id = excluded.run_id, state = excluded.state, since = excluded.since,
                    until = excluded.until, total = excluded.total, done = 0, erased = 0, moved = 0, started_at = excluded.started_at,
                    started_by = excluded.started_by, touched_at = excluded.touched_at,
                    model_number = excluded.model_number, model_name = excluded.model_name, result = null
                where cases.what_if.state <> 'Running' or cases.what_if.touched_at < @silent
                """,
                new
                {
                    run.DraftId,
                    run.RunId,
                    run.Since,
                    run.Until,
                    run.Total,
                    run.StartedAt,
                    run.ModelNumber,
                    run.ModelName,
                    by,
                    silent = run.StartedAt - Silence,
                },
                cancellationToken: cancellation
            )
        ) == 1;

    /// <summary>Tells how far a run has come, or its end; false when it was cancelled or another took its place.</summary>
    public static async Task<bool> TellAsync(
        NpgsqlConnection connection,
        WhatIfRun run,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update cases.what_if set state = @state, done = @Done, erased = @Erased, moved = @Moved, touched_at = @TouchedAt,
                    result = @Result::jsonb
                where draft_id = @DraftId and run_id = @RunId and state = 'Running'
                """,
                new
                {
                    run.DraftId,
                    run.RunId,
                    state = run.State.ToString(),
                    run.Done,
                    run.Erased,
                    run.Moved,
                    run.TouchedAt,
                    run.Result,
                },
                cancellationToken: cancellation
            )
        ) == 1;

    /// <summary>Cancels a run that is at work in whatever process.</summary>
    public static Task CancelAsync(
        NpgsqlConnection connection,
        Guid draftId,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "update cases.what_if set state = 'Cancelled' where draft_id = @draftId and state = 'Running'",
                new { draftId },
                cancellationToken: cancellation
            )
        );
}
