namespace Jiban.Platform.Live;

/// <summary>Stand-in until live events land: the auth helper replaces this file and keeps Publish(CaseChanged).</summary>
public sealed record CaseChanged(
    Guid CaseId,
    string Number,
    string State,
    Guid UnitId,
    int Version
);

/// <summary>Stand-in until live events land: the auth helper replaces this file and keeps Publish(CaseChanged).</summary>
public sealed class LiveEvents
{
    /// <summary>Stand-in until live events land: the auth helper replaces this file and keeps Publish(CaseChanged).</summary>
    public void Publish(CaseChanged e) { }
}
