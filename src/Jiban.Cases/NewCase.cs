using Jiban.Platform.Journaling;

namespace Jiban.Cases;

/// <summary>Everything that one registration writes, ready made: no decision is left for the writer.</summary>
/// <param name="TextBox">Null where nothing was written and a recording says it.</param>
internal sealed record NewCase(
    CaseFile File,
    IReadOnlyList<ChainedEntry> Entries,
    byte[] WrappedKey,
    byte[]? TextBox,
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
