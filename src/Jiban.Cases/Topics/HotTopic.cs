using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Topics;

/// <summary>Whether more is told of a topic than before.</summary>
internal enum Trend
{
    Up,
    Steady,
    Down,
}

/// <summary>A case of a topic as the store has it.</summary>
/// <param name="Near">How near it is to the matter, 0 to 1.</param>
/// <param name="Person">The same for two cases of one telephone; of a confidential case, and where there is none, of its own.</param>
internal sealed record TopicRow(
    Guid TopicId,
    float Near,
    Guid CaseId,
    Guid? IncidentId,
    DateTimeOffset ReceivedAt,
    string ClassCode,
    string? PlaceName,
    Guid? StreetId,
    int? LonE7,
    int? LatE7,
    string Person
);

/// <summary>A place of a topic, and how many of its cases are there.</summary>
internal sealed record TopicPlace(string Name, int Cases, double? Lon, double? Lat);

/// <summary>A topic as far as its cases are given: whoever may see fewer of them sees a smaller topic.</summary>
/// <param name="Nearest">Its cases, the nearest to the matter first.</param>
/// <param name="People">How many different requesters; never who.</param>
/// <param name="Weeks">How many cases in each week of seven days, the last one ending now.</param>
/// <param name="Places">The places that its cases name, the commonest first.</param>
internal sealed record HotTopic(
    Guid Id,
    IReadOnlyList<TopicRow> Nearest,
    int People,
    double Heat,
    IReadOnlyList<int> Weeks,
    Trend Trend,
    string ClassCode,
    IReadOnlyList<TopicPlace> Places
)
{
    /// <summary>Fewer cases are no topic that a unit must know of.</summary>
    public const int FewestCases = 3;

    public const int WeeksShown = 12;

    /// <summary>So many weeks are held against as many before.</summary>
    private const int TrendWeeks = 4;

    public DateTimeOffset First => Nearest.Min(row => row.ReceivedAt);

    public DateTimeOffset Last => Nearest.Max(row => row.ReceivedAt);

    /// <summary>The topics of some cases, the hottest first. Those of an incident are one voice: forty calls of one evening are an outage, not a matter of weeks.</summary>
    public static IReadOnlyList<HotTopic> Of(IEnumerable<TopicRow> rows, DateTimeOffset now) =>
        [
            .. rows.GroupBy(row => row.TopicId)
                .Where(group => group.Count() >= FewestCases)
                .Select(group => Of(group.Key, [.. group], now))
                .OrderByDescending(topic => topic.Heat)
                .ThenBy(topic => topic.Id),
        ];

    /// <summary>Half as many again, and two at least, is a trend; as the weeks of a topic are few.</summary>
    public static Trend TrendOf(IReadOnlyList<int> weeks)
    {
        var now = weeks.TakeLast(TrendWeeks).Sum();
        var before = weeks.SkipLast(TrendWeeks).TakeLast(TrendWeeks).Sum();
        return now - before >= 2 && now >= before * 1.5 ? Trend.Up
            : before - now >= 2 && before >= now * 1.5 ? Trend.Down
            : Trend.Steady;
    }

    private static HotTopic Of(Guid id, TopicRow[] rows, DateTimeOffset now)
    {
        var weeks = new int[WeeksShown];
        foreach (var row in rows)
        {
            var ago = (int)((now - row.ReceivedAt).TotalDays / 7);
            if (ago is >= 0 and < WeeksShown)
            {
                weeks[WeeksShown - 1 - ago]++;
            }
        }

        var voices = rows.GroupBy(row => row.IncidentId ?? row.CaseId)
            .Sum(voice => (double)voice.Max(row => row.Near));
        return new HotTopic(
            id,
            [.. rows.OrderByDescending(row => row.Near).ThenBy(row => row.CaseId)],
            rows.Select(row => row.Person).Distinct().Count(),
            TopicSearch.HeatOf(voices, 0, (now - rows.Max(row => row.ReceivedAt)).TotalDays),
            weeks,
            TrendOf(weeks),
            rows.CountBy(row => row.ClassCode).MaxBy(one => (one.Value, one.Key)).Key,
            PlacesOf(rows)
        );
    }

    private static TopicPlace[] PlacesOf(TopicRow[] rows) =>
        [
            .. rows.Where(row => row.PlaceName is not null)
                .GroupBy(row => row.PlaceName!)
                .OrderByDescending(place => place.Count())
                .ThenBy(place => place.Key, StringComparer.Ordinal)
                .Select(place => new TopicPlace(
                    place.Key,
                    place.Count(),
                    Middle(place.Select(row => row.LonE7)),
                    Middle(place.Select(row => row.LatE7))
                )),
        ];

    /// <summary>The median, in degrees: one wrong pin moves nothing.</summary>
    private static double? Middle(IEnumerable<int?> degreesE7) =>
        degreesE7.OfType<int>().Order().ToArray() is { Length: > 0 } known
            ? known[known.Length / 2] / 1e7
            : null;
}
