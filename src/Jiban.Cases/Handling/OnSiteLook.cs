using Jiban.Platform.Web;

namespace Jiban.Cases.Handling;

/// <summary>What is told of a look at the place of a case, whatever it was for.</summary>
/// <param name="Note">What was seen, at most 2,000 characters.</param>
/// <param name="Attachments">Photos of then.</param>
/// <param name="Seen">When and where he stood; of a phone that may send it later.</param>
/// <param name="Recordings">Ids of uploaded recordings of what was said on the spot, at most 3; sealed after the photos.</param>
internal abstract record OnSiteLook(
    string? Note,
    IReadOnlyList<Guid>? Attachments,
    SeenOnSite? Seen,
    IReadOnlyList<Guid>? Recordings
)
{
    /// <summary>What is wrong with what was sent; null when nothing is.</summary>
    /// <param name="what">The word of the operation under the seal.</param>
    /// <param name="holds">The answer under the seal.</param>
    public async Task<Problem?> CheckAsync(
        Guid caseId,
        string what,
        bool holds,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        FreeText.Check("note", Note)
        ?? await SeenOnSite.RefuseAsync(
            Seen,
            caseId,
            what,
            holds,
            Note,
            [.. Attachments ?? [], .. Recordings ?? []],
            desk,
            cancellation
        );

    /// <summary>The look as it is kept.</summary>
    /// <param name="purpose">What its photos show.</param>
    public Happening Kept<T>(string kind, T facts, string purpose) =>
        Happening.Of(kind, facts, Note, Attachments, purpose) with
        {
            Recordings = Recordings ?? [],
        };
}
