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
/// case over. The tasks of whistles are told by the clock of whistles itself, because a whistle may have no case.
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
                entry.Kind,
                entry.Kind == "alarmed" ? entry.Data.GetProperty("level").GetInt32() : null,
                NoticeSubject.Case,
                entry.CaseId,
                holder.Number,
                entry.At,
                entry.Kind == "alarmed" ? entry.Data.GetProperty("dueAt").GetDateTimeOffset() : null
            );
        if (entry.Kind == "handedOver")
        {
            return [To(entry.Data.GetProperty("to").GetGuid(), true, Operation.ResolveCase)];
        }

        // Where it went with this entry, if it moved: by now it may be elsewhere.
        var unit =
            entry.Kind == "dispatched" ? entry.Data.GetProperty("unit").GetGuid() : holder.UnitId;
        return from told in Audience.Addressed(entry)
            let needs = Needs(entry.Kind, told.Audience)
            where needs is not null
            let who = TellUnit.UnitOf(city, told.Destination, unit)
            where who is not null
            group needs.Value by who.Value into each
            select To(each.Key, false, each.First());
    }

    /// <summary>What one must be allowed to do to be told; null where nobody is.</summary>
    private static Operation? Needs(string kind, string audience) =>
        (kind, audience) switch
        {
            ("dispatched", Audience.Unit) => Operation.SignCase,
            ("alarmed" or "supervised" or "reopened", Audience.Unit) => Operation.ViewFigures,
            ("alarmed", Audience.Above or Audience.Leader) => Operation.SuperviseCase,
            ("returnAsked", Audience.Above) => Operation.JudgeReturn,
            ("extensionAsked" or "suspensionAsked", Audience.Above) => Operation.JudgeTime,
            ("assistanceAsked", Audience.Named) => Operation.ReportAssistance,
            ("whistleBlown" or "unitSummoned", Audience.Named) => Operation.AnswerWhistle,
            ("escalated", Audience.Named) => Operation.ViewWhistles,
            _ => null,
        };

    private static bool IsTold(JournalEntry entry) =>
        entry.Kind
            is "dispatched"
                or "alarmed"
                or "supervised"
                or "reopened"
                or "handedOver"
                or "returnAsked"
                or "extensionAsked"
                or "suspensionAsked"
                or "assistanceAsked"
                or "whistleBlown"
                or "unitSummoned"
                or "escalated";

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
