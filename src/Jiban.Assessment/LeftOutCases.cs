using Dapper;
using Jiban.City.Contracts;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>The cases of a period that count in no number, by reason: who reads the month sees that nothing was left out without a word.</summary>
internal static class LeftOutCases
{
    /// <summary>How many were left out for a reason.</summary>
    public sealed record Line(Exclusion Why, long Count);

    /// <summary>
    /// The units whose cases are told: those of the kind as the city is now, and those that a published table names. A unit that accepted nothing
    /// else has no line in the table, and its cases are told all the same.
    /// </summary>
    public static Guid[] Members(RankingKind kind, Ranking? published, CitySnapshot city) =>
        [
            .. RankingScope
                .UnitsOf(kind, city)
                .Concat(published?.Rows.Select(row => row.Unit) ?? [])
                .SelectMany(unit => unit.Members)
                .Distinct(),
        ];

    /// <summary>The reasons with their counts, in the order of <see cref="Exclusion"/>; of a revision those that were left out then.</summary>
    public static async Task<IReadOnlyList<Line>> ReadAsync(
        NpgsqlConnection connection,
        RankingQuestion question,
        int? revision,
        Guid[] members,
        CancellationToken cancellation
    ) => [.. (
                await connection.QueryAsync<(string Why, long Count)>(
                    new CommandDefinition(
                        $"""
                        select left_out, count(*)
                        from {(
                            revision is null ? "assessment.outcome" : "assessment.revision_case"
                        )}
                        where period = @Period and unit_id = any(@members) and left_out is not null
                          and (@Own::boolean is null or own = @Own) {(
                            revision is null ? "" : "and revision = @revision"
                        )}
                        group by left_out
                        """,
                        new
                        {
                            Period = question.Period.Number,
                            members,
                            Own = question.Channels.Own(),
                            revision,
                        },
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => new Line(Enum.Parse<Exclusion>(row.Why), row.Count)).OrderBy(line => line.Why)];
}
