namespace Jiban.Platform.Auth;

/// <summary>
/// What the platform must know of the units, without knowing what a unit is. The module that owns them registers one:
/// lookups in memory, always of the present tree.
/// </summary>
/// <param name="NameOf">Name of a unit; null when there is no such unit.</param>
/// <param name="IsBelow">Whether the first stands, at any depth, below the second; false for the same unit.</param>
public sealed record UnitTree(Func<Guid, string?> NameOf, Func<Guid, Guid, bool> IsBelow)
{
    /// <summary>Whether an actor may see the cases of a unit by the table of rights (cases assigned to the actor apart).</summary>
    public bool Sees(Actor actor, Guid unitId) => Sees(actor, unitId, Operation.ViewCases);

    /// <summary>Whether an actor may see, by another operation than that for cases, what concerns a unit.</summary>
    public bool Sees(Actor actor, Guid unitId, Operation operation) =>
        Permissions.May(operation, actor.Role, RelationTo.Case(actor.UnitId, unitId, IsBelow));
}
