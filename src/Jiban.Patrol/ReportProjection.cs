using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Patrol;

/// <summary>Follows the journal into <c>patrol.report</c>; of the cases that nobody on patrol reported it keeps nothing.</summary>
internal sealed class ReportProjection : IProjection
{
    internal const string Columns =
        "case_id, seq, inspector_id, number, received_at, class_code, place_name, lon_e7, lat_e7, state, unit_id, inbox_at, reinspect_on, closed_at, found_at, reworks, check_due_on, checked_at, is_void, filed_by";

    /// <inheritdoc/>
    public string Name => "patrol.report";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var reports = await LoadAsync(connection, transaction, entries, cancellation);
        var changed = new HashSet<Guid>();
        foreach (var entry in entries)
        {
            var before = reports.GetValueOrDefault(entry.CaseId);
            if (Report.After(before, entry) is { } after && after != before)
            {
                reports[entry.CaseId] = after;
                changed.Add(entry.CaseId);
            }
        }

        if (changed.Count > 0)
        {
            await WriteAsync(
                connection,
                transaction,
                [.. changed.Select(caseId => reports[caseId])],
                cancellation
            );
        }
    }

    /// <inheritdoc/>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "truncate patrol.report, patrol.report_unit",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );

    private static async Task<Dictionary<Guid, Report>> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var ids = entries.Select(entry => entry.CaseId).Distinct().ToArray();
        var rows = await connection.QueryAsync<Report>(
            new CommandDefinition(
                $"select {Columns} from patrol.report where case_id = any(@cases)",
                new { cases = ids },
                transaction,
                cancellationToken: cancellation
            )
        );
        var holders = await HoldersAsync(connection, transaction, ids, cancellation);
        return rows.ToDictionary(
            report => report.CaseId,
            report => report with { Holders = [.. holders[report.CaseId]] }
        );
    }

    /// <summary>Every unit that had some reports, in the order in which they first did.</summary>
    internal static async Task<ILookup<Guid, HeldBy>> HoldersAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        Guid[] cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(
                Guid CaseId,
                Guid UnitId,
                DateTimeOffset InboxAt,
                int Returns,
                int Reworks
            )>(
                new CommandDefinition(
                    """
                    select case_id, unit_id, inbox_at, returns, reworks from patrol.report_unit
                    where case_id = any(@cases) order by case_id, inbox_at, unit_id
                    """,
                    new { cases },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(
            row => row.CaseId,
            row => new HeldBy(row.UnitId, row.InboxAt, row.Returns, row.Reworks)
        );

    private static async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Report[] reports,
        CancellationToken cancellation
    )
    {
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                insert into patrol.report ({Columns})
                select * from unnest(@Cases, @Seqs, @Inspectors, @Numbers, @Received, @Classes, @Places, @Lons, @Lats, @States,
                    @Units, @Inboxes, @Days, @Closed, @Found, @Reworks, @CheckDays, @Checked, @Voids, @Filed)
                on conflict (case_id) do update set
                    seq = excluded.seq, class_code = excluded.class_code, state = excluded.state, unit_id = excluded.unit_id,
                    inbox_at = excluded.inbox_at, reinspect_on = excluded.reinspect_on, closed_at = excluded.closed_at, reworks = excluded.reworks,
                    check_due_on = excluded.check_due_on, checked_at = excluded.checked_at, is_void = excluded.is_void,
                    filed_by = excluded.filed_by
                """,
                new
                {
                    Cases = Column(report => report.CaseId),
                    Seqs = Column(report => report.Seq),
                    Inspectors = Column(report => report.InspectorId),
                    Numbers = Column(report => report.Number),
                    Received = Column(report => report.ReceivedAt.ToUniversalTime()),
                    Classes = Column(report => report.ClassCode),
                    Places = Column(report => report.PlaceName),
                    Lons = Column(report => report.LonE7),
                    Lats = Column(report => report.LatE7),
                    States = Column(report => Words.Of(report.State)),
                    Units = Column(report => report.UnitId),
                    Inboxes = Column(report => report.InboxAt?.ToUniversalTime()),
                    Days = Column(report => report.ReinspectOn),
                    Closed = Column(report => report.ClosedAt?.ToUniversalTime()),
                    Found = Column(report => report.FoundAt?.ToUniversalTime()),
                    Reworks = Column(report => report.Reworks),
                    CheckDays = Column(report => report.CheckDueOn),
                    Checked = Column(report => report.CheckedAt?.ToUniversalTime()),
                    Voids = Column(report => report.IsVoid),
                    Filed = Column(report => report.FiledBy),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

        await WriteHoldersAsync(connection, transaction, reports, cancellation);

        T[] Column<T>(Func<Report, T> value) => [.. reports.Select(value)];
    }

    private static async Task WriteHoldersAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Report[] reports,
        CancellationToken cancellation
    )
    {
        var held = reports
            .SelectMany(report => report.Holders.Select(one => (report.CaseId, Held: one)))
            .ToList();
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into patrol.report_unit (case_id, unit_id, inbox_at, returns, reworks)
                select * from unnest(@Cases, @Units, @Inboxes, @Returns, @Reworks)
                on conflict (case_id, unit_id) do update set returns = excluded.returns, reworks = excluded.reworks
                """,
                new
                {
                    Cases = held.Select(one => one.CaseId).ToArray(),
                    Units = held.Select(one => one.Held.UnitId).ToArray(),
                    Inboxes = held.Select(one => one.Held.InboxAt.ToUniversalTime()).ToArray(),
                    Returns = held.Select(one => one.Held.Returns).ToArray(),
                    Reworks = held.Select(one => one.Held.Reworks).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
    }
}
