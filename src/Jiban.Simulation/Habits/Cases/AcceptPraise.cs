using System.Text.Json;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Thanks are taken, for a case that the citizen names or for none.</summary>
internal sealed class AcceptPraise : PlainCaseHabit
{
    public override string Operation => "acceptPraise";

    public override int Weight => 30;

    protected override Said Say(Turn turn, JsonElement page) =>
        new(
            "praise",
            new
            {
                of = turn.Sometimes(60) ? turn.OneOf(turn.Ledger.Requests).Number : null,
                note = "已转达承办人。",
            },
            "praiseAccepted"
        );
}
