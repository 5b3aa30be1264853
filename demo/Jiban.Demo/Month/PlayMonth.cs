using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Jiban.Platform.Time;

namespace Jiban.Demo.Month;

/// <summary>Plays the month day by day; within a day several cases at once, each in its own order, for they don't touch each other.</summary>
internal sealed class PlayMonth(
    DemoHost host,
    DemoWorld world,
    DemoMark mark,
    StaffBook staff,
    Action<string> tell
)
{
    private const int AtOnce = 6;
    private const int AbuseRequests = 6;
    private const int JoinFrom = 800;

    /// <summary>Class 市政道路破损: one look tells.</summary>
    private const string DamagedRoads = "0405";

    private readonly Desk _desk = new(host.Client);
    private readonly CitySnapshot _city = host.Get<CityRegistry>().Current;

    public async Task RunAsync(DateOnly from, DemoClock clock, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var existing = await ExistingAsync(cancellation);
        await using var line = await CityLine.StartAsync(cancellation);
        var administrator = new Doing(
            staff.Of(Role.Administrator, _city.CityCentre!.UnitId, 0),
            CivilTime.StartOf(from),
            0
        );
        await line.ConnectAsync(_desk, administrator, true, cancellation);
        await SetRulesAsync(FlagSooner, administrator, cancellation);
        var known = new Acquaintance(
            line,
            () => host.Get<Follower>().ReachPresentAsync(cancellation)
        );
        var open = DrawMonth
            .Draw(world, from, mark.Now, mark.Seed)
            .Select(script => new PlayCase(
                script,
                _desk,
                staff,
                _city,
                known,
                existing.TryGetValue(script.At, out var id) ? id : null
            ))
            .ToList();
        var all = open.Count;
        var today = CivilTime.DayOf(mark.Now);
        for (var day = from; day <= today; day = day.AddDays(1))
        {
            clock.Set(CivilTime.StartOf(day));
            if (day == PublishLastPeriod.DayOf(today))
            {
                await host.Get<Follower>().ReachPresentAsync(cancellation);
                await PublishLastPeriod.RunAsync(_desk, staff, _city, day, mark.Now, cancellation);
            }

            await PlayDayAsync(open, CivilTime.StartOf(day.AddDays(1)), cancellation);
            open.RemoveAll(play => play.IsOver);
            // At the end of the day, or now, the clocks tell what is late.
            clock.Set(day < today ? CivilTime.StartOf(day.AddDays(1)) : mark.Now);
            await host.Get<CaseClocks>().ActAsync(cancellation);
            if (day.DayNumber % 7 == 0)
            {
                tell($"Month: {day:yyyy-MM-dd}, {watch.Elapsed.TotalSeconds:0} s.");
            }
        }

        await new PlayAfterwards(_desk, staff, _city).RunAsync(mark.Now, cancellation);
        await new PlayShifts(_desk, staff, _city).RunAsync(mark.Now, cancellation);
        await host.Get<Follower>().ReachPresentAsync(cancellation);
        await new PlayPlans(_desk, staff, _city, known).RunAsync(mark.Now, cancellation);
        await host.Get<Follower>().ReachPresentAsync(cancellation);
        await SetRulesAsync(LookFirstAndJoin, administrator with { At = mark.Now }, cancellation);
        // When the city has heard everything nobody listens there any more, and nothing is sent.
        await line.HearAllAsync(_desk, administrator with { At = mark.Now }, cancellation);
        await line.CompareAsync(_desk, administrator with { At = mark.Now }, cancellation);
        await line.ConnectAsync(_desk, administrator with { At = mark.Now }, false, cancellation);
        tell($"Month: {all} cases in {watch.Elapsed.TotalSeconds:0.0} s.");
    }

    private static Task PlayDayAsync(
        List<PlayCase> open,
        DateTimeOffset until,
        CancellationToken cancellation
    ) =>
        Parallel.ForEachAsync(
            open.Where(play => play.Next < until)
                .GroupBy(play => play.Group is { } group ? (object)group : play)
                .ToList(),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellation,
            },
            async (plays, token) =>
            {
                while (
                    plays.Where(play => !play.IsOver && play.Next < until).MinBy(play => play.Next)
                        is { } next
                )
                {
                    await next.StepAsync(token);
                }
            }
        );

    /// <summary>In a city of four hundred cases a month, six requests of one telephone in a day are many.</summary>
    private static bool FlagSooner(JsonNode rules)
    {
        var changes = (int)rules["abuseRequests"]! != AbuseRequests;
        rules["abuseRequests"] = AbuseRequests;
        return changes;
    }

    /// <summary>
    /// From now on damaged roads that citizens report are looked at by the inspector on duty before a unit is sent, and what is clearly
    /// the same event is joined by rule; in the month people did both, for its stories tell so.
    /// </summary>
    private static bool LookFirstAndJoin(JsonNode rules)
    {
        var changes = !(bool)rules["verification"]!["on"]! || (int)rules["twins"]!["join"]! == 0;
        rules["verification"] = JsonSerializer.SerializeToNode(
            new
            {
                on = true,
                minutes = 120,
                channels = new[] { "web", "app", "miniapp", "streetLine" },
                classes = new[] { DamagedRoads },
            }
        );
        rules["twins"]!["join"] = JoinFrom;
        return changes;
    }

    private async Task SetRulesAsync(
        Func<JsonNode, bool> change,
        Doing administrator,
        CancellationToken cancellation
    )
    {
        const string path = "/api/settings/case-rules";
        var rules = JsonNode.Parse(
            (await _desk.GetAsync(path, administrator, cancellation)).GetRawText()
        )!;
        if (change(rules))
        {
            await _desk.PutAsync(path, rules, administrator, cancellation);
        }
    }

    /// <summary>The cases that a process which died has left, by the moment at which they were received.</summary>
    private async Task<Dictionary<DateTimeOffset, Guid>> ExistingAsync(
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<DateTimeOffset, Guid>();
        var auditor = new Doing(staff.Of(Role.Auditor, _city.CityCentre!.UnitId, 0), mark.Now, 0);
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await _desk.GetAsync(
                $"/api/cases?limit=200&sort=received{(cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : "")}",
                auditor,
                cancellation
            );
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                found[item.GetProperty("receivedAt").GetDateTimeOffset()] = item.GetProperty("id")
                    .GetGuid();
            }

            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return found;
    }
}
