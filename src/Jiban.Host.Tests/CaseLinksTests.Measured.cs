using System.Net;

namespace Jiban.Host.Tests;

// What was measured stands against what the unit says of it.
public sealed partial class CaseLinksTests
{
    [Fact]
    public async Task A_room_below_the_least_that_is_asked_for_does_not_meet_the_standard_until_it_is_warm()
    {
        var one = await RegisterAsync("家里暖气不热，老人穿着棉袄还冷，请来测一测温度。");
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        await Handler.NeedsNoMeetingAsync(one.Id);
        Task<Answer> ReportAsync(
            string outcome,
            decimal degrees,
            decimal limit = 18,
            string? bound = null
        ) =>
            Handler.Post(
                $"/api/cases/{one.Id}/resolve",
                new
                {
                    outcome,
                    answer = "入户测温，结果已告知。",
                    measured = new[]
                    {
                        new
                        {
                            what = "temperature",
                            value = degrees,
                            limit,
                            unit = "℃",
                            bound,
                        },
                    },
                }
            );

        foreach (var outcome in new[] { "meetsStandard", "explained" })
        {
            Assert.Equal("measurement-contradicts", (await ReportAsync(outcome, 15)).Problem(422));
        }

        // Where heat is what is complained about the limit is the most; a side that there is not is no measurement.
        Assert.Equal(
            "measurement-contradicts",
            (await ReportAsync("meetsStandard", 27.5m, 26, "atMost")).Problem(422)
        );
        Assert.Equal(
            "malformed",
            (await ReportAsync("meetsStandard", 20, 18, "about")).Problem(400)
        );

        (await ReportAsync("meetsStandard", 18.5m)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "反馈结果：经检测符合标准；检测：温度18.5℃（不低于18℃）",
            await LastAsync("zh-CN")
        );
        Assert.Equal(
            "Result: meets the standard; measured: temperature 18.5 ℃ (at least 18 ℃)",
            await LastAsync("en")
        );

        async Task<string?> LastAsync(string language)
        {
            var page = await Leader.Send(
                HttpMethod.Get,
                $"/api/cases/{one.Id}",
                null,
                ("Accept-Language", language)
            );
            return page.Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray()
                .Last(entry => entry.GetProperty("kind").GetString() == "resolved")
                .GetProperty("text")
                .GetString();
        }
    }
}
