using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Cases.Secrets;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Npgsql;

namespace Jiban.Cases.Topics;

/// <summary>Topics as one actor may see them: of his cases only, and titled from their words only.</summary>
internal static class TopicReader
{
    /// <summary>So many of the nearest cases are read for a title.</summary>
    private const int ReadForTitle = 6;

    /// <summary>The topics, the hottest first, or the one that is named.</summary>
    public static async Task<IReadOnlyList<HotTopic>> ReadAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Operation operation,
        Actor actor,
        Guid? topic,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        var (where, parameters) = CaseFilter.Everything.ToSql(
            operation,
            actor,
            desk.City,
            desk.Keys,
            now
        );
        parameters.Add("topic", topic);
        var rows = await connection.QueryAsync<TopicRow>(
            new CommandDefinition(
                $"""
                select t.topic_id, t.near, f.case_id, f.incident_id, f.received_at, f.class_code, f.place_name, f.street_id, f.lon_e7, f.lat_e7,
                    case when f.confidential or r.phone_hash is null then f.case_id::text else encode(r.phone_hash, 'hex') end as person
                from (select * from cases.case_file where case_id in (select case_id from cases.topic_case) and {where}) f
                join cases.topic_case t using (case_id) left join cases.requester r using (case_id)
                where @topic::uuid is null or t.topic_id = @topic
                """,
                parameters,
                cancellationToken: cancellation
            )
        );
        return HotTopic.Of(rows, now);
    }

    /// <summary>What each is called, from the masked words of its nearest cases; the name of the class where they share nothing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        IReadOnlyList<HotTopic> topics,
        CancellationToken cancellation
    )
    {
        var texts = await CaseTexts.FirstAsync(
            connection,
            desk.Keys,
            topics.SelectMany(topic => topic.Nearest.Take(ReadForTitle)).Select(row => row.CaseId),
            cancellation
        );
        return topics.ToDictionary(
            topic => topic.Id,
            topic =>
                TopicSearch.TitleOf([
                    .. topic
                        .Nearest.Take(ReadForTitle)
                        .Where(row => texts.ContainsKey(row.CaseId))
                        .Select(row => Masking.Text(texts[row.CaseId])),
                ])
                    is { Length: > 0 } title
                    ? title
                    : desk.Dispatcher.Class(topic.ClassCode)?.Name ?? topic.ClassCode
        );
    }

    /// <summary>Where it is: the place that half of its cases name, else the street of most.</summary>
    public static string? PlaceOf(HotTopic topic, CaseDesk desk) =>
        topic.Places is [var first, ..] && first.Cases * 2 >= topic.Nearest.Count
            ? first.Name
            : topic
                .Nearest.Select(row => row.StreetId)
                .OfType<Guid>()
                .CountBy(street => street)
                .OrderByDescending(street => street.Value)
                .Select(street => desk.City.Region(street.Key)?.Name)
                .FirstOrDefault();
}
