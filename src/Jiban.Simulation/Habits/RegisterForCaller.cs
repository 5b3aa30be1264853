using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Simulation.Habits;

/// <summary>An operator takes down what a caller says; half of them know the unit.</summary>
internal sealed class RegisterForCaller : Habit
{
    public override int Weight => 6;

    public override Task ActAsync(Turn turn)
    {
        var street = turn.OneOf(
            turn.Staff.Units.Where(unit => unit.Kind == UnitKind.StreetOffice).ToList()
        );
        var text = Registering.Words(turn);
        return Registering.SendAsync(
            turn,
            turn.Staff.Of(Role.Operator, street.UnitId),
            "/api/cases",
            text,
            new
            {
                text,
                channel = "walkIn",
                unitId = turn.Sometimes(50) ? street.UnitId : (Guid?)null,
                kind = turn.Sometimes(25) ? "表扬" : null,
                contact = new { name = "何小满", phone = Registering.Telephone(turn) },
            }
        );
    }
}
