using System.Net;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S9: eight in the evening, a block has no water. Forty calls become one incident; a second outage stays apart. A person joins them here;
/// the rule does it in <see cref="KnownAlreadyTests"/>.
/// </summary>
public sealed class S09HouseholdsWithoutWaterTests(CityHost host) : IClassFixture<CityHost>
{
    private const int Calls = 40;
    private const string Secret = "between-us-and-the-gateway";
    private const string Office = "潞湾街道办事处";

    private HttpClient Handler => host.As(Role.Handler, Office);
    private HttpClient Dispatcher => host.As(Role.Dispatcher, Office);

    private sealed record Call(string Id, string Number, string Code);

    [Fact]
    public async Task Forty_calls_are_one_incident_in_which_each_requester_is_told_and_asked_alone()
    {
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 23), new TimeOnly(20, 0)));
        await using var gateway = await UpstreamCity.StartAsync(Secret, host.Clock);
        await host.ConnectAsync("sms", new(gateway.Address, "sms"), Secret);
        var calls = await Task.WhenAll(
            Enumerable.Range(0, Calls).Select(i => CallAsync(i, "湾畔家园1号楼没水了，全楼都停了"))
        );
        var elsewhere = await CallAsync(90, "湾畔家园9号楼停水，楼上楼下都没有");
        Assert.Equal(Calls, calls.Select(call => call.Number).Distinct().Count());

        // One is signed for, and everything about the same block is joined to it, whatever had been done to it before.
        var lead = calls[0];
        (await Handler.Post($"/api/cases/{lead.Id}/sign")).Expect(HttpStatusCode.OK);
        (await Handler.Post($"/api/cases/{calls[1].Id}/sign")).Expect(HttpStatusCode.OK);
        var joined = (
            await Dispatcher.Post(
                $"/api/cases/{lead.Id}/members",
                new { cases = calls.Skip(1).Select(call => call.Id) }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Calls - 1, joined.GetProperty("done").GetInt32());
        Assert.Equal(
            "joined-to-incident",
            (await Handler.Post($"/api/cases/{calls[5].Id}/resolve", Result)).Problem(409)
        );

        // Each requester hears of every step.
        await Handler.NeedsNoMeetingAsync(lead.Id);
        (
            await Handler.Post(
                $"/api/cases/{lead.Id}/progress",
                new { text = "抢修队已到，预计凌晨恢复供水。" }
            )
        ).Expect(HttpStatusCode.OK);
        foreach (var call in calls)
        {
            Assert.Contains("抢修队已到，预计凌晨恢复供水。", await StepsAsync(call));
        }

        Assert.DoesNotContain("抢修队已到，预计凌晨恢复供水。", await StepsAsync(elsewhere));
        await host.DeliverAsync();
        foreach (var call in calls)
        {
            Assert.Contains("signed", await KindsAsync(call));
            Assert.Contains(
                Sms(gateway, call),
                text => text.Contains("已签收", StringComparison.Ordinal)
            );
            Assert.Contains(
                Sms(gateway, call),
                text => text.Contains("进展", StringComparison.Ordinal)
            );
        }

        // One of them turns out to be another matter, and goes on alone with all that it was told.
        (
            await Dispatcher.Post(
                $"/api/cases/{lead.Id}/members/{calls[7].Id}/leave",
                new { reason = "是自家阀门坏了，不是全楼停水" }
            )
        ).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(6));
        (await Handler.Post($"/api/cases/{lead.Id}/resolve", Result)).Expect(HttpStatusCode.OK);

        Assert.Equal("signed", await StateAsync(calls[7]));
        Assert.Contains("抢修队已到，预计凌晨恢复供水。", await StepsAsync(calls[7]));
        Assert.Equal("dispatched", await StateAsync(elsewhere));
        var waiting = calls.Where(call => call != calls[7]).ToList();
        foreach (var call in waiting)
        {
            Assert.Equal("resolved", await StateAsync(call));
            Assert.Equal("主管道已修复，恢复供水。", await AnswerAsync(call));
        }

        // Nobody is woken by an SMS: in the morning each has one of the result, and whoever was joined one of that; who went alone none of the result, but
        // one of going.
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 24), new TimeOnly(8, 30)));
        await host.DeliverAsync();
        var texts = waiting.Select(call => Sms(gateway, call).Count).ToList();
        Assert.All(texts.Skip(1), count => Assert.Equal(texts[0] + 1, count));
        Assert.Equal(texts[0] + 1, Sms(gateway, calls[7]).Count);

        // Each is called back alone; who still has no water is handled again alone.
        var caller = host.As(Role.Caller, Office);
        foreach (var call in waiting)
        {
            (
                await caller.Post($"/api/cases/{call.Id}/call-back", AnswerOf(call == calls[9]))
            ).Expect(HttpStatusCode.OK);
        }

        Assert.Equal("signed", await StateAsync(calls[9]));
        Assert.Equal("resolved", await StateAsync(calls[10]));
        Assert.Equal("resolved", await StateAsync(lead));
        (await caller.Post($"/api/cases/{calls[10].Id}/close")).Expect(HttpStatusCode.OK);
        var alone = (await Handler.Get($"/api/cases/{calls[9].Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, alone.GetProperty("handling").GetInt32());
        Assert.Null(alone.GetProperty("links").Maybe("incident"));
    }

    [Fact]
    public async Task Afterwards_every_block_of_that_age_is_inspected_and_what_is_found_is_a_case_of_its_own()
    {
        var block = host.City.Buildings.First(one =>
            one.BuiltYear is not null
            && host.City.Region(host.City.Region(one.CommunityId)!.ParentId!.Value)!.Name
                == "潞湾街道"
            && one.EstateName is not null
        );
        var at = block.Footprint.InteriorPoint;
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "整栋楼停水，管子老化爆裂",
                        channel = "walkIn",
                        classCode = "1301",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        place = new { lon = at.X, lat = at.Y },
                        contact = new { name = "住户", phone = "13800199001" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var number = made.GetProperty("answer").GetProperty("number").GetString()!;
        var proposed = (await Dispatcher.Get($"/api/patrol/plans/blocks?number={number}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(block.Name, proposed.GetProperty("building").GetString());
        var expected = host
            .City.Buildings.Where(one =>
                one.Use == block.Use
                && one.BuiltYear is { } year
                && Math.Abs(year - block.BuiltYear!.Value) <= 3
                && host.City.Region(one.CommunityId)!.ParentId
                    == host.City.Region(block.CommunityId)!.ParentId
            )
            .Select(one => one.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(expected.Count > 1);
        Assert.Equal(
            expected,
            proposed
                .GetProperty("places")
                .EnumerateArray()
                .Select(place => place.GetProperty("name").GetString()!)
        );

        var plan = (
            await Dispatcher.Post(
                "/api/patrol/plans",
                new
                {
                    kind = "sweep",
                    title = "同年代楼栋供水管排查",
                    classCode = "1301",
                    ofNumber = number,
                    startsOn = host.Day(0),
                    endsOn = host.Day(7),
                    checklist = new[] { "水管无锈蚀渗漏" },
                    places = proposed
                        .GetProperty("places")
                        .EnumerateArray()
                        .Take(2)
                        .Select(place => new
                        {
                            name = place.GetProperty("name").GetString(),
                            lon = place.GetProperty("lon").GetDouble(),
                            lat = place.GetProperty("lat").GetDouble(),
                        }),
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal(number, plan.GetProperty("ofCase").GetProperty("number").GetString());
        Assert.Equal(2, plan.GetProperty("places").GetArrayLength());
        Assert.Equal(
            "unknown-origin",
            (await Dispatcher.Get("/api/patrol/plans/blocks?number=20261120-0000001-0")).Problem(
                422
            )
        );
    }

    private static List<string> Sms(UpstreamCity gateway, Call call) =>
        [
            .. gateway
                .Taken.Where(one => one.Operation == "sms")
                .Select(one => one.Body.GetProperty("text").GetString()!)
                .Where(text => text.Contains(call.Number, StringComparison.Ordinal)),
        ];

    private async Task<IEnumerable<string?>> KindsAsync(Call call) =>
        (await host.Citizen.Get($"/api/requests/{call.Number}?code={call.Code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("steps")
            .EnumerateArray()
            .Select(step => step.GetProperty("kind").GetString());

    private static object Result => new { outcome = "solved", answer = "主管道已修复，恢复供水。" };

    private static object AnswerOf(bool stillNone) =>
        new
        {
            reached = true,
            contacted = true,
            solved = stillNone ? "not" : "solved",
            satisfied = stillNone ? "dissatisfied" : "satisfied",
            reason = stillNone ? "我家还是没水" : null,
        };

    private async Task<Call> CallAsync(int household, string text)
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        classCode = "1301",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "住户", phone = $"138001{household:00000}" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return new Call(
            made.GetProperty("id").GetString()!,
            made.GetProperty("answer").GetProperty("number").GetString()!,
            made.GetProperty("answer").GetProperty("queryCode").GetString()!
        );
    }

    private async Task<IReadOnlyList<string?>> StepsAsync(Call call) =>
        (await host.Citizen.Get($"/api/requests/{call.Number}?code={call.Code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("steps")
            .Details();

    private async Task<string?> AnswerAsync(Call call) =>
        (await host.Citizen.Get($"/api/requests/{call.Number}?code={call.Code}"))
            .Expect(HttpStatusCode.OK)
            .Maybe("answer");

    private async Task<string?> StateAsync(Call call) =>
        (await host.Citizen.Get($"/api/requests/{call.Number}?code={call.Code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("state")
            .GetString();
}
