using System.Text.Json;
using Dapper;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>A published state of a period: its number, when and why, and the formula that scored it.</summary>
internal sealed record Revision(
    Period Period,
    int Number,
    DateTimeOffset PublishedAt,
    Guid PublishedBy,
    string Publisher,
    string Note,
    DateOnly FirstDay,
    DateOnly LastDay,
    Formula Formula
)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The revisions of a period, first first.</summary>
    public static async Task<IReadOnlyList<Revision>> OfAsync(
        NpgsqlConnection connection,
        Period period,
        CancellationToken cancellation,
        NpgsqlTransaction? transaction = null
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select revision, published_at, published_by, publisher, note, first_day, last_day,
                       response, solution, satisfaction, basic_factor, closing_day
                from assessment.revision where period = @Number order by revision
                """,
                new { period.Number },
                transaction,
                cancellationToken: cancellation
            )
        );
        return [.. rows.Select(row => row.ToRevision(period))];
    }

    /// <summary>The table as printed.</summary>
    public async Task<Ranking> TableAsync(
        NpgsqlConnection connection,
        RankingKind kind,
        ChannelGroup channels,
        CancellationToken cancellation,
        NpgsqlTransaction? transaction = null
    )
    {
        var ranking = await connection.QuerySingleAsync<string>(
            new CommandDefinition(
                """
                select ranking::text from assessment.revision_table
                where period = @Period and revision = @Number and kind = @Kind and channels = @Channels
                """,
                new
                {
                    Period = Period.Number,
                    Number,
                    Kind = kind.ToString(),
                    Channels = channels.ToString(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        return JsonSerializer.Deserialize<Ranking>(ranking, Json)!;
    }

    /// <summary>A table as it is frozen.</summary>
    public static string Frozen(Ranking ranking) => JsonSerializer.Serialize(ranking, Json);

    /// <summary>As the pages tell it.</summary>
    public RankingPage.Publication Told() => new(Number, PublishedAt, Publisher, Note);

    private sealed record Row(
        int Revision,
        DateTimeOffset PublishedAt,
        Guid PublishedBy,
        string Publisher,
        string Note,
        DateOnly FirstDay,
        DateOnly LastDay,
        decimal Response,
        decimal Solution,
        decimal Satisfaction,
        decimal BasicFactor,
        int? ClosingDay
    )
    {
        public Revision ToRevision(Period period) =>
            new(
                period,
                Revision,
                PublishedAt,
                PublishedBy,
                Publisher,
                Note,
                FirstDay,
                LastDay,
                new Formula(period, Response, Solution, Satisfaction, BasicFactor, ClosingDay)
            );
    }
}
