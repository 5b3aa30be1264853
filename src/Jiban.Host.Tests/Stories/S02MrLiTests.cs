using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S2: Mr Li needs a certificate by tomorrow. His words make the deadline: the start of work of the next day; the office meets him the same evening.
/// </summary>
public sealed class S02MrLiTests(CityHost host) : IClassFixture<CityHost>
{
    private static readonly DateTimeOffset StartOfWork = CivilTime.At(
        new DateOnly(2026, 11, 24),
        new TimeOnly(9, 0)
    );

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
                    text = "明天上班就要用，写字楼要求先开一份居住证明才让进，社区说平时不开这个，能不能帮帮忙？",
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
        var signed = (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        var result = signed
            .GetProperty("deadlines")
            .EnumerateArray()
            .Single(deadline => deadline.GetProperty("kind").GetString() == "resolve");
        Assert.Equal(StartOfWork, result.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal("wish", result.GetProperty("ground").GetString());
        Assert.Equal(
            StartOfWork,
            signed.GetProperty("wish").GetProperty("limit").GetDateTimeOffset()
        );
        Assert.Contains(
            signed.GetProperty("reasons").EnumerateArray(),
            reason =>
                reason
                    .GetProperty("text")
                    .GetString()!
                    .Contains("11月24日 09:00", StringComparison.Ordinal)
        );
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
                    people = new[] { "李望", "社区工作人员", "物业经理" },
                    found = "核对租房合同和身份证件，居住属实。",
                    promises = new[] { new { text = "开具居住证明", by = StartOfWork } },
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
        var figures = (await caller.Get("/api/cases/figures?from=2026-11-23&to=2026-11-24")).Expect(
            HttpStatusCode.OK
        );
        var meeting = figures.GetProperty("meeting");
        Assert.Equal(1, meeting.GetProperty("invited").GetInt32());
        Assert.Equal(1, meeting.GetProperty("met").GetInt32());
        Assert.Equal(0.8, meeting.GetProperty("hoursToMeet").GetDouble());
        var month = Assert.Single(figures.GetProperty("months").EnumerateArray());
        Assert.Equal("2026-11", month.GetProperty("name").GetString());
        Assert.Equal(1, month.GetProperty("solvedByMeeting").GetInt32());
        var followed = await FollowAsync(number, code);
        Assert.Equal("closed", followed.GetProperty("state").GetString());
        Assert.Equal("met", followed.MeetingState());
    }

    [Fact]
    public async Task What_was_read_as_a_wish_is_set_right_by_a_person_above_and_never_lengthens_a_limit()
    {
        var receipt = (
            await host.Citizen.Post(
                "/api/requests",
                new
                {
                    text = "门口的花坛草枯了，24小时内必须解决。",
                    contact = new { name = "李望", phone = "13800005679" },
                    choice = host.City.Units.First(unit => unit.Name == Office).UnitId,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var handler = host.As(Role.Handler, Office);
        var path =
            $"/api/cases/{(await handler.Get($"/api/cases?q={receipt.GetProperty("number").GetString()}")).Expect(HttpStatusCode.OK).GetProperty("items")[0].GetProperty("id").GetString()}";
        var page = (await handler.Get(path)).Expect(HttpStatusCode.OK);
        var received = page.GetProperty("receivedAt").GetDateTimeOffset();
        Assert.Equal((received.AddHours(24), "wish"), Result(page));
        Assert.Equal(
            "not-allowed",
            (await handler.Post($"{path}/wish", new { reason = "只是着急" })).Problem(403)
        );
        var leader = host.As(Role.Leader, Office);
        Assert.Equal(
            "until-out-of-range",
            (
                await leader.Post(
                    $"{path}/wish",
                    new { until = received.AddDays(7), reason = "来人说不急" }
                )
            ).Problem(422)
        );

        // Put off, then struck: the limit of the class holds again, and who did it stands in the journal.
        page = (
            await leader.Post(
                $"{path}/wish",
                new { until = received.AddDays(3), reason = "电话里说三天后也行" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal((received.AddDays(3), "wish"), Result(page));
        page = (await leader.Post($"{path}/wish", new { reason = "只是着急" })).Expect(
            HttpStatusCode.OK
        );
        var (due, ground) = Result(page);
        Assert.Null(ground);
        Assert.InRange(due - received.AddDays(7), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(
            2,
            page.GetProperty("timeline")
                .EnumerateArray()
                .Count(entry => entry.GetProperty("kind").GetString() == "wishChanged")
        );
        Assert.Equal(
            "nothing-wished",
            (await leader.Post($"{path}/wish", new { reason = "只是着急" })).Problem(409)
        );

        static (DateTimeOffset Due, string? Ground) Result(JsonElement page)
        {
            var result = page.GetProperty("deadlines")
                .EnumerateArray()
                .Single(deadline => deadline.GetProperty("kind").GetString() == "resolve");
            return (result.GetProperty("dueAt").GetDateTimeOffset(), result.Maybe("ground"));
        }
    }

    private async Task<JsonElement> FollowAsync(string number, string code) =>
        (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(HttpStatusCode.OK);
}

file static class Following
{
    public static string? MeetingState(this JsonElement followed) =>
        followed.GetProperty("meeting").GetProperty("state").GetString();
}
