using Dapper;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>A row of the tally: what one unit answers for in one period, apart for the street's own channels and for 12345.</summary>
internal readonly record struct TallyKey(int Period, Guid UnitId, bool Own);

/// <summary>The sums of <c>assessment.outcome</c>, kept by difference.</summary>
internal static class TallyTable
{
    /// <summary>Adds differences (which may be negative) to the sums; a row that comes to nothing goes.</summary>
    public static Task AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyDictionary<TallyKey, Counts> differences,
        CancellationToken cancellation
    )
    {
        // In one order, so that two writers could never hold each other up.
        var rows = differences
            .OrderBy(row => row.Key.Period)
            .ThenBy(row => row.Key.UnitId)
            .ThenBy(row => row.Key.Own)
            .ToArray();
        return connection.ExecuteAsync(
            new CommandDefinition(
                """
                with difference as (
                    select * from unnest(@Periods, @Units, @Own, @Accepted, @Completed, @Valid, @Contacted, @Solved, @Satisfied, @Basically)
                        as d (period, unit_id, own, accepted, completed, valid, contacted, solved, satisfied, basically_satisfied))
                insert into assessment.tally as t select * from difference
                on conflict (period, unit_id, own) do update set
                    accepted = t.accepted + excluded.accepted,
                    completed = t.completed + excluded.completed,
                    valid = t.valid + excluded.valid,
                    contacted = t.contacted + excluded.contacted,
                    solved = t.solved + excluded.solved,
                    satisfied = t.satisfied + excluded.satisfied,
                    basically_satisfied = t.basically_satisfied + excluded.basically_satisfied;
                delete from assessment.tally t using unnest(@Periods, @Units, @Own) as d (period, unit_id, own)
                where t.period = d.period and t.unit_id = d.unit_id and t.own = d.own and t.accepted = 0
                """,
                new
                {
                    Periods = rows.Select(row => row.Key.Period).ToArray(),
                    Units = rows.Select(row => row.Key.UnitId).ToArray(),
                    Own = rows.Select(row => row.Key.Own).ToArray(),
                    Accepted = rows.Select(row => row.Value.Accepted).ToArray(),
                    Completed = rows.Select(row => row.Value.Completed).ToArray(),
                    Valid = rows.Select(row => row.Value.Valid).ToArray(),
                    Contacted = rows.Select(row => row.Value.Contacted).ToArray(),
                    Solved = rows.Select(row => row.Value.Solved).ToArray(),
                    Satisfied = rows.Select(row => row.Value.Satisfied).ToArray(),
                    Basically = rows.Select(row => row.Value.BasicallySatisfied).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>The sums of a period by unit, for a group of channels.</summary>
    public static async Task<Dictionary<Guid, Counts>> ReadAsync(
        NpgsqlConnection connection,
        Period period,
        ChannelGroup channels,
        CancellationToken cancellation,
        NpgsqlTransaction? transaction = null
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select unit_id, sum(accepted)::bigint as accepted, sum(completed)::bigint as completed, sum(valid)::bigint as valid,
                       sum(contacted)::bigint as contacted, sum(solved)::bigint as solved, sum(satisfied)::bigint as satisfied,
                       sum(basically_satisfied)::bigint as basically_satisfied
                from assessment.tally
                where period = @Period and (@Own::boolean is null or own = @Own)
                group by unit_id
                """,
                new { Period = period.Number, Own = channels.Own() },
                transaction,
                cancellationToken: cancellation
            )
        );
        return rows.ToDictionary(
            row => row.UnitId,
            row => new Counts(
                row.Accepted,
                row.Completed,
                row.Valid,
                row.Contacted,
                row.Solved,
                row.Satisfied,
                row.BasicallySatisfied
            )
        );
    }

    private sealed record Row(
        Guid UnitId,
        long Accepted,
        long Completed,
        long Valid,
        long Contacted,
        long Solved,
        long Satisfied,
        long BasicallySatisfied
    );
}
