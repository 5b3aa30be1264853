using Jiban.Dispatch.Topics;
using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Contracts;

/// <summary>A message to be grouped.</summary>
/// <param name="Weight">Likes, votes and the like; 0 when nobody counted.</param>
public sealed record TopicText(string Text, DateTime? At, double Weight = 0);

/// <summary>Messages about one matter.</summary>
/// <param name="Members">Positions of the messages, the nearest to the matter first.</param>
/// <param name="Title">The longest words that its two nearest messages share.</param>
/// <param name="Place">The place that most of them name, or empty.</param>
public sealed record Topic(
    IReadOnlyList<int> Members,
    string Title,
    string Place,
    double Heat,
    DateTime? First,
    DateTime? Last
);

/// <summary>Finds what many people write about over weeks: the same subject, an estate or a company, and the same matter.</summary>
public static class TopicSearch
{
    /// <summary>Texts of so few runs on average are titles; they share more of themselves when they are about one matter.</summary>
    private const int TitleFeatures = 30;

    private const double HalfLifeDays = 180;
    private static readonly Bounds OfTitles = new(Join: 0.4, Merge: 0.55, Stay: 0.4);
    private static readonly Bounds OfTexts = new(Join: 0.25, Merge: 0.4, Stay: 0.25);

    /// <summary>The groups of two and more, the hottest first. The same messages give the same groups.</summary>
    public static IReadOnlyList<Topic> Find(IReadOnlyList<TopicText> messages)
    {
        var letters = messages.Select(message => Shingles.Letters(message.Text)).ToArray();
        var (vectors, features) = TopicVectors.Of(letters);
        var bounds =
            vectors.Length > 0 && vectors.Average(vector => vector.Length) < TitleFeatures
                ? OfTitles
                : OfTexts;
        var groups = new Groups(features);
        foreach (
            var text in Enumerable
                .Range(0, messages.Count)
                .Where(i => vectors[i].Length > 0)
                .OrderBy(i => messages[i].At)
                .ThenBy(i => i)
        )
        {
            groups.Add(text, vectors[text], bounds.Join);
        }

        var now = messages.Max(message => message.At);
        return
        [
            .. groups
                .Joined(bounds.Merge)
                .Where(group => group.Count > 1)
                .Select(group => Cohesion.Keep(group, vectors, bounds.Stay))
                .Where(group => group.Members.Count > 1)
                .Select(group => Told(group.Members, group.Near, messages, letters, now))
                .OrderByDescending(topic => topic.Heat)
                .ThenBy(topic => topic.Members[0]),
        ];
    }

    private static Topic Told(
        List<int> members,
        double[] near,
        IReadOnlyList<TopicText> messages,
        string[] letters,
        DateTime? now
    )
    {
        int[] nearest =
        [
            .. members.Zip(near).OrderByDescending(pair => pair.Second).Select(pair => pair.First),
        ];
        var last = members.Max(text => messages[text].At);
        var age = (now - last)?.TotalDays ?? 0;
        var voices =
            near.Sum()
            + (Math.Log(1 + members.Sum(text => Math.Max(0, messages[text].Weight))) / 2);
        return new Topic(
            nearest,
            string.Join(' ', SharedRuns.Of(letters[nearest[0]], letters[nearest[1]])),
            PlaceOfTopic.Of(letters[nearest[0]], [.. members.Select(text => letters[text])]),
            voices * Math.Pow(2, -age / HalfLifeDays),
            members.Min(text => messages[text].At),
            last
        );
    }

    /// <summary>Least cosines: of a text to the group it joins, of two groups that become one, of a text to the rest of its group.</summary>
    private readonly record struct Bounds(double Join, double Merge, double Stay);
}
