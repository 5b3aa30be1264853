using Dapper;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>The rows of whistles.</summary>
internal static class WhistleStore
{
    public const string Columns =
        "whistle_id, kind, unit_id, blown_by, blown_at, leader_id, place_name, lon_e7, lat_e7, escalate_minutes, wrapped_key, head_seq, closed_at";

    private const string SummonsColumns =
        "whistle_id, unit_id, report_by, acknowledged_at, arrived_at, arrived_by, lon_e7, lat_e7, accuracy_metres, distance_metres, called_at, seq, escalate_at";

    private const string TaskColumns =
        "task_id, whistle_id, seq, kind, unit_id, due_at, proof, guided_by, promised, needs_consent, consent_seq, state, done_at, done_by, done_seq, verified_at, finding";

    /// <summary>Loads a whistle; null when there is none.</summary>
    public static Task<Whistle?> LoadAsync(
        NpgsqlConnection connection,
        Guid whistleId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Whistle>(
            new CommandDefinition(
                $"select {Columns} from coordination.whistle where whistle_id = @whistleId",
                new { whistleId },
                cancellationToken: cancellation
            )
        );

    /// <summary>Loads a whistle and holds it until the transaction ends. Whoever holds cases too takes the whistle first.</summary>
    public static Task<Whistle?> LoadForChangeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid whistleId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Whistle>(
            new CommandDefinition(
                $"select {Columns} from coordination.whistle where whistle_id = @whistleId for update",
                new { whistleId },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Loads a whistle and holds it; null when somebody else holds it now.</summary>
    public static Task<Whistle?> LoadIfFreeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid whistleId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Whistle>(
            new CommandDefinition(
                $"select {Columns} from coordination.whistle where whistle_id = @whistleId for update skip locked",
                new { whistleId },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>What hangs on some whistles, in one round trip.</summary>
    public static async Task<WhistleParts> PartsAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<Guid> whistles,
        CancellationToken cancellation
    )
    {
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                $"""
                select whistle_id, case_id, number from coordination.whistle_case where whistle_id = any(@ids) order by case_id;
                select {SummonsColumns} from coordination.summons where whistle_id = any(@ids) order by report_by, unit_id;
                select {TaskColumns} from coordination.task where whistle_id = any(@ids) order by seq, task_id;
                select whistle_id, unit_id, level, to_unit, due_at, at from coordination.escalation where whistle_id = any(@ids) order by due_at, level desc;
                select whistle_id, ordinal, item, result, seq from coordination.finding where whistle_id = any(@ids) order by ordinal;
                select whistle_id, from_unit, to_unit, points, seq from coordination.score where whistle_id = any(@ids) order by seq
                """,
                new { ids = whistles.ToArray() },
                cancellationToken: cancellation
            )
        );
        return new WhistleParts(
            (await rows.ReadAsync<WhistleCase>()).AsList(),
            (await rows.ReadAsync<Summons>()).AsList(),
            (await rows.ReadAsync<WhistleTask>()).AsList(),
            (await rows.ReadAsync<Escalated>()).AsList(),
            (await rows.ReadAsync<Finding>()).AsList(),
            (await rows.ReadAsync<Score>()).AsList()
        );
    }
}

/// <summary>What hangs on one or more whistles.</summary>
internal sealed record WhistleParts(
    IReadOnlyList<WhistleCase> Cases,
    IReadOnlyList<Summons> Summons,
    IReadOnlyList<WhistleTask> Tasks,
    IReadOnlyList<Escalated> Escalations,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Score> Scores
)
{
    /// <summary>Those of one whistle.</summary>
    public WhistleParts Of(Guid whistleId) =>
        new(
            [.. Cases.Where(one => one.WhistleId == whistleId)],
            [.. Summons.Where(one => one.WhistleId == whistleId)],
            [.. Tasks.Where(one => one.WhistleId == whistleId)],
            [.. Escalations.Where(one => one.WhistleId == whistleId)],
            [.. Findings.Where(one => one.WhistleId == whistleId)],
            [.. Scores.Where(one => one.WhistleId == whistleId)]
        );

    public Summons? SummonsOf(Guid unitId) => Summons.FirstOrDefault(one => one.UnitId == unitId);

    public WhistleTask? TaskOf(Guid taskId) => Tasks.FirstOrDefault(one => one.TaskId == taskId);

    public bool HasFinding(int ordinal) => Findings.Any(one => one.Ordinal == ordinal);

    /// <summary>Whether an item of the checklist is a fault that no task and no promise answers.</summary>
    public bool IsOpen(Finding finding) =>
        finding.Result == FindingResult.Fault
        && !Tasks.Any(task => task.Finding == finding.Ordinal && task.State != TaskState.Withdrawn);

    /// <summary>Every unit that a whistle concerns.</summary>
    public IReadOnlyList<Guid> Concerned(Whistle whistle) =>
        [
            .. Summons
                .Select(one => one.UnitId)
                .Concat(Tasks.Select(task => task.UnitId))
                .Concat(Tasks.Select(task => task.GuidedBy).OfType<Guid>())
                .Concat(Escalations.Select(one => one.ToUnit))
                .Prepend(whistle.UnitId)
                .Distinct(),
        ];
}
