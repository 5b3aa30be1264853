using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Secrets;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Cases.Topics;

/// <summary>The last search for topics.</summary>
/// <param name="At">When it ended; null while none has.</param>
/// <param name="Messages">How many messages were looked at.</param>
/// <param name="OfMessages">Of how many of the last ninety days: where there are very many, an even sample is looked at.</param>
/// <param name="Topics">How many groups were found.</param>
internal sealed record TopicSearchRun(DateTimeOffset? At, int Messages, int OfMessages, int Topics);

/// <summary>
/// Groups the messages of the last ninety days by what they are about. The words are read, grouped in memory and forgotten; what is kept are the ids of the cases of each group.
/// </summary>
internal static class TopicSearches
{
    public const int Days = 90;

    /// <summary>The time of a search grows faster than its messages.</summary>
    private const int MostMessages = 20_000;

    private const int Batch = 1_000;

    public static Task<TopicSearchRun> LastAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<TopicSearchRun>(
            new CommandDefinition(
                "select at, messages, of_messages, topics from cases.topic_search",
                cancellationToken: cancellation
            )
        );

    /// <summary>Searches, unless a search was begun since a moment; false when one was.</summary>
    public static async Task<bool> SearchAsync(
        CaseDesk desk,
        DateTimeOffset unlessSince,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "update cases.topic_search set begun_at = @now where begun_at < @unlessSince",
                    new { now, unlessSince },
                    cancellationToken: cancellation
                )
            ) == 0
        )
        {
            return false;
        }

        var (messages, of) = await ReadAsync(connection, desk, now, cancellation);
        var topics =
            messages.Count == 0 ? [] : TopicSearch.Find(messages.ConvertAll(one => one.Text));
        await WriteAsync(connection, now, messages, of, topics, cancellation);
        return true;
    }

    private static async Task<(List<(Guid CaseId, TopicText Text)> Messages, int Of)> ReadAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var all = (
            await connection.QueryAsync<(Guid CaseId, DateTimeOffset At)>(
                new CommandDefinition(
                    """
                    select case_id, received_at from cases.case_file
                    where case_id >= @first and kind <> 'praise' and received_at > @from order by case_id
                    """,
                    new { first = Ids.Floor(now.AddDays(-Days)), from = now.AddDays(-Days) },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        // One of so many, evenly over the weeks.
        var every = ((all.Count - 1) / MostMessages) + 1;
        var messages = new List<(Guid, TopicText)>();
        foreach (var batch in all.Where((_, n) => n % every == 0).Chunk(Batch))
        {
            var texts = await CaseTexts.FirstAsync(
                connection,
                desk.Keys,
                batch.Select(one => one.CaseId),
                cancellation
            );
            messages.AddRange(
                batch
                    .Where(one => texts.ContainsKey(one.CaseId))
                    .Select(one =>
                        (
                            one.CaseId,
                            new TopicText(Masking.Text(texts[one.CaseId]), one.At.UtcDateTime)
                        )
                    )
            );
        }

        return (messages, all.Count);
    }

    /// <summary>A topic is known by its earliest case: when it is found again it mostly keeps its address.</summary>
    private static async Task WriteAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        List<(Guid CaseId, TopicText Text)> messages,
        int of,
        IReadOnlyList<Topic> topics,
        CancellationToken cancellation
    )
    {
        var rows = topics
            .SelectMany(topic =>
            {
                var earliest = topic.Members.Min(member => messages[member].CaseId);
                return topic.Members.Zip(
                    topic.Near,
                    (member, near) => (messages[member].CaseId, Topic: earliest, Near: (float)near)
                );
            })
            .ToList();
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                lock table cases.topic_case in share row exclusive mode;
                delete from cases.topic_case;
                insert into cases.topic_case (case_id, topic_id, near) select * from unnest(@cases, @ids, @near);
                update cases.topic_search set at = @now, messages = @messages, of_messages = @of, topics = @topics;
                """,
                new
                {
                    cases = rows.ConvertAll(row => row.CaseId).ToArray(),
                    ids = rows.ConvertAll(row => row.Topic).ToArray(),
                    near = rows.ConvertAll(row => row.Near).ToArray(),
                    now,
                    messages = messages.Count,
                    of,
                    topics = topics.Count,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
    }
}
