using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The unit tries to reach the requester; not everybody answers, and some want no meeting (联系).</summary>
internal sealed class ContactRequester : PlainCaseHabit
{
    public override string Operation => "contactRequester";

    public override int Weight => 12;

    protected override Said Say(Turn turn, JsonElement page) =>
        turn.Sometimes(75)
            ? new(
                "contact",
                new
                {
                    method = "phone",
                    reached = true,
                    note = "已联系。",
                    noMeeting = turn.Sometimes(60),
                },
                "contacted"
            )
            : new("contact", new { method = "phone", reached = false }, "contacted");
}
