using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases;

/// <summary>A piece of free text that belongs to a journal row.</summary>
internal sealed record StoredText(int Seq, byte[] Box);

/// <summary>An attachment of a case.</summary>
internal sealed record Attachment(Guid FileId, int Seq, string Purpose, int Ordinal)
{
    /// <summary>The purpose of what is heard; everything else is a picture.</summary>
    public const string Recording = "recording";

    public bool IsRecording => Purpose == Recording;

    /// <summary>
    /// Whether the requester may look at it: his own photos, and those of the place as it was found, left and looked at again. What a unit puts beside what it asks for,
    /// a meeting or its help is between units.
    /// </summary>
    public bool IsForRequester =>
        Purpose is "report" or "verification" or "after" or "reinspection";
}

/// <summary>What is kept of a case's key and people.</summary>
internal sealed record StoredSecrets(byte[]? Wrapped, DateTimeOffset? ErasedAt, byte[]? People);

/// <summary>The rows of one case.</summary>
internal static class CaseStore
{
    /// <summary>Loads a case; null when there is none.</summary>
    public static Task<CaseFile?> LoadAsync(
        NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<CaseFile>(
            new CommandDefinition(
                $"select {CaseColumns.Select} from cases.case_file where case_id = @caseId",
                new { caseId },
                cancellationToken: cancellation
            )
        );

    /// <summary>Loads some cases, in order of id; an unknown one is left out.</summary>
    public static async Task<IReadOnlyList<CaseFile>> LoadAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"select {CaseColumns.Select} from cases.case_file where case_id = any(@ids) order by case_id",
                    new { ids = cases.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>Loads a case and holds it until the transaction ends: of two people who act at once, the second sees what the first did.</summary>
    public static Task<CaseFile?> LoadForChangeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<CaseFile>(
            new CommandDefinition(
                $"select {CaseColumns.Select} from cases.case_file where case_id = @caseId for update",
                new { caseId },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>
    /// Loads some cases and holds them until the transaction ends. They are taken in order of id, so that two who hold the same cases can't
    /// lock each other out. An unknown case is left out.
    /// </summary>
    public static async Task<IReadOnlyList<CaseFile>> LoadForChangeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"select {CaseColumns.Select} from cases.case_file where case_id = any(@ids) order by case_id for update",
                    new { ids = cases.ToArray() },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>Loads a case and holds it, unless somebody holds it already; null then, and when there is none.</summary>
    public static Task<CaseFile?> LoadIfFreeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<CaseFile>(
            new CommandDefinition(
                $"select {CaseColumns.Select} from cases.case_file where case_id = @caseId for update skip locked",
                new { caseId },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>The case of a number; null when there is none.</summary>
    public static Task<Guid?> FindAsync(
        NpgsqlConnection connection,
        string number,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(
                "select case_id from cases.case_number where number = @number",
                new { number },
                cancellationToken: cancellation
            )
        );

    /// <summary>Writes the fold, when the row's head is still the one that was loaded. False otherwise.</summary>
    public static async Task<bool> UpdateAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile after,
        int seqBefore,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(UpdateCommand(after, seqBefore));
        return await batch.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>The writing of the fold as one command among others of a batch: it changes no row when the head is another.</summary>
    public static NpgsqlBatchCommand UpdateCommand(CaseFile after, int seqBefore)
    {
        var command = new NpgsqlBatchCommand(CaseColumns.Update);
        CaseColumns.Bind(command.Parameters, [after]);
        command.Parameters.Add(new NpgsqlParameter { Value = after.CaseId });
        command.Parameters.Add(new NpgsqlParameter { Value = seqBefore });
        return command;
    }

    /// <summary>
    /// Brings the deadline rows in step with the fold. A clock that starts now is looked at when half of its time is over: nothing has to be
    /// told earlier, and most are met by then. One that nobody looks at any more is looked at again: it may run now, and did not before.
    /// </summary>
    public static async Task UpdateDeadlinesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile after,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(DeadlinesCommand(after, now));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The same as one command among others of a batch.</summary>
    public static NpgsqlBatchCommand DeadlinesCommand(CaseFile after, DateTimeOffset now)
    {
        var rows = DeadlineRow.Of(after).ToList();
        var command = new NpgsqlBatchCommand(
            """
            with gone as (delete from cases.deadline where case_id = $5 and kind <> all($2))
            insert into cases.deadline (case_id, kind, due_at, met_at, started_at, next_at)
            select c, k, d, m, $6, case when m is null then $6 + (d - $6) / 2 end from unnest($1, $2, $3, $4) n (c, k, d, m)
            on conflict (case_id, kind) do update set due_at = excluded.due_at, met_at = excluded.met_at,
                started_at = case when deadline.due_at = excluded.due_at then deadline.started_at else excluded.started_at end,
                level = case when deadline.due_at = excluded.due_at then deadline.level else 0 end,
                next_at = case when excluded.met_at is not null then null
                    when deadline.due_at = excluded.due_at then coalesce(deadline.next_at, $6) else excluded.next_at end
            """
        );
        const NpgsqlDbType times = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
        command.Parameters.Add(new() { Value = rows.Select(row => row.CaseId).ToArray() });
        command.Parameters.Add(new() { Value = rows.Select(row => Words.Of(row.Step)).ToArray() });
        command.Parameters.Add(
            new()
            {
                Value = rows.Select(row => row.DueAt.UtcDateTime).ToArray(),
                NpgsqlDbType = times,
            }
        );
        command.Parameters.Add(
            new()
            {
                Value = rows.Select(row => row.MetAt?.UtcDateTime).ToArray(),
                NpgsqlDbType = times,
            }
        );
        command.Parameters.Add(new() { Value = after.CaseId });
        command.Parameters.Add(
            new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz }
        );
        return command;
    }

    /// <summary>
    /// Brings the rows of the helping units, and of those that are called together, in step with the fold. The unit that has the case finds it anyway, and who
    /// helps and is called too is one row, that of the help.
    /// </summary>
    public static Task UpdateAssistingAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile after,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                with gone as (delete from cases.assisting where case_id = @CaseId and unit_id <> all(@units))
                insert into cases.assisting (case_id, unit_id, open, convened)
                select @CaseId, unit, unit = any(@open) or unit <> all(@helping), unit <> all(@helping) from unnest(@units) u (unit)
                on conflict (case_id, unit_id) do update set open = excluded.open, convened = excluded.convened
                """,
                new
                {
                    after.CaseId,
                    helping = after.AssistingUnits.ToArray(),
                    units = after
                        .AssistingUnits.Union(
                            after.ConvenedUnits.Where(unit => unit != after.UnitId)
                        )
                        .ToArray(),
                    open = after.AssistingOpenUnits.ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>The numbers of some cases.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NumbersAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(Guid Id, string Number)>(
                new CommandDefinition(
                    "select case_id, number from cases.case_file where case_id = any(@ids)",
                    new { ids = cases.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.Id, row => row.Number);

    /// <summary>The wrapped key and the box of the people.</summary>
    public static Task<StoredSecrets> SecretsAsync(
        NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<StoredSecrets>(
            new CommandDefinition(
                """
                select k.wrapped, k.erased_at, r.box as people
                from cases.case_key k left join cases.requester r using (case_id) where k.case_id = @caseId
                """,
                new { caseId },
                cancellationToken: cancellation
            )
        );

    /// <summary>The texts of a case, in order.</summary>
    public static async Task<IReadOnlyList<StoredText>> TextsAsync(
        NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<StoredText>(
                new CommandDefinition(
                    "select seq, box from cases.text where case_id = @caseId order by seq",
                    new { caseId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>The attachments of a case, in order.</summary>
    public static async Task<IReadOnlyList<Attachment>> AttachmentsAsync(
        NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Attachment>(
                new CommandDefinition(
                    "select file_id, seq, purpose, ordinal from cases.attachment where case_id = @caseId order by seq, ordinal",
                    new { caseId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
}
