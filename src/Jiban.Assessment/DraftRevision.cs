using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>The next revision of a period, as it would be frozen now: every kind of unit by every group of channels.</summary>
internal sealed record DraftRevision(
    Period Period,
    PeriodCalendar Calendar,
    Revision? Before,
    IReadOnlyDictionary<(RankingKind Kind, ChannelGroup Channels), Ranking> Tables,
    bool SaysNothingNew,
    Checkpoint Checkpoint
)
{
    /// <summary>1 for the first, then one more each time.</summary>
    public int Number => (Before?.Number ?? 0) + 1;

    /// <summary>No unit of any kind has accepted anything.</summary>
    public bool IsEmpty => Tables.Values.All(table => table.Rows.Count == 0);

    /// <summary>Computes the tables within the snapshot of the transaction.</summary>
    public static async Task<DraftRevision> LoadAsync(
        Period period,
        PeriodCalendar calendar,
        CitySnapshot city,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    )
    {
        var revisions = await Revision.OfAsync(connection, period, cancellation, transaction);
        var before = PeriodView.Choose(revisions, null, false);
        var tables = new Dictionary<(RankingKind, ChannelGroup), Ranking>();
        var same = true;
        foreach (var channels in Enum.GetValues<ChannelGroup>())
        {
            var tally = await TallyTable.ReadAsync(
                connection,
                period,
                channels,
                cancellation,
                transaction
            );
            foreach (var kind in Enum.GetValues<RankingKind>())
            {
                var table = RankingScope.Rank(kind, tally, calendar.FormulaOf(period), city);
                tables[(kind, channels)] = table;
                same =
                    same
                    && before is not null
                    && table.SaysTheSameAs(
                        await before.TableAsync(
                            connection,
                            kind,
                            channels,
                            cancellation,
                            transaction
                        )
                    );
            }
        }

        var checkpoint = await Checkpoint.ReadAsync(
            connection,
            transaction,
            OutcomeProjection.Checkpoint,
            cancellation
        );
        return new DraftRevision(period, calendar, before, tables, same, checkpoint);
    }

    /// <summary>Writes head, tables, the cases that were counted and those that were left out, with the reason.</summary>
    public async Task WriteAsync(
        string note,
        Actor actor,
        DateTimeOffset now,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    )
    {
        var tables = Tables.ToArray();
        var formula = Calendar.FormulaOf(Period);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into assessment.revision (period, revision, published_at, published_by, publisher, note, first_day, last_day,
                    response, solution, satisfaction, basic_factor, closing_day, checkpoint_tx, checkpoint_case, checkpoint_seq)
                values (@Period, @Number, @Now, @ActorId, @ActorName, @Note, @FirstDay, @LastDay,
                    @Response, @Solution, @Satisfaction, @BasicFactor, @ClosingDay, @Tx::xid8, @CaseId, @Seq);
                insert into assessment.revision_table (period, revision, kind, channels, ranking)
                select @Period, @Number, kind, channels, ranking::jsonb
                from unnest(@Kinds, @Channels, @Rankings) as t (kind, channels, ranking);
                insert into assessment.revision_case (case_id, period, revision, number, received_at, unit_id, own, completed_at,
                    valid, contacted, solved, satisfied, basically_satisfied, left_out)
                select case_id, period, @Number, number, received_at, unit_id, own, completed_at,
                    valid, contacted, solved, satisfied, basically_satisfied, left_out
                from assessment.outcome where period = @Period and unit_id is not null
                """,
                new
                {
                    Period = Period.Number,
                    Number,
                    Now = now,
                    ActorId = actor.Id,
                    ActorName = actor.Name,
                    Note = note,
                    FirstDay = Calendar.FirstDay(Period),
                    LastDay = Calendar.LastDay(Period),
                    formula.Response,
                    formula.Solution,
                    formula.Satisfaction,
                    formula.BasicFactor,
                    formula.ClosingDay,
                    Checkpoint.Tx,
                    Checkpoint.CaseId,
                    Checkpoint.Seq,
                    Kinds = tables.Select(table => table.Key.Kind.ToString()).ToArray(),
                    Channels = tables.Select(table => table.Key.Channels.ToString()).ToArray(),
                    Rankings = tables.Select(table => Revision.Frozen(table.Value)).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
    }
}
