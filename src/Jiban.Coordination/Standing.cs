using Jiban.Platform.Auth;

namespace Jiban.Coordination;

/// <summary>How somebody stands to a whistle: what the table of rights lets him do with it. Pure.</summary>
internal sealed record Standing(
    Actor Actor,
    Whistle Whistle,
    WhistleParts Parts,
    Func<Guid, Guid, bool> IsBelow
)
{
    /// <summary>Whether he is the named leader.</summary>
    public bool IsLeader => Whistle.LeaderId is { } leader && leader == Actor.Id;

    /// <summary>The unit for which he acts.</summary>
    public Guid Unit => Actor.UnitId ?? Guid.Empty;

    /// <summary>Whether it concerns a unit of his.</summary>
    public bool Sees =>
        May(Operation.ViewWhistles, Whistle.UnitId)
        || Parts.Concerned(Whistle).Any(unit => May(Operation.ViewWhistles, unit));

    /// <summary>Whether he stands on the caller's side, or leads by name.</summary>
    public bool Leads => May(Operation.LeadWhistle, Whistle.UnitId);

    /// <summary>Whether he answers for a unit that was called or has a task.</summary>
    public bool AnswersFor(Guid unit) => May(Operation.AnswerWhistle, unit);

    private bool May(Operation operation, Guid unit) =>
        Permissions.May(
            operation,
            Actor.Role,
            RelationTo.Case(Actor.UnitId, unit, IsBelow, IsLeader)
        );
}
