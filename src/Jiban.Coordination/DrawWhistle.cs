using Jiban.Cases.Contracts;
using Jiban.City.Contracts;

namespace Jiban.Coordination;

/// <summary>From the rows of a whistle to its page. Pure.</summary>
internal sealed class DrawWhistle(
    Standing standing,
    CitySnapshot city,
    DateTimeOffset now,
    WhistleTexts texts,
    ILookup<int, Guid> photos,
    IReadOnlyDictionary<Guid, string> names,
    IReadOnlyList<Told> told
)
{
    private readonly Whistle _whistle = standing.Whistle;
    private readonly WhistleParts _parts = standing.Parts;

    /// <summary>The account that wrote an entry.</summary>
    public static Guid WhoTold(Told one) => Guid.TryParse(one.Actor, out var id) ? id : Guid.Empty;

    public WhistlePage Page(IReadOnlySet<Guid> visible) =>
        new(
            _whistle.WhistleId,
            _whistle.HeadSeq,
            _whistle.Kind,
            Text(1),
            Erased,
            Unit(_whistle.UnitId),
            Name(_whistle.BlownBy),
            _whistle.BlownAt,
            Name(_whistle.LeaderId),
            _whistle.ClosedAt,
            Text(told.LastOrDefault(one => one.Kind == "closed")?.Seq),
            _whistle is { PlaceName: null, LonE7: null }
                ? null
                : new(_whistle.PlaceName, _whistle.LonE7 / 1e7, _whistle.LatE7 / 1e7),
            [
                .. _parts.Cases.Select(one => new WhistlePage.CasePart(
                    one.CaseId,
                    one.Number,
                    visible.Contains(one.CaseId)
                )),
            ],
            [.. _parts.Summons.Select(Draw)],
            [
                .. told.Where(one => one.Kind == "minutes")
                    .Select(one => new WhistlePage.MinutesPart(
                        one.Seq,
                        one.At,
                        Text(one.Seq),
                        [.. photos[one.Seq]]
                    )),
            ],
            [.. _parts.Tasks.Select(Draw)],
            [
                .. _parts.Findings.Select(one => new WhistlePage.FindingPart(
                    one.Ordinal,
                    one.Item,
                    one.Result,
                    Text(one.Seq),
                    one.Seq is { } seq ? [.. photos[seq]] : [],
                    _parts.IsOpen(one)
                )),
            ],
            [
                .. _parts.Scores.Select(one => new WhistlePage.ScorePart(
                    Unit(one.FromUnit),
                    Unit(one.ToUnit),
                    one.Points,
                    Text(one.Seq)
                )),
            ],
            new(
                AcknowledgeWhistle.Blocks(standing) is null,
                SignInOnSite.Blocks(standing) is null,
                // Words that can't be kept are not asked for.
                !Erased && RecordMinutes.Blocks(standing) is null,
                _parts.Findings.Count > 0 && RecordFinding.Blocks(standing) is null,
                CloseWhistle.Blocks(standing) is null,
                SummonUnit.Blocks(standing) is null,
                [.. ScoreWhistle.Open(standing).Select(Unit)]
            )
        );

    private bool Erased => texts.IsErased(_whistle.WhistleId);

    private WhistlePage.SummonsPart Draw(Summons one) =>
        new(
            Unit(one.UnitId),
            one.ReportBy,
            one.AcknowledgedAt,
            one.ArrivedAt,
            Name(one.ArrivedBy),
            one.ArrivedAt is { } at ? at <= one.ReportBy : null,
            one.LonE7 / 1e7,
            one.LatE7 / 1e7,
            one.AccuracyMetres,
            one.DistanceMetres,
            one.CalledAt,
            Text(one.Seq),
            [
                .. _parts
                    .Escalations.Where(step => step.UnitId == one.UnitId)
                    .Select(step => new WhistlePage.EscalationPart(
                        step.Level,
                        Unit(step.ToUnit),
                        step.DueAt,
                        step.At
                    )),
            ]
        );

    private WhistlePage.TaskPart Draw(WhistleTask task)
    {
        var words = texts.Of(_whistle.WhistleId, task.Seq) is { } boxed
            ? Typed.Unboxed<RecordMinutes.TaskWords>(boxed)
            : null;
        return new(
            task.TaskId,
            task.Kind,
            words is null ? null : Masked.Text(words.What),
            words?.PromisedBy,
            Unit(task.UnitId),
            task.GuidedBy is { } guide ? Unit(guide) : null,
            task.DueAt,
            (task.DoneAt ?? now) > task.DueAt && task.State != TaskState.Withdrawn,
            task.Proof,
            task.NeedsConsent,
            ConsentOf(task),
            task.State,
            task.DoneAt,
            Name(task.DoneBy),
            Text(task.DoneSeq),
            task.DoneSeq is { } seq ? [.. photos[seq]] : [],
            task.VerifiedAt,
            JudgedOf(task),
            task.Finding,
            [.. OperationsOf(task)]
        );
    }

    private IEnumerable<string> OperationsOf(WhistleTask task)
    {
        (string Name, bool Open)[] all =
        [
            ("consent", !Erased && RecordConsent.Blocks(standing, task) is null),
            ("done", DoTask.Blocks(standing, task) is null),
            ("verify", VerifyTask.Blocks(standing, task) is null),
            ("link", LinkTask.Blocks(standing, task) is null),
            ("withdraw", WithdrawTask.Blocks(standing, task) is null),
            (
                "revealConsent",
                task.ConsentSeq is not null && (standing.AnswersFor(task.UnitId) || standing.Leads)
            ),
        ];
        return all.Where(one => one.Open).Select(one => one.Name);
    }

    private WhistlePage.JudgedPart? JudgedOf(WhistleTask task) =>
        told.LastOrDefault(one => one.Task == task.TaskId) is { } last
            ? new(
                last.Kind switch
                {
                    "taskReturned" => TaskVerdict.Returned,
                    "taskWithdrawn" => TaskVerdict.Withdrawn,
                    _ => TaskVerdict.Verified,
                },
                last.At,
                Name(WhoTold(last)),
                Text(last.Seq),
                [.. photos[last.Seq]]
            )
            : null;

    private WhistlePage.ConsentPart? ConsentOf(WhistleTask task) =>
        texts.Of(_whistle.WhistleId, task.ConsentSeq) is { } boxed
        && Typed.Unboxed<Consent>(boxed) is var consent
            ? new(
                Masked.Name(consent.Who),
                Masked.Text(consent.RelationToOwner),
                consent.Medium,
                consent.At,
                Masked.Name(consent.Witness)
            )
            : null;

    private string? Text(int? seq) =>
        texts.Of(_whistle.WhistleId, seq) is { } text ? Masked.Text(text) : null;

    private string? Name(Guid? account) => account is { } id ? names.GetValueOrDefault(id) : null;

    private WhistlePage.UnitPart Unit(Guid id) => new(id, city.Unit(id)?.Name ?? "");
}
