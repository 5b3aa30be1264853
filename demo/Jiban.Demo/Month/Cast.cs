using Jiban.City.Contracts;
using Jiban.Demo.Land;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Month;

/// <summary>Who plays the parts in one case: the same people in every scene, in turn from case to case.</summary>
internal sealed class Cast(StaffBook staff, CitySnapshot city, int turn)
{
    /// <summary>Sees every case and touches none.</summary>
    public Actor Overseer => staff.Of(Role.Auditor, Centre, 0)!;

    public Actor Caller => staff.Of(Role.Caller, Centre, turn)!;

    public Actor CityOperator => staff.Of(Role.Operator, Centre, turn)!;

    public Actor StreetOperator => staff.Of(Role.Operator, Street, turn)!;

    public Actor Inspector => staff.Of(Role.Inspector, Street, turn)!;

    private Guid Centre => city.CityCentre!.UnitId;

    private Guid Street => city.Units.First(unit => unit.Code == Board.Streets[0].Code).UnitId;

    /// <summary>Who handles the cases of a unit; in a community that is its secretary.</summary>
    public Actor HandlerOf(Guid unitId) =>
        staff.Of(Role.Handler, unitId, turn) ?? staff.Of(Role.Secretary, unitId, turn)!;

    /// <summary>A unit of the street, of its district or of the whole city, by its short name or the end of it.</summary>
    public Guid UnitCalled(string shortName)
    {
        var street = city.Unit(Street)!;
        return city
            .Units.First(unit =>
                unit.ShortName.EndsWith(shortName, StringComparison.Ordinal)
                && (
                    unit.ParentId == street.UnitId
                    || unit.ParentId == street.ParentId
                    || unit.ParentId == Centre
                )
            )
            .UnitId;
    }

    /// <summary>Joins, splits and judges what concerns the whole city.</summary>
    public Actor CityDispatcher => staff.Of(Role.Dispatcher, Centre, turn)!;

    /// <summary>Leads what the street inspects together with others.</summary>
    public Actor HeadOfStreet => staff.Of(Role.Leader, Street, 0)!;

    /// <summary>Somebody of the unit who takes over from whoever signed.</summary>
    public Actor ColleagueOf(Guid unitId) => staff.Of(Role.Handler, unitId, turn + 1)!;

    /// <summary>The unit above one.</summary>
    public Guid Above(Guid unitId) => city.Unit(unitId)!.ParentId ?? unitId;

    /// <summary>The dispatcher of the unit that holds a case, else of the next above.</summary>
    public Actor DispatcherOf(Guid unitId) => Nearest(Role.Dispatcher, unitId);

    /// <summary>The leader of a unit, else of the next above that has one.</summary>
    public Actor LeaderOf(Guid unitId) => Nearest(Role.Leader, unitId);

    private Actor Nearest(Role role, Guid unitId)
    {
        for (
            var unit = city.Unit(unitId);
            unit is not null;
            unit = unit.ParentId is { } up ? city.Unit(up) : null
        )
        {
            if (staff.Of(role, unit.UnitId, turn) is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The centre has no {role}.");
    }
}
