using Jiban.Platform.Journaling;

namespace Jiban.Cases;

/// <summary>Everything that one registration writes, ready made: no decision is left for the writer.</summary>
internal sealed record NewCase(
    CaseFile File,
    IReadOnlyList<ChainedEntry> Entries,
    byte[] WrappedKey,
    byte[] TextBox,
    byte[]? PeopleBox,
    byte[]? PhoneHash,
    byte[]? ReporterPhoneHash,
    byte[]? KeyHash,
    byte[]? RequestHash,
    IReadOnlyList<Guid> Uploads,
    IReadOnlyList<Guid> Recordings
)
{
    /// <summary>Whether files go with it, which may refuse it.</summary>
    public bool HasFiles => Uploads.Count + Recordings.Count > 0;
}
