using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>
/// Follows the journal into <c>assessment.outcome</c> (a row per case) and <c>assessment.tally</c> (the sums). A batch costs three
/// statements however many cases it touches: read their outcomes, fold in memory, write the outcomes, add the differences to the sums.
/// </summary>
internal sealed class OutcomeProjection : IProjection
{
    /// <summary>Under which its checkpoint stands. A fold that changed takes a new name, and a migration empties the tables: it follows from the first entry.</summary>
    public const string Checkpoint = "assessment.outcome.3";

    /// <inheritdoc/>
    public string Name => Checkpoint;

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var calendar = await FormulaBook.ForFoldingAsync(connection, transaction, cancellation);
        var before = await LoadAsync(
            connection,
            transaction,
            [.. entries.Select(entry => entry.CaseId).Distinct()],
            cancellation
        );
        var after = Fold(before, entries, calendar);
        if (after.Count == 0)
        {
            return;
        }

        await WriteAsync(connection, transaction, after, cancellation);
        await TallyTable.AddAsync(
            connection,
            transaction,
            Differences(before, after),
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "truncate assessment.outcome, assessment.tally",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>The outcomes that the entries change.</summary>
    internal static List<Outcome> Fold(
        Dictionary<Guid, Outcome> before,
        IEnumerable<JournalEntry> entries,
        PeriodCalendar calendar
    )
    {
        var after = new Dictionary<Guid, Outcome>();
        foreach (var entry in entries)
        {
            var outcome =
                after.GetValueOrDefault(entry.CaseId) ?? before.GetValueOrDefault(entry.CaseId);
            after[entry.CaseId] = Outcome.After(outcome, entry, calendar);
        }

        return
        [
            .. after.Values.Where(outcome => outcome != before.GetValueOrDefault(outcome.CaseId)),
        ];
    }

    /// <summary>New contributions minus old ones, by the row of the tally that they belong to; rows that stay as they are left out.</summary>
    private static Dictionary<TallyKey, Counts> Differences(
        Dictionary<Guid, Outcome> before,
        List<Outcome> after
    )
    {
        var differences = new Dictionary<TallyKey, Counts>();
        foreach (var outcome in after)
        {
            if (before.GetValueOrDefault(outcome.CaseId) is { } old)
            {
                Add(old, -old.Contribution);
            }

            Add(outcome, outcome.Contribution);
        }

        return differences
            .Where(difference => difference.Value != default)
            .ToDictionary(difference => difference.Key, difference => difference.Value);

        void Add(Outcome outcome, Counts counts)
        {
            if (outcome.UnitId is { } unit)
            {
                var key = new TallyKey(outcome.Period, unit, outcome.Own);
                differences[key] = differences.GetValueOrDefault(key) + counts;
            }
        }
    }

    private static async Task<Dictionary<Guid, Outcome>> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid[] cases,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Outcome>(
            new CommandDefinition(
                """
                select case_id, seq, number, own, has_person, period, received_at, unit_id, completed_at, closed_at,
                       valid, contacted, solved, satisfied, basically_satisfied, left_out
                from assessment.outcome where case_id = any(@cases)
                """,
                new { cases },
                transaction,
                cancellationToken: cancellation
            )
        );
        return rows.ToDictionary(outcome => outcome.CaseId);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<Outcome> outcomes,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into assessment.outcome (case_id, seq, number, own, has_person, period, received_at, unit_id,
                    completed_at, closed_at, valid, contacted, solved, satisfied, basically_satisfied, left_out)
                select * from unnest(@Cases, @Seqs, @Numbers, @Own, @Persons, @Periods, @Received, @Units,
                    @Completed, @Closed, @Valid, @Contacted, @Solved, @Satisfied, @Basically, @LeftOut)
                on conflict (case_id) do update set
                    seq = excluded.seq, unit_id = excluded.unit_id, completed_at = excluded.completed_at,
                    closed_at = excluded.closed_at, valid = excluded.valid, contacted = excluded.contacted,
                    solved = excluded.solved, satisfied = excluded.satisfied,
                    basically_satisfied = excluded.basically_satisfied, left_out = excluded.left_out
                """,
                new
                {
                    Cases = Column(outcomes, outcome => outcome.CaseId),
                    Seqs = Column(outcomes, outcome => outcome.Seq),
                    Numbers = Column(outcomes, outcome => outcome.Number),
                    Own = Column(outcomes, outcome => outcome.Own),
                    Persons = Column(outcomes, outcome => outcome.HasPerson),
                    Periods = Column(outcomes, outcome => outcome.Period),
                    Received = Column(outcomes, outcome => outcome.ReceivedAt.ToUniversalTime()),
                    Units = Column(outcomes, outcome => outcome.UnitId),
                    Completed = Column(outcomes, outcome => outcome.CompletedAt?.ToUniversalTime()),
                    Closed = Column(outcomes, outcome => outcome.ClosedAt?.ToUniversalTime()),
                    Valid = Column(outcomes, outcome => outcome.Valid),
                    Contacted = Column(outcomes, outcome => outcome.Contacted),
                    Solved = Column(outcomes, outcome => outcome.Solved),
                    Satisfied = Column(outcomes, outcome => outcome.Satisfied),
                    Basically = Column(outcomes, outcome => outcome.BasicallySatisfied),
                    LeftOut = Column(outcomes, outcome => outcome.LeftOut?.ToString()),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    private static T[] Column<T>(List<Outcome> outcomes, Func<Outcome, T> value) =>
        [.. outcomes.Select(value)];
}
