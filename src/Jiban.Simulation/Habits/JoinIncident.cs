using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits;

/// <summary>A dispatcher finds that two cases are one event and joins them (并案); now and then one is taken out again.</summary>
internal sealed class JoinIncident : Habit
{
    public override int Weight => 6;

    public override async Task ActAsync(Turn turn)
    {
        var open = await turn.OpenCasesAsync();
        if (open.Count < 2)
        {
            return;
        }

        var (lead, member) = (turn.OneOf(open), turn.OneOf(open));
        var who = turn.Staff.Of(Role.Dispatcher, turn.Staff.Centre);
        var path = $"/api/cases/{lead.CaseId}/members";
        var told = turn.Sometimes(80)
            ? await turn.ChangeAsync(who, path, new { cases = new[] { member.CaseId } })
            : await turn.ChangeAsync(
                who,
                $"{path}/{member.CaseId}/leave",
                new { reason = "是另一件事" }
            );
        turn.Touched.UnionWith([lead.CaseId, member.CaseId]);
        turn.Tell($"{who.Name} joins {member.Number} to {lead.Number}, or takes it out: {told}");
    }
}
