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
        CancellationToken cancellation
    )
    {
        Guid[] linked =
        [
            .. new[]
            {
                file.IncidentId,
                file.ParentId,
                file.RepeatOf,
                file.LikelyRepeatOf,
            }.OfType<Guid>(),
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
            Link(file.RepeatOf),
            file.RepeatOutcome,
            file.Confidential,
            file.Abuse,
            file.Control,
            [
                .. file.AssistingUnits.Select(unit => new CasePage.AssistingPart(
                    UnitName.Of(desk.City, unit),
                    !file.AssistingOpenUnits.Contains(unit)
                )),
            ],
            Link(file.LikelyRepeatOf)
        );

        CasePage.CaseLink? Link(Guid? id) =>
            id is { } known && numbers.TryGetValue(known, out var number)
                ? new(known, number)
                : null;
    }
}
