using Dapper;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Channels.Notices;

/// <summary>
/// Who is to be told of what at the moment: the templates in use, and since when there is a gateway or a webhook at all. Without one nothing
/// is written down for it, so nothing piles up.
/// </summary>
internal sealed record Audience(
    IReadOnlyDictionary<(string Kind, string Audience), string> Templates,
    DateTimeOffset? RequestersSince,
    DateTimeOffset? UnitsSince,
    DateTimeOffset News
)
{
    private const string Requester = "requester";
    private const string Unit = "unit";

    /// <param name="news">What happened before is told to nobody.</param>
    public static async Task<Audience> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DateTimeOffset news,
        CancellationToken cancellation
    )
    {
        var (sms, units) = await connection.QuerySingleAsync<(
            DateTimeOffset? Sms,
            DateTimeOffset? Units
        )>(
            new CommandDefinition(
                """
                select min(since) filter (where code = 'sms') as sms, min(since) filter (where code like 'unit:%') as units
                from channels.destination where in_use
                """,
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        if (sms is null && units is null)
        {
            return new(new Dictionary<(string, string), string>(), null, null, news);
        }

        var rows = await connection.QueryAsync<(string Kind, string Audience, string Code)>(
            new CommandDefinition(
                "select kind, audience, code from channels.template where in_use",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        return new(
            rows.ToDictionary(row => (row.Kind, row.Audience), row => row.Code),
            sms,
            units,
            news
        );
    }

    /// <summary>The template by which the requester is told of an entry; null when it is none of theirs.</summary>
    public string? RequesterTemplate(JournalEntry entry) =>
        HasNoPerson(entry) ? null : Of(entry, Requester, RequestersSince);

    /// <summary>The template by which the unit is told of an entry.</summary>
    public string? UnitTemplate(JournalEntry entry) => Of(entry, Unit, UnitsSince);

    private string? Of(JournalEntry entry, string audience, DateTimeOffset? since) =>
        entry.At >= since && entry.At >= News
            ? Templates.GetValueOrDefault((entry.Kind, audience))
            : null;

    /// <summary>What a patrol or a device found has nobody who could be told.</summary>
    private static bool HasNoPerson(JournalEntry entry) =>
        entry.Kind == "registered"
        && entry.Data.TryGetProperty("hasPerson", out var has)
        && !has.GetBoolean();
}
