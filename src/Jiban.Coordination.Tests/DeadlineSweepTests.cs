using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Coordination.Tests;

/// <summary>The time of a task and of the look at it: told by turning the clock, to whoever must know, once each.</summary>
public sealed class DeadlineSweepTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_task_reminds_its_owner_before_and_tells_the_caller_when_late_and_who_stands_above_when_late_for_long()
    {
        var (whistle, _) = await DecideAsync();

        await TurnAsync(TimeSpan.FromDays(1.8), 0);
        await TurnAsync(TimeSpan.FromHours(2), 1);
        Assert.Equal([("taskAlarmed", 1, SmallCity.Police)], await NoticesAsync());
        await TurnAsync(TimeSpan.FromHours(4), 1);
        Assert.Equal(
            [("taskAlarmed", 2, SmallCity.Police), ("taskAlarmed", 2, SmallCity.Section)],
            (await NoticesAsync()).Skip(1)
        );
        await TurnAsync(TimeSpan.FromDays(1), 1);
        Assert.Contains(("taskAlarmed", 3, SmallCity.Office), await NoticesAsync());
        await TurnAsync(TimeSpan.FromDays(30), 0);

        Assert.Equal("late", await BoardAsync(Scene.Policeman, whistle));
    }

    [Fact]
    public async Task What_is_done_waits_for_the_look_and_reminds_the_callers_side_alone_until_it_looked()
    {
        var (whistle, task) = await DecideAsync();
        await _site.PostAsync(
            Scene.Policeman,
            $"/api/whistles/{whistle}/tasks/{task}/done",
            new { }
        );

        await TurnAsync(TimeSpan.FromDays(5), 1);
        Assert.Equal([("reviewAlarmed", 3, SmallCity.Section)], Known(await NoticesAsync()));
        Assert.Equal("late", await BoardAsync(Scene.Caller, whistle, "review"));
        Assert.Null(await BoardAsync(Scene.Policeman, whistle));

        await _site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{whistle}/tasks/{task}/verify",
            new { passed = true }
        );
        await TurnAsync(TimeSpan.FromDays(30), 0);
        Assert.Null(await BoardAsync(Scene.Caller, whistle, "review"));
    }

    [Fact]
    public async Task A_calendar_that_is_loaded_later_moves_the_look_and_the_whistle_keeps_that_it_did()
    {
        var (whistle, task) = await DecideAsync();
        await _site.PostAsync(
            Scene.Policeman,
            $"/api/whistles/{whistle}/tasks/{task}/done",
            new { }
        );
        await using var owner = await _site.Store.Owner.OpenConnectionAsync(Cancellation);
        const string read =
            "select due_at from coordination.deadline where kind = 'review' and met_at is null";
        var before = await owner.ExecuteScalarAsync<DateTime>(read);
        Assert.Equal(0, await _site.Recount.SweepAsync(Cancellation));

        // The day on which it would be due turns out to be off.
        await owner.ExecuteAsync(
            """
            insert into cases.calendar_day (day, is_off, name) values (@day, true, '停工日')
            on conflict (day) do update set is_off = true;
            update cases.limits_version set version = version + 1
            """,
            new { day = DateOnly.FromDateTime(before.AddHours(8).AddSeconds(-1)) }
        );
        // A host that has read the calendar anew.
        await using var beside = await Site.StartAsync(_site);

        Assert.Equal(1, await beside.Recount.SweepAsync(Cancellation));
        Assert.True(await owner.ExecuteScalarAsync<DateTime>(read) >= before.AddDays(1));
        Assert.Equal(
            1,
            await owner.ExecuteScalarAsync<int>(
                "select count(*)::int from coordination.entry e join coordination.whistle w using (whistle_id) where e.kind = 'reviewRecounted' and e.seq = w.head_seq"
            )
        );
        Assert.Equal(0, await beside.Recount.SweepAsync(Cancellation));
    }

    [Fact]
    public async Task What_was_found_not_done_is_due_again_and_what_was_told_is_not_told_twice()
    {
        var (whistle, task) = await DecideAsync();
        await TurnAsync(TimeSpan.FromDays(2.1), 1);
        await _site.PostAsync(
            Scene.Policeman,
            $"/api/whistles/{whistle}/tasks/{task}/done",
            new { }
        );
        await _site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{whistle}/tasks/{task}/verify",
            new { passed = false, note = "只修了一半，还在漏水" }
        );

        await TurnAsync(TimeSpan.FromMinutes(1), 0);
        await TurnAsync(TimeSpan.FromDays(1), 1);
        Assert.Equal(
            1,
            (await NoticesAsync()).Count(one => one == ("taskAlarmed", 2, SmallCity.Police))
        );
    }

    [Fact]
    public async Task A_task_that_is_withdrawn_waits_for_nobody()
    {
        var (whistle, task) = await DecideAsync();
        await _site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{whistle}/tasks/{task}/withdraw",
            new { reason = "另一单位已处理" }
        );
        await TurnAsync(TimeSpan.FromDays(30), 0);
    }

    [Fact]
    public async Task Two_hosts_that_sweep_at_once_tell_each_alarm_once_between_them()
    {
        await using var beside = await Site.StartAsync(_site);
        for (var i = 0; i < 5; i++)
        {
            await DecideAsync();
        }

        _site.Clock.Advance(TimeSpan.FromDays(2.1));
        var told = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => (i % 2 == 0 ? _site : beside).Deadlines.SweepAsync(Cancellation))
        );
        var rest = await _site.Deadlines.SweepAsync(Cancellation);

        Assert.Equal(5, told.Sum() + rest);
        Assert.Equal(10, (await NoticesAsync()).Count);
    }

    [Fact]
    public async Task The_hour_to_be_there_stands_on_the_board_of_who_was_called_and_not_on_that_of_others()
    {
        var whistle = await _site.BlowAsync();
        Assert.Equal("today", await BoardAsync(Scene.Heating, whistle, "report"));
        Assert.Null(await BoardAsync(Scene.Elsewhere, whistle, "report"));
        await _site.PostAsync(Scene.Heating, $"/api/whistles/{whistle}/sign-in", new { });
        Assert.Null(await BoardAsync(Scene.Heating, whistle, "report"));
    }

    [Fact]
    public async Task What_is_to_be_done_by_the_end_of_a_day_stands_under_that_day_and_not_under_the_next()
    {
        var today = CivilTime.DayOf(_site.Clock.GetUtcNow());
        var (now, _) = await DecideAsync(CivilTime.StartOf(today.AddDays(1)));
        var (next, _) = await DecideAsync(CivilTime.StartOf(today.AddDays(2)));

        Assert.Equal("today", await BoardAsync(Scene.Policeman, now));
        Assert.Equal("tomorrow", await BoardAsync(Scene.Policeman, next));
    }

    /// <summary>The section and the police agree on a repair within two days.</summary>
    private async Task<(Guid Whistle, Guid Task)> DecideAsync(DateTimeOffset? due = null)
    {
        var whistle = await _site.BlowAsync();
        var page = await _site.PostAsync(
            Scene.Caller,
            $"/api/whistles/{whistle}/minutes",
            new
            {
                text = "现场商定由派出所清场",
                decisions = new[]
                {
                    new
                    {
                        what = "清理占道车辆",
                        kind = "build",
                        unitId = SmallCity.Police,
                        dueAt = due ?? _site.Clock.GetUtcNow().AddDays(2),
                    },
                },
            }
        );
        return (whistle, page.GetProperty("tasks")[0].GetProperty("id").GetGuid());
    }

    private async Task TurnAsync(TimeSpan by, int told)
    {
        _site.Clock.Advance(by);
        Assert.Equal(told, await _site.Deadlines.SweepAsync(Cancellation));
    }

    private async Task<string?> BoardAsync(Actor actor, Guid whistle, string what = "task")
    {
        foreach (var due in (string[])["late", "today", "tomorrow"])
        {
            var board = await _site.GetAsync(actor, $"/api/whistles/deadlines?due={due}");
            var items = board.GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(items.Count, board.GetProperty("counts").GetProperty(due).GetInt32());
            if (
                items.Exists(one =>
                    one.GetProperty("whistleId").GetGuid() == whistle
                    && one.GetProperty("what").GetString() == what
                )
            )
            {
                return due;
            }
        }

        return null;
    }

    private static IEnumerable<(string, int, Guid)> Known(
        IEnumerable<(string Kind, int Level, Guid To)> notices
    ) => notices.Where(one => one.To != SmallCity.Office);

    private async Task<IReadOnlyList<(string Kind, int Level, Guid To)>> NoticesAsync()
    {
        await using var connection = await _site.Store.App.OpenAsync(Cancellation);
        return (
            await connection.QueryAsync<(string, int, Guid)>(
                "select kind, level, to_id from platform.notice where level is not null order by level, notice_id"
            )
        ).AsList();
    }
}
