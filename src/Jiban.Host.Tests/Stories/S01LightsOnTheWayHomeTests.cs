using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Host.Import;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.WhistleStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S1, lights on the way home: the street blows the whistle that night; four units meet on site next morning; the lamps go up over the
/// weekend and are entered into the registry, the school keeps them in order; the parent is phoned back; the next dark lamp is named by its tag.
/// </summary>
public sealed class S01LightsOnTheWayHomeTests(CityHost host) : IClassFixture<CityHost>
{
    private readonly WhistleStage _stage = new(host);

    [Fact]
    public async Task The_street_calls_four_units_in_the_evening_they_meet_in_the_morning_and_the_case_is_not_solved_before_the_lamps_stand()
    {
        var management = _stage.Section("城市管理");
        Unit[] called =
        [
            management,
            _stage.Section("社区"),
            _stage.Near("教育委员会"),
            _stage.Near("照明中心"),
        ];
        var (school, lamps) = (called[2], called[3]);
        var building = host.City.Buildings[0];
        var (id, number, code) = await _stage.SignedCaseAsync(
            "潞湾小学新开的西门外没有路灯，孩子放学摸黑走，特别不安全。",
            "streetLine",
            management,
            Pin(building)
        );
        var page = (await _stage.At(management).Get($"/api/cases/{id}")).Body;
        Assert.Contains(Text(page, "urgency"), new[] { "urgent", "emergency" });
        Assert.True(page.GetProperty("channel").GetProperty("isOwn").GetBoolean());

        // That evening, for nine next morning: nobody is asked in turn.
        var street = host.As(Role.Dispatcher, Office);
        var nine = host.Clock.GetUtcNow().Date.AddDays(1).AddHours(1);
        host.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Contains(
            "blowWhistle",
            (await street.Get($"/api/cases/{id}"))
                .Body.GetProperty("operations")
                .EnumerateArray()
                .Select(one => one.GetString())
        );
        var whistle = (
            await street.Post(
                "/api/whistles",
                new
                {
                    kind = "emergency",
                    subject = "小学西门外没有路灯，孩子放学摸黑走",
                    cases = new[] { id },
                    units = called.Select(unit => new
                    {
                        unitId = unit.UnitId,
                        reportBy = nine.ToString("yyyy-MM-ddTHH:mm:ssZ"),
                    }),
                }
            )
        ).Expect(HttpStatusCode.OK);
        var of = $"/api/whistles/{Text(whistle, "id")}";

        // Each sees it at once, next morning each signs in on site with time and place.
        host.Clock.Advance(nine.AddMinutes(-20) - host.Clock.GetUtcNow().UtcDateTime);
        foreach (var unit in called)
        {
            var there = _stage.At(unit);
            var listed = (await there.Get("/api/whistles?part=summoned")).Body;
            Assert.Contains(
                listed.GetProperty("items").EnumerateArray(),
                one => Text(one, "id") == Text(whistle, "id")
            );
            (await there.Post($"{of}/acknowledge")).Expect(HttpStatusCode.OK);
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            whistle = (
                await there.Post(
                    $"{of}/sign-in",
                    new
                    {
                        lon = building.Footprint.InteriorPoint.X,
                        lat = building.Footprint.InteriorPoint.Y + 0.0005,
                        accuracyMetres = 9,
                    }
                )
            ).Expect(HttpStatusCode.OK);
        }

        Assert.All(
            whistle.GetProperty("summons").EnumerateArray(),
            one =>
            {
                Assert.True(one.GetProperty("inTime").GetBoolean());
                Assert.InRange(one.GetProperty("distanceMetres").GetInt32(), 54, 58);
            }
        );

        // Every decision has an owner, a deadline and a kind.
        whistle = (
            await street.Post(
                $"{of}/minutes",
                new
                {
                    text = "西门外一百二十米无照明，现场商定装灯十二盏，今后由学校维护。",
                    decisions = new object[]
                    {
                        Decision("安装路灯十二盏并通电", "build", lamps, 3, "photo"),
                        Decision("路灯日常维护", "maintain", school, 30, "none"),
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var build = $"{of}/tasks/{TaskOf(whistle, "安装")}";
        var handler = _stage.At(management);
        var answer = new
        {
            outcome = "solved",
            answer = "西门外十二盏路灯已装好通电，今后由学校维护。",
        };
        Assert.Equal(
            "task-open",
            (await handler.Post($"/api/cases/{id}/resolve", answer)).Problem(409)
        );
        Assert.DoesNotContain(
            "resolveCase",
            (await handler.Get($"/api/cases/{id}"))
                .Body.GetProperty("operations")
                .EnumerateArray()
                .Select(one => one.GetString())
        );

        // Over the weekend the lamps go up; a photo proves it, and somebody of the street looks.
        host.Clock.Advance(TimeSpan.FromDays(2));
        var contractor = _stage.At(lamps);
        Assert.Equal(
            "proof-missing",
            (await contractor.Post($"{build}/done", new { note = "已经装好" })).Problem(422)
        );
        (
            await contractor.Post(
                $"{build}/done",
                new { note = "已装十二盏", attachments = new[] { await PhotoAsync(contractor) } }
            )
        ).Expect(HttpStatusCode.OK);
        var verified = (await street.Post($"{build}/verify", new { passed = true })).Expect(
            HttpStatusCode.OK
        );
        var photo = verified.GetProperty("tasks")[0].GetProperty("photos")[0].GetString();
        Assert.Equal(
            HttpStatusCode.OK,
            (await street.Get($"{of}/attachments/{photo}?size=thumb")).Status
        );

        // Now it can be reported, closed, scored by both sides, and the parent is phoned back.
        await handler.NeedsNoMeetingAsync(id);
        (await handler.Post($"/api/cases/{id}/resolve", answer)).Expect(HttpStatusCode.OK);
        (await street.Post($"{of}/close", new { summary = "装灯完成" })).Expect(HttpStatusCode.OK);
        (
            await street.Post(
                $"{of}/scores",
                new
                {
                    unitId = lamps.UnitId,
                    points = 5,
                    reason = "周末两天装完",
                }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await contractor.Post(
                $"{of}/scores",
                new
                {
                    unitId = _stage.Street.UnitId,
                    points = 5,
                    reason = "现场协调到位",
                }
            )
        ).Expect(HttpStatusCode.OK);
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

        // The parent can read the whole way.
        var told = await _stage.FollowedAsync(number, code);
        Assert.Contains(
            told,
            line =>
                line.StartsWith("已请", StringComparison.Ordinal)
                && line.Contains(school.Name, StringComparison.Ordinal)
        );
        Assert.Equal(4, told.Count(line => line.EndsWith("已到现场。", StringComparison.Ordinal)));
        Assert.Contains(
            told,
            line => line.Contains($"由{lamps.Name}负责解决", StringComparison.Ordinal)
        );
        Assert.Contains($"现场商定：今后由{school.Name}负责维护。", told);
        Assert.Contains($"{lamps.Name}已完成商定的工作。", told);
        await TheNextDarkLampIsNamedAsync(
            lamps,
            school,
            building,
            await TwelveLampsAsync(verified, building)
        );
    }

    /// <summary>
    /// What was built goes on record: as many lamps as the task says, put there by its owner, and kept in order by the owner of the task that says who
    /// maintains them. The tag of the first.
    /// </summary>
    private async Task<string> TwelveLampsAsync(JsonElement whistle, Building building)
    {
        var tasks = whistle.GetProperty("tasks").EnumerateArray().ToList();
        Unit OwnerOf(string kind) =>
            host.City.Unit(
                tasks
                    .Single(task => Text(task, "kind") == kind)
                    .GetProperty("unit")
                    .GetProperty("id")
                    .GetGuid()
            )!;
        var (contractor, keeper) = (OwnerOf("build"), OwnerOf("maintain"));
        Assert.Contains(
            "十二盏",
            Text(tasks.Single(task => Text(task, "kind") == "build"), "what")
        );
        var at = building.Footprint.InteriorPoint;
        var codes = new List<string>();
        for (var n = 0; n < 12; n++)
        {
            var (id, code) = await host.EnterAsync(
                "01018",
                n == 0 ? "路灯" : $"西门路灯{n + 1}号",
                (at.X + n * 1e-5, at.Y),
                ("authority", _stage.Street),
                ("owner", contractor),
                ("installer", contractor),
                ("maintainer", keeper)
            );
            codes.Add(code);
            var duties = (await _stage.At(contractor).Get($"/api/components/{id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("duties")
                .EnumerateArray()
                .ToDictionary(
                    duty => Text(duty, "role"),
                    duty => Text(duty.GetProperty("unit"), "name")
                );
            Assert.Equal(contractor.Name, duties["installer"]);
            Assert.Equal(keeper.Name, duties["maintainer"]);
        }

        Assert.Equal(12, codes.Distinct().Count());
        foreach (var (unit, role) in new[] { (contractor, "installer"), (keeper, "maintainer") })
        {
            Assert.Equal(
                12,
                (
                    await _stage
                        .At(contractor)
                        .Get($"/api/components?classCode=01018&unitId={unit.UnitId}&role={role}")
                )
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .GetArrayLength()
            );
        }

        return codes[0];
    }

    /// <summary>The lamps are on record now: who scans the tag of one names it, and it goes straight to its owner.</summary>
    private async Task TheNextDarkLampIsNamedAsync(
        Unit lamps,
        Unit school,
        Building building,
        string code
    )
    {
        var at = building.Footprint.InteriorPoint;
        Assert.False(await host.IsFaultKnownAsync(code));
        var told = (
            await host.Citizen.Post(
                "/api/requests",
                new { text = "路灯坏了，不亮。", component = $" {code} " }
            )
        ).Expect(HttpStatusCode.Created);
        var dispatch = told.GetProperty("dispatch");
        Assert.Equal(lamps.Name, Text(dispatch.GetProperty("unit"), "name"));
        Assert.Contains(
            $"按部件权属派给{lamps.Name}：路灯（{code}）由该单位所有。",
            dispatch.GetProperty("reasons").EnumerateArray().Select(one => Text(one, "text"))
        );

        // The case names its lamp and lies where the lamp stands; the history says so.
        var number = Text(told, "number");
        var crew = _stage.At(lamps);
        var id = Text(
            (await crew.Get($"/api/cases?component={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")[0],
            "id"
        );
        var page = (await crew.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal((code, lamps.Name, "owner"), ComponentStage.ComponentOf(page));
        Assert.Equal(at.X, page.GetProperty("place").GetProperty("lon").GetDouble(), 6);
        Assert.Equal($"登记，涉及部件{code}", Text(page.GetProperty("timeline")[0], "text"));

        // Everybody learns that it is known, and no number; who may not see the case finds none.
        Assert.True(await host.IsFaultKnownAsync(code));
        Assert.Equal([number], await ComponentStage.CasesOfAsync(crew, code));
        Assert.Empty(await ComponentStage.CasesOfAsync(_stage.At(school), code));
        await WhatIsSplitOrComesByFileNamesItTooAsync(id, code, crew);
    }

    /// <summary>A part keeps the component of its request unless it names another; a row of a file may name one.</summary>
    private async Task WhatIsSplitOrComesByFileNamesItTooAsync(
        string id,
        string code,
        HttpClient crew
    )
    {
        object Parts(string? other) =>
            new
            {
                parts = new object[]
                {
                    new { text = "路灯灯头不亮", unitId = _stage.Street.UnitId },
                    new
                    {
                        text = "路灯灯杆歪了",
                        unitId = _stage.Street.UnitId,
                        component = other,
                    },
                },
            };
        var dispatcher = host.As(Role.Dispatcher, host.City.CityCentre!.Name);
        Assert.Equal(
            "unknown-component",
            (await dispatcher.Post($"/api/cases/{id}/split", Parts("99010121034999999"))).Problem(
                422
            )
        );
        (await dispatcher.Post($"/api/cases/{id}/split", Parts(null))).Expect(HttpStatusCode.OK);
        var file = new FileInfo(Path.GetTempFileName());
        await File.WriteAllTextAsync(
            file.FullName,
            $"detail,component\n路灯又不亮了，请来修。,{code}\n路灯不亮。,1\n",
            TestContext.Current.CancellationToken
        );
        var report = await new CsvImport(
            host.Services,
            new ImportColumns("detail", null, null, null, null, null, "component"),
            "12345"
        ).RunAsync(file, null, (_, _) => { }, TestContext.Current.CancellationToken);
        file.Delete();
        Assert.Equal((2, 1), (report.Rows, report.Registered));

        // The request, its two parts and the row of the file.
        Assert.Equal(
            4,
            (await dispatcher.Get($"/api/cases?component={code}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .GetArrayLength()
        );
    }

    private object Decision(string what, string kind, Unit unit, int days, string proof) =>
        new
        {
            what,
            kind,
            unitId = unit.UnitId,
            dueAt = host.Clock.GetUtcNow().AddDays(days),
            proof,
        };
}
