using System.Text.Json;
using Dapper;

namespace Jiban.Simulation;

/// <summary>A unit that was called, and when somebody above was told that it did not come.</summary>
internal sealed record CalledUnit(
    Guid UnitId,
    DateTimeOffset ReportBy,
    DateTimeOffset? ArrivedAt,
    int Escalations
);

/// <summary>What a whistle waits for: a task, or the look at one.</summary>
/// <param name="Level">The rung of the ladder that was told last; 2 is late.</param>
/// <param name="NextAt">When the clock looks at it next.</param>
internal sealed record AwaitedTask(
    Guid TaskId,
    DateTimeOffset DueAt,
    int Level,
    DateTimeOffset? NextAt,
    DateTimeOffset? MetAt
);

/// <summary>A whistle with everything that stands of it.</summary>
internal sealed record WhistleEvidence(
    Guid Id,
    Guid UnitId,
    Guid? LeaderId,
    int EscalateMinutes,
    int HeadSeq,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<Guid> Cases,
    IReadOnlyList<CalledUnit> Called,
    IReadOnlyList<Entry> Entries,
    IReadOnlyList<AwaitedTask> Awaited,
    int Alarms
)
{
    /// <summary>All whistles, in six statements: a run has few.</summary>
    public const string Sql = """
        select whistle_id, unit_id, leader_id, escalate_minutes, head_seq, closed_at from coordination.whistle order by whistle_id;
        select whistle_id, case_id from coordination.whistle_case;
        select s.whistle_id, s.unit_id, s.report_by, s.arrived_at, (select count(*) from coordination.escalation e
            where (e.whistle_id, e.unit_id) = (s.whistle_id, s.unit_id))::int as escalations from coordination.summons s;
        select whistle_id, seq, at, actor, kind, data::text as data from coordination.entry order by seq;
        select whistle_id, task_id, due_at, level, next_at, met_at from coordination.deadline;
        select whistle_id, count(*)::int as alarms from coordination.alarm group by whistle_id;
        """;

    /// <summary>Its name, for what is told.</summary>
    public string Name => $"whistle {Id:N}";

    /// <summary>Reads what those statements answer.</summary>
    public static async Task<IReadOnlyList<WhistleEvidence>> ReadAsync(SqlMapper.GridReader all)
    {
        var rows = (await all.ReadAsync<Row>()).AsList();
        var cases = (await all.ReadAsync<OfCase>()).ToLookup(
            row => row.WhistleId,
            row => row.CaseId
        );
        var called = (await all.ReadAsync<Summoned>()).ToLookup(row => row.WhistleId);
        var entries = (await all.ReadAsync<Written>()).ToLookup(row => row.WhistleId);
        var awaited = (await all.ReadAsync<Waiting>()).ToLookup(row => row.WhistleId);
        var alarms = (await all.ReadAsync<(Guid WhistleId, int Alarms)>()).ToDictionary(
            row => row.WhistleId,
            row => row.Alarms
        );
        return
        [
            .. rows.Select(row => new WhistleEvidence(
                row.WhistleId,
                row.UnitId,
                row.LeaderId,
                row.EscalateMinutes,
                row.HeadSeq,
                row.ClosedAt,
                [.. cases[row.WhistleId]],
                [
                    .. called[row.WhistleId]
                        .Select(one => new CalledUnit(
                            one.UnitId,
                            one.ReportBy,
                            one.ArrivedAt,
                            one.Escalations
                        )),
                ],
                [
                    .. entries[row.WhistleId]
                        .Select(one => new Entry(
                            row.WhistleId,
                            one.Seq,
                            one.At,
                            one.Actor,
                            one.Kind,
                            JsonElement.Parse(one.Data)
                        )),
                ],
                [
                    .. awaited[row.WhistleId]
                        .Select(one => new AwaitedTask(
                            one.TaskId,
                            one.DueAt,
                            one.Level,
                            one.NextAt,
                            one.MetAt
                        )),
                ],
                alarms.GetValueOrDefault(row.WhistleId)
            )),
        ];
    }

    private sealed record Row(
        Guid WhistleId,
        Guid UnitId,
        Guid? LeaderId,
        int EscalateMinutes,
        int HeadSeq,
        DateTimeOffset? ClosedAt
    );

    private sealed record OfCase(Guid WhistleId, Guid CaseId);

    private sealed record Summoned(
        Guid WhistleId,
        Guid UnitId,
        DateTimeOffset ReportBy,
        DateTimeOffset? ArrivedAt,
        int Escalations
    );

    private sealed record Waiting(
        Guid WhistleId,
        Guid TaskId,
        DateTimeOffset DueAt,
        int Level,
        DateTimeOffset? NextAt,
        DateTimeOffset? MetAt
    );

    private sealed record Written(
        Guid WhistleId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data
    );
}
