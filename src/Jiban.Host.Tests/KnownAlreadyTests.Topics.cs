using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// What many people write about over weeks.
public sealed partial class KnownAlreadyTests
{
    [Fact]
    public async Task What_people_write_about_over_weeks_is_one_topic_with_how_many_they_are_and_never_who()
    {
        string[] said =
        [
            "晴川社区旁边的混凝土搅拌站粉尘很大，窗户都不敢开",
            "混凝土搅拌站粉尘太大了，晴川社区晾的衣服全是灰，我叫童小满",
            "晴川社区搅拌站粉尘大，混凝土车半夜还在响",
            "混凝土搅拌站粉尘没人管，晴川社区的孩子老咳嗽",
        ];
        string[] phones = ["13800007021", "13800007022", "13800007022", "13800007023"];
        var cases = new List<Told>();
        foreach (var (text, phone) in said.Zip(phones))
        {
            cases.Add(await TellAsync(text, phone: phone));
            host.Clock.Advance(TimeSpan.FromDays(4));
        }

        (await Dispatcher.Post("/api/cases/topics/find")).Expect(HttpStatusCode.OK);
        var told = (await Dispatcher.Get("/api/cases/topics")).Expect(HttpStatusCode.OK);
        var topic = Assert.Single(
            told.GetProperty("items").EnumerateArray(),
            one =>
                one.GetProperty("title")
                    .GetString()!
                    .Contains("搅拌站粉尘", StringComparison.Ordinal)
        );

        Assert.Equal(4, topic.GetProperty("cases").GetInt32());
        Assert.Equal(3, topic.GetProperty("people").GetInt32());
        Assert.Equal("up", topic.GetProperty("trend").GetString());
        Assert.Equal(
            4,
            topic.GetProperty("weeks").EnumerateArray().TakeLast(4).Sum(week => week.GetInt32())
        );
        Assert.DoesNotContain("童小满", told.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("13800007022", told.GetRawText(), StringComparison.Ordinal);

        var page = (
            await Dispatcher.Get($"/api/cases/topics/{topic.GetProperty("id").GetString()}")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            cases.Select(one => one.Number).Order(),
            page.GetProperty("items")
                .EnumerateArray()
                .Select(one => one.GetProperty("number").GetString()!)
                .Order()
        );
        Assert.Contains(
            "搅拌站粉尘",
            await (
                await Dispatcher.Get("/api/cases/topics/export")
            ).Message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        var english = await Dispatcher.Send(
            HttpMethod.Get,
            "/api/cases/topics/export",
            null,
            ("Accept-Language", "en")
        );
        var headings = (
            await english.Message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        ).Split('\n')[0];
        Assert.Contains("topic,place,class,requests,people", headings, StringComparison.Ordinal);
        Assert.All(headings.TrimStart('\uFEFF'), one => Assert.InRange(one, '\0', '\x7f'));

        // A unit that has none of the cases has no topic either.
        var elsewhere = host.As(Role.Dispatcher, "清澜水务集团");
        Assert.DoesNotContain(
            "搅拌站",
            (await elsewhere.Get("/api/cases/topics")).Expect(HttpStatusCode.OK).GetRawText(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "unknown-topic",
            (
                await elsewhere.Get($"/api/cases/topics/{topic.GetProperty("id").GetString()}")
            ).Problem(404)
        );
    }
}
