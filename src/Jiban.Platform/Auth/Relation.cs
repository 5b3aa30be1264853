namespace Jiban.Platform.Auth;

/// <summary>How the unit that holds a case stands to the one who acts.</summary>
[Flags]
public enum Relation
{
    /// <summary>No relation is enough.</summary>
    None = 0,

    /// <summary>The operation is not about a case, or a case of any unit will do.</summary>
    Any = 1,

    /// <summary>The case is held by the actor's own unit.</summary>
    Own = 2,

    /// <summary>The case is held by a unit below the actor's.</summary>
    Below = 4,

    /// <summary>The case is held by a unit above the actor's.</summary>
    Above = 8,

    /// <summary>The actor reported, signed or was given the case.</summary>
    Assigned = 16,

    /// <summary>The one who asked, known by number and query code.</summary>
    Requester = 32,

    /// <summary>The actor's unit helps the one that holds the case (协办).</summary>
    Assisting = 64,
}
