using Dapper;
using Jiban.Patrol.Shifts;
using Jiban.Platform;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Jiban.Patrol.Tests;

public sealed class TrackSweepTests
{
    [Fact]
    public async Task A_track_is_forgotten_after_the_days_of_the_setting_and_not_before()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = await TestDatabase.CreateAsync(
            PlatformModule.Migrations,
            PatrolModule.Migrations
        );
        var clock = new FakeClock();
        await using var owner = await store.Owner.OpenConnectionAsync(cancellation);
        await owner.ExecuteAsync(
            """
            insert into patrol.shift (shift_id, inspector_id, unit_id, made_by, made_at, starts_at, ends_at, region_id)
            values (@id, @id, @id, @id, @now, @now, @now + interval '4 hours', @id);
            insert into patrol.track_point (shift_id, seq, at, lon_e7, lat_e7, accuracy_metres, implausible)
            values (@id, 0, @now, 0, 0, 5, false), (@id, 1, @now + interval '1 day', 0, 0, 5, false);
            update patrol.shift_setting set track_days = 7
            """,
            new { id = Some.Id(1), now = clock.GetUtcNow() }
        );
        var sweep = new TrackSweep(
            new Database(NpgsqlDataSource.Create(store.Connections.App)),
            clock,
            NullLogger<TrackSweep>.Instance
        );

        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await sweep.SweepAsync(cancellation));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await sweep.SweepAsync(cancellation));
        Assert.Equal(
            1,
            await owner.ExecuteScalarAsync<int>("select min(seq) from patrol.track_point")
        );
    }
}
