using System.Net;
using System.Text.Json;

namespace Jiban.Host.Tests;

// What is unclear is for a person to say.
public sealed partial class KnownAlreadyTests
{
    [Fact]
    public async Task What_no_rule_is_sure_of_a_person_joins_or_says_to_be_another_matter_which_is_remembered_at_both()
    {
        const string Phone = "13800007011";
        var first = await TellAsync("湾畔家园2号楼单元门坏了关不上");
        var before = await TellAsync("湾畔家园门口有人占道卖水果，早上走不过去", phone: Phone);
        var firm = await TellAsync("金桥里的保洁不来，安盛物业公司没人管");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        var now = await TellAsync("湾畔家园2号楼的单元门坏了关不上，安盛物业没人管", phone: Phone);
        await host.CatchUpAsync();

        var offered = await TwinsAsync(now.Id);
        Assert.Equal("event", offered[first.Id].GetProperty("same").GetString());
        Assert.Equal("other", offered[first.Id].GetProperty("joins").GetString());
        Assert.InRange(offered[first.Id].GetProperty("score").GetDouble(), 0.55, 1);
        Assert.Contains(
            "相隔20分钟",
            offered[first.Id].GetProperty("why").GetString()!,
            StringComparison.Ordinal
        );
        Assert.Equal("requester", offered[before.Id].GetProperty("same").GetString());
        Assert.True(offered[before.Id].GetProperty("canRepeat").GetBoolean());
        Assert.Equal("安盛物业", offered[firm.Id].GetProperty("subject").GetString());
        Assert.False(offered[firm.Id].TryGetProperty("joins", out _));
        // From the other side the same two, and there this one leads nothing: it came later.
        Assert.Equal("this", (await TwinsAsync(first.Id))[now.Id].GetProperty("joins").GetString());

        (await Dispatcher.Post($"/api/cases/{now.Id}/twins/deny", new { other = firm.Id })).Expect(
            HttpStatusCode.OK
        );
        (await Dispatcher.Post($"/api/cases/{now.Id}/twins/deny", new { other = firm.Id })).Expect(
            HttpStatusCode.OK
        );
        Assert.DoesNotContain(firm.Id, (await TwinsAsync(now.Id)).Keys);
        Assert.DoesNotContain(now.Id, (await TwinsAsync(firm.Id)).Keys);
        Assert.Single(
            (await PageAsync(now.Id)).GetProperty("timeline").EnumerateArray(),
            entry =>
                entry
                    .GetRawText()
                    .Contains($"与{firm.Number}不是同一件事", StringComparison.Ordinal)
        );

        (
            await Dispatcher.Post(
                $"/api/cases/{first.Id}/members",
                new { cases = new[] { now.Id } }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Empty(await TwinsAsync(now.Id));
        Assert.Equal(
            "unknown-case",
            (
                await Dispatcher.Post(
                    $"/api/cases/{first.Id}/twins/deny",
                    new { other = Guid.Empty }
                )
            ).Problem(404)
        );
    }

    [Fact]
    public async Task What_was_asked_in_secret_is_not_offered_to_who_may_not_know_who_asked()
    {
        const string Phone = "13800007012";
        var secret = await TellAsync("潞湾里北门有人堵消防通道", phone: Phone, confidential: true);
        var open = await TellAsync("潞湾里路口红绿灯不亮了", phone: Phone);

        Assert.DoesNotContain(secret.Id, (await TwinsAsync(open.Id)).Keys);
        Assert.DoesNotContain(open.Id, (await TwinsAsync(secret.Id)).Keys);
    }

    private async Task<Dictionary<string, JsonElement>> TwinsAsync(string id) =>
        (await Dispatcher.Get($"/api/cases/{id}/twins"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!);
}
