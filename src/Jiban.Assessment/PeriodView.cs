using Jiban.City.Contracts;
using Jiban.Platform.Store;

namespace Jiban.Assessment;

/// <summary>
/// One ranking of a period, as it is to be shown: the latest published one, or the present figures when there is none or they are asked
/// for.
/// </summary>
internal sealed record PeriodView(
    RankingQuestion Question,
    PeriodCalendar Calendar,
    IReadOnlyList<Revision> Revisions,
    Ranking Present,
    Revision? Shown,
    Ranking Ranking,
    IReadOnlyList<LeftOutCases.Line> LeftOut
)
{
    /// <summary>Loads it; a revision that does not exist gives null.</summary>
    public static async Task<PeriodView?> LoadAsync(
        RankingQuestion question,
        int? revision,
        bool live,
        Database database,
        CitySnapshot city,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var calendar = await FormulaBook.ReadAsync(connection, cancellation);
        var revisions = await Revision.OfAsync(connection, question.Period, cancellation);
        var shown = Choose(revisions, revision, live);
        if (revision is not null && shown is null)
        {
            return null;
        }

        var tally = await TallyTable.ReadAsync(
            connection,
            question.Period,
            question.Channels,
            cancellation
        );
        var present = RankingScope.Rank(
            question.Kind,
            tally,
            calendar.FormulaOf(question.Period),
            city
        );
        var ranking = shown is null
            ? present
            : await shown.TableAsync(connection, question.Kind, question.Channels, cancellation);
        var leftOut = await LeftOutCases.ReadAsync(
            connection,
            question,
            shown?.Number,
            LeftOutCases.Members(question.Kind, shown is null ? null : ranking, city),
            cancellation
        );
        return new PeriodView(question, calendar, revisions, present, shown, ranking, leftOut);
    }

    /// <summary>The revision to show: the one asked for, else the latest, else none.</summary>
    public static Revision? Choose(IReadOnlyList<Revision> revisions, int? revision, bool live) =>
        revision is { } number ? revisions.FirstOrDefault(one => one.Number == number)
        : live ? null
        : Latest(revisions);

    private static Revision? Latest(IReadOnlyList<Revision> revisions) =>
        revisions is [.., var latest] ? latest : null;

    /// <summary>The page of it.</summary>
    public RankingPage Page(DateTimeOffset now, bool mayPublish) =>
        new(
            Question.Period.ToString(),
            Shown?.FirstDay ?? Calendar.FirstDay(Question.Period),
            Shown?.LastDay ?? Calendar.LastDay(Question.Period),
            now < Calendar.End(Question.Period),
            Question.Kind,
            Question.Channels,
            RankingPage.Scoring.Of(Shown?.Formula ?? Calendar.FormulaOf(Question.Period)),
            [.. Ranking.Rows.Select(RankingPage.Row.Of)],
            RankingPage.Row.Of(Ranking.Summary),
            LeftOut,
            Shown?.Number,
            Shown?.Told(),
            [.. Revisions.Select(one => one.Told())],
            Shown is not null && Shown == Latest(Revisions) && !Present.SaysTheSameAs(Ranking),
            mayPublish
        );
}
