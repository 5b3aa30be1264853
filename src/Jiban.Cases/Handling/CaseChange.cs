using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Lists;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Cases.Handling;

/// <summary>
/// One operation under way on a case, and on those that it concerns: its transaction, the case as loaded, who acts and when. A lead of an
/// incident is held before the cases that are joined to it, always, so that two operations can't wait for each other.
/// </summary>
internal sealed class CaseChange(
    CaseDesk desk,
    HttpContext http,
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    Actor actor,
    DateTimeOffset now,
    TimeLimits limits,
    CaseFile file,
    Operation operation
) : IAsyncDisposable
{
    private readonly List<CaseFile> _changed = [];

    /// <summary>The case as it stands.</summary>
    public CaseFile File => file;

    /// <summary>The connection of the transaction, to read with.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Who acts.</summary>
    public Actor Actor => actor;

    /// <summary>When.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The limits and rules in force then.</summary>
    public TimeLimits Limits => limits;

    /// <summary>Why the operation may not go on; null when it may.</summary>
    public Refused? Refused { get; init; }

    /// <summary>Writes what was decided, commits, tells it, and answers with the case page; or answers with the refusal and writes nothing.</summary>
    public async Task<IResult> CommitAsync(Decided decided, CancellationToken cancellation) =>
        await WriteAsync(decided, cancellation)
        ?? await GetCase.AnswerAsync(http, desk, file.CaseId, cancellation);

    /// <summary>Writes what was decided, commits and tells it; gives back the refusal, when nothing was written.</summary>
    public async Task<IResult?> WriteAsync(Decided decided, CancellationToken cancellation)
    {
        if (await RefusedAsync(decided.Refused, cancellation) is { } refused)
        {
            return refused;
        }

        if (await AppendAsync(file, decided.Happenings, cancellation) is { Problem: { } problem })
        {
            return problem;
        }

        await CommitAsync(cancellation);
        return null;
    }

    /// <summary>The answer when the operation may not go on; null when it may.</summary>
    public async Task<IResult?> RefusedAsync(Refused? decided, CancellationToken cancellation) =>
        (Refused ?? decided) is { } refused ? await NamedAsync(refused, cancellation)
        : await SeenPage.IsStaleAsync(http.Request, connection, file, operation, cancellation)
            ? await NamedAsync(new(Refusal.ChangedMeanwhile), cancellation)
        : null;

    /// <summary>Loads another case that the operation concerns, and holds it; null when there is none.</summary>
    public Task<CaseFile?> HoldAsync(Guid caseId, CancellationToken cancellation) =>
        CaseStore.LoadForChangeAsync(connection, transaction, caseId, cancellation);

    /// <summary>Why the actor may not do this to another case; null when he may.</summary>
    public Refused? Refuse(CaseFile other, Operation operation) =>
        desk.Refuse(other, actor, operation);

    /// <summary>Why the actor is not the one to speak with the requester; null when he is.</summary>
    public Refused? NotTheirs() =>
        ContactRequester.NotTheirs(
            file,
            actor,
            file.RelationOf(actor, desk.City.IsBelow),
            desk.RequesterIsOpenTo(file, actor)
        );

    /// <summary>Writes to a case that is held; what concerns the requesters of its incident is told to each of them. Nothing stands before <see cref="CommitAsync(CancellationToken)"/>.</summary>
    public async Task<(CaseFile After, Problem? Problem)> AppendAsync(
        CaseFile before,
        IReadOnlyList<Happening> happenings,
        CancellationToken cancellation
    )
    {
        var after = before;
        foreach (var happening in happenings)
        {
            (after, var problem) = await WriteAsync(after, happening, cancellation);
            if (problem is not null)
            {
                return (before, problem);
            }
        }

        _changed.Add(after);
        return (after, null);
    }

    /// <summary>Commits what was written, and tells it.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await transaction.CommitAsync(cancellation);
        foreach (var changed in _changed)
        {
            desk.Live.Publish(changed.ToChanged());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<(CaseFile After, Problem? Problem)> WriteAsync(
        CaseFile before,
        Happening happening,
        CancellationToken cancellation
    )
    {
        var appended = await CaseAppend.AppendAsync(
            connection,
            transaction,
            before,
            now,
            actor.JournalName,
            happening.Kind,
            happening.Data,
            cancellation
        );
        if (appended is not var (entry, after))
        {
            return (before, new Refused(Refusal.ChangedMeanwhile).ToProblem());
        }

        if (happening.Text is { } text)
        {
            await CaseTexts.KeepAsync(
                connection,
                transaction,
                desk.Keys,
                before.CaseId,
                happening.IsOfRegistration ? 1 : entry.Entry.Seq,
                text,
                cancellation
            );
        }

        if (happening.Uploads.Count > 0)
        {
            var claimed = await desk.Photos.ClaimAsync(
                connection,
                transaction,
                happening.Uploads,
                cancellation
            );
            if (claimed is PhotoClaim.Refused { Problem: var problem })
            {
                return (before, problem);
            }

            await CaseTexts.AttachAsync(
                connection,
                transaction,
                before.CaseId,
                entry.Entry.Seq,
                happening.Purpose,
                happening.Uploads,
                cancellation
            );
        }

        if (happening.Recordings.Count > 0)
        {
            if (
                await desk.Recordings.ClaimAsync(
                    connection,
                    transaction,
                    happening.Recordings,
                    cancellation
                ) is
                { } unheard
            )
            {
                return (before, unheard);
            }

            await CaseTexts.AttachAsync(
                connection,
                transaction,
                before.CaseId,
                entry.Entry.Seq,
                Attachment.Recording,
                happening.Recordings,
                cancellation
            );
        }

        _changed.AddRange(
            await IncidentSteps.TellAsync(
                connection,
                transaction,
                desk.Keys,
                before,
                entry.Entry,
                happening.Text,
                limits,
                cancellation
            )
        );
        return (after, null);
    }

    /// <summary>Puts names where a refusal has ids of accounts.</summary>
    private async Task<IResult> NamedAsync(Refused refused, CancellationToken cancellation)
    {
        var names = await desk.Accounts.NamesAsync(
            refused.Facts.Select(fact => fact.Value).OfType<Guid>(),
            cancellation
        );
        return new Refused(
            refused.Why,
            [
                .. refused.Facts.Select(fact =>
                    fact.Value is Guid id ? (fact.Name, names.GetValueOrDefault(id, "")) : fact
                ),
            ]
        ).ToProblem();
    }
}
