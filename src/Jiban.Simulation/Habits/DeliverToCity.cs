using Jiban.Testing;
using Npgsql;

namespace Jiban.Simulation.Habits;

/// <summary>What became of orders leaves for the city, over a link that now and then cuts, fails, or cuts after the city has taken it.</summary>
internal sealed class DeliverToCity : Habit
{
    public override int Weight => 7;

    public override async Task ActAsync(Turn turn)
    {
        if (turn.Ledger.Orders.Count == 0)
        {
            return;
        }

        var trouble = turn.OneOf([
            Trouble.None,
            Trouble.None,
            Trouble.None,
            Trouble.Down,
            Trouble.Answers500,
            Trouble.CutsAfterTaking,
        ]);
        turn.Town.Upstream.Trouble = trouble;
        var arrived = await turn.RiskAsync(
            "(outbox)",
            async () =>
            {
                try
                {
                    return await turn.Town.DeliverAsync();
                }
                catch (NpgsqlException)
                {
                    // So the host's own loop takes it: told, and tried again when the lease is over.
                    return 0;
                }
            }
        );
        turn.Tell($"what is due leaves for the city, link {trouble}: {arrived} arrive");
        turn.Town.Upstream.Trouble = Trouble.None;
    }
}
