using Dapper;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>Puts cases into their periods again after the shape of periods changed, and sums them again.</summary>
internal static class Reshape
{
    /// <summary>
    /// From a period on. A period begins where the one before closed, so the change moves no case across the beginning of
    /// <paramref name="from"/>: earlier periods stay untouched.
    /// </summary>
    public static async Task RunAsync(
        Period from,
        PeriodCalendar calendar,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    )
    {
        var last = await connection.QuerySingleAsync<int?>(
            new CommandDefinition(
                "select max(period) from assessment.outcome where period >= @From",
                new { From = from.Number },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (last is null)
        {
            return;
        }

        // One further than the latest: a period that closes earlier pushes its last cases into the next.
        var periods = new List<Period>();
        for (var period = from; period <= Period.FromNumber(last.Value).Next; period = period.Next)
        {
            periods.Add(period);
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update assessment.outcome o set period = p.period
                from unnest(@Periods, @Starts, @Ends) as p (period, starts, ends)
                where o.period >= @From and o.received_at >= p.starts and o.received_at < p.ends and o.period <> p.period;
                delete from assessment.tally where period >= @From;
                insert into assessment.tally (period, unit_id, own, accepted, completed, valid, contacted, solved, satisfied,
                    basically_satisfied)
                select period, unit_id, own, count(*), count(completed_at), count(*) filter (where valid),
                    count(*) filter (where contacted), count(*) filter (where solved), count(*) filter (where satisfied),
                    count(*) filter (where basically_satisfied)
                from assessment.outcome where period >= @From and unit_id is not null and left_out is null
                group by period, unit_id, own
                """,
                new
                {
                    From = from.Number,
                    Periods = periods.Select(period => period.Number).ToArray(),
                    Starts = periods
                        .Select(period => calendar.Start(period).ToUniversalTime())
                        .ToArray(),
                    Ends = periods
                        .Select(period => calendar.End(period).ToUniversalTime())
                        .ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
    }
}
