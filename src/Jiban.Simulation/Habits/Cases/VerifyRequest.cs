using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>The inspector on duty says what he saw of what a citizen reported (核实).</summary>
internal sealed class VerifyRequest : CaseHabit
{
    public override string Operation => "verifyRequest";

    public override async Task<Said> SayAsync(Turn turn, Actor who, JsonElement page) =>
        new(
            "verify",
            new
            {
                found = turn.Sometimes(60),
                note = "到现场看过。",
                attachments = new[] { await turn.Town.PhotoAsync(who) },
            },
            "verified"
        );
}
