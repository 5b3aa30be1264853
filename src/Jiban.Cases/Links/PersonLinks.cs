using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases.Links;

/// <summary>
/// What of a case says that one person stands behind two: repeats, thanks, very many calls of one telephone. Whoever asks openly today and in
/// secret tomorrow would be known by it, so each is shown only to those who may learn who asked in both cases.
/// </summary>
internal sealed class PersonLinks
{
    private readonly bool _isOpen;
    private readonly HashSet<Guid> _secret;

    private PersonLinks(bool isOpen, HashSet<Guid> secret) => (_isOpen, _secret) = (isOpen, secret);

    /// <summary>Those of one case, as an actor may know them.</summary>
    public static async Task<PersonLinks> OfAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        CaseFile file,
        IEnumerable<JournalEntry> entries,
        CancellationToken cancellation
    ) =>
        new(
            desk.KnowsWhoAsked(file, actor),
            await SecretAsync(
                connection,
                desk,
                actor,
                entries.Select(Other).Append(file.RepeatOf).OfType<Guid>(),
                cancellation
            )
        );

    /// <summary>Those of some cases whose earlier ones may not be known.</summary>
    public static Task<HashSet<Guid>> SecretAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        IEnumerable<CaseFile> files,
        CancellationToken cancellation
    ) =>
        SecretAsync(
            connection,
            desk,
            actor,
            files.Select(file => file.RepeatOf).OfType<Guid>(),
            cancellation
        );

    /// <summary>Whether the actor may know what the telephone of this case did elsewhere.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Whether the actor may know that this other case is of the same person.</summary>
    public bool Tells(Guid? other) => _isOpen && !(other is { } id && _secret.Contains(id));

    /// <summary>Whether an entry may be shown.</summary>
    public bool Tells(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.AbuseSuspected or Happened.AbuseJudged => _isOpen,
            Happened.RepeatLinked
            or Happened.RepeatUnlinked
            or Happened.TwinDenied
            or Happened.PraiseAccepted
            or Happened.Praised => Other(entry) is not { } other || Tells(other),
            _ => true,
        };

    /// <summary>The case that an entry says to be of the same person.</summary>
    private static Guid? Other(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.RepeatLinked => CanonicalJson.Read<RepeatLinkedFacts>(entry.Data).Of,
            Happened.RepeatUnlinked => CanonicalJson.Read<RepeatUnlinkedFacts>(entry.Data).Of,
            // Two cases of one telephone are among those that are offered.
            Happened.TwinDenied => CanonicalJson.Read<TwinDeniedFacts>(entry.Data).Other,
            Happened.PraiseAccepted => CanonicalJson.Read<PraiseAcceptedFacts>(entry.Data).Of,
            Happened.Praised => CanonicalJson.Read<PraisedFacts>(entry.Data).Praise,
            _ => null,
        };

    private static async Task<HashSet<Guid>> SecretAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        IEnumerable<Guid> others,
        CancellationToken cancellation
    ) =>
        others.ToArray() is { Length: > 0 } ids
            ?
            [
                .. (await CaseStore.LoadAsync(connection, ids, cancellation))
                    .Where(other => !desk.KnowsWhoAsked(other, actor))
                    .Select(other => other.CaseId),
            ]
            : [];
}
