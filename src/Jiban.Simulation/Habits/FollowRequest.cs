using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>A citizen looks at what became of his request, and answers an invitation to meet.</summary>
internal sealed class FollowRequest : Habit
{
    public override int Weight => 8;

    public override async Task ActAsync(Turn turn)
    {
        var mine = turn
            .Ledger.Requests.Where(request => request is { QueryCode: not null, IsErased: false })
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var request = turn.OneOf(mine);
        var seen = await turn.Town.LookAsync(
            null,
            $"/api/requests/{request.Number}?code={request.QueryCode}"
        );
        turn.Judge("a request", seen);
        if (
            seen.IsDone
            && seen.Body.TryGetProperty("meeting", out var meeting)
            && meeting.GetProperty("isOpen").GetBoolean()
        )
        {
            var answer = meeting.TryGetProperty("at", out _)
                ? turn.OneOf(["accept", "propose", "noNeed", "decline"])
                : turn.OneOf(["propose", "noNeed", "decline"]);
            var told = await turn.ChangeAsync(
                null,
                $"/api/requests/{request.Number}/meeting",
                new
                {
                    code = request.QueryCode,
                    answer,
                    at = turn.Now.AddHours(turn.Chance.Next(1, 100)),
                }
            );
            turn.Touched.Add(request.CaseId);
            turn.Tell($"citizen {answer} {request.Number}: {told}");
        }
    }
}
