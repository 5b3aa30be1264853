namespace Jiban.Platform.Live;

/// <summary>A case has changed and the change is durable.</summary>
/// <param name="State">The state it is in now, as the API says it.</param>
/// <param name="UnitId">The unit that holds it now: who may see that unit's cases is told.</param>
/// <param name="Version">The sequence of its last journal entry.</param>
public sealed record CaseChanged(
    Guid CaseId,
    string Number,
    string State,
    Guid UnitId,
    int Version
);
