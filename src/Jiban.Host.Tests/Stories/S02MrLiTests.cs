using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S2: Mr Li needs a certificate by tomorrow. The office meets him the same evening. Open: the deadline out of his words, and the
/// precedent (docs/stories.md).
/// </summary>
public sealed class S02MrLiTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Fact]
    public async Task Mr_Li_is_met_face_to_face_the_same_evening_and_is_at_work_in_the_morning()
    {
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 23), new TimeOnly(19, 10)));
        var receipt = (
            await host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = "明天入职，写字楼要求先开一份居住证明才让进，社区说平时不开这个，能不能帮帮忙？",
                    contact = new { name = "李望", phone = "13800005678" },
                    place = new { text = "潞湾街道湾畔社区" },
                    choice = host.City.Units.First(unit => unit.Name == Office).UnitId,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var number = receipt.GetProperty("number").GetString()!;
        var code = receipt.GetProperty("queryCode").GetString()!;
        Assert.Equal("invited", (await FollowAsync(number, code)).MeetingState());

        // He names a time himself; the office comes.
        var tonight = host.Clock.GetUtcNow().AddMinutes(50);
        var handler = host.As(Role.Handler, Office);
        var id = (await handler.Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetString()!;
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await host.Citizen.Post(
                $"/api/requests/{number}/meeting",
                new
                {
                    code,
                    answer = "propose",
                    at = tonight,
                    note = "下班后在物业办公室可以吗？",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/meeting/offer",
                new { at = tonight, place = "小区物业办公室" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "小区物业办公室",
            (await FollowAsync(number, code))
                .GetProperty("steps")
                .EnumerateArray()
                .Last(step => step.GetProperty("kind").GetString() == "meetingOffered")
                .GetProperty("detail")
                .GetString()
        );
        (
            await host.Citizen.Post(
                $"/api/requests/{number}/meeting",
                new { code, answer = "accept" }
            )
        ).Expect(HttpStatusCode.OK);

        host.Clock.SetUtcNow(tonight.AddMinutes(30));
        var met = (
            await handler.Post(
                $"/api/cases/{id}/meeting",
                new
                {
                    at = tonight,
                    place = "小区物业办公室",
                    people = "李望、社区工作人员、物业经理",
                    found = "核对租房合同和身份证件，居住属实。",
                    promises = "当晚开具居住证明。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Contains(
            met.GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("kind").GetString() == "met"
                && entry
                    .GetProperty("detail")
                    .GetString()!
                    .Contains("居住属实", StringComparison.Ordinal)
        );
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已当晚核实并开具居住证明。" }
            )
        ).Expect(HttpStatusCode.OK);

        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 24), new TimeOnly(10, 0)));
        var caller = host.As(Role.Caller, host.City.CityCentre!.Name);
        (
            await caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
        var followed = await FollowAsync(number, code);
        Assert.Equal("closed", followed.GetProperty("state").GetString());
        Assert.Equal("met", followed.MeetingState());
    }

    private async Task<JsonElement> FollowAsync(string number, string code) =>
        (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(HttpStatusCode.OK);
}

file static class Following
{
    public static string? MeetingState(this JsonElement followed) =>
        followed.GetProperty("meeting").GetProperty("state").GetString();
}
