using Jiban.Platform.Auth;
using Jiban.Simulation.City;
using Jiban.Simulation.Habits;
using Jiban.Simulation.Invariants;
using Jiban.Simulation.Wire;
using Jiban.Testing;
using Npgsql;

namespace Jiban.Simulation;

/// <summary>How a run ended.</summary>
/// <param name="Step">The step at which something did not hold; 0 when all held.</param>
/// <param name="Findings">What did not hold.</param>
/// <param name="Strikes">The faults that came, in order.</param>
/// <param name="Missed">How many faults were drawn for a place behind the end of what they waited for, so that nothing went wrong.</param>
internal sealed record RunResult(
    int Seed,
    int Days,
    int Step,
    IReadOnlyList<Finding> Findings,
    int Cases,
    IReadOnlyList<Strike> Strikes,
    int Missed,
    IReadOnlyList<string> Script
)
{
    /// <summary>Whether everything held.</summary>
    public bool Held => Findings.Count == 0;
}

/// <summary>
/// So many days of a city from one seed. The seed is the script: who acts, in which order, what they choose, what goes wrong at which
/// statement. Only what two do at once may fall out one way or the other.
/// </summary>
internal sealed class Run
{
    private const int StepsPerDay = 12;

    /// <summary>In one of so many cities a night is half a month, so that limits of a week, of fifteen days and of a month run out too.</summary>
    private const int OneSleepsLong = 4;
    private const int LongNight = 16;

    // More than half of them are drawn for a place behind the end of what somebody does (Fault.ForAct).
    private const int FaultsPerHundred = 60;
    private const int ProjectionFaultsPerHundred = 12;
    private const int ProjectionFaultsPerHundredNights = 50;
    private const int MostDeliveries = 8;

    private static readonly DateOnly[] Beginnings =
    [
        new(2026, 9, 21), // Mid-Autumn
        new(2026, 9, 28), // the National Day, and a Saturday that is worked
        new(2026, 10, 8),
        new(2026, 11, 14), // the period closes
        new(2026, 12, 28), // a year whose list is not out yet
    ];

    private readonly int _seed;
    private readonly int _days;
    private readonly Plant? _plant;
    private readonly Random _chance;
    private readonly Ledger _ledger = new();
    private readonly List<string> _script = [];
    private int _step;
    private readonly List<Strike> _strikes = [];
    private int _missed;
    private int _followed;

    private Run(int seed, int days, Plant? plant)
    {
        (_seed, _days, _plant) = (seed, days, plant);
        _chance = new Random(seed);
    }

    /// <summary>Runs a seed to its end, or to the first thing that does not hold.</summary>
    public static async Task<RunResult> OfAsync(
        CityTemplate template,
        int seed,
        int days,
        Plant? plant = null
    )
    {
        var run = new Run(seed, days, plant);
        IReadOnlyList<Finding> findings = [];
        try
        {
            await run.GoAsync(template);
        }
        catch (BrokenException broken)
        {
            findings = broken.Findings;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever nobody foresaw is found too, and replays.
            findings = [new Finding("unforeseen", fault.ToString())];
        }

        return new RunResult(
            seed,
            days,
            findings.Count == 0 ? 0 : run._step,
            findings,
            run._ledger.Requests.Count,
            run._strikes,
            run._missed,
            run._script
        );
    }

    private async Task GoAsync(CityTemplate template)
    {
        var first = Beginnings[_chance.Next(Beginnings.Length)];
        var start = new DateTimeOffset(first.ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(8));
        var night = _chance.Next(OneSleepsLong) == 0 ? LongNight : 1;
        _ledger.Calendars.Add((DateTimeOffset.MinValue, OwnCalendar.Published));
        await using var town = await Town.FoundAsync(template, _seed, start, _plant);
        var staff = new Staff(town.City, template.Inspectors);
        for (var day = 0; day < _days; day++)
        {
            Tell(town, $"day {day + 1}");
            for (var step = 0; step < StepsPerDay; step++)
            {
                // A day without anybody who asks would be a day without the product.
                await StepAsync(town, staff, step == 0 ? new SubmitRequest() : null);
            }

            await NightAsync(town, staff, start.AddDays((day + 1) * night));
        }

        await ReckoningAsync(town, staff);
    }

    private async Task StepAsync(Town town, Staff staff, Habit? first)
    {
        _step++;
        // Drawn before anybody acts, so that the script stays the same whatever comes of it.
        var chance = new Random(_chance.Next());
        var fault = Fault.ForAct(chance, FaultsPerHundred);
        var following = Fault.ForProjections(chance, ProjectionFaultsPerHundred);
        var habit = first ?? Draw(chance);
        await PassAsync(town, TimeSpan.FromMinutes(chance.Next(5, 60)), null, following);
        var turn = new Turn(town, staff, _ledger, chance, fault, line => Tell(town, line));
        await habit.ActAsync(turn);
        if (turn.Struck is { } struck)
        {
            _strikes.Add(struck);
        }

        _missed += turn.HasMissed ? 1 : 0;
        await town.SettleWhistlesAsync();
        await Invariant.HoldAsync(await Evidence.ReadAsync(town, staff, _ledger, turn.Touched));
    }

    private static Habit Draw(Random chance)
    {
        var at = chance.Next(Habit.All.Sum(habit => habit.Weight));
        return Habit.All.First(habit => (at -= habit.Weight) < 0);
    }

    /// <summary>The night passes, the clocks act (on some nights under a fault), and the whole city is looked at.</summary>
    private async Task NightAsync(Town town, Staff staff, DateTimeOffset morning)
    {
        _step++;
        var chance = new Random(_chance.Next());
        var left = morning - town.Clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            await PassAsync(
                town,
                left,
                Fault.ForAct(chance, FaultsPerHundred),
                Fault.ForProjections(chance, ProjectionFaultsPerHundredNights)
            );
        }

        await Invariant.HoldAsync(await Evidence.ReadAsync(town, staff, _ledger, null));
    }

    /// <summary>Time passes. Where a fault ends the look of the clocks, or of what follows the journal, they look again.</summary>
    private async Task PassAsync(Town town, TimeSpan time, Fault? fault, Fault? following)
    {
        await AdvanceAsync(town, time, following);
        await town.SettleWhistlesAsync();
        if (_ledger.Requests.Count != _followed)
        {
            // What follows the journal may write into the chain of a new case (repeats, abuse): before anybody looks at its page, so that a
            // seed stays its script.
            await town.FollowAsync();
            _followed = _ledger.Requests.Count;
        }

        if (fault is not null)
        {
            town.Wire.Arm(fault);
            await TriedAsync(town.SweepAsync);
            if (Note(town, "(clocks)", fault, "while the clocks acted") && fault.IsKill)
            {
                await town.RebootAsync();
            }
        }

        var told = await town.SweepAsync();
        if (told == 0)
        {
            return;
        }

        Tell(town, $"the clocks told {told}");
        if (await town.SweepAsync() is > 0 and var again)
        {
            throw new BrokenException("clocks", $"a second look told {again} things once more");
        }
    }

    /// <summary>
    /// Time passes, and the host's own loop and this run follow the journal, both under a fault if one was drawn: the loop wakes with the clock, so the
    /// fault waits for it already.
    /// </summary>
    private async Task AdvanceAsync(Town town, TimeSpan time, Fault? following)
    {
        if (following is null)
        {
            town.Clock.Advance(time);
            return;
        }

        town.Wire.Arm(following);
        town.Clock.Advance(time);
        await TriedAsync(town.FollowAsync);
        // Which of the two is struck, and whether one still is at a late statement, falls out one way or the other.
        Note(town, "(projections)", following, "while two at once followed the journal");
        if (following.IsKill)
        {
            // Also where it waited for more than there was: how many lives a city has is its seed's.
            await town.RebootAsync();
        }

        await town.FollowAsync();
        _followed = _ledger.Requests.Count;
    }

    private static async Task TriedAsync(Func<Task> what)
    {
        try
        {
            await what();
        }
        catch (NpgsqlException)
        {
            // So a host's own loop takes it: told, and tried again.
        }
    }

    /// <summary>Nothing goes wrong any more. Whether it had.</summary>
    private bool Note(Town town, string during, Fault fault, string words)
    {
        if (!town.Wire.Disarm())
        {
            _missed++;
            return false;
        }

        _strikes.Add(new Strike(during, fault));
        Tell(town, $"  ! {fault} {words}");
        return true;
    }

    /// <summary>In the end the link to the city holds, and everything arrives there.</summary>
    private async Task ArriveAsync(Town town)
    {
        town.Upstream.Trouble = Trouble.None;
        var chance = new Random(_chance.Next());
        for (var tries = 0; tries < MostDeliveries; tries++)
        {
            await AdvanceAsync(
                town,
                TimeSpan.Zero,
                Fault.ForProjections(chance, ProjectionFaultsPerHundredNights)
            );
            await town.FollowAsync();
            await town.DeliverAsync();
            await using var command = town.Store.Owner.CreateCommand(
                "select count(*) from channels.outbox where destination = 'upstream' and state <> 'delivered' and state <> 'dropped'"
            );
            if ((long)(await command.ExecuteScalarAsync())! == 0)
            {
                return;
            }

            await PassAsync(town, TimeSpan.FromHours(2), null, null);
        }

        throw new BrokenException(
            "exchange",
            "something never arrives at the city, though the link holds"
        );
    }

    /// <summary>In the end everybody who is on the list is asked, and nobody whose request is resolved was left out.</summary>
    private async Task ReckoningAsync(Town town, Staff staff)
    {
        _step++;
        var caller = staff.Of(Role.Caller, staff.Centre, 5);
        foreach (var caseId in await Requesters.CallBackListAsync(town, staff))
        {
            var told = await town.SayAsync(
                caller,
                $"/api/cases/{caseId}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            );
            Tell(town, $"{caller.Name} asks at the end: {told}");
        }

        await ArriveAsync(town);
        var whole = (await Evidence.ReadAsync(town, staff, _ledger, null)) with
        {
            HasArrived = true,
        };
        await Invariant.HoldAsync(whole);
        var missed = whole
            .Cases.Where(one =>
                one.Row.HasPerson
                && ((one.Row.State == "resolved" && !WasAsked(one)) || one.Story.AsksAfterEnd)
            )
            .Select(one => new Finding(
                "requesters",
                $"{one.Name}: {one.Row.State}, and nobody asked"
            ))
            .ToList();
        if (missed.Count > 0)
        {
            throw new BrokenException(missed);
        }
    }

    private static bool WasAsked(CaseEvidence one)
    {
        var resolved = one.Entries.Last(entry => entry.Kind == "resolved").Seq;
        return one.Entries.Any(entry => entry.Kind == "calledBack" && entry.Seq > resolved);
    }

    private void Tell(Town town, string line) =>
        _script.Add(
            $"{_step, 4} {town.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm} {line}"
        );
}
