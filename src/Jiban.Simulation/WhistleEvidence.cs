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
    IReadOnlyList<Entry> Entries
)
{
    /// <summary>All whistles, in four statements: a run has few.</summary>
    public const string Sql = """
        select whistle_id, unit_id, leader_id, escalate_minutes, head_seq, closed_at from coordination.whistle order by whistle_id;
        select whistle_id, case_id from coordination.whistle_case;
        select s.whistle_id, s.unit_id, s.report_by, s.arrived_at, (select count(*) from coordination.escalation e
            where (e.whistle_id, e.unit_id) = (s.whistle_id, s.unit_id))::int as escalations from coordination.summons s;
        select whistle_id, seq, at, actor, kind, data::text as data from coordination.entry order by seq;
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
                ]
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

    private sealed record Written(
        Guid WhistleId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data
    );
}
