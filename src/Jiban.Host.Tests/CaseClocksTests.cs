using System.Net;
using System.Text.Json;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>Meeting first, handling again, asking again after the end, and what the clocks tell.</summary>
public sealed partial class CaseClocksTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private string Centre => host.City.CityCentre!.Name;
    private HttpClient Handler => host.As(Role.Handler, Office);
    private HttpClient Caller => host.As(Role.Caller, Centre);

    [Fact]
    public async Task A_clock_reminds_then_tells_the_unit_above_then_the_leader_each_once()
    {
        var (id, _, _) = await RegisteredAsync();
        // The watch writes into the case too, and a sweep leaves what somebody holds to the next one.
        await host.CatchUpAsync();
        var due = Due(await PageAsync(id), "sign");
        var clocks = host.Services.GetRequiredService<CaseClocks>();
        foreach (
            var (at, level) in new[]
            {
                (due.AddMinutes(-239), 1),
                (due.AddMinutes(1), 2),
                (due.AddDays(1.01), 3),
            }
        )
        {
            host.Clock.SetUtcNow(at);
            await clocks.ActAsync(TestContext.Current.CancellationToken);
            await clocks.ActAsync(TestContext.Current.CancellationToken);
            var page = await PageAsync(id);
            Assert.Equal(level, page.GetProperty("alarmLevel").GetInt32());
            Assert.Equal(
                level,
                page.GetProperty("timeline")
                    .EnumerateArray()
                    .Count(entry => entry.GetProperty("kind").GetString() == "alarmed")
            );
        }
    }

    [Fact]
    public async Task A_clock_that_was_looked_at_before_it_ran_tells_all_the_same()
    {
        var (id, _, _) = await RegisteredAsync();
        var due = Due(await PageAsync(id), "contact");
        // More than half of the time for the contact is over, and nobody has signed: the sweep finds a clock that does not run.
        await host.PassAsync(TimeSpan.FromHours(13));
        (await Handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);

        host.Clock.SetUtcNow(due.AddMinutes(1));
        await host.PassAsync(TimeSpan.Zero);

        Assert.Contains(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("kind").GetString() == "alarmed"
                && entry
                    .GetProperty("text")
                    .GetString()!
                    .StartsWith("联系", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Two_sweeps_at_once_tell_each_thing_once()
    {
        var (id, _, _) = await RegisteredAsync();
        // The watch writes into the case too, and a sweep leaves what somebody holds to the next one.
        await host.CatchUpAsync();
        host.Clock.SetUtcNow(Due(await PageAsync(id), "sign").AddMinutes(1));
        var clocks = host.Services.GetRequiredService<CaseClocks>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => clocks.ActAsync(TestContext.Current.CancellationToken))
        );

        Assert.Single(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("kind").GetString() == "alarmed"
        );
    }

    [Fact]
    public async Task A_word_to_the_requester_is_due_every_week_and_a_missed_one_is_told()
    {
        var (id, number, code) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        await host.PassAsync(TimeSpan.FromDays(6));
        var told = (
            await Handler.Post(
                $"/api/cases/{id}/progress",
                new { text = "施工队已排期，下周一进场。" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            host.Clock.GetUtcNow().AddDays(7),
            Due(told, "progress"),
            TimeSpan.FromSeconds(1)
        );

        await host.PassAsync(TimeSpan.FromDays(7.1));

        Assert.Contains(
            (await PageAsync(id)).GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("kind").GetString() == "alarmed"
                && entry
                    .GetProperty("text")
                    .GetString()!
                    .StartsWith("进展反馈", StringComparison.Ordinal)
        );
        Assert.Contains(
            (await host.Citizen.Get($"/api/requests/{number}?code={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("steps")
                .EnumerateArray(),
            step =>
                step.TryGetProperty("detail", out var detail)
                && detail.GetString() == "施工队已排期，下周一进场。"
        );
    }

    private Task<Answer> ResolveAsync(string id, string outcome = "solved") =>
        Handler.Post($"/api/cases/{id}/resolve", new { outcome, answer = "已补种草皮。" });

    private async Task<JsonElement> AnswerAsync(string id, string solved, string? reason) =>
        (
            await Caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved,
                    satisfied = "basicallySatisfied",
                    reason,
                }
            )
        ).Expect(HttpStatusCode.OK);

    private async Task<(string Id, string Number, string Code)> SignedAsync()
    {
        var one = await RegisteredAsync();
        (await Handler.Post($"/api/cases/{one.Id}/sign")).Expect(HttpStatusCode.OK);
        return one;
    }

    private async Task<(string Id, string Number, string Code)> RegisteredAsync()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "小区花坛里的草枯了一片，请补种。",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var answer = made.GetProperty("answer");
        return (
            made.GetProperty("id").GetString()!,
            answer.GetProperty("number").GetString()!,
            answer.GetProperty("queryCode").GetString()!
        );
    }

    private async Task<JsonElement> PageAsync(string id) =>
        (await host.As(Role.Auditor, Centre).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);

    private static DateTimeOffset Due(JsonElement page, string kind) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(deadline => deadline.GetProperty("kind").GetString() == kind)
            .GetProperty("dueAt")
            .GetDateTimeOffset();
}
