using Dapper;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;
using Jiban.Simulation.Habits.Cases;

namespace Jiban.Simulation.Habits;

/// <summary>
/// An inspector comes to duty, goes to see what citizens told of before a unit is sent (核实), or goes home; now and then he lets the time of a
/// look run out.
/// </summary>
internal sealed class WalkBeat : Habit
{
    private const int LongestHours = 12;
    private static readonly VerifyRequest Look = new();

    public override int Weight => 20;

    public override async Task ActAsync(Turn turn)
    {
        var inspector = turn.OneOf(turn.Staff.Inspectors);
        if (await ShiftAsync(turn, inspector) is not { } shift)
        {
            await PlanAsync(turn, inspector);
            // The answer may be lost, and the shift be there all the same.
            if (await ShiftAsync(turn, inspector) is not { } planned)
            {
                return;
            }

            shift = planned;
        }

        if (!shift.Runs)
        {
            await MarkAsync(turn, inspector, shift, "start");
        }
        else if (turn.Sometimes(10))
        {
            await MarkAsync(turn, inspector, shift, "end");
        }

        await LookAsync(turn, inspector);
    }

    /// <summary>The shift that runs, or could begin now.</summary>
    private static async Task<Shift?> ShiftAsync(Turn turn, Actor inspector)
    {
        await using var connection = await turn.Town.Store.Owner.OpenConnectionAsync();
        return await connection.QueryFirstOrDefaultAsync<Shift>(
            """
            select shift_id, started_at is not null as runs from patrol.shift
            where inspector_id = @Id and ended_at is null and starts_at <= @now and ends_at > @now order by starts_at
            """,
            new { inspector.Id, now = turn.Now.ToUniversalTime() }
        );
    }

    private static async Task PlanAsync(Turn turn, Actor inspector)
    {
        var unit = inspector.UnitId!.Value;
        var told = await turn.ChangeAsync(
            turn.Staff.Of(Role.Leader, unit),
            "/api/patrol/shifts",
            new
            {
                inspectorId = inspector.Id,
                startsAt = turn.Now,
                endsAt = turn.Now.AddHours(turn.Chance.Next(2, LongestHours)),
                regionId = turn.Staff.Units.Single(one => one.UnitId == unit).RegionId,
            }
        );
        turn.Tell($"{inspector.Name} is sent out: {told}");
    }

    private static async Task MarkAsync(Turn turn, Actor inspector, Shift shift, string what)
    {
        var told = await turn.ChangeAsync(
            inspector,
            $"/api/patrol/shifts/{shift.ShiftId}/{what}",
            new { }
        );
        turn.Tell($"{inspector.Name} {what}s his shift: {told}");
    }

    private static async Task LookAsync(Turn turn, Actor inspector)
    {
        var tasks = await turn.Town.LookAsync(inspector, "/api/patrol/tasks");
        turn.Judge("the tasks of an inspector", tasks);
        foreach (
            var task in tasks
                .Body.EnumerateArray()
                .Where(task => task.GetProperty("kind").GetString() == "verify")
                .ToList()
        )
        {
            if (turn.Sometimes(25))
            {
                continue;
            }

            var caseId = task.GetProperty("caseId").GetGuid();
            var seen = await turn.Town.LookAsync(inspector, $"/api/cases/{caseId}");
            await WorkOnCase.DoAsync(turn, new(caseId, inspector, seen, Look));
        }
    }

    private sealed record Shift(Guid ShiftId, bool Runs);
}
