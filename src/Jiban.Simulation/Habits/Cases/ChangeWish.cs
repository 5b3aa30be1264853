using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits.Cases;

/// <summary>Somebody above says that nothing hangs on the time that was read from the words.</summary>
internal sealed class ChangeWish : PlainCaseHabit
{
    public override string Operation => "changeWish";

    public override int Weight => 2;

    public override bool Does(Role role) => role is Role.Leader or Role.Dispatcher;

    protected override Said Say(Turn turn, JsonElement page) =>
        new("wish", new { reason = "电话核实过，不急着用。" }, "wishChanged");
}
