using System.Text.Json;
using Jiban.Demo.Month;
using Jiban.Platform.Time;

namespace Jiban.Demo.Tests;

public sealed class DrawMonthTests
{
    private static readonly DemoWorld World = GenerateCity.From(GenerateCity.Seed);
    private static readonly DateOnly From = DemoCity.FirstDay(DemoStore.Now);
    private static readonly IReadOnlyList<CaseScript> Month = Draw(GenerateCity.Seed);

    [Fact]
    public void The_same_seed_city_and_present_draw_the_same_month()
    {
        Assert.Equal(Text(Month), Text(Draw(GenerateCity.Seed)));
        Assert.NotEqual(Text(Month), Text(Draw(GenerateCity.Seed + 1)));
    }

    [Fact]
    public void It_holds_about_four_hundred_cases_of_the_last_31_days_and_nothing_of_the_future()
    {
        Assert.InRange(Month.Count, 400, 480);
        Assert.All(
            Month,
            script =>
            {
                Assert.InRange(script.At, CivilTime.StartOf(From), DemoStore.Now);
                Assert.All(script.Steps, step => Assert.True(step.At < DemoStore.Now));
            }
        );
        Assert.Equal(Enumerable.Range(1, Month.Count), Month.Select(script => script.Number));
        Assert.Equal(Month.Count, Month.Select(script => script.At).Distinct().Count());
    }

    [Fact]
    public void Every_step_follows_the_one_before_it() =>
        Assert.All(
            Month,
            script =>
            {
                var times = script.Steps.Select(step => step.At).Prepend(script.At).ToList();
                Assert.Equal(times.Order(), times);
            }
        );

    [Fact]
    public void No_place_is_left_open_and_no_telephone_can_ring() =>
        Assert.All(
            Month,
            script =>
            {
                Assert.DoesNotContain('{', script.Text);
                Assert.DoesNotContain('}', script.Text);
                foreach (var citizen in new[] { script.Requester, script.Reporter })
                {
                    Assert.True(
                        citizen is null || citizen.Phone is ['1', '6', '4', ..] and { Length: 11 }
                    );
                }
            }
        );

    [Fact]
    public void A_hundred_and_twenty_things_and_more_are_asked_in_many_classes()
    {
        var rows = Data.Rows("requests.tsv");

        Assert.InRange(rows.Select(row => row[3]).Distinct().Count(), 120, 1000);
        Assert.InRange(rows.Select(row => row[0]).Distinct().Count(), 100, 239);
        Assert.Equal(
            12,
            Month.Select(script => script.Channel).Where(it => it != "patrol").Distinct().Count()
        );
    }

    [Fact]
    public void What_is_asked_has_an_answer_of_its_own_class() =>
        Assert.Empty(
            Data.Rows("requests.tsv")
                .Select(row => row[0])
                .Except(Data.Rows("answers.tsv").Select(row => row[0]))
        );

    [Fact]
    public void One_night_without_water_is_told_by_forty_from_two_estates()
    {
        var calls = Month
            .Where(script =>
                script.Text.Contains("停水", StringComparison.Ordinal)
                || script.Text.Contains("断水", StringComparison.Ordinal)
                || script.Text.Contains("没有水了", StringComparison.Ordinal)
            )
            .GroupBy(script => CivilTime.DayOf(script.At))
            .MaxBy(day => day.Count())!;

        Assert.InRange(calls.Count(), 38, 42);
        Assert.Equal(
            ["丹桂苑", "望津府"],
            calls
                .Where(script =>
                    script.Channel is "12345" or "streetLine" && script.Spot.Words is not null
                )
                .Select(script => script.Spot.Words![..3])
                .Where(name => name is "丹桂苑" or "望津府")
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("2026-11-21", "2026-10-21")]
    [InlineData("2026-11-18", "2026-10-08")]
    [InlineData("2026-11-19", "2026-10-19")]
    [InlineData("2026-03-19", "2026-02-16")]
    public void The_month_reaches_ten_days_into_the_period_that_is_published(
        string today,
        string first
    ) =>
        Assert.Equal(
            DateOnly.Parse(first, null),
            DemoCity.FirstDay(CivilTime.At(DateOnly.Parse(today, null), new(12, 0)))
        );

    private static IReadOnlyList<CaseScript> Draw(int seed) =>
        DrawMonth.Draw(World, From, DemoStore.Now, seed);

    private static string Text(IReadOnlyList<CaseScript> month) =>
        string.Join(
            '\n',
            month.Select(script =>
                $"{JsonSerializer.Serialize(script)}{string.Join('|', script.Steps)}"
            )
        );
}
