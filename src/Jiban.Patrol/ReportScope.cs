using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;

namespace Jiban.Patrol;

/// <summary>Of whose reports the figures tell somebody: those of his unit's inspectors and to his units, or of the whole city.</summary>
internal sealed record ReportScope(bool Everything, Guid[] Inspectors, Guid[] Units)
{
    /// <summary>The condition over <c>patrol.report</c>; its parameters are the members.</summary>
    public const string Condition =
        "(@Everything or inspector_id = any(@Inspectors) or unit_id = any(@Units))";

    public static async Task<ReportScope> OfAsync(
        PlanDesk desk,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Permissions.May(Operation.ViewPatrol, actor.Role, Relation.Any) ? new(true, [], [])
        : actor.UnitId is not { } unit ? new(false, [], [])
        : new(
            false,
            [.. (await desk.InspectorsOfAsync(unit, cancellation)).Select(one => one.AccountId)],
            [.. desk.City.SelfAndBelow(unit)]
        );

    /// <summary>Whether it covers what one inspector did for one unit.</summary>
    public bool Covers(Guid inspector, Guid unit) =>
        Everything || Inspectors.Contains(inspector) || Units.Contains(unit);
}
