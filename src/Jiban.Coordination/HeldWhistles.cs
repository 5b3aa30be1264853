using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Notices;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>The open whistles that a person leads by name, with their open tasks; another leader goes on with them, or the caller's side is told.</summary>
internal sealed class HeldWhistles(WhistleDesk desk) : IHeldWork
{
    private const int MostNamed = 20;

    private sealed record Facts(Guid From, Guid To);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldWork>> OfAsync(Guid account, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<(string? Name, int Tasks)>(
                new CommandDefinition(
                    """
                    select coalesce((select min(c.number) from coordination.whistle_case c where c.whistle_id = w.whistle_id), w.place_name) as name,
                        (select count(*)::int from coordination.task t where t.whistle_id = w.whistle_id and t.state in ('open', 'done')) as tasks
                    from coordination.whistle w where w.leader_id = @account and w.closed_at is null order by w.whistle_id
                    """,
                    new { account },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var whistles = new HeldWork(
            "whistle",
            rows.Count,
            [.. rows.Select(row => row.Name).OfType<string>().Take(MostNamed)],
            [Role.Leader]
        );
        var tasks = rows.Sum(row => row.Tasks);
        return tasks == 0 ? [whistles] : [whistles, new("task", tasks, [], [Role.Leader])];
    }

    /// <inheritdoc/>
    public async Task<Succeeded> HandOverAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Succession succession,
        CancellationToken cancellation
    )
    {
        var whistles = (
            await connection.QueryAsync<Whistle>(
                new CommandDefinition(
                    $"""
                    select {WhistleStore.Columns} from coordination.whistle
                    where leader_id = @From and closed_at is null order by whistle_id for update
                    """,
                    new { succession.From },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        if (succession.To is not { Disabled: false, Role: Role.Leader } to)
        {
            await NoticeBoard.AddAsync(
                connection,
                transaction,
                [.. whistles.Select(one => Left(one, succession))],
                cancellation
            );
            return new(0, whistles.Count, []);
        }

        foreach (var whistle in whistles)
        {
            await LeadAsync(
                connection,
                transaction,
                whistle,
                to.AccountId,
                succession,
                cancellation
            );
        }

        return new(whistles.Count, 0, []);
    }

    private static Task LeadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Whistle whistle,
        Guid to,
        Succession succession,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                update coordination.whistle set leader_id = @to, head_seq = @seq where whistle_id = @WhistleId;
                insert into coordination.entry (whistle_id, seq, at, actor, kind, data)
                values (@WhistleId, @seq, @At, @by, 'leaderChanged', @data::jsonb)
                """,
                new
                {
                    to,
                    seq = whistle.HeadSeq + 1,
                    whistle.WhistleId,
                    succession.At,
                    by = succession.By.JournalName,
                    data = CanonicalJson.Of(new Facts(succession.From, to)).GetRawText(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>The caller's side leads on, and hears that it is alone.</summary>
    private static DeskNotice Left(Whistle whistle, Succession succession) =>
        new(
            whistle.UnitId,
            IsPerson: false,
            $"left:{whistle.WhistleId:N}:{succession.From:N}",
            Operation.LeadWhistle,
            "workLeft",
            null,
            NoticeSubject.Whistle,
            whistle.WhistleId,
            null,
            succession.At
        );
}
