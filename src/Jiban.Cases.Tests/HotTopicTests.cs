using Jiban.Cases.Topics;

namespace Jiban.Cases.Tests;

/// <summary>A topic from the cases that somebody may see.</summary>
public sealed class HotTopicTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Topic = Id(1);

    [Fact]
    public void Forty_calls_of_one_incident_are_one_voice_and_a_matter_of_weeks_is_hotter()
    {
        var outage = Enumerable
            .Range(100, 40)
            .Select(n => Row(n, daysAgo: 0, incident: Id(100)) with { TopicId = Id(2) });
        var matter = Enumerable.Range(1, 5).Select(n => Row(n, daysAgo: 7 * n));

        var topics = HotTopic.Of(outage.Concat(matter), Now);

        Assert.Equal([Topic, Id(2)], topics.Select(topic => topic.Id));
        Assert.Equal(40, topics[1].Nearest.Count);
        Assert.Equal(1, topics[1].Heat, 1);
    }

    [Fact]
    public void Two_cases_are_no_topic_and_two_of_one_telephone_are_one_requester()
    {
        Assert.Empty(HotTopic.Of([Row(1, 1), Row(2, 2)], Now));
        Assert.Equal(
            2,
            Assert
                .Single(HotTopic.Of([Row(1, 1), Row(2, 2), Row(3, 3) with { Person = "2" }], Now))
                .People
        );
    }

    [Fact]
    public void A_week_ends_now_and_what_is_older_than_all_weeks_is_in_none()
    {
        var topic = Assert.Single(
            HotTopic.Of([Row(1, 0), Row(2, 6.9), Row(3, 7), Row(4, 83.9), Row(5, 84)], Now)
        );

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2], topic.Weeks);
    }

    [Theory]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1 }, Trend.Up)]
    [InlineData(new[] { 0, 0, 0, 0, 2, 1, 0, 1, 0, 0, 1, 1 }, Trend.Down)]
    [InlineData(new[] { 9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 2 }, Trend.Steady)]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 }, Trend.Steady)]
    public void Four_weeks_are_held_against_the_four_before(int[] weeks, object trend)
    {
        Assert.Equal((Trend)trend, HotTopic.TrendOf(weeks));
    }

    [Fact]
    public void A_place_lies_in_the_middle_of_its_cases_so_that_one_wrong_pin_moves_nothing()
    {
        var topic = Assert.Single(
            HotTopic.Of(
                [
                    Row(1, 1) with
                    {
                        LonE7 = 1_160_000_000,
                        LatE7 = 400_000_000,
                    },
                    Row(2, 1) with
                    {
                        LonE7 = 1_160_000_010,
                        LatE7 = 400_000_010,
                    },
                    Row(3, 1) with
                    {
                        LonE7 = 100_000_000,
                        LatE7 = 100_000_000,
                    },
                    Row(4, 1) with
                    {
                        PlaceName = "别处",
                    },
                ],
                Now
            )
        );

        Assert.Equal("晴川社区", topic.Places[0].Name);
        Assert.Equal(116, topic.Places[0].Lon!.Value, 4);
        Assert.Null(topic.Places[1].Lon);
    }

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static TopicRow Row(int n, double daysAgo, Guid? incident = null) =>
        new(
            Topic,
            1,
            Id(n),
            incident,
            Now.AddDays(-daysAgo),
            "0101",
            "晴川社区",
            null,
            null,
            null,
            n.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
}
