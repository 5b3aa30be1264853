using System.Text.Json;
using Dapper;
using Jiban.Simulation.City;
using Jiban.Simulation.Invariants;
using NetTopologySuite.Geometries;

namespace Jiban.Simulation;

/// <summary>An entry of the journal, as it stands in the store.</summary>
internal sealed record Entry(
    Guid CaseId,
    int Seq,
    DateTimeOffset At,
    string Actor,
    string Kind,
    JsonElement Data
)
{
    /// <summary>A fact of it; null when it has none of this name.</summary>
    public JsonElement? Fact(string name) =>
        Data.TryGetProperty(name, out var fact) && fact.ValueKind != JsonValueKind.Null
            ? fact
            : null;

    /// <summary>A fact that is a time.</summary>
    public DateTimeOffset? Time(string name) => Fact(name)?.GetDateTimeOffset();
}

/// <summary>The row of a case, as it stands in the store; the columns that the checks need.</summary>
internal sealed record CaseRow(
    Guid CaseId,
    string Number,
    string State,
    Guid UnitId,
    bool HasPerson,
    Guid? ParentId,
    string? Abuse,
    bool Confidential,
    string Urgency,
    Guid? SignedBy,
    Guid? ResolvedBy,
    DateTimeOffset? DueDispatch,
    DateTimeOffset? DueSign,
    DateTimeOffset? DueContact,
    DateTimeOffset? DueResolve,
    DateTimeOffset? DueReview,
    DateTimeOffset? DueCallBack,
    DateTimeOffset? DueFollowUp,
    DateTimeOffset? DueControl,
    DateTimeOffset? DueProgress,
    DateTimeOffset? SuspendedUntil,
    DateTimeOffset? ContactedAt,
    int CallBackTries,
    int HeadSeq,
    Guid? Verifier,
    DateTimeOffset? DueVerify,
    int? LonE7,
    int? LatE7
)
{
    /// <summary>Where it is; the middle of nowhere when nobody knows.</summary>
    public Point Point => new((LonE7 ?? 0) / 1e7, (LatE7 ?? 0) / 1e7);
}

/// <summary>A row of the deadlines.</summary>
internal sealed record DeadlineRow(
    Guid CaseId,
    string Kind,
    DateTimeOffset DueAt,
    DateTimeOffset? MetAt
);

/// <summary>A shift of an inspector.</summary>
internal sealed record ShiftRow(
    Guid InspectorId,
    Guid RegionId,
    DateTimeOffset EndsAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt
);

/// <summary>A case with everything that stands of it.</summary>
internal sealed record CaseEvidence(
    CaseRow Row,
    IReadOnlyList<Entry> Entries,
    IReadOnlyList<DeadlineRow> Deadlines
)
{
    /// <summary>Its number, for what is told.</summary>
    public string Name => Row.Number;

    /// <summary>The own fold of its entries.</summary>
    public Story Story { get; } = Story.Of(Entries);

    /// <summary>Whether it waits for an inspector's look. What is joined to an incident goes the way of its lead.</summary>
    public bool AwaitsLook =>
        Story is { State: "queued", Verifier: not null }
        && Incidents.LeadAt(this, int.MaxValue) is null;
}

/// <summary>What stands in the store at a moment, read as its owner, past the host and the wire.</summary>
/// <param name="IsWhole">All cases, and the clocks have acted; else only those that a step touched.</param>
internal sealed record Evidence(
    Town Town,
    Staff Staff,
    Ledger Ledger,
    DateTimeOffset Now,
    bool IsWhole,
    IReadOnlyList<CaseEvidence> Cases,
    IReadOnlyList<WhistleEvidence> Whistles,
    IReadOnlyList<ShiftRow> Shifts
)
{
    /// <summary>Whether the link to the city held long enough for everything to arrive there.</summary>
    public bool HasArrived { get; init; }

    /// <summary>Reads some cases, or all.</summary>
    public static async Task<Evidence> ReadAsync(
        Town town,
        Staff staff,
        Ledger ledger,
        IReadOnlyCollection<Guid>? some
    )
    {
        await using var connection = await town.Store.Owner.OpenConnectionAsync();
        var where = some is null ? "" : "where case_id = any(@ids)";
        await using var all = await connection.QueryMultipleAsync(
            $"""
            select case_id, number, state, unit_id, has_person, parent_id, abuse, confidential, urgency, signed_by, resolved_by,
                due_dispatch, due_sign, due_contact, due_resolve, due_review, due_call_back, due_follow_up, due_control, due_progress, suspended_until, contacted_at,
                call_back_tries, head_seq, verifier, due_verify, lon_e7, lat_e7
            from cases.case_file {where} order by number;
            select case_id, seq, at, actor, kind, data::text as data from platform.journal {where} order by seq;
            select case_id, kind, due_at, met_at from cases.deadline {where} order by kind;
            select inspector_id, region_id, ends_at, started_at, ended_at from patrol.shift;
            {WhistleEvidence.Sql}
            """,
            new { ids = some?.ToArray() }
        );
        var rows = (await all.ReadAsync<CaseRow>()).AsList();
        var entries = (await all.ReadAsync<Written>()).ToLookup(
            row => row.CaseId,
            row => new Entry(
                row.CaseId,
                row.Seq,
                row.At,
                row.Actor,
                row.Kind,
                JsonElement.Parse(row.Data)
            )
        );
        var deadlines = (await all.ReadAsync<DeadlineRow>()).ToLookup(row => row.CaseId);
        var shifts = (await all.ReadAsync<ShiftRow>()).AsList();
        return new Evidence(
            town,
            staff,
            ledger,
            town.Clock.GetUtcNow(),
            some is null,
            [
                .. rows.Select(row => new CaseEvidence(
                    row,
                    [.. entries[row.CaseId]],
                    [.. deadlines[row.CaseId]]
                )),
            ],
            await WhistleEvidence.ReadAsync(all),
            shifts
        );
    }

    private sealed record Written(
        Guid CaseId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data
    );
}
