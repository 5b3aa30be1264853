namespace Jiban.Simulation.Habits;

/// <summary>A citizen asks for something, without an account.</summary>
internal sealed class SubmitRequest : Habit
{
    public override int Weight => 16;

    public override Task ActAsync(Turn turn)
    {
        var (text, confidential) = (Registering.Words(turn), turn.Sometimes(30));
        return Registering.SendAsync(
            turn,
            null,
            "/api/requests",
            text,
            new
            {
                text,
                contact = new { name = "何小满", phone = Registering.Telephone(turn) },
                confidential,
            },
            confidential
        );
    }
}
