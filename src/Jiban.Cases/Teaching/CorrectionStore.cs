using Dapper;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Teaching;

/// <summary>A correction with the words of its case, masked.</summary>
/// <param name="LeftOutWhy">Why it must teach nothing; null when it may.</param>
internal sealed record TaughtCorrection(
    Correction Correction,
    string Number,
    string Text,
    DateTimeOffset? LeftOutAt,
    Guid? LeftOutBy,
    string? LeftOutWhy
);

/// <summary>Corrections as they stand in the store; those of an erased requester are gone with the words, and a confidential case teaches nothing: whoever keeps the models reads what is taught.</summary>
internal static class CorrectionStore
{
    private const string From = """
        from cases.correction c join cases.case_key k on k.case_id = c.case_id and k.wrapped is not null
        join cases.case_file f on f.case_id = c.case_id and not f.confidential
        left join cases.correction_left_out o on o.case_id = c.case_id and o.seq = c.seq
        """;

    /// <summary>Names what could be learned: as long as it is the same, another night would learn nothing new.</summary>
    /// <returns>How many, and their name.</returns>
    public static Task<(int Corrections, string Name)> StampAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<(int, string)>(
            new CommandDefinition(
                $"""
                select count(*)::int, coalesce(md5(string_agg(c.case_id::text || ' ' || c.seq, ',' order by c.case_id, c.seq)), '')
                {From} where o.why is null and c.class_before <> c.class_after
                """,
                cancellationToken: cancellation
            )
        );

    /// <summary>The latest corrections, the latest first.</summary>
    /// <param name="before">Those told before this moment; null for the latest.</param>
    /// <param name="teaching">Only those of a class, and not left out.</param>
    public static async Task<IReadOnlyList<TaughtCorrection>> ReadAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        DateTimeOffset? before,
        bool teaching,
        int most,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"""
                select c.case_id, c.seq, c.at, c.by, c.class_before, c.class_after, c.unit_before, c.unit_after, f.number, t.box, k.wrapped,
                    o.at as left_out_at, o.by as left_out_by, o.why as left_out_why
                {From}
                join cases.text t on t.case_id = c.case_id and t.seq = 1
                where (@before::timestamptz is null or c.at < @before) and (not @teaching or (o.why is null and c.class_before <> c.class_after))
                order by c.at desc, c.case_id desc limit @most
                """,
                new
                {
                    before,
                    teaching,
                    most,
                },
                cancellationToken: cancellation
            )
        );
        return [.. rows.Select(row => row.Open(keys))];
    }

    private sealed record Row(
        Guid CaseId,
        int Seq,
        DateTimeOffset At,
        Guid By,
        string ClassBefore,
        string ClassAfter,
        Guid? UnitBefore,
        Guid UnitAfter,
        string Number,
        byte[] Box,
        byte[] Wrapped,
        DateTimeOffset? LeftOutAt,
        Guid? LeftOutBy,
        string? LeftOutWhy
    )
    {
        public TaughtCorrection Open(KeyRing keys) =>
            new(
                new Correction(CaseId, Seq, At, By, ClassBefore, ClassAfter, UnitBefore, UnitAfter),
                Number,
                Masking.Text(CaseSecrets.Open(keys, CaseId, Wrapped)!.OpenText(1, Box)),
                LeftOutAt,
                LeftOutBy,
                LeftOutWhy
            );
    }
}
