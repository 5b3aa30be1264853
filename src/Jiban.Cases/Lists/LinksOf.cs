using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Cases.Requests;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>The part of the case page that says how it stands to others.</summary>
internal static class LinksOf
{
    public static async Task<CasePage.LinksPart> ReadAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        CaseFile file,
        IReadOnlyList<JournalEntry> entries,
        PersonLinks known,
        CancellationToken cancellation
    )
    {
        var repeatOf = known.Tells(file.RepeatOf) ? file.RepeatOf : null;
        var likelyRepeatOf = known.Tells(file.LikelyRepeatOf) ? file.LikelyRepeatOf : null;
        Guid[] linked =
        [
            .. new[] { file.IncidentId, file.ParentId, repeatOf, likelyRepeatOf }.OfType<Guid>(),
        ];
        var numbers =
            linked.Length == 0
                ? new Dictionary<Guid, string>()
                : await CaseStore.NumbersAsync(connection, linked, cancellation);
        var split = entries.FirstOrDefault(entry => entry.Kind == Happened.Split);
        return new(
            Link(file.IncidentId),
            file.Members,
            Link(file.ParentId),
            split is null
                ? []
                :
                [
                    .. CanonicalJson
                        .Read<SplitFacts>(split.Data)
                        .Parts.Select(part => new CasePage.CaseLink(part.Case, part.Number)),
                ],
            Link(repeatOf),
            repeatOf is null ? null : file.RepeatOutcome,
            file.Confidential,
            file.Preventive,
            known.IsOpen ? file.Abuse : null,
            file.Control,
            [
                .. file.AssistingUnits.Select(unit => new CasePage.AssistingPart(
                    UnitName.Of(desk.City, unit),
                    !file.AssistingOpenUnits.Contains(unit)
                )),
            ],
            Link(likelyRepeatOf)
        );

        CasePage.CaseLink? Link(Guid? id) =>
            id is { } known && numbers.TryGetValue(known, out var number)
                ? new(known, number)
                : null;
    }
}
