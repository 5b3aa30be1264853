using Jiban.Platform.Journaling;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases;

/// <summary>The rows of new cases, many in one round trip.</summary>
internal static class CaseInsert
{
    private const NpgsqlDbType Times = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;

    /// <summary>Inserts everything of some cases, their journal entries last.</summary>
    public static void Write(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<NewCase> cases
    )
    {
        using var batch = new NpgsqlBatch(connection, transaction);
        var files = new NpgsqlBatchCommand(CaseColumns.Insert);
        CaseColumns.Bind(files.Parameters, [.. cases.Select(one => one.File)]);
        batch.BatchCommands.Add(files);

        var ids = cases.Select(one => one.File.CaseId).ToArray();
        batch.BatchCommands.Add(
            Command(
                "insert into cases.case_number (number, case_id) select * from unnest($1, $2)",
                cases.Select(one => one.File.Number).ToArray(),
                ids
            )
        );
        batch.BatchCommands.Add(
            Command(
                "insert into cases.case_key (case_id, wrapped) select * from unnest($1, $2)",
                ids,
                cases.Select(one => one.WrappedKey).ToArray()
            )
        );
        var withText = cases.Where(one => one.TextBox is not null).ToList();
        batch.BatchCommands.Add(
            Command(
                "insert into cases.text (case_id, seq, box) select case_id, 1, box from unnest($1, $2) t (case_id, box)",
                withText.Select(one => one.File.CaseId).ToArray(),
                withText.Select(one => one.TextBox!).ToArray()
            )
        );
        batch.BatchCommands.Add(DeadlineRows(cases));
        var withPeople = cases.Where(one => one.PeopleBox is not null).ToList();
        if (withPeople.Count > 0)
        {
            batch.BatchCommands.Add(
                Command(
                    "insert into cases.requester (case_id, box, phone_hash, reporter_phone_hash) select * from unnest($1, $2, $3, $4)",
                    withPeople.Select(one => one.File.CaseId).ToArray(),
                    withPeople.Select(one => one.PeopleBox!).ToArray(),
                    withPeople.Select(one => one.PhoneHash).ToArray(),
                    withPeople.Select(one => one.ReporterPhoneHash).ToArray()
                )
            );
        }

        var attachments = cases
            .SelectMany(one =>
                one.Uploads.Select(
                        (file, i) => (one.File.CaseId, File: file, Word: "report", Ordinal: i)
                    )
                    .Concat(
                        one.Recordings.Select(
                            (file, i) =>
                                (
                                    one.File.CaseId,
                                    File: file,
                                    Word: Attachment.Recording,
                                    Ordinal: i
                                )
                        )
                    )
            )
            .ToList();
        if (attachments.Count > 0)
        {
            batch.BatchCommands.Add(
                Command(
                    "insert into cases.attachment (case_id, file_id, seq, purpose, ordinal) select case_id, file_id, 1, purpose, ordinal from unnest($1, $2, $3, $4) a (case_id, file_id, purpose, ordinal)",
                    attachments.Select(one => one.CaseId).ToArray(),
                    attachments.Select(one => one.File).ToArray(),
                    attachments.Select(one => one.Word).ToArray(),
                    attachments.Select(one => one.Ordinal).ToArray()
                )
            );
        }

        var helping = cases
            .SelectMany(one =>
                one.File.AssistingUnits.Select(unit => (one.File.CaseId, Unit: unit))
            )
            .ToList();
        if (helping.Count > 0)
        {
            batch.BatchCommands.Add(
                Command(
                    "insert into cases.assisting (case_id, unit_id, open) select case_id, unit_id, true from unnest($1, $2) a (case_id, unit_id)",
                    helping.Select(one => one.CaseId).ToArray(),
                    helping.Select(one => one.Unit).ToArray()
                )
            );
        }

        batch.BatchCommands.Add(Journal.AppendCommand([.. cases.SelectMany(one => one.Entries)]));
        batch.Prepare(); // Once a connection: parsing and planning took a third of what the store did for a case.
        batch.ExecuteNonQuery();
    }

    private static NpgsqlBatchCommand DeadlineRows(IReadOnlyList<NewCase> cases)
    {
        // Thanks that were closed at the door have no clock.
        var open = cases.Where(one => one.File.State != CaseState.Closed).ToList();
        var rows = open.SelectMany(one => DeadlineRow.Of(one.File)).ToList();
        var command = Command(
            """
            insert into cases.deadline (case_id, kind, due_at, started_at, next_at)
            select c, k, d, s, s + (d - s) / 2 from unnest($1, $2, $3, $4) n (c, k, d, s)
            """,
            rows.Select(row => row.CaseId).ToArray(),
            rows.Select(row => Words.Of(row.Step)).ToArray()
        );
        command.Parameters.Add(
            new()
            {
                Value = rows.Select(row => row.DueAt.UtcDateTime).ToArray(),
                NpgsqlDbType = Times,
            }
        );
        command.Parameters.Add(
            new()
            {
                Value = open.SelectMany(one =>
                        DeadlineRow.Of(one.File).Select(_ => one.File.ReceivedAt.UtcDateTime)
                    )
                    .ToArray(),
                NpgsqlDbType = Times,
            }
        );
        return command;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] arrays)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var array in arrays)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = array });
        }

        return command;
    }
}

/// <summary>A deadline as a row, so that turning the clock is one query (docs/architecture.md).</summary>
internal sealed record DeadlineRow(
    Guid CaseId,
    Step Step,
    DateTimeOffset DueAt,
    DateTimeOffset? MetAt
)
{
    /// <summary>The deadlines that a case has, derived from its fold.</summary>
    public static IEnumerable<DeadlineRow> Of(CaseFile file)
    {
        if (file is { AwaitsVerification: true, DueVerify: { } verify })
        {
            yield return new(file.CaseId, Step.Verify, verify, null);
            yield break;
        }

        if (file.DueDispatch is { } dispatch)
        {
            yield return new(
                file.CaseId,
                Step.Dispatch,
                dispatch,
                file.DispatchedAt ?? file.ClosedAt
            );
        }

        if (file.State == CaseState.Queued)
        {
            yield break; // The other clocks start when a unit has the case.
        }

        if (file.State == CaseState.Closed && file.DispatchedAt is null)
        {
            if (file.DueCallBack is { } ask)
            {
                yield return new(file.CaseId, Step.CallBack, ask, null);
            }

            yield break;
        }

        if (file.DueSign is { } sign)
        {
            yield return new(file.CaseId, Step.Sign, sign, file.SignedAt ?? file.ClosedAt);
        }

        if (file is { HasContact: true, DueContact: { } contact })
        {
            yield return new(file.CaseId, Step.Contact, contact, file.ContactedAt ?? file.ClosedAt);
        }

        if (file is { State: not CaseState.Suspended, DueResolve: { } resolve })
        {
            yield return new(file.CaseId, Step.Resolve, resolve, file.ResolvedAt ?? file.ClosedAt);
        }

        // What was promised is settled with the result; where that does not stand, its clock goes on as it was.
        if (file is { State: CaseState.Resolved or CaseState.Closed, DuePromise: { } promise })
        {
            yield return new(file.CaseId, Step.Promise, promise, file.ResolvedAt ?? file.ClosedAt);
        }

        foreach (var (step, at) in file.Running())
        {
            if (step is not (Step.Sign or Step.Contact or Step.Resolve))
            {
                yield return new(file.CaseId, step, at, null);
            }
        }
    }
}
