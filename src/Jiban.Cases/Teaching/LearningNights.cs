using System.Text.Json;
using Dapper;
using Jiban.Dispatch.Contracts;
using Npgsql;

namespace Jiban.Cases.Teaching;

/// <summary>A night on which was learned.</summary>
/// <param name="Number">The model that came of it; null while it is learned, and when that broke off.</param>
/// <param name="Against">The model that was in force.</param>
/// <param name="Trial">The model in force first, the new one second, on the cases that people dispatched.</param>
internal sealed record LearningNight(
    DateOnly Day,
    int Corrections,
    int? Number,
    int? Against,
    ModelComparison? Trial
);

/// <summary>The nights' table.</summary>
internal static class LearningNights
{
    private const int Latest = 14;

    public static async Task<IReadOnlyList<LearningNight>> LatestAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    new CommandDefinition(
                        $"select day, corrections, number, against, trial::text as trial from cases.learning_night order by day desc limit {Latest}",
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => new LearningNight(
                row.Day,
                row.Corrections,
                row.Number,
                row.Against,
                row.Trial is { } trial
                    ? JsonSerializer.Deserialize<ModelComparison>(trial, JsonSerializerOptions.Web)
                    : null
            )),
        ];

    /// <summary>Takes a night for this process; false when another has it, or when there is nothing that was not learned before.</summary>
    public static async Task<bool> TakeAsync(
        NpgsqlConnection connection,
        DateOnly day,
        DateTimeOffset at,
        int corrections,
        string learnedFrom,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into cases.learning_night (day, at, corrections, learned_from)
                select @day, @at, @corrections, @learnedFrom
                where not exists (select from cases.learning_night where learned_from = @learnedFrom and number is not null)
                on conflict (day) do nothing
                """,
                new
                {
                    day,
                    at,
                    corrections,
                    learnedFrom,
                },
                cancellationToken: cancellation
            )
        ) == 1;

    public static Task EndAsync(
        NpgsqlConnection connection,
        DateOnly day,
        int number,
        int against,
        ModelComparison trial,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "update cases.learning_night set number = @number, against = @against, trial = @trial::jsonb where day = @day",
                new
                {
                    day,
                    number,
                    against,
                    trial = JsonSerializer.Serialize(trial, JsonSerializerOptions.Web),
                },
                cancellationToken: cancellation
            )
        );

    private sealed record Row(
        DateOnly Day,
        int Corrections,
        int? Number,
        int? Against,
        string? Trial
    );
}
