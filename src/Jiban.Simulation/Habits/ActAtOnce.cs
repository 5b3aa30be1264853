using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>Two people look at the same page and act at the same moment: one of them does it, the other is told.</summary>
internal sealed class ActAtOnce : Habit
{
    private const int MostLooks = 8;

    public override int Weight => 8;

    public override async Task ActAsync(Turn turn)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            if (
                await WorkOnCase.FindAsync(turn) is
                { Who.Role: Role.Handler or Role.Caller or Role.Dispatcher } found
            )
            {
                await BothAsync(turn, found);
                return;
            }
        }
    }

    private static async Task BothAsync(Turn turn, WorkOnCase.Found found)
    {
        var (caseId, one, seen, habit) = found;
        var other = turn.Staff.Of(one.Role, one.UnitId!.Value, 7);
        var said = await habit.SayAsync(turn, one, seen.Body);
        var answers = await Task.WhenAll(SendAsync(one), SendAsync(other));

        var after = WorkOnCase.VersionOf(seen.Body);
        turn.Keep(caseId, said.Kind, one, after, answers[0]);
        turn.Keep(caseId, said.Kind, other, after, answers[1]);
        turn.Tell(
            $"{one.Name} and {other.Name} {habit.Operation} {Turn.NameOf(seen.Body)} at once: {answers[0]}, {answers[1]}"
        );
        if (answers.All(answer => answer.IsDone))
        {
            throw new BrokenException(
                "lost-update",
                $"{Turn.NameOf(seen.Body)}: both did {habit.Operation} on version {after}"
            );
        }

        async Task<Told> SendAsync(Actor who)
        {
            var path = $"/api/cases/{caseId}/{said.Path}";
            var told = await turn.Town.SayAsync(who, path, said.Body, ("If-Match", seen.Tag!));
            turn.Judge(path, told);
            return told;
        }
    }
}
