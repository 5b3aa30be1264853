using Jiban.Cases.Contracts;
using Jiban.Channels.Outbox;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Notices;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Channels.Notices;

/// <summary>
/// What units are told on the desk (站内提醒): the same of the journal as their webhooks are told, but to everybody, and to the person who takes a
/// case over. Whistles tell who is called, who does not come and what is due themselves, because a whistle may have no case.
/// </summary>
internal sealed class DeskNotices(CityRegistry registry, TimeProvider clock) : IProjection
{
    /// <summary>More than this many of a kind to one unit at a time are told as one: nobody reads a thousand lines after an import.</summary>
    public const int MostApart = 20;

    /// <inheritdoc/>
    public string Name => "channels.desk_notices";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var news = clock.GetUtcNow() - OutboxProjection.NewsFor;
        var told = entries.Where(entry => entry.At >= news && IsTold(entry)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var holders = (
            await CaseReader.HoldersAsync(
                connection,
                transaction,
                told.Select(entry => entry.CaseId).Distinct(),
                cancellation
            )
        ).ToDictionary(holder => holder.CaseId);
        await NoticeBoard.AddAsync(
            connection,
            transaction,
            Gathered(
                told.Where(entry => holders.ContainsKey(entry.CaseId))
                    .SelectMany(entry => Of(entry, holders[entry.CaseId], registry.Current))
            ),
            cancellation
        );
    }

    /// <summary>What was told stays told.</summary>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    /// <summary>The notices of an entry, at most one a unit. Pure.</summary>
    public static IEnumerable<DeskNotice> Of(
        JournalEntry entry,
        CaseHolder holder,
        CitySnapshot city
    )
    {
        DeskNotice To(Guid who, bool isPerson, Operation needs) =>
            new(
                who,
                isPerson,
                $"{entry.CaseId:N}/{entry.Seq}",
                needs,
                Audience.Occasion(entry),
                entry.Kind == "alarmed" ? entry.Data.GetProperty("level").GetInt32() : null,
                NoticeSubject.Case,
                entry.CaseId,
                holder.Number,
                entry.At,
                DueOf(entry)
            );
        if (entry.Kind == "handedOver")
        {
            return [To(entry.Data.GetProperty("to").GetGuid(), true, Operation.ResolveCase)];
        }

        // Whoever supervised it, and nobody beside: the city's line hears of it as of progress.
        if (entry.Kind == "supervisionAnswered")
        {
            return entry.Data.TryGetProperty("to", out var who)
                ? [To(who.GetGuid(), true, Operation.SuperviseCase)]
                : [];
        }

        // By now it may be elsewhere: where it went with this entry, and who had asked for what is judged.
        var unit = entry.Kind switch
        {
            "dispatched" => entry.Data.GetProperty("unit").GetGuid(),
            "returnJudged" when entry.Data.TryGetProperty("asker", out var asker) =>
                asker.GetGuid(),
            _ => holder.UnitId,
        };
        // Above the city's centre stands nobody: its callers speak, who handle nothing, and where they do not its leader hears of it.
        if (Audience.Occasion(entry) == Audience.ContactByAbove && unit == city.CityCentre?.UnitId)
        {
            return
            [
                To(unit, false, Operation.CallBackCase),
                .. Audience.Addressed(entry).Any(told => told.Audience == Audience.Leader)
                    ?
                    [
                        To(unit, false, Operation.SuperviseCase) with
                        {
                            Source = $"{entry.CaseId:N}/{entry.Seq}/leader",
                        },
                    ]
                    : Array.Empty<DeskNotice>(),
            ];
        }

        return from told in Audience.Addressed(entry)
            let needs =
            // Its own leader rules on it there (CaseDesk.Refuse).
            entry.Kind == "returnAsked"
            && told.Audience == Audience.Above
            && unit == city.CityCentre?.UnitId
                ? Operation.RuleOnReturn
                : Needs(Audience.Occasion(entry), told.Audience)
            where needs is not null
            let who = TellUnit.UnitOf(city, told.Destination, unit)
            where who is not null
            group needs.Value by who.Value into each
            select To(each.Key, false, each.First());
    }

    /// <summary>By when what is told is due, or when those who are called together meet.</summary>
    private static DateTimeOffset? DueOf(JournalEntry entry) =>
        Audience.Occasion(entry) switch
        {
            "alarmed" or Audience.ContactByAbove => entry
                .Data.GetProperty("dueAt")
                .GetDateTimeOffset(),
            "extensionJudged" => entry.Data.GetProperty("dueResolve").GetDateTimeOffset(),
            "suspensionJudged" => entry.Data.GetProperty("until").GetDateTimeOffset(),
            "resumed" or Audience.ReportMissed => entry
                .Data.GetProperty("dueResolve")
                .GetDateTimeOffset(),
            Audience.Convened when entry.Data.TryGetProperty("meetsAt", out var at) =>
                at.GetDateTimeOffset(),
            _ => null,
        };

    /// <summary>What one must be allowed to do to be told; null where nobody is.</summary>
    private static Operation? Needs(string occasion, string audience) =>
        (occasion, audience) switch
        {
            ("dispatched", Audience.Unit) => Operation.SignCase,
            ("alarmed" or "supervised" or "reopened", Audience.Unit) => Operation.ViewFigures,
            ("alarmed", Audience.Above or Audience.Leader) => Operation.SuperviseCase,
            (Audience.ContactByAbove, Audience.Above) => Operation.OfferMeeting,
            (Audience.ContactByAbove, Audience.Leader) => Operation.SuperviseCase,
            (Audience.Raised, Audience.Leader) => Operation.SuperviseCase,
            ("returnAsked", Audience.Above) => Operation.JudgeReturn,
            ("returnJudged" or "returnDecided", Audience.Unit) => Operation.AskReturn,
            (Audience.Convened, Audience.Named) => Operation.ViewFigures,
            ("extensionAsked" or "suspensionAsked", Audience.Above) => Operation.JudgeTime,
            (
                "extensionJudged"
                    or Audience.ExtensionRefused
                    or "suspensionJudged"
                    or Audience.SuspensionRefused
                    or "resumed"
                    or Audience.ReportMissed,
                Audience.Unit
            ) => Operation.AskExtension,
            ("assistanceAsked", Audience.Named) => Operation.ReportAssistance,
            _ => null,
        };

    private static bool IsTold(JournalEntry entry) =>
        entry.Kind
            is "dispatched"
                or "alarmed"
                or "supervised"
                or "supervisionAnswered"
                or "reopened"
                or "handedOver"
                or "returnAsked"
                or "returnJudged"
                or "returnDecided"
                or "extensionAsked"
                or "suspensionAsked"
                or "extensionJudged"
                or "suspensionJudged"
                or "resumed"
                or "assistanceAsked";

    /// <summary>Many of a kind to one unit are one notice, which leads to the list. Pure.</summary>
    public static IReadOnlyList<DeskNotice> Gathered(IEnumerable<DeskNotice> notices) =>
        [
            .. notices
                .GroupBy(one => (one.To, one.Kind, one.Level))
                .SelectMany(
                    IEnumerable<DeskNotice> (some) =>
                        some.Count() <= MostApart ? some : [AsList([.. some])]
                ),
        ];

    private static DeskNotice AsList(IReadOnlyList<DeskNotice> many) =>
        many[0] with
        {
            Source = "list:" + many[0].Source,
            Subject = NoticeSubject.List,
            Number = null,
            DueAt = null,
            Count = many.Count,
        };
}
