using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests;

/// <summary>Limits and the calendar: edited by one, followed by every process, and open deadlines with them.</summary>
public sealed class LimitsTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";
    private const string Limits = "/api/settings/limits";

    private HttpClient Administrator => host.As(Role.Administrator, Office);

    [Fact]
    public async Task Of_two_who_edit_the_limits_the_second_is_told_and_overwrites_nothing()
    {
        var seen = (await Administrator.Get(Limits)).Expect(HttpStatusCode.OK);
        var first = (await Administrator.Put(Limits, With(seen, "ordinary", "contact", 20))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            seen.GetProperty("version").GetInt32() + 1,
            first.GetProperty("version").GetInt32()
        );

        var second = await Administrator.Put(Limits, With(seen, "ordinary", "contact", 30));

        Assert.Equal("changed-meanwhile", second.Problem(409));
        var now = (await Administrator.Get(Limits)).Body;
        Assert.Equal(20, Amount(now, "ordinary", "contact"));
        // A change of the calendar is not a change of the limits.
        await CalendarAsync(2030, "2030-05-01");
        (await Administrator.Put(Limits, With(now, "ordinary", "contact", 24))).Expect(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task What_another_process_changed_is_in_force_a_moment_later()
    {
        await using (var connection = await host.Store.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                """
                update cases.time_limit set amount = 77, unit = 'minute' where urgency = 'ordinary' and step = 'resolve';
                update cases.limits_version set version = version + 1, limits = limits + 1
                """
            );
        }

        try
        {
            await CityHost.UntilAsync(async () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(3));
                var id = await RegisteredAsync();
                return Due(await PageAsync(id), "resolve")
                    == Received(await PageAsync(id)).AddMinutes(77);
            });
        }
        finally
        {
            await using var connection = await host.Store.Owner.OpenConnectionAsync();
            await connection.ExecuteAsync(
                """
                update cases.time_limit set amount = 7, unit = 'day' where urgency = 'ordinary' and step = 'resolve';
                update cases.limits_version set version = version + 1, limits = limits + 1
                """
            );
        }
    }

    [Fact]
    public async Task A_deadline_that_crosses_a_year_is_counted_again_when_its_list_is_loaded_once_and_in_the_journal()
    {
        // Thirty working days from 20 November 2026 end with 1 January 2027, as long as nobody knows that it is off.
        var limits = (await Administrator.Get(Limits)).Body;
        (await Administrator.Put(Limits, With(limits, "ordinary", "sign", 30))).Expect(
            HttpStatusCode.OK
        );
        // One that nobody can read comes first, and holds up no other.
        var poisoned = await RegisteredAsync();
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        Task SpellAsync(string meeting) =>
            connection.ExecuteAsync(
                "update cases.case_file set meeting = @meeting where case_id = @poisoned::uuid",
                new { meeting, poisoned }
            );
        var open = await RegisteredAsync();
        var signed = await RegisteredAsync();
        (await host.As(Role.Handler, Office).Post($"/api/cases/{signed}/sign")).Expect(
            HttpStatusCode.OK
        );
        var before = await PageAsync(open);
        Assert.Equal(CivilTime.StartOf(new DateOnly(2027, 1, 2)), Due(before, "sign"));
        // The limit of now is another; what is open keeps the one that it was given.
        limits = (await Administrator.Get(Limits)).Body;
        (await Administrator.Put(Limits, With(limits, "ordinary", "sign", 1))).Expect(
            HttpStatusCode.OK
        );

        await SpellAsync("poison");
        await CalendarAsync(2027, "2027-01-01");

        var due = CivilTime.StartOf(new DateOnly(2027, 1, 5));
        await CityHost.UntilAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(3));
            return Due(await PageAsync(open), "sign") == due;
        });
        await UntilSettledAsync();
        await SpellAsync("invited");
        var page = await PageAsync(open);
        Assert.Equal(due, Due(page, "sign"));
        Assert.Equal(Due(before, "resolve"), Due(page, "resolve"));
        Assert.Equal("工作日历有变化，重新计算了期限", Assert.Single(Recomputed(page)));
        Assert.Empty(Recomputed(await PageAsync(signed)));
        Assert.Equal(
            due,
            await connection.ExecuteScalarAsync<DateTimeOffset>(
                $"select due_at from cases.deadline where case_id = '{open}' and kind = 'sign'"
            )
        );
        Assert.Equal("system", await ActorAsync(connection, open));
    }

    [Fact]
    public async Task A_day_off_that_comes_into_a_running_deadline_moves_it_and_the_requester_is_told()
    {
        var today = CivilTime.DayOf(host.Clock.GetUtcNow());
        Assert.Equal(new DateOnly(2026, 11, 20), today);
        var made = (
            await host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = "潞湾街道小区门口的路灯坏了三天",
                    choice = host.City.Units.First(unit => unit.Name == Office).UnitId,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var (number, code) = (
            made.GetProperty("number").GetString(),
            made.GetProperty("queryCode").GetString()
        );
        async Task<JsonElement> FollowedAsync() =>
            (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(
                HttpStatusCode.OK
            );
        var before = Due(await FollowedAsync(), "sign");

        await CalendarAsync(2026, "2026-11-23");

        await CityHost.UntilAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(3));
            return Due(await FollowedAsync(), "sign") == before.AddDays(1);
        });
        Assert.Contains(
            "节假日安排有变化，办理期限相应调整。",
            (await FollowedAsync())
                .GetProperty("steps")
                .EnumerateArray()
                .Select(step => step.GetProperty("text").GetString())
        );
        await UntilSettledAsync();
        // As it was, for the other tests.
        await CalendarAsync(2026, "2026-11-23", isOff: false);
        await UntilSettledAsync();
    }

    /// <summary>Puts a day off on the list of a year, or takes it from there, as an administrator does.</summary>
    private async Task CalendarAsync(int year, string date, bool isOff = true)
    {
        var seen = (await Administrator.Get($"/api/settings/calendar/{year}")).Expect(
            HttpStatusCode.OK
        );
        IEnumerable<object> others = seen.GetProperty("days")
            .EnumerateArray()
            .Where(day => day.GetProperty("date").GetString() != date)
            .Select(day => (object)day);
        (
            await Administrator.Put(
                $"/api/settings/calendar/{year}",
                new
                {
                    document = "国务院办公厅通知",
                    days = isOff
                        ? others.Append(
                            new
                            {
                                date,
                                isOff,
                                name = "放假",
                            }
                        )
                        : others,
                    version = seen.GetProperty("version").GetInt32(),
                }
            )
        ).Expect(HttpStatusCode.OK);
    }

    private async Task<string> RegisteredAsync() => (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "路灯坏了请来修",
                        channel = "walkIn",
                        classCode = "0407",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;

    private async Task<JsonElement> PageAsync(string id) =>
        (await host.As(Role.Auditor, Office).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);

    private Task UntilSettledAsync() =>
        CityHost.UntilAsync(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(3));
            await using var connection = await host.Store.Owner.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<bool>(
                "select recompute_from is null from cases.limits_version"
            );
        });

    private static Task<string?> ActorAsync(System.Data.IDbConnection connection, string id) =>
        connection.ExecuteScalarAsync<string?>(
            $"select actor from platform.journal where case_id = '{id}' and kind = 'deadlinesRecomputed'"
        );

    private static IEnumerable<string?> Recomputed(JsonElement page) =>
        page.GetProperty("timeline")
            .EnumerateArray()
            .Where(entry => entry.GetProperty("kind").GetString() == "deadlinesRecomputed")
            .Select(entry => entry.GetProperty("text").GetString());

    private static DateTimeOffset Due(JsonElement page, string step) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(one => one.GetProperty("kind").GetString() == step)
            .GetProperty("dueAt")
            .GetDateTimeOffset();

    private static DateTimeOffset Received(JsonElement page) =>
        page.GetProperty("receivedAt").GetDateTimeOffset();

    private static int Amount(JsonElement limits, string urgency, string step) =>
        limits
            .GetProperty("rows")
            .EnumerateArray()
            .Single(row =>
                row.GetProperty("urgency").GetString() == urgency
                && row.GetProperty("step").GetString() == step
            )
            .GetProperty("amount")
            .GetInt32();

    /// <summary>The limits as they were seen, one of them changed.</summary>
    private static object With(JsonElement seen, string urgency, string step, int amount) =>
        new
        {
            rows = seen.GetProperty("rows")
                .EnumerateArray()
                .Select(row => new
                {
                    urgency = row.GetProperty("urgency").GetString(),
                    step = row.GetProperty("step").GetString(),
                    amount = row.GetProperty("urgency").GetString() == urgency
                    && row.GetProperty("step").GetString() == step
                        ? amount
                        : row.GetProperty("amount").GetInt32(),
                    unit = row.GetProperty("unit").GetString(),
                }),
            workingDayEnds = seen.GetProperty("workingDayEnds").GetString(),
            version = seen.GetProperty("version").GetInt32(),
        };
}
