using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Host.Commands;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S6, best street of the city, without exclusions and appeals: the ranking of a month from the real doors, every case that counts one
/// click away, ties, and a published month that never changes when data arrives later.
/// </summary>
public sealed class S06BestStreetTests(CityHost host) : IClassFixture<CityHost>
{
    // The clock begins on 20 November: the period that closes on 18 December.
    private const string Period = "/api/assessment/periods/2026-12";

    [Fact]
    public async Task The_best_street_of_the_month_stands_first_and_stays_there()
    {
        var offices = host
            .City.Units.Where(unit => unit.Kind == UnitKind.StreetOffice)
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .Take(3)
            .ToList();
        var (best, second, twin) = (offices[2], offices[0], offices[1]);
        await SolvedAsync(best, "solved", "satisfied");
        await SolvedAsync(best, "solved", "satisfied");
        await SolvedAsync(second, "solved", "satisfied");
        await SolvedAsync(second, "partly", "basicallySatisfied");
        await SolvedAsync(twin, "solved", "satisfied");
        await SolvedAsync(twin, "partly", "basicallySatisfied");
        // The street's own line: in the total, apart from 12345.
        var late = await DispatchedAsync(best, "streetLine");
        var leader = host.As(Role.Leader, host.City.CityCentre!.Name);
        await host.CatchUpAsync();
        Assert.Equal(
            "city-centre-only",
            (await host.As(Role.Leader, best.Name).Post($"{Period}/publish")).Problem(403)
        );
        Assert.Equal("period-running", (await leader.Post($"{Period}/publish")).Problem(409));

        host.Clock.SetUtcNow(CivilTime.StartOf(new DateOnly(2026, 12, 19)));
        await host.CatchUpAsync();
        var month = (await leader.Get($"{Period}?kind=street")).Expect(HttpStatusCode.OK);
        // second and twin: contacted 2/2, solved 1/2, (1 + 0.9)/2 satisfied: 10 + 25 + 38 = 73.
        Assert.Equal(
            [(1, best.Name, "100.0"), (2, second.Name, "73.0"), (2, twin.Name, "73.0")],
            Lines(month)
        );
        Assert.Equal(7, month.GetProperty("summary").GetProperty("accepted").GetInt32());
        Assert.Equal("82.0", month.GetProperty("summary").GetProperty("composite").GetRawText());
        var line = (await leader.Get($"{Period}?kind=street&channels=line12345")).Body;
        Assert.Equal(6, line.GetProperty("summary").GetProperty("accepted").GetInt32());
        await EachNumberOpensItsCasesAsync(month);

        (await leader.Post($"{Period}/publish", new { note = "十二月" })).Expect(
            HttpStatusCode.Created
        );
        (await host.As(Role.Handler, best.Name).Post($"/api/cases/{late}/sign")).Expect(
            HttpStatusCode.OK
        );
        await ReportAsync(late, best);
        await host.CatchUpAsync();
        var published = (await leader.Get($"{Period}?kind=street")).Body;
        Assert.Equal(
            month.GetProperty("rows").GetRawText(),
            published.GetProperty("rows").GetRawText()
        );
        Assert.True(published.GetProperty("changed").GetBoolean());

        (await leader.Post($"{Period}/publish", new { note = "补录一件办结" })).Expect(
            HttpStatusCode.Created
        );
        var correction = (await leader.Get($"{Period}/revisions/2?kind=street")).Expect(
            HttpStatusCode.OK
        );
        var difference = Assert.Single(correction.GetProperty("differences").EnumerateArray());
        Assert.Equal(best.Name, difference.GetProperty("unit").GetProperty("name").GetString());
        Assert.Equal(2, difference.GetProperty("before").GetProperty("completed").GetInt32());
        Assert.Equal(3, difference.GetProperty("after").GetProperty("completed").GetInt32());
        var first = (await leader.Get($"{Period}/revisions/1?kind=street")).Body.GetProperty(
            "page"
        );
        Assert.Equal(
            month.GetProperty("rows").GetRawText(),
            first.GetProperty("rows").GetRawText()
        );

        // Everything but what was published is dropped and comes again from the journal.
        var before = (await leader.Get($"{Period}?kind=street&live=true"))
            .Body.GetProperty("rows")
            .GetRawText();
        var models = await ModelsAsync();
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from patrol.report; delete from cases.closing");
        Assert.NotEqual(models, await ModelsAsync());
        await using var output = new StringWriter();
        await RebuildCommand.RunAsync(
            host.Services,
            null,
            output,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(models, await ModelsAsync());
        Assert.Contains(
            "assessment.outcome.3: built again",
            output.ToString(),
            StringComparison.Ordinal
        );
        foreach (
            var (name, why) in new[] { ("cases.watch", "is a rule"), ("cases", "no projection") }
        )
        {
            Assert.Contains(
                why,
                (
                    await Assert.ThrowsAsync<CommandFailedException>(() =>
                        RebuildCommand.RunAsync(
                            host.Services,
                            name,
                            output,
                            TestContext.Current.CancellationToken
                        )
                    )
                ).Message,
                StringComparison.Ordinal
            );
        }

        await host.CatchUpAsync();
        Assert.Equal(
            before,
            (await leader.Get($"{Period}?kind=street&live=true"))
                .Body.GetProperty("rows")
                .GetRawText()
        );
    }

    /// <summary>What follows from the journal, row by row, as one text.</summary>
    private async Task<string> ModelsAsync()
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (
            var table in new[]
            {
                "patrol.report",
                "patrol.report_unit",
                "cases.closing",
                "cases.search",
                "cases.ruling",
                "cases.correction",
            }
        )
        {
            rows.AddRange(
                await connection.QueryAsync<string>($"select t::text from {table} t order by 1")
            );
        }

        Assert.NotEmpty(rows);
        return string.Join('\n', rows);
    }

    /// <summary>The list behind a number has as many cases as it says, and the desk shows each of them.</summary>
    private async Task EachNumberOpensItsCasesAsync(JsonElement month)
    {
        var auditor = host.As(Role.Auditor, host.City.CityCentre!.Name);
        foreach (var row in month.GetProperty("rows").EnumerateArray())
        {
            var unit = row.GetProperty("unit").GetProperty("id").GetString();
            foreach (
                var measure in new[]
                {
                    "accepted",
                    "completed",
                    "valid",
                    "contacted",
                    "solved",
                    "satisfied",
                    "basicallySatisfied",
                }
            )
            {
                var cases = (
                    await auditor.Get($"{Period}/cases?unit={unit}&measure={measure}")
                ).Expect(HttpStatusCode.OK);
                var ids = cases
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(one => one.GetProperty("id").GetString()!)
                    .ToList();
                Assert.Equal(row.GetProperty(measure).GetInt32(), ids.Count);
                if (ids.Count > 0)
                {
                    var list = (
                        await auditor.Get($"/api/cases?ids={string.Join(',', ids)}")
                    ).Expect(HttpStatusCode.OK);
                    Assert.Equal(ids.Count, list.GetProperty("items").GetArrayLength());
                }
            }
        }
    }

    private static IEnumerable<(int, string, string)> Lines(JsonElement month) =>
        month
            .GetProperty("rows")
            .EnumerateArray()
            .Select(row =>
                (
                    row.GetProperty("rank").GetInt32(),
                    row.GetProperty("unit").GetProperty("name").GetString()!,
                    row.GetProperty("composite").GetRawText()
                )
            );

    private async Task SolvedAsync(Unit office, string solved, string satisfied)
    {
        var id = await DispatchedAsync(office, "12345");
        (await host.As(Role.Handler, office.Name).Post($"/api/cases/{id}/sign")).Expect(
            HttpStatusCode.OK
        );

        // What is not done is handled again, up to three times; the last answer counts.
        JsonElement page = default;
        for (var state = "signed"; state == "signed"; state = page.Maybe("state")!)
        {
            await ReportAsync(id, office);
            page = (
                await host.As(Role.Caller, office.Name)
                    .Post(
                        $"/api/cases/{id}/call-back",
                        new
                        {
                            reached = true,
                            contacted = true,
                            solved,
                            satisfied,
                            reason = solved == "solved" ? null : "只修了一半",
                        }
                    )
            ).Expect(HttpStatusCode.OK);
        }

        if (page.GetProperty("awaitsLeader").GetBoolean())
        {
            (
                await host.As(Role.Leader, office.Name)
                    .Post(
                        $"/api/cases/{id}/supervise",
                        new { note = "三次办理后仍有分歧，已当面说明。", rests = true }
                    )
            ).Expect(HttpStatusCode.OK);
        }

        (await host.As(Role.Dispatcher, office.Name).Post($"/api/cases/{id}/close")).Expect(
            HttpStatusCode.OK
        );
    }

    private async Task<string> DispatchedAsync(Unit office, string channel)
    {
        var made = (
            await host.As(Role.Operator, office.Name)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "小区门口路灯不亮,请派人维修",
                        channel,
                        contact = new { phone = "13800001234" },
                        unitId = office.UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        return made.GetProperty("id").GetString()!;
    }

    private async Task ReportAsync(string id, Unit office)
    {
        var handler = host.As(Role.Handler, office.Name);
        await handler.NeedsNoMeetingAsync(id);
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已更换灯具,恢复照明。" }
            )
        ).Expect(HttpStatusCode.OK);
    }
}
