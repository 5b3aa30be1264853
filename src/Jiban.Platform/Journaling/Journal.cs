using System.Text;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Store;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Platform.Journaling;

/// <summary>The journal: append-only, the truth of every case (docs/architecture.md). The application role can't update or delete it.</summary>
public static class Journal
{
    private const string Columns = "case_id, seq, at, actor, kind, data::text as data";

    /// <summary>Writes entries, of one case or of many, in the caller's transaction.</summary>
    /// <exception cref="PostgresException">23505 when somebody else wrote the same sequence of a case meanwhile.</exception>
    public static async Task AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<ChainedEntry> entries,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(AppendCommand(entries));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The writing of entries as one command among others of a batch.</summary>
    public static NpgsqlBatchCommand AppendCommand(IReadOnlyList<ChainedEntry> entries)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into platform.journal (case_id, seq, at, actor, kind, data, hash)
            select * from unnest($1, $2, $3, $4, $5, $6::jsonb[], $7)
            """
        );
        command.Parameters.Add(new() { Value = entries.Select(row => row.Entry.CaseId).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(row => row.Entry.Seq).ToArray() });
        command.Parameters.Add(
            new()
            {
                Value = entries.Select(row => row.Entry.At.UtcDateTime).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            }
        );
        command.Parameters.Add(new() { Value = entries.Select(row => row.Entry.Actor).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(row => row.Entry.Kind).ToArray() });
        command.Parameters.Add(
            new()
            {
                Value = entries.Select(row => Encoding.UTF8.GetString(row.Canonical)).ToArray(),
            }
        );
        command.Parameters.Add(new() { Value = entries.Select(row => row.Hash).ToArray() });
        return command;
    }

    /// <summary>All entries of a case, in order.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(
        NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"select {Columns} from platform.journal where case_id = @caseId order by seq",
                new { caseId },
                cancellationToken: cancellation
            )
        );
        return [.. rows.Select(row => row.ToEntry())];
    }

    /// <summary>All entries of some cases, those of each in order.</summary>
    public static async Task<ILookup<Guid, JournalEntry>> ReadAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"select {Columns} from platform.journal where case_id = any(@ids) order by case_id, seq",
                new { ids = cases.ToArray() },
                cancellationToken: cancellation
            )
        );
        return rows.ToLookup(row => row.CaseId, row => row.ToEntry());
    }

    /// <summary>The journal's month partitions.</summary>
    public static MonthPartitions Months(Database database) => new(database, "platform", "journal");

    internal sealed record Row(
        Guid CaseId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data
    )
    {
        internal JournalEntry ToEntry() =>
            new(CaseId, Seq, At, Actor, Kind, JsonElement.Parse(Data));
    }
}
