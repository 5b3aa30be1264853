using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Notices;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Notices;

public sealed class NoticeBoardTests
{
    private static readonly DateTimeOffset Then = new(
        2026,
        11,
        20,
        10,
        0,
        0,
        TimeSpan.FromHours(8)
    );

    [Fact]
    public async Task Notices_with_and_without_a_time_are_put_up_together_and_each_once()
    {
        await using var store = await TestDatabase.CreateAsync(PlatformModule.Migrations);
        DeskNotice[] notices = [Of(1, null), Of(2, Then.AddHours(2)), Of(3, null)];

        Assert.Equal(3, await AddAsync(store, notices));
        Assert.Equal(0, await AddAsync(store, notices));

        await using var connection = await store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        var dues = await connection.QueryAsync<DateTime?>(
            "select due_at from platform.notice order by notice_id"
        );
        Assert.Equal([null, Then.AddHours(2).UtcDateTime, null], dues);
    }

    private static async Task<int> AddAsync(TestDatabase store, DeskNotice[] notices)
    {
        await using var connection = await store.App.OpenAsync(
            TestContext.Current.CancellationToken
        );
        await using var transaction = await connection.BeginTransactionAsync(
            TestContext.Current.CancellationToken
        );
        var added = await NoticeBoard.AddAsync(
            connection,
            transaction,
            notices,
            TestContext.Current.CancellationToken
        );
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return added;
    }

    private static DeskNotice Of(int n, DateTimeOffset? due) =>
        new(
            Guid.Empty,
            false,
            $"case/{n}",
            Operation.ViewCases,
            "alarmed",
            1,
            NoticeSubject.Case,
            new Guid(n, 0, 0, new byte[8]),
            null,
            Then,
            due
        );
}
