using Jiban.City.Contracts;
using Jiban.Demo.Land;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;

namespace Jiban.Demo.Month;

/// <summary>The shifts of the past week: two inspectors a day along the proposed route, with their tracks. One came late, and one did not come.</summary>
internal sealed class PlayShifts(Desk desk, StaffBook staff, CitySnapshot city)
{
    private const int Days = 7;
    private const int Inspectors = 2;
    private const int StopsEach = 4;
    private const double MetresPerDegree = 111_320;
    private const double MetresApart = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Length = TimeSpan.FromHours(4);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var street = city.Units.First(unit => unit.Code == Board.Streets[0].Code);
        var leader = staff.Of(Role.Leader, street.UnitId, 0)!;
        var today = CivilTime.DayOf(now);
        for (var day = today.AddDays(-Days); day < today; day = day.AddDays(1))
        {
            var planning = new Doing(leader, CivilTime.At(day.AddDays(-1), new TimeOnly(17, 0)), 0);
            // A load that died goes on with the first day that has none.
            var there = await desk.GetAsync(
                $"/api/patrol/shifts?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}",
                planning,
                cancellation
            );
            for (var nth = there.GetArrayLength(); nth < Inspectors; nth++)
            {
                var inspector = staff.Of(Role.Inspector, street.UnitId, nth)!;
                await PlayAsync(street, inspector, planning, day, nth, cancellation);
            }
        }
    }

    private async Task PlayAsync(
        Unit street,
        Actor inspector,
        Doing planning,
        DateOnly day,
        int nth,
        CancellationToken cancellation
    )
    {
        var starts = CivilTime.At(day, new TimeOnly(nth == 0 ? 8 : 14, 0));
        var route = (
            await desk.GetAsync(
                $"/api/patrol/shifts/route?most={StopsEach}",
                planning,
                cancellation
            )
        )
            .GetProperty("stops")
            .EnumerateArray()
            .Select(stop => new
            {
                kind = stop.GetProperty("kind").GetString(),
                code = stop.GetProperty("code").GetString(),
            })
            .ToList();
        var shift = (
            await desk.PostAsync(
                "/api/patrol/shifts",
                new
                {
                    inspectorId = inspector.Id,
                    startsAt = starts,
                    endsAt = starts + Length,
                    regionId = street.RegionId,
                    stops = route,
                },
                planning,
                cancellation
            )
        ).GetProperty("id");
        if (nth == 1 && day.DayNumber % Days == 3)
        {
            return; // Nobody came.
        }

        var started = starts.AddMinutes(day.DayNumber % Days == 1 ? 25 : -5);
        var onDuty = new Doing(inspector, started, 0);
        await desk.PutAsync(
            "/api/patrol/consent",
            new { given = true, textVersion = "1" },
            onDuty,
            cancellation
        );
        await desk.PostAsync($"/api/patrol/shifts/{shift}/start", new { }, onDuty, cancellation);
        var points = Walk(route.Select(stop => Guid.Parse(stop.code!)), street, started).ToList();
        foreach (var batch in points.Chunk(500))
        {
            await desk.PostAsync(
                $"/api/patrol/shifts/{shift}/track",
                new { points = batch },
                onDuty with
                {
                    At = starts + Length,
                },
                cancellation
            );
        }

        await desk.PostAsync(
            $"/api/patrol/shifts/{shift}/end",
            new { },
            onDuty with
            {
                At = starts + Length,
            },
            cancellation
        );
    }

    /// <summary>Along each street, a point every 20 metres, until it is time to go home.</summary>
    private IEnumerable<object> Walk(IEnumerable<Guid> roads, Unit street, DateTimeOffset started)
    {
        var area = city.Region(street.RegionId!.Value)!.Boundary;
        var steps = (int)((Length - TimeSpan.FromMinutes(30)) / Pace);
        return roads
            .Select(id => city.Roads.Single(road => road.RoadId == id).Line.Intersection(area))
            .SelectMany((road, nth) => Along(road).Select(at => (at, nth)))
            .Take(steps)
            .Select(
                (point, n) =>
                    PointOf(
                        point.at,
                        started,
                        // By bicycle from one street to the next.
                        Pace * (n + 1)
                            + Between * point.nth,
                        4 + n % 7
                    )
            );
    }

    private static object PointOf(
        Coordinate at,
        DateTimeOffset started,
        TimeSpan after,
        int accuracyMetres
    ) =>
        new
        {
            seq = (int)after.TotalSeconds,
            at = started + after,
            lon = Math.Round(at.X, 6),
            lat = Math.Round(at.Y, 6),
            accuracyMetres,
        };

    private static IEnumerable<Coordinate> Along(Geometry road)
    {
        var line = new LengthIndexedLine(road);
        for (var at = 0.0; at < road.Length; at += MetresApart / MetresPerDegree)
        {
            yield return line.ExtractPoint(at);
        }
    }
}
