namespace Jiban.Simulation.Habits;

/// <summary>A message that was under way for long arrives after the case has moved on: nothing is done on an old page.</summary>
internal sealed class DeliverLate : Habit
{
    public override int Weight => 4;

    public override async Task ActAsync(Turn turn)
    {
        if (await WorkOnCase.FindAsync(turn) is not { } found)
        {
            return;
        }

        var (caseId, who, seen, habit) = found;
        var said = await habit.SayAsync(turn, who, seen.Body);
        var first = await WorkOnCase.DoAsync(turn, found);
        if (!first.IsDone)
        {
            return;
        }

        var late = await turn.ChangeAsync(
            who,
            $"/api/cases/{caseId}/{said.Path}",
            said.Body,
            ("If-Match", seen.Tag!)
        );
        turn.Tell($"  and once more, late: {late}");
        if (late.IsDone)
        {
            throw new BrokenException(
                "acknowledged",
                $"{Turn.NameOf(seen.Body)}: {habit.Operation} was done a second time on the page of the first"
            );
        }
    }
}
