using Dapper;
using Jiban.Cases.Contracts;
using Npgsql;

namespace Jiban.Patrol.Plans;

/// <summary>The topic group of a plan (专题群, S4): the units that it concerns beside the one that made it, and what they tell each other.</summary>
internal static class PlanGroup
{
    public const int MostMembers = 50;
    public const int LongestPost = 1_000;

    /// <summary>The newest so many are shown.</summary>
    private const int MostShown = 200;

    public sealed record Post(int PostNo, DateTimeOffset At, Guid By, Guid UnitId, string Text);

    /// <summary>Whether a unit was asked into the group.</summary>
    public static async Task<bool> IsMemberAsync(
        NpgsqlConnection connection,
        Guid planId,
        Guid? unit,
        CancellationToken cancellation
    ) =>
        unit is not null
        && await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from patrol.plan_member where plan_id = @planId and unit_id = @unit)",
                new { planId, unit },
                cancellationToken: cancellation
            )
        );

    /// <summary>The units that were asked in, in the order in which they were.</summary>
    public static async Task<IReadOnlyList<Guid>> MembersAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    "select unit_id from patrol.plan_member where plan_id = @planId order by added_at, unit_id",
                    new { planId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>What was said, oldest first.</summary>
    public static async Task<IReadOnlyList<Post>> PostsAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Post>(
                new CommandDefinition(
                    """
                    select post_no, at, by, unit_id, text from
                        (select * from patrol.plan_post where plan_id = @planId order by post_no desc limit @MostShown) newest
                    order by post_no
                    """,
                    new { planId, MostShown },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>The group as the page of the plan shows it; numbers and names of persons in posts are masked.</summary>
    public static PlanPage.GroupPart Draw(
        PlanDesk desk,
        IReadOnlyList<Guid> members,
        IReadOnlyList<Post> posts,
        IReadOnlyDictionary<Guid, string> names,
        bool mayPost
    )
    {
        return new(
            [.. members.Select(Unit)],
            [
                .. posts.Select(post => new PlanPage.PostPart(
                    post.PostNo,
                    post.At,
                    names.GetValueOrDefault(post.By),
                    Unit(post.UnitId),
                    Masked.Text(post.Text)
                )),
            ],
            mayPost
        );

        ListReports.UnitName Unit(Guid id) => new(id, desk.City.Unit(id)?.Name ?? "");
    }
}
