using Dapper;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>The formulas as stored.</summary>
internal static class FormulaBook
{
    /// <summary>
    /// The calendar in force, for the one that folds by it. A change of formula waits until that transaction ends, and the next one
    /// folds by the new shape. The lock comes first and alone, so that what is read after it is what is in force.
    /// </summary>
    public static async Task<PeriodCalendar> ForFoldingAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    )
    {
        await connection.ExecuteAsync(
            new CommandDefinition(
                "lock table assessment.formula in share mode",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        return await ReadAsync(connection, cancellation, transaction);
    }

    /// <summary>The calendar in force.</summary>
    public static async Task<PeriodCalendar> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation,
        NpgsqlTransaction? transaction = null
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select distinct on (from_period)
                    from_period, response, solution, satisfaction, basic_factor, closing_day
                from assessment.formula order by from_period, version desc
                """,
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        return new PeriodCalendar(rows.Select(row => row.ToFormula()));
    }

    private sealed record Row(
        int FromPeriod,
        decimal Response,
        decimal Solution,
        decimal Satisfaction,
        decimal BasicFactor,
        int? ClosingDay
    )
    {
        public Formula ToFormula() =>
            new(
                Period.FromNumber(FromPeriod),
                Response,
                Solution,
                Satisfaction,
                BasicFactor,
                ClosingDay
            );
    }
}
