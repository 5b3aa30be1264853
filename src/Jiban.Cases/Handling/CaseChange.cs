using Jiban.Cases.Lists;
using Jiban.Cases.Secrets;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Cases.Handling;

/// <summary>One operation under way on one case: its transaction, the case as loaded, who acts and when.</summary>
internal sealed class CaseChange(
    CaseDesk desk,
    HttpContext http,
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    Actor actor,
    DateTimeOffset now,
    CaseFile file
) : IAsyncDisposable
{
    /// <summary>The case as it stands.</summary>
    public CaseFile File => file;

    /// <summary>Who acts.</summary>
    public Actor Actor => actor;

    /// <summary>When.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Why the operation may not go on; null when it may.</summary>
    public Refused? Refused { get; init; }

    /// <summary>Writes what was decided, commits, tells it, and answers with the case page; or answers with the refusal and writes nothing.</summary>
    public async Task<IResult> CommitAsync(Decided decided, CancellationToken cancellation) =>
        await WriteAsync(decided, cancellation)
        ?? await GetCase.AnswerAsync(http, desk, file.CaseId, cancellation);

    /// <summary>Writes what was decided, commits and tells it; gives back the refusal, when nothing was written.</summary>
    public async Task<IResult?> WriteAsync(Decided decided, CancellationToken cancellation)
    {
        if ((Refused ?? decided.Refused) is { } refused)
        {
            return await NamedAsync(refused, cancellation);
        }

        if (IsStale())
        {
            return await NamedAsync(new(Refusal.ChangedMeanwhile), cancellation);
        }

        var after = file;
        foreach (var happening in decided.Happenings)
        {
            (after, var problem) = await WriteAsync(after, happening, cancellation);
            if (problem is not null)
            {
                return problem;
            }
        }

        await transaction.CommitAsync(cancellation);
        desk.Live.Publish(after.ToChanged());
        return null;
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
            await KeepAsync(text, entry.Entry.Seq, cancellation);
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
                file.CaseId,
                entry.Entry.Seq,
                happening,
                cancellation
            );
        }

        return (after, null);
    }

    /// <summary>
    /// Keeps what was written under the key of the case. After an erasure there is none: the step is taken all the same, so that the case
    /// can come to its end, and its words are kept nowhere (the page says <c>erased</c>).
    /// </summary>
    private async Task KeepAsync(string text, int seq, CancellationToken cancellation)
    {
        var stored = await CaseStore.SecretsAsync(connection, file.CaseId, cancellation);
        if (CaseSecrets.Open(desk.Keys, file.CaseId, stored.Wrapped) is { } secrets)
        {
            await CaseTexts.AddAsync(
                connection,
                transaction,
                file.CaseId,
                seq,
                secrets.SealText(seq, text),
                cancellation
            );
        }
    }

    /// <summary>
    /// Whether the caller looked at an older version of the case than this one (If-Match). A proxy that compresses makes our tags weak
    /// (W/"3"); they name the version all the same.
    /// </summary>
    private bool IsStale()
    {
        var seen = http.Request.Headers.IfMatch.ToString();
        return seen.Length > 0
            && !seen.Split(',', StringSplitOptions.TrimEntries)
                .Select(tag => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag)
                .Any(tag => tag == "*" || tag.Trim('"') == $"{file.HeadSeq}");
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
