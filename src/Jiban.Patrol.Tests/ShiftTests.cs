using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Contracts;
using Jiban.Patrol.Shifts;
using Jiban.Platform.Files;
using Jiban.Testing;

namespace Jiban.Patrol.Tests;

/// <summary>Who came, what a track may hold, where a route goes and what was covered: the decisions, without a store.</summary>
public sealed class ShiftTests
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly ShiftSettings.Settings Settings = new(10, 90, 50, 7, 12, "1", 1);
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly Shift Morning = new()
    {
        ShiftId = Some.Id(1),
        InspectorId = Some.Id(7),
        UnitId = Some.Id(2),
        MadeBy = Some.Id(3),
        MadeAt = Eight.AddDays(-1),
        StartsAt = Eight,
        EndsAt = Eight.AddHours(4),
        RegionId = Some.Id(4),
    };

    [Theory]
    [InlineData(null, null, 10, Attendance.Planned)]
    [InlineData(null, null, 11, Attendance.Late)]
    [InlineData(null, null, 240, Attendance.Absent)]
    [InlineData(-5, null, 60, Attendance.Started)]
    [InlineData(10, null, 60, Attendance.Started)]
    [InlineData(11, null, 60, Attendance.Late)]
    [InlineData(0, null, 249, Attendance.Started)]
    [InlineData(0, null, 250, Attendance.Done)]
    [InlineData(0, 229, 300, Attendance.LeftEarly)]
    [InlineData(0, 230, 300, Attendance.Done)]
    [InlineData(11, 240, 300, Attendance.Late)]
    internal void Attendance_is_what_the_minutes_say(
        int? started,
        int? ended,
        int now,
        Attendance expected
    ) =>
        Assert.Equal(
            expected,
            Attendances.Of(
                Morning with
                {
                    StartedAt = started is { } from ? Eight.AddMinutes(from) : null,
                    EndedAt = ended is { } to ? Eight.AddMinutes(to) : null,
                },
                Eight.AddMinutes(now),
                Settings
            )
        );

    [Fact]
    public void A_shift_that_was_called_off_asks_nobody_where_he_was() =>
        Assert.Equal(
            Attendance.Cancelled,
            Attendances.Of(Morning with { CancelledAt = Eight }, Eight.AddHours(9), Settings)
        );

    [Theory]
    [InlineData(0, 4, null)] // The one that is there ends when this one begins.
    [InlineData(3, 6, ShiftRefusal.Overlaps)]
    [InlineData(-9, 3, null)] // Twelve hours are the longest.
    [InlineData(-2, 13, ShiftRefusal.HoursOutOfRange)]
    [InlineData(5, 5, ShiftRefusal.HoursOutOfRange)]
    [InlineData(-5, -4, ShiftRefusal.HoursOutOfRange)] // Over before it is planned.
    [InlineData(24 * 61, (24 * 61) + 4, ShiftRefusal.HoursOutOfRange)]
    internal void Two_shifts_of_one_inspector_do_not_overlap(
        int from,
        int until,
        ShiftRefusal? refused
    )
    {
        var request = new PlanShift.Request(
            Morning.InspectorId,
            Eight.AddHours(from),
            Eight.AddHours(until),
            Some.Id(4),
            null,
            null
        );
        var other = Morning with { StartsAt = Eight.AddHours(4), EndsAt = Eight.AddHours(8) };
        Assert.Equal(refused, PlanShift.Decide(request, Eight.AddHours(-3), [other], []));
        Assert.NotEqual(
            ShiftRefusal.Overlaps,
            PlanShift.Decide(request, Eight.AddHours(-3), [other with { CancelledAt = Eight }], [])
        );
        // Who has gone home can be sent out again.
        Assert.NotEqual(
            ShiftRefusal.Overlaps,
            PlanShift.Decide(
                request,
                Eight.AddHours(-3),
                [
                    other with
                    {
                        StartsAt = request.StartsAt.AddHours(-1),
                        EndedAt = request.StartsAt,
                    },
                ],
                []
            )
        );
    }

    [Fact]
    public void A_shift_has_one_area_and_goes_only_to_what_lies_in_it()
    {
        var request = new PlanShift.Request(
            Morning.InspectorId,
            Eight,
            Eight.AddHours(4),
            Some.Id(4),
            null,
            [new(StopKind.Street, "1")]
        );
        ShiftRefusal? Try(PlanShift.Request what, params RouteCandidate[] known) =>
            PlanShift.Decide(what, Eight, [], known);

        var street = new RouteCandidate(StopKind.Street, "1", "路", 0, 0, null, 0);
        Assert.Null(Try(request, street));
        Assert.Equal(ShiftRefusal.StopOutsideArea, Try(request));
        Assert.Equal(ShiftRefusal.AreaMissing, Try(request with { RegionId = null }, street));
        Assert.Equal(
            ShiftRefusal.AreaMissing,
            Try(request with { Cells = ["990101001001001"] }, street)
        );
    }

    [Fact]
    public void A_shift_begins_once_half_an_hour_early_at_most_and_not_beside_another()
    {
        ShiftRefusal? Try(Shift shift, int minutes, bool otherRuns = false) =>
            StartShift.Decide(shift, otherRuns, Eight.AddMinutes(minutes));

        Assert.Null(Try(Morning, -30));
        Assert.Equal(ShiftRefusal.NotNow, Try(Morning, -31));
        Assert.Equal(ShiftRefusal.NotNow, Try(Morning, 240));
        Assert.Equal(ShiftRefusal.NotNow, Try(Morning with { CancelledAt = Eight }, 5));
        Assert.Equal(ShiftRefusal.NotNow, Try(Morning with { EndedAt = Eight }, 5));
        Assert.Equal(ShiftRefusal.OtherRunning, Try(Morning, 5, otherRuns: true));
    }

    [Fact]
    public void A_phone_without_network_tells_later_when_a_shift_began_and_ended_if_that_can_be()
    {
        var now = Eight.AddHours(6);
        var week = TimeSpan.FromDays(7);
        Assert.Equal(now, PhoneTime.Of(null, now, week));
        Assert.Equal(Eight, PhoneTime.Of(new(Eight), now, week));
        Assert.Equal(now, PhoneTime.Of(new(now + FieldSeal.Slack), now, week));
        Assert.Null(PhoneTime.Of(new(now.AddMinutes(3)), now, week));
        Assert.Null(PhoneTime.Of(new(now - week - TimeSpan.FromSeconds(1)), now, week));

        Assert.Null(StartShift.Decide(Morning, false, Eight.AddMinutes(5)));
        Assert.Equal(ShiftRefusal.NotNow, StartShift.Decide(Morning, false, now));

        var begun = Morning with { StartedAt = Eight };
        Assert.Equal(Eight.AddHours(3), EndShift.Decide(begun, Eight.AddHours(3), Settings));
        Assert.Equal(Eight.AddMinutes(250), EndShift.Decide(begun, now, Settings));
        Assert.Null(EndShift.Decide(begun, Eight.AddMinutes(-1), Settings));
        Assert.Null(EndShift.Decide(begun, null, Settings));
    }

    [Fact]
    public void Points_are_taken_only_on_duty_and_under_consent()
    {
        var now = Eight.AddHours(6);
        var running = Morning with { StartedAt = Eight };
        ShiftRefusal? Try(Shift shift, double minutes, DateTimeOffset? since) =>
            Track.Decide(shift, [Eight.AddMinutes(minutes)], since, Settings, now);

        Assert.Null(Try(running, 60, Eight));
        Assert.Equal(ShiftRefusal.WithoutConsent, Try(running, 60, null));
        Assert.Equal(ShiftRefusal.WithoutConsent, Try(running, 60, Eight.AddHours(2)));
        Assert.Equal(ShiftRefusal.OffDuty, Try(Morning, 60, Eight));
        Assert.Equal(ShiftRefusal.OffDuty, Try(running, -10, Eight.AddHours(-1)));
        Assert.Equal(
            ShiftRefusal.OffDuty,
            Try(running with { EndedAt = Eight.AddHours(1) }, 61, Eight)
        );
        // Nobody was there already.
        Assert.Equal(
            ShiftRefusal.OffDuty,
            Track.Decide(running, [Eight.AddMinutes(70)], Eight, Settings, Eight.AddHours(1))
        );
        // Who forgets to end it is not followed home.
        Assert.Null(Try(running, 250, Eight));
        Assert.Equal(ShiftRefusal.OffDuty, Try(running, 251, Eight));
        Assert.Equal(
            ShiftRefusal.OffDuty,
            Track.Decide(
                running,
                [Eight.AddMinutes(1), Eight.AddMinutes(300)],
                Eight,
                Settings,
                now
            )
        );
    }

    [Fact]
    public void A_jump_is_marked_and_what_follows_it_is_judged_by_the_point_before()
    {
        // A hundredth of a degree north is 1.1 km.
        TrackPoint At(int seq, int lat) =>
            new(seq, Eight.AddSeconds(10 * seq), 1_164_000_000, 399_000_000 + lat, 5, false);
        var flagged = Track.Flag(At(0, 0), [At(1, 1_000), At(2, 100_000), At(3, 2_000)]);
        Assert.Equal([false, true, false], flagged.Select(point => point.Implausible));
        // As far apart as both are coarse is not a way.
        Assert.False(
            Track
                .Flag(At(0, 0) with { AccuracyMetres = 800 }, [At(1, 100_000)])
                .Single()
                .Implausible
        );
        Assert.False(
            Track
                .Flag(At(0, 0), [At(1, 100_000) with { AccuracyMetres = 800 }])
                .Single()
                .Implausible
        );
        // Two fixes within a second are one; and a batch is judged in its order, however it came.
        Assert.False(
            Track.Flag(At(0, 0), [At(1, 2_000) with { At = At(0, 0).At }]).Single().Implausible
        );
        Assert.Equal(
            [1, 2, 3],
            Track
                .Flag(At(0, 0), [At(3, 90_000), At(1, 30_000), At(2, 60_000)])
                .Select(point => point.Seq)
        );
        Assert.True((At(1, 0) with { AccuracyMetres = 50 }).Counts);
        Assert.False((At(1, 0) with { AccuracyMetres = 51 }).Counts);
    }

    [Fact]
    public void A_route_takes_the_longest_unseen_and_most_asked_for_whatever_order_they_come_in() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.Choose(0, 80).Two().ArrayOf().ToArbitrary(),
                Gen.Choose(1, 12).ToArbitrary(),
                (given, most) =>
                {
                    var candidates = given
                        .Select(
                            (one, n) =>
                                new RouteCandidate(
                                    StopKind.Street,
                                    $"{n}",
                                    "路",
                                    0,
                                    0,
                                    one.Item1 > 70 ? null : Today.AddDays(-one.Item1),
                                    one.Item2
                                )
                        )
                        .ToList();
                    var route = RouteProposal.Of(candidates, Today, most);
                    var left = candidates.Except(route.Select(stop => stop.Candidate));
                    int Days(RouteCandidate one) =>
                        one.LastSeen is { } day
                            ? Math.Min(60, Today.DayNumber - day.DayNumber)
                            : 60;
                    return route.Count <= most
                        && route.SequenceEqual(
                            RouteProposal.Of(Enumerable.Reverse(candidates), Today, most)
                        )
                        && route.All(stop => stop.Score is > 0 and <= 100)
                        // Nothing that was left out is both older and more asked for than something that was taken.
                        && left.All(one =>
                            route.All(stop =>
                                Days(one) <= stop.DaysUnseen || one.Cases <= stop.Candidate.Cases
                            )
                        );
                }
            )
        );

    [Fact]
    public void Where_somebody_was_today_and_nobody_asks_for_anything_no_route_goes()
    {
        var here = new RouteCandidate(StopKind.Street, "1", "路", 0, 0, Today, 0);
        Assert.Empty(RouteProposal.Of([here], Today, 8));
        Assert.Single(RouteProposal.Of([here with { Cases = 1 }], Today, 8));
    }

    [Fact]
    public void Coverage_is_a_share_of_the_length_and_what_nobody_saw_is_missed_longest_ago_first()
    {
        RoadStretch On(int road, int no, double metres) =>
            new(Some.Id(road), $"路{road}", no, metres, 0, 0);
        RoadStretch[] stretches = [On(1, 1, 30), On(1, 2, 10), On(2, 1, 40), On(3, 1, 20)];
        var seen = new[]
        {
            new SeenStretch(Some.Id(1), 1, Today, true),
            new SeenStretch(Some.Id(2), 1, Today.AddDays(-9), false),
        }.ToDictionary(one => (one.RoadId, one.Stretch));
        var none = new Dictionary<string, SeenCell>();

        Assert.Equal(0.3, Coverage.Sum(stretches, [], seen, none).Share);
        Assert.Null(Coverage.Sum([], [], seen, none).Share);
        var streets = Coverage.Streets(stretches, seen);
        Assert.Equal(["路2", "路3", "路1"], streets.Select(street => street.Name));
        Assert.Equal(0.75, streets[2].Share);
        Assert.Equal(["路3", "路2"], Coverage.MissedOf(streets, [], none).Select(one => one.Name));

        GridCell[] cells =
        [
            .. new[] { "1", "2", "3" }.Select(code => new GridCell(code, default, null!)),
        ];
        var seenCells = new[]
        {
            new SeenCell("1", Today, true),
            new SeenCell("2", Today.AddDays(-9), false),
        }.ToDictionary(one => one.CellCode);
        Assert.Equal(1d / 3, Coverage.Sum([], cells, seen, seenCells).CellShare);
        Assert.Equal(["3", "2"], Coverage.MissedOf([], cells, seenCells).Select(one => one.Code));
    }

    [Theory]
    [InlineData("2026-W48", "2026-11-23")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2025-W53", null)]
    [InlineData("2026-48", null)]
    [InlineData("2026-W4", null)]
    [InlineData(null, "2026-11-16")]
    public void A_week_is_written_as_iso_8601_writes_it(string? week, string? monday) =>
        Assert.Equal(
            monday is null ? null : DateOnly.ParseExact(monday, "yyyy-MM-dd", null),
            ShowCoverage.MondayOf(week, Today)
        );
}
