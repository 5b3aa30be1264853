using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Journaling;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>One operation under way on one whistle: its transaction, the whistle as loaded, who acts and when.</summary>
internal sealed class WhistleChange(
    WhistleDesk desk,
    HttpContext http,
    NpgsqlConnection connection,
    NpgsqlTransaction transaction,
    Whistle? loaded,
    WhistleParts parts
) : IAsyncDisposable
{
    private readonly List<HeldCase> _told = [];
    private int _seq = loaded?.HeadSeq ?? 0;
    private WhistleSecrets? _secrets;

    public Whistle Whistle =>
        loaded ?? throw new InvalidOperationException("Ask for the standing first.");

    public WhistleParts Parts => parts;
    public Actor Actor { get; } = http.Actor();
    public DateTimeOffset Now { get; } = desk.Clock.GetUtcNow();
    public NpgsqlConnection Connection => connection;
    public NpgsqlTransaction Transaction => transaction;

    /// <summary>How the actor stands to it; null when there is no such whistle or it does not concern him.</summary>
    public Standing? Standing =>
        loaded is not null
        && new Standing(Actor, loaded, parts, desk.City.IsBelow) is { Sees: true } standing
            ? standing
            : null;

    /// <summary>The answer when the operation may not go on, because of a rule or because its caller looked at an older version; null when it may.</summary>
    public Problem? Refuse(WhistleRefusal? decided) =>
        (
            decided
            ?? (
                SeenVersion.IsStale(http.Request, Whistle.HeadSeq)
                    ? WhistleRefusal.ChangedMeanwhile
                    : null
            )
        )?.ToProblem();

    /// <summary>
    /// Whether words can still be kept: not after an erasure. Then what is nothing without words is refused; all else goes on without them, as a case does.
    /// </summary>
    public async Task<bool> KeepsWordsAsync(CancellationToken cancellation) =>
        (_secrets ??= await OpenAsync(cancellation)) is not null;

    /// <summary>Writes one entry, with free text in its box and the photos that go with it.</summary>
    public async Task<(int Seq, Problem? Problem)> WriteAsync<T>(
        string kind,
        T facts,
        string? text,
        IReadOnlyList<Guid>? photos,
        CancellationToken cancellation
    )
    {
        var seq = ++_seq;
        byte[]? box = null;
        if (!string.IsNullOrWhiteSpace(text))
        {
            box = await KeepsWordsAsync(cancellation) ? _secrets!.Seal(seq, text.Trim()) : null;
        }

        await ExecuteAsync(
            """
            insert into coordination.entry (whistle_id, seq, at, actor, kind, data, box)
            values (@WhistleId, @seq, @Now, @JournalName, @kind, @data::jsonb, @box)
            """,
            new
            {
                Whistle.WhistleId,
                seq,
                Now,
                Actor.JournalName,
                kind,
                data = CanonicalJson.Of(facts).GetRawText(),
                box,
            },
            cancellation
        );
        return (seq, await AttachAsync(seq, photos ?? [], cancellation));
    }

    /// <summary>Changes a row that hangs on the whistle.</summary>
    public Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation)
        );

    /// <summary>Says it in the journal of every case of the whistle.</summary>
    public async Task TellCasesAsync(CaseNote note, CancellationToken cancellation)
    {
        if (_told.Count == 0)
        {
            _told.AddRange(
                await desk.Journal.HoldAsync(
                    connection,
                    transaction,
                    parts.Cases.Select(one => one.CaseId),
                    cancellation
                )
            );
        }

        foreach (var held in _told)
        {
            await held.AppendAsync(note, Actor, Now, cancellation);
        }
    }

    /// <summary>Commits, tells the pages of every unit that it concerns, and answers with the whistle's page.</summary>
    public async Task<IResult> CommitAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(
            "update coordination.whistle set head_seq = @_seq where whistle_id = @WhistleId",
            new { _seq, Whistle.WhistleId },
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        _told.ForEach(held => desk.Live.Publish(held.Changed));
        return await GetWhistle.AnswerAsync(http, desk, Whistle.WhistleId, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<WhistleSecrets?> OpenAsync(CancellationToken cancellation)
    {
        var cases = parts.Cases.Select(one => one.CaseId).ToList();
        return WhistleSecrets.Open(
            desk.Keys,
            Whistle,
            cases,
            await desk.CaseKeys.LoadAsync(connection, cases, cancellation)
        );
    }

    private async Task<Problem?> AttachAsync(
        int seq,
        IReadOnlyList<Guid> photos,
        CancellationToken cancellation
    )
    {
        if (photos.Count == 0)
        {
            return null;
        }

        if (
            await desk.Photos.ClaimAsync(connection, transaction, photos, cancellation)
            is PhotoClaim.Refused { Problem: var problem }
        )
        {
            return problem;
        }

        await ExecuteAsync(
            "insert into coordination.attachment (file_id, whistle_id, seq) select file_id, @WhistleId, @seq from unnest(@photos) file_id",
            new
            {
                Whistle.WhistleId,
                seq,
                photos = photos.ToArray(),
            },
            cancellation
        );
        return null;
    }
}
