using Jiban.Dispatch.Topics;
using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Contracts;

/// <summary>A message to be grouped.</summary>
/// <param name="Weight">Likes, votes and the like; 0 when nobody counted.</param>
public sealed record TopicText(string Text, DateTime? At, double Weight = 0);

/// <summary>Messages about one matter.</summary>
/// <param name="Members">Positions of the messages, the nearest to the matter first.</param>
/// <param name="Near">How near each of them is, 0 to 1, in the same order.</param>
/// <param name="Title">The stretch of its nearest message that the next ones say as well.</param>
/// <param name="Place">The place that most of them name, or empty.</param>
public sealed record Topic(
    IReadOnlyList<int> Members,
    IReadOnlyList<double> Near,
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

    /// <summary>So many messages after the nearest one are asked what they share with it.</summary>
    private const int AskedForTitle = 8;
    private static readonly Bounds OfTitles = new(Join: 0.4, Merge: 0.55, Stay: 0.4);
    private static readonly Bounds OfTexts = new(Join: 0.25, Merge: 0.4, Stay: 0.25);

    /// <summary>The groups of two and more, the hottest first. The same messages give the same groups.</summary>
    /// <param name="progress">Told what is being done, every now and then.</param>
    public static IReadOnlyList<Topic> Find(
        IReadOnlyList<TopicText> messages,
        IProgress<string>? progress = null
    )
    {
        var (vectors, features) = TopicVectors.Of([.. messages.Select(message => message.Text)]);
        var bounds =
            vectors.Length > 0 && vectors.Average(vector => vector.Length) < TitleFeatures
                ? OfTitles
                : OfTexts;
        var groups = new Groups(features, vectors);
        var grouped = 0;
        foreach (
            var text in Enumerable
                .Range(0, messages.Count)
                .Where(i => vectors[i].Length > 0)
                .OrderBy(i => messages[i].At)
                .ThenBy(i => i)
        )
        {
            if (grouped++ % 1024 == 0)
            {
                progress?.Report($"{grouped:N0} of {messages.Count:N0} messages grouped");
            }

            groups.Add(text, bounds.Join);
        }

        progress?.Report($"{groups.Members.Count:N0} groups compared");

        var now = messages.Max(message => message.At);
        return
        [
            .. groups
                .Joined(bounds.Merge)
                .Where(group => group.Count > 1)
                .Select(group => Cohesion.Keep(group, vectors, bounds.Stay))
                .Where(group => group.Members.Count > 1)
                .Select(group => Told(group.Members, group.Near, messages, now))
                .OrderByDescending(topic => topic.Heat)
                .ThenBy(topic => topic.Members[0]),
        ];
    }

    private static Topic Told(
        List<int> members,
        double[] near,
        IReadOnlyList<TopicText> messages,
        DateTime? now
    )
    {
        var sorted = members
            .Zip(near)
            .OrderByDescending(pair => pair.Second)
            .ThenBy(pair => pair.First)
            .ToArray();
        int[] nearest = [.. sorted.Select(pair => pair.First)];
        var last = members.Max(text => messages[text].At);
        return new Topic(
            nearest,
            [.. sorted.Select(pair => pair.Second)],
            TitleOf([.. nearest.Take(AskedForTitle + 1).Select(text => messages[text].Text)]),
            PlaceOfTopic.Of([.. nearest.Select(text => messages[text].Text)]),
            HeatOf(
                near.Sum(),
                members.Sum(text => Math.Max(0, messages[text].Weight)),
                (now - last)?.TotalDays ?? 0
            ),
            members.Min(text => messages[text].At),
            last
        );
    }

    /// <summary>What a topic is called, from its messages, the nearest to its matter first: what one writer alone says is no part of it.</summary>
    public static string TitleOf(IReadOnlyList<string> nearest) =>
        nearest is not [var central, var next, ..] ? ""
        : TitleOfTopic.Of(central, [.. nearest.Skip(1).Take(AskedForTitle)])
            is { Length: > 0 } title
            ? title
        : string.Join(' ', SharedWords.Of(central, next));

    /// <summary>The heat of a topic: its voices, each as near as it is to the matter, and half the logarithm of the votes; half of it for each 180 days of silence.</summary>
    public static double HeatOf(double voices, double votes, double daysSinceLast) =>
        (voices + (Math.Log(1 + votes) / 2)) * Math.Pow(2, -daysSinceLast / HalfLifeDays);

    /// <summary>Least cosines: of a text to the group it joins, of two groups that become one, of a text to the rest of its group.</summary>
    private readonly record struct Bounds(double Join, double Merge, double Stay);
}
