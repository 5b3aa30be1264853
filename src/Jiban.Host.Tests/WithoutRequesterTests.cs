using System.Net;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>Cases in which nobody asked: from patrol, a device, the press, from above. Each can come to its end.</summary>
public sealed class WithoutRequesterTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Theory]
    [InlineData("patrol")]
    [InlineData("sensor")]
    [InlineData("media")]
    [InlineData("superior")]
    public async Task What_staff_register_is_closed_by_the_back_office_on_the_photos_of_the_result(
        string channel
    )
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "路灯坏了请来修",
                        channel,
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString()!;
        await ResolvedAsync(id, Office);

        var backOffice = host.As(Role.Dispatcher, Office);
        Assert.Contains("closeCase", await PossibleAsync(backOffice, id));
        var closed = (await backOffice.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);

        Assert.Equal("closed", closed.GetProperty("state").GetString());
        Assert.Equal(
            "核对处置后的照片，结案",
            closed.GetProperty("timeline").EnumerateArray().Last().GetProperty("text").GetString()
        );
    }

    [Fact]
    public async Task What_an_inspector_found_waits_for_a_look_that_the_back_office_takes_when_he_has_left()
    {
        var who = host.Who(Role.Inspector, Office, "钱巡");
        var inspector = host.As(who);
        var (id, unit) = await ReportedAsync(inspector, "绿化带里地面下陷,露出一个坑", "1205");
        await ResolvedAsync(id, unit);
        var backOffice = host.As(Role.Dispatcher, Office);
        Assert.Contains("reinspectCase", await PossibleAsync(inspector, id));
        Assert.DoesNotContain("closeCase", await PossibleAsync(backOffice, id));
        Assert.Equal(
            "reinspection-missing",
            (await backOffice.Post($"/api/cases/{id}/close")).Problem(409)
        );

        // He leaves: somebody else looks in his place, with a photo, and the case does not wait for ever.
        await host
            .Services.GetRequiredService<Accounts>()
            .DisableAsync(who.Id, TestContext.Current.CancellationToken);
        Assert.Equal(
            "proof-missing",
            (
                await backOffice.Post(
                    $"/api/cases/{id}/reinspect",
                    new { passed = true, note = "看过了，已填平" }
                )
            ).Problem(422)
        );
        (
            await backOffice.Post(
                $"/api/cases/{id}/reinspect",
                new { passed = true, attachments = new[] { await backOffice.Picture() } }
            )
        ).Expect(HttpStatusCode.OK);
        (await backOffice.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_forgotten_when_it_is_put_aside()
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "路灯坏了请来修",
                        channel = "sensor",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var path = $"/api/cases/{made.GetProperty("id").GetString()}";
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"{path}/sign")).Expect(HttpStatusCode.OK);
        var progress = new { text = "已列入明年的改造计划" };
        Assert.Equal("no-person", (await handler.Post($"{path}/progress", progress)).Problem(409));
        (
            await handler.Post(
                $"{path}/suspension",
                new
                {
                    until = host.Clock.GetUtcNow().AddDays(150),
                    reason = "列入改造计划",
                    interim = "已列入计划",
                    plan = new[]
                    {
                        new { text = "完成改造", by = host.Clock.GetUtcNow().AddDays(140) },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var page = (
            await host.As(Role.Leader, Office).Post($"{path}/ask/judge", new { granted = true })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "suspendedProgress",
            page.GetProperty("nextDue").GetProperty("kind").GetString()
        );
        var due = page.GetProperty("nextDue").GetProperty("dueAt").GetDateTimeOffset();

        await host.PassAsync(due.AddMinutes(1) - host.Clock.GetUtcNow());
        page = (await handler.Get(path)).Expect(HttpStatusCode.OK);
        Assert.Equal(2, page.GetProperty("alarmLevel").GetInt32());

        page = (await handler.Post($"{path}/progress", progress)).Expect(HttpStatusCode.OK);
        Assert.True(
            page.GetProperty("nextDue").GetProperty("dueAt").GetDateTimeOffset() > due.AddDays(20)
        );
    }

    [Fact]
    public async Task A_look_that_fails_opens_the_deadline_of_the_result_again()
    {
        var inspector = host.As(Role.Inspector, Office, "冯巡");
        var (id, unit) = await ReportedAsync(inspector, "绿化带里地面下陷,露出一个坑", "1205");
        await ResolvedAsync(id, unit);

        var page = (
            await inspector.Post(
                $"/api/cases/{id}/reinspect",
                new { passed = false, attachments = new[] { await inspector.Picture() } }
            )
        ).Expect(HttpStatusCode.OK);

        var resolve = page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(one => one.GetProperty("kind").GetString() == "resolve");
        Assert.False(resolve.TryGetProperty("metAt", out _));
        Assert.Equal("resolve", page.GetProperty("nextDue").GetProperty("kind").GetString());
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select met_at is null from cases.deadline where case_id = '{id}' and kind = 'resolve'";
        Assert.True(
            (bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!
        );
    }

    [Fact]
    public async Task Danger_to_life_from_patrol_is_dispatched_at_once_though_no_class_is_sure()
    {
        var inspector = host.As(Role.Inspector, Office, "何巡");
        var (id, _) = await ReportedAsync(inspector, "有人落水", null);
        var reported = (await inspector.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("dispatched", reported.GetProperty("state").GetString());
        Assert.Equal("emergency", reported.GetProperty("urgency").GetString());

        // By a sensor, with nothing but the words.
        var made = (
            await host.As(Role.Operator, Office)
                .Post("/api/cases", new { text = "有人落水", channel = "sensor" })
        ).Expect(HttpStatusCode.Created);
        var answer = made.GetProperty("answer");
        Assert.Equal("dispatched", answer.GetProperty("dispatch").GetProperty("state").GetString());
        Assert.True(answer.GetProperty("danger").GetBoolean());
    }

    [Fact]
    public async Task Neither_the_citizens_nor_the_operators_unit_may_be_one_that_does_not_exist()
    {
        var known = host.City.Units.First(unit => unit.Name == Office).UnitId;
        var nowhere = Guid.Parse("00000000-0000-7000-8000-000000000001");
        var operators = host.As(Role.Operator, Office);
        foreach (
            var (choice, unitId) in new (Guid?, Guid?)[]
            {
                (known, nowhere),
                (nowhere, known),
                (null, nowhere),
                (nowhere, null),
            }
        )
        {
            var answer = await operators.Post(
                "/api/cases",
                new
                {
                    text = "路灯坏了请来修",
                    channel = "walkIn",
                    choice,
                    unitId,
                }
            );
            Assert.Equal("unknown-unit", answer.Problem(422));
        }
    }

    private async Task<(string Id, string Unit)> ReportedAsync(
        HttpClient inspector,
        string text,
        string? classCode
    )
    {
        var inside = host
            .City.Regions.Single(region =>
                region.Level == RegionLevel.Street && region.Name == "潞湾街道"
            )
            .Boundary.InteriorPoint;
        var report = (
            await inspector.Post(
                "/api/patrol/reports",
                new
                {
                    text,
                    classCode,
                    lon = inside.X,
                    lat = inside.Y,
                    accuracyMetres = 8,
                    attachments = new[] { await inspector.Picture() },
                }
            )
        ).Expect(HttpStatusCode.Created);
        return (
            report.GetProperty("caseId").GetString()!,
            report.GetProperty("dispatch").GetProperty("unit").GetProperty("name").GetString()!
        );
    }

    private async Task ResolvedAsync(string id, string unit)
    {
        var handler = host.As(Role.Handler, unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        // Words alone are no proof where nobody can be asked.
        Assert.Equal(
            "proof-missing",
            (
                await handler.Post(
                    $"/api/cases/{id}/resolve",
                    new { outcome = "solved", answer = "已处理完毕。" }
                )
            ).Problem(422)
        );
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "已处理完毕。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);
    }

    private static async Task<List<string?>> PossibleAsync(HttpClient client, string id) =>
        [
            .. (await client.Get($"/api/cases/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("operations")
                .EnumerateArray()
                .Select(one => one.GetString()),
        ];
}
