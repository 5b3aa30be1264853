using System.Text.Json;
using Jiban.Cases.Handling;
using Jiban.Cases.Meetings;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

// What was measured with a result, and what it contradicts.
public sealed partial class RefusalTests
{
    [Fact]
    public void A_result_says_something_and_measures_with_a_limit_and_a_unit()
    {
        var met = In(CaseState.Signed) with { Meeting = MeetingState.Met };
        Decided Resolve(string? answer, params ResolveCase.Measurement[] measured) =>
            ResolveCase.Decide(
                met,
                new(Outcome.Solved, answer, [], measured, null),
                Handler,
                false,
                [],
                Limits,
                Now
            );
        Refuses("answer-missing", Resolve("好了"));
        Refuses(
            "measurement-malformed",
            Resolve(Said, new ResolveCase.Measurement(Measurable.Noise, 50, 55, " "))
        );
        Refuses(
            "measurement-malformed",
            Resolve(Said, new ResolveCase.Measurement(Measurable.Noise, 1e9m, 55, "dB(A)"))
        );
        Assert.Null(
            Resolve(Said, new ResolveCase.Measurement(Measurable.Noise, 50, 55, "dB(A)")).Refused
        );
    }

    [Theory]
    // Too little of it is what is told of these, unless the limit is said to be the most; of all else it is too much.
    [InlineData("temperature", null, 17.9, 18, true)]
    [InlineData("temperature", null, 18, 18, false)]
    [InlineData("temperature", null, -3, -2, true)]
    [InlineData("temperature", "atMost", 17.9, 18, false)]
    [InlineData("temperature", "atMost", 26.1, 26, true)]
    [InlineData("pressure", null, 0.13, 0.14, true)]
    [InlineData("pressure", null, 0.15, 0.14, false)]
    [InlineData("light", null, 4, 5, true)]
    [InlineData("noise", null, 55.1, 55, true)]
    [InlineData("noise", null, 54, 55, false)]
    [InlineData("noise", "atLeast", 54, 55, true)]
    [InlineData("other", null, 2, 1, true)]
    public void A_value_beyond_its_limit_is_neither_explained_nor_does_it_meet_the_standard(
        string what,
        string? bound,
        double value,
        double limit,
        bool beyond
    )
    {
        var met = In(CaseState.Signed) with { Meeting = MeetingState.Met };
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var decided = ResolveCase.Decide(
                met,
                new(
                    outcome,
                    Said,
                    [],
                    [
                        new(
                            Words.Parse<Measurable>(what),
                            (decimal)value,
                            (decimal)limit,
                            "x",
                            bound is null ? null : Words.Parse<Bound>(bound)
                        ),
                    ],
                    Said
                ),
                Handler,
                false,
                [],
                Limits,
                Now
            );
            if (beyond && (outcome is Outcome.Explained or Outcome.MeetsStandard))
            {
                Refuses("measurement-contradicts", decided);
            }
            else
            {
                Assert.Null(decided.Refused);
            }
        }
    }

    [Fact]
    public void A_limit_of_an_entry_that_says_nothing_of_its_side_was_an_upper_one()
    {
        using var kept = JsonDocument.Parse(
            """{"limitMilli":18000,"milli":20000,"unit":"℃","what":"temperature"}"""
        );
        Assert.True(CanonicalJson.Read<MeasuredFacts>(kept.RootElement).BreaksLimit());
    }
}
