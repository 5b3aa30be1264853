using Dapper;
using Npgsql;

namespace Jiban.Platform.Notices;

/// <summary>A notice of something that has no case, so that no journal tells of it.</summary>
/// <param name="NoticeId">By which it is known.</param>
/// <param name="To">A unit, or an account.</param>
/// <param name="SubjectId">The whistle.</param>
public sealed record NoticeOfNoCase(
    long NoticeId,
    Guid To,
    string Kind,
    Guid SubjectId,
    DateTimeOffset? DueAt,
    DateTimeOffset At
)
{
    /// <summary>Those put up since, the earliest first.</summary>
    public static async Task<IReadOnlyList<NoticeOfNoCase>> SinceAsync(
        NpgsqlConnection connection,
        DateTimeOffset since,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<NoticeOfNoCase>(
                new CommandDefinition(
                    """
                    select notice_id, to_id as to, kind, subject_id, due_at, at from platform.notice
                    where subject = 'whistle' and number is null and at >= @since order by notice_id
                    """,
                    new { since },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
}
