namespace Jiban.Platform.Live;
/// <summary>temporary</summary>
public sealed record CaseChanged(Guid CaseId, string Number, string State, Guid UnitId, int Version);
/// <summary>temporary</summary>
public sealed class LiveEvents
{
    /// <summary>temporary</summary>
    public void Publish(CaseChanged e) { }
}
