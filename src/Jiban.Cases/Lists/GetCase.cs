using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Cases.Promises;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>The case page.</summary>
internal static class GetCase
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/{id:guid}", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(GetCase))
            .Produces<CasePage>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapGet("/{id:guid}/attachments/{fileId:guid}", AttachmentAsync)
            .Needs(Operation.ViewCases)
            .WithName("GetCaseAttachment")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Answers with the page of a case that the actor was just allowed to change.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext http,
        CaseDesk desk,
        Guid caseId,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var file = (await CaseStore.LoadAsync(connection, caseId, cancellation))!;
        var page = await ReadAsync(connection, http, desk, file, cancellation);
        SeenVersion.Tell(http.Response, page.Version);
        return TypedResults.Ok(page);
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (await VisibleAsync(connection, http, desk, id, cancellation) is not { } file)
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        var page = await ReadAsync(connection, http, desk, file, cancellation);
        SeenVersion.Tell(http.Response, page.Version);
        return TypedResults.Ok(page);
    }

    private static async Task<IResult> AttachmentAsync(
        Guid id,
        Guid fileId,
        string? size,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var attachment = await VisibleAsync(connection, http, desk, id, cancellation) is not null
            ? (await CaseStore.AttachmentsAsync(connection, id, cancellation)).FirstOrDefault(one =>
                one.FileId == fileId
            )
            : null;
        return attachment switch
        {
            null => new Refused(Refusal.UnknownCase).ToProblem(),
            { IsRecording: true } => await desk.Recordings.ServeAsync(fileId, cancellation),
            _ => desk.Photos.Serve(fileId, size),
        };
    }

    private static async Task<CaseFile?> VisibleAsync(
        NpgsqlConnection connection,
        HttpContext http,
        CaseDesk desk,
        Guid id,
        CancellationToken cancellation
    )
    {
        var file = await CaseStore.LoadAsync(connection, id, cancellation);
        return file is not null && desk.Refuse(file, http.Actor(), Operation.ViewCases) is null
            ? file
            : null;
    }

    private static async Task<CasePage> ReadAsync(
        NpgsqlConnection connection,
        HttpContext http,
        CaseDesk desk,
        CaseFile file,
        CancellationToken cancellation
    )
    {
        var english = Language.IsEnglish(http);
        var entries = await Journal.ReadAsync(connection, file.CaseId, cancellation);
        var actor = http.Actor();
        var known = await PersonLinks.OfAsync(connection, desk, actor, file, entries, cancellation);
        var stored = await CaseStore.SecretsAsync(connection, file.CaseId, cancellation);
        var secrets = CaseSecrets.Open(desk.Keys, file.CaseId, stored.Wrapped);
        var people =
            secrets is not null && stored.People is { } box ? secrets.OpenPeople(box) : null;
        var written = secrets is null
            ? []
            : (await CaseStore.TextsAsync(connection, file.CaseId, cancellation)).ToDictionary(
                text => text.Seq,
                text => secrets.OpenText(text.Seq, text.Box)
            );
        var texts = written.ToDictionary(
            text => text.Key,
            text => Masking.Text(WrittenFields.Words(text.Value, english), people)
        );
        var names = await desk.Accounts.NamesAsync(
            ActorsOf(entries).Concat(new[] { file.Verifier, file.SignedBy }.OfType<Guid>()),
            cancellation
        );
        var attachments = await CaseStore.AttachmentsAsync(connection, file.CaseId, cancellation);
        var channel = desk.Dispatcher.Channel(file.Channel);
        var limits = await desk.Limits.CurrentAsync(cancellation);
        var relation = file.RelationOf(actor, desk.City.IsBelow);
        var isOpen = desk.RequesterIsOpenTo(file, actor);
        if (!isOpen)
        {
            people = null;
            // What those who may speak with the requester wrote down of it is not for whoever may not know them.
            foreach (var entry in entries.Where(IsOfSpeaking))
            {
                texts.Remove(entry.Seq);
            }
        }

        IReadOnlyList<CasePage.EntryPart> told =
        [
            .. entries
                .Where(known.Tells)
                .Select(entry => EntryOf(entry, desk, names, texts, english)),
        ];
        return new CasePage(
            file.CaseId,
            file.Number,
            file.HeadSeq,
            file.State,
            file.Kind,
            file.ClassCode,
            desk.Dispatcher.Class(file.ClassCode)?.Name ?? file.ClassCode,
            file.Urgency,
            file.Danger,
            new(
                file.Channel,
                (english ? channel?.NameEn : channel?.Name) ?? file.Channel,
                file.Own
            ),
            texts.GetValueOrDefault(1),
            Mask(people?.Requester),
            Mask(people?.Reporter),
            stored.ErasedAt is not null,
            file.OnlyVoice,
            file.Reporter is { } reporter ? names.GetValueOrDefault(reporter) : null,
            WhereItIs.PlaceOf(file, desk),
            await WhereItIs.ComponentOfAsync(file, desk, english, cancellation),
            UnitName.Of(desk.City, file.UnitId),
            file.Mode,
            file.Confidence,
            ReasonsOf(entries, english),
            await WhoMayGetIt.CandidatesAsync(
                connection,
                file,
                entries,
                desk,
                limits,
                english,
                cancellation
            ),
            file.ReceivedAt,
            [.. CasePage.DeadlinesOf(file)],
            file.NextDue is { } due ? new(due.Step, due.At, null) : null,
            [
                .. attachments.Select(one => new CasePage.AttachmentPart(
                    one.FileId,
                    one.Purpose,
                    one.Seq
                )),
            ],
            told,
            file.Outcome,
            file.CallBackTries == 0
                ? null
                : new(
                    file.CallBackTries,
                    file.CalledBackAt,
                    file.Contacted,
                    file.Solved,
                    file.Satisfied
                ),
            AskAfterEnd.RuleOf(file) is { } rule
                ? new(rule, file.AwaitsAnswer ? file.DueCallBack : null)
                : null,
            file.Handling,
            file.AlarmLevel,
            file.Asked is { } asked
                ? new(
                    asked,
                    file.AskedAt!.Value,
                    file.AskedUntil,
                    file.DueReview,
                    WhoMayGetIt.SuggestedBy(entries) is { } unit
                        ? UnitName.Of(desk.City, unit)
                        : null,
                    file.ConvenedAt
                )
                : null,
            file.Meeting is { } meeting
                ? new(
                    meeting,
                    file.MeetingAt,
                    file.ContactTries,
                    limits.ContactTries,
                    ContactRequester.CountsFrom(file, limits, desk.Clock.GetUtcNow())
                )
                : null,
            file.SuspendedUntil,
            file.DueFollowUp,
            file.AwaitsReinspection,
            file.SupervisedAt,
            file.AwaitsLeader,
            CasePage.SupervisionPart.Of(file, told),
            file is { Verifier: { } verifier, DueVerify: { } dueVerify }
                ? new(
                    names.GetValueOrDefault(verifier),
                    dueVerify,
                    file.Verified,
                    file.VerifiedAt,
                    file.AwaitsVerification
                )
                : null,
            // Read anew each time from the words, so nothing of them is kept elsewhere.
            WishOf(
                file,
                WishedTime.Of(
                    texts.GetValueOrDefault(1),
                    file.ReceivedAt,
                    limits.Calendar.IsWorkingDay
                )
            ),
            texts.GetValueOrDefault(1) is { } words ? Voice.Of(words) : null,
            [.. CasePage.PromisesOf(file, written)],
            await LinksOf.ReadAsync(connection, desk, file, entries, known, cancellation),
            [
                .. PossibleNow
                    .Of(
                        file,
                        actor,
                        relation,
                        people is not null,
                        isOpen,
                        operation => desk.Refuse(file, actor, operation) is null,
                        limits,
                        desk.Clock.GetUtcNow()
                    )
                    // Only the unit at the top speaks with the city (docs/exchange.md).
                    .Where(operation =>
                        operation != Operation.GiveBackOrder
                        || actor.UnitId == desk.City.CityCentre?.UnitId
                    ),
            ],
            file.SignedBy is { } signer ? new(signer, names.GetValueOrDefault(signer, "")) : null
        );
    }

    /// <summary>Whether an entry, or the one that it puts right, is of speaking with the requester.</summary>
    private static bool IsOfSpeaking(JournalEntry entry) =>
        (
            entry.Kind == Happened.Corrected
                ? CanonicalJson.Read<CorrectedFacts>(entry.Data).Kind
                : entry.Kind
        )
            is Happened.Contacted
                or Happened.MeetingOffered
                or Happened.MeetingAnswered
                or Happened.Met;

    private static CasePage.WishPart? WishOf(CaseFile file, WishedTime? read) =>
        read is null && file.WishedLimit is null
            ? null
            : new(read?.By, read?.Words, file.WishedLimit);

    private static CasePage.EntryPart EntryOf(
        JournalEntry entry,
        CaseDesk desk,
        IReadOnlyDictionary<Guid, string> names,
        Dictionary<int, string> texts,
        bool english
    ) =>
        new(
            entry.Seq,
            entry.At,
            Guid.TryParse(entry.Actor, out var id) ? names.GetValueOrDefault(id)
                : entry.Actor == Actor.UpstreamName ? (english ? "12345 of the city" : "市12345")
                : entry.Actor == "citizen" ? (english ? "Citizen" : "市民")
                : (english ? "System" : "系统"),
            entry.Kind,
            Timeline.Of(entry, desk.City, english),
            entry.Seq == 1 ? null : texts.GetValueOrDefault(entry.Seq)
        );

    private static IEnumerable<Guid> ActorsOf(IEnumerable<JournalEntry> entries) =>
        entries
            .Select(entry => Guid.TryParse(entry.Actor, out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .Distinct();

    private static CasePage.PersonPart? Mask(Person? person) =>
        person is null ? null : new(Masking.Name(person.Name), Masking.Phone(person.Phone));

    private static IReadOnlyList<ReasonText> ReasonsOf(
        IReadOnlyList<JournalEntry> entries,
        bool english
    ) =>
        [
            .. CanonicalJson
                .Read<RegisteredFacts>(entries[0].Data)
                .Reasons.Select(reason => new ReasonText(
                    reason.Code,
                    english ? reason.En : reason.Zh
                )),
        ];
}
