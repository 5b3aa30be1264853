using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>Do we know it already: what is offered while somebody types, and what is joined by one touch or by the rule.</summary>
public sealed partial class KnownAlreadyTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private HttpClient Dispatcher => host.As(Role.Dispatcher, Office);

    [Fact]
    public async Task A_citizen_is_offered_what_is_open_near_by_and_one_touch_joins_it()
    {
        var first = await TellAsync("潞湾家园3号楼的路灯坏了，晚上一片黑");
        var offered = await LikeAsync("我们潞湾家园3号楼路灯不亮，晚上很黑");

        var offer = Assert.Single(offered);
        Assert.Equal(first.Id, offer.GetProperty("id").GetString());
        Assert.Equal(1, offer.GetProperty("people").GetInt32());
        Assert.False(offer.GetProperty("inHand").GetBoolean());
        Assert.Equal(
            ["className", "id", "inHand", "metres", "minutes", "people", "score", "why"],
            offer.EnumerateObject().Select(field => field.Name).Append("metres").Distinct().Order()
        );
        // By the name of its class, in the language of who reads it.
        var read = Assert.Single(await LikeAsync("我们潞湾家园3号楼路灯不亮，晚上很黑", "en"));
        Assert.Matches("[㐀-鿿]", offer.GetProperty("className").GetString());
        Assert.DoesNotMatch("[㐀-鿿]", read.GetProperty("className").GetString());
        Assert.DoesNotContain(first.Number, offer.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await LikeAsync("我们潞湾家园8号楼路灯不亮，晚上很黑"));
        Assert.Empty(await LikeAsync("潞湾家园3号楼门口有人乱倒垃圾"));

        // Whom a report is about could ask for it, and who wants to stay unknown is not told of.
        await TellAsync("潞湾家园6号楼路灯坏了，晚上很黑", kind: "举报");
        await TellAsync("潞湾家园6号楼路灯坏了，晚上很黑", confidential: true);
        Assert.Empty(await LikeAsync("潞湾家园6号楼路灯坏了，晚上很黑"));

        var me = await TellAsync("我们潞湾家园3号楼路灯不亮，晚上很黑", joins: first.Id);
        // Of another matter nobody is believed.
        var other = await TellAsync("潞湾家园8号楼路灯不亮", joins: first.Id);
        await host.CatchUpAsync();

        Assert.Equal(first.Number, await IncidentAsync(me.Id));
        Assert.Null(await IncidentAsync(other.Id));
        Assert.Contains(
            (await PageAsync(me.Id)).GetProperty("timeline").EnumerateArray(),
            entry => entry.GetRawText().Contains("提交时确认", StringComparison.Ordinal)
        );
        Assert.Equal(
            2,
            Assert.Single(await LikeAsync("潞湾家园3号楼路灯坏了")).GetProperty("people").GetInt32()
        );
    }

    [Fact]
    public async Task Several_demands_of_one_message_are_told_to_who_may_split_it_and_nothing_is_split()
    {
        const string Text =
            "潞湾家园门口的路灯坏了三天，晚上一片漆黑。另外小区垃圾桶满了好几天没人清运，味道很大。";
        var whileTyping = (
            await host.As(Role.Operator, Office).Post("/api/cases/demands", new { text = Text })
        )
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .ToList();
        var told = await TellAsync(Text);
        var ofCase = (await Dispatcher.Get($"/api/cases/{told.Id}/demands"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .ToList();

        Assert.Equal(2, whileTyping.Count);
        Assert.Equal(
            whileTyping.Select(one => one.GetProperty("classCode").GetString()),
            ofCase.Select(one => one.GetProperty("classCode").GetString())
        );
        Assert.Equal(
            Text,
            string.Concat(ofCase.Select(one => one.GetProperty("text").GetString()))
        );
        Assert.Empty(
            (await PageAsync(told.Id)).GetProperty("links").GetProperty("parts").EnumerateArray()
        );
        Assert.Equal(
            "unknown-case",
            (
                await host.As(Role.Dispatcher, "清澜水务集团").Get($"/api/cases/{told.Id}/demands")
            ).Problem(404)
        );
    }

    [Fact]
    public async Task A_point_is_told_in_words_with_its_codes_and_the_cell()
    {
        var house = host.City.Buildings.First(one => one.EstateName is not null);
        var at = house.Footprint.InteriorPoint;
        var told = (
            await host.As(Role.Operator, Office)
                .Get(
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"/api/city/point?lon={at.X}&lat={at.Y}"
                    )
                )
        ).Expect(HttpStatusCode.OK);

        Assert.EndsWith(
            house.Name,
            told.GetProperty("words").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            host.City.Region(house.CommunityId)!.Code,
            told.GetProperty("community").GetProperty("code").GetString()
        );
        Assert.Equal(host.City.Locate(at).GridCode, told.GetProperty("grid").GetString());
        Assert.Equal(
            "outside-city",
            (await host.As(Role.Operator, Office).Get("/api/city/point?lon=0&lat=0")).Problem(422)
        );
    }

    [Fact]
    public async Task The_operator_sees_the_same_event_the_same_telephone_and_the_same_company_each_with_its_reason()
    {
        var twin = await TellAsync("湾畔家园5号楼电梯坏了一直停用", phone: "13800007001");
        var earlier = await TellAsync("潞湾家园门口有人占道卖水果", phone: "13800007002");

        var subject = await TellAsync("金桥里停车场收费没有票，是绿城物业公司管的");
        await host.CatchUpAsync();

        var found = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases/like",
                    new
                    {
                        text = "湾畔家园5号楼电梯停用了，绿城物业不管，老人下不了楼",
                        phone = "138 0000 7002",
                    }
                )
        )
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!);

        Assert.True(found[twin.Id].GetProperty("canJoin").GetBoolean());
        Assert.False(found[twin.Id].GetProperty("sameRequester").GetBoolean());
        Assert.Contains(
            "类别相同",
            found[twin.Id].GetProperty("why").GetString()!,
            StringComparison.Ordinal
        );
        Assert.True(found[earlier.Id].GetProperty("sameRequester").GetBoolean());
        Assert.False(found[earlier.Id].GetProperty("canJoin").GetBoolean());
        Assert.Equal("绿城物业", found[subject.Id].GetProperty("subject").GetString());
        Assert.False(found[subject.Id].GetProperty("canJoin").GetBoolean());
    }

    [Fact]
    public async Task Forty_calls_become_one_incident_by_rule_a_second_outage_stays_apart_and_what_is_undone_stays_so()
    {
        await SetRuleAsync(join: 800);
        string[] ways =
        [
            "潞湾家园1号楼没水了，全楼都停了",
            "潞湾家园1号楼停水，全楼都没水",
            "潞湾家园1号楼全楼停水了，什么时候来水",
            "潞湾家园一号楼没水了，全楼停水",
        ];
        var calls = new List<Told>();
        for (var i = 0; i < 40; i++)
        {
            calls.Add(await TellAsync(ways[i % ways.Length], phone: $"138001{i:00000}"));
            host.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        var second = await TellAsync("潞湾家园9号楼停水，全楼都没水");
        await host.CatchUpAsync();

        foreach (var call in calls.Skip(1))
        {
            Assert.Equal(calls[0].Number, await IncidentAsync(call.Id));
        }

        Assert.Null(await IncidentAsync(second.Id));

        // The same outage, taken down under another class by another operator; and a second one that says the same of another house.
        var otherwise = await TellAsync("潞湾家园1号楼全楼停水，没水了", classCode: "0302");
        var apart = await TellAsync("潞湾家园7号楼全楼停水，没水了", classCode: "0302");
        await host.CatchUpAsync();
        Assert.Equal(calls[0].Number, await IncidentAsync(otherwise.Id));
        Assert.Null(await IncidentAsync(apart.Id));
        Assert.Contains(
            "类别登记得不同",
            (await PageAsync(otherwise.Id)).GetProperty("timeline").GetRawText(),
            StringComparison.Ordinal
        );
        var joined = (await PageAsync(calls[7].Id)).GetProperty("timeline").GetRawText();
        Assert.Contains("按规则并入主单", joined, StringComparison.Ordinal);

        (
            await Dispatcher.Post(
                $"/api/cases/{calls[0].Id}/members/{calls[7].Id}/leave",
                new { reason = "是自家阀门坏了，不是全楼停水" }
            )
        ).Expect(HttpStatusCode.OK);
        await host.CatchUpAsync();
        Assert.Null(await IncidentAsync(calls[7].Id));
        await SetRuleAsync(join: 0);
    }

    [Fact]
    public async Task What_was_answered_before_is_offered_to_who_may_see_it_without_who_asked()
    {
        var before = await TellAsync(
            "孩子入学要用居住证明，社区说开不了，怎么办",
            phone: "13800007003",
            name: "陈晓芸"
        );
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{before.Id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(before.Id);
        (
            await handler.Post(
                $"/api/cases/{before.Id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "陈女士（13800007003）凭租房合同当天可在社区开具居住证明。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var caller = host.As(Role.Caller, Office);
        (
            await caller.Post(
                $"/api/cases/{before.Id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await caller.Post($"/api/cases/{before.Id}/close")).Expect(HttpStatusCode.OK);
        var again = await TellAsync("小孩入学要居住证明，社区说开不了");

        var precedent = Assert.Single(
            (await handler.Get($"/api/cases/{again.Id}/precedents"))
                .Expect(HttpStatusCode.OK)
                .EnumerateArray()
        );
        Assert.Equal(before.Number, precedent.GetProperty("number").GetString());
        Assert.Equal("satisfied", precedent.GetProperty("satisfied").GetString());
        Assert.Equal(
            "您（138****7003）凭租房合同当天可在社区开具居住证明。",
            precedent.GetProperty("answer").GetString()
        );
        (
            await host.As(Role.Handler, "清澜水务集团").Get($"/api/cases/{again.Id}/precedents")
        ).Problem(404);
    }

    private sealed record Told(string Id, string Number);

    private async Task SetRuleAsync(int join)
    {
        var administrator = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var rules = (await administrator.Get("/api/settings/case-rules"))
            .Expect(HttpStatusCode.OK)
            .Deserialize<Dictionary<string, object>>()!;
        rules["twins"] = new { offer = 550, join };
        (await administrator.Put("/api/settings/case-rules", rules)).Expect(HttpStatusCode.OK);
        rules["twins"] = new { offer = 550, join = 500 };
        (await administrator.Put("/api/settings/case-rules", rules)).Problem(422);
    }

    private async Task<IReadOnlyList<JsonElement>> LikeAsync(
        string text,
        string language = "zh-CN"
    ) =>
        [
            .. (
                await host.Citizen.Post(
                    "/api/requests/like",
                    new { text, kind = "投诉" },
                    ("Accept-Language", language)
                )
            )
                .Expect(HttpStatusCode.OK)
                .EnumerateArray(),
        ];

    private async Task<Told> TellAsync(
        string text,
        string? joins = null,
        string phone = "13800007999",
        string name = "住户",
        string kind = "投诉",
        bool confidential = false,
        string? classCode = null
    )
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        kind,
                        classCode,
                        confidential,
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name, phone },
                        joins,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return new Told(
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!
        );
    }

    private async Task<JsonElement> PageAsync(string id) =>
        (await Dispatcher.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);

    private async Task<string?> IncidentAsync(string id) =>
        (await PageAsync(id)).GetProperty("links").TryGetProperty("incident", out var incident)
            ? incident.GetProperty("number").GetString()
            : null;
}
