using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits;

/// <summary>A requester asks in writing to be forgotten; the security administrator erases his data. The case goes on.</summary>
internal sealed class AskToBeForgotten : Habit
{
    public override int Weight => 1;

    public override async Task ActAsync(Turn turn)
    {
        var known = turn.Ledger.Requests.Where(request => !request.IsErased).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var request = turn.OneOf(known);
        var told = await turn.ChangeAsync(
            turn.Staff.Of(Role.SecurityAdministrator, turn.Staff.Centre),
            "/api/erasures",
            new
            {
                number = request.Number,
                reason = "本人书面申请删除",
                everywhere = false,
            }
        );
        // After an answer that got lost nobody knows; whoever can't be sure expects nothing any more.
        request.IsErased |= told.IsDone || told.IsOpen;
        turn.Touched.Add(request.CaseId);
        turn.Tell($"{request.Number} asks to be forgotten: {told}");
    }
}
