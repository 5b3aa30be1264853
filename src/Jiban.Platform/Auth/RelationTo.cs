namespace Jiban.Platform.Auth;

/// <summary>How an actor stands to a case. Pure; the tree of units is given as a function.</summary>
public static class RelationTo
{
    /// <summary>The relations, as flags, in which an actor stands to a case; <see cref="Relation.None"/> when they have nothing to do with each other.</summary>
    /// <param name="actorUnit">The unit of the actor; null for a citizen and for the platform.</param>
    /// <param name="caseUnit">The unit that holds the case.</param>
    /// <param name="isBelow">Whether the first unit stands, at any depth, below the second; false for the same unit.</param>
    /// <param name="assigned">Whether the actor reported, signed or was given the case.</param>
    public static Relation Case(
        Guid? actorUnit,
        Guid caseUnit,
        Func<Guid, Guid, bool> isBelow,
        bool assigned = false
    )
    {
        var relation = assigned ? Relation.Assigned : Relation.None;
        if (actorUnit is not { } unit)
        {
            return relation;
        }

        if (unit == caseUnit)
        {
            return relation | Relation.Own;
        }

        if (isBelow(caseUnit, unit))
        {
            return relation | Relation.Below;
        }

        return isBelow(unit, caseUnit) ? relation | Relation.Above : relation;
    }
}
