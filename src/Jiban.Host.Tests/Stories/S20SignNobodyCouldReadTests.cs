using System.Net;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.WhistleStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S20: a faded sign comes to light in the press; the street repairs it and the bureau approves the new text; trees before a window are
/// trimmed under the bureau's guidance. The case names the sign, which changes hands on a day.
/// </summary>
public sealed class S20SignNobodyCouldReadTests(CityHost host) : IClassFixture<CityHost>
{
    private readonly WhistleStage _stage = new(host);

    [Fact]
    public async Task What_the_press_shows_is_repaired_approved_trimmed_under_guidance_and_closed_on_photos()
    {
        var section = _stage.Section("城市管理");
        var bureau = _stage.Near("园林绿化局");
        var (signId, sign) = await host.EnterAsync(
            "02009",
            "导览牌",
            host.Inside(),
            ("authority", bureau),
            ("installer", bureau),
            ("owner", bureau),
            ("manager", bureau)
        );
        await HandedOverAsync(signId, bureau, section);
        var before = await PhotoAsync(host.As(Role.Operator, Office));
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "媒体报道：公园门口的导览牌褪色看不清，窗前的树多年没有修剪。",
                        channel = "media",
                        classCode = "0505",
                        attachments = new[] { before },
                        component = sign,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        // Nobody named a unit: who must act is found from the digital identifier of the sign.
        var id = Text(made, "id");
        var dispatch = made.GetProperty("answer").GetProperty("dispatch");
        Assert.Equal(section.Name, Text(dispatch.GetProperty("unit"), "name"));
        Assert.Contains(
            dispatch.GetProperty("reasons").EnumerateArray().Select(one => Text(one, "text")),
            why =>
                why.Contains(sign, StringComparison.Ordinal)
                && why.Contains(section.Name, StringComparison.Ordinal)
        );
        var street = _stage.At(section);
        (await street.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);

        var whistle = (
            await street.Post(
                "/api/whistles",
                new
                {
                    kind = "keyWork",
                    subject = "更换导览牌、修剪窗前树木",
                    cases = new[] { id },
                    units = new[] { new { unitId = bureau.UnitId } },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var of = $"/api/whistles/{Text(whistle, "id")}";
        var there = _stage.At(bureau);
        (await there.Post($"{of}/sign-in", new { })).Expect(HttpStatusCode.OK);
        var due = host.Clock.GetUtcNow().AddDays(5);
        var page = (
            await street.Post(
                $"{of}/minutes",
                new
                {
                    text = "导览牌由街道更换，文字由园林局审定；树木由街道修剪，园林局指导。",
                    decisions = new object[]
                    {
                        new
                        {
                            what = "审定导览牌文字",
                            kind = "approve",
                            unitId = bureau.UnitId,
                            dueAt = due,
                            proof = "text",
                        },
                        new
                        {
                            what = "更换导览牌",
                            kind = "build",
                            unitId = section.UnitId,
                            dueAt = due,
                            proof = "photo",
                        },
                        new
                        {
                            what = "修剪窗前树木",
                            kind = "build",
                            unitId = section.UnitId,
                            dueAt = due,
                            proof = "text",
                            guidedBy = bureau.UnitId,
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var trees = page.GetProperty("tasks")
            .EnumerateArray()
            .Single(task => Text(task, "what") == "修剪窗前树木");
        Assert.Equal(bureau.Name, Text(trees.GetProperty("guidedBy"), "name"));

        // Nothing is reported while the sign stands as it was.
        var after = await PhotoAsync(street);
        var result = new
        {
            outcome = "solved",
            answer = "导览牌已更换，树木已修剪。",
            attachments = new[] { after },
        };
        Assert.Equal(
            "task-open",
            (await street.Post($"/api/cases/{id}/resolve", result)).Problem(409)
        );
        (
            await there.Post(
                $"{of}/tasks/{TaskOf(page, "审定")}/done",
                new { note = "文字已审定，同意制作" }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await street.Post(
                $"{of}/tasks/{TaskOf(page, "更换")}/done",
                new { note = "已更换", attachments = new[] { await PhotoAsync(street) } }
            )
        ).Expect(HttpStatusCode.OK);
        (
            await street.Post(
                $"{of}/tasks/{TaskOf(page, "修剪")}/done",
                new { note = "按园林局指导修剪完毕" }
            )
        ).Expect(HttpStatusCode.OK);
        (await street.Post($"/api/cases/{id}/resolve", result)).Expect(HttpStatusCode.OK);

        // Nobody asked, so the back office closes it on what the photos show: before and after.
        var closed = (await host.As(Role.Dispatcher, Office).Post($"/api/cases/{id}/close")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            ["report", "after"],
            closed.GetProperty("attachments").EnumerateArray().Select(one => Text(one, "purpose"))
        );
        Assert.Equal("media", Text(closed.GetProperty("channel"), "code"));

        // The closed case stays with its sign, and whose that is now stands on its page.
        Assert.Equal((sign, section.Name, "owner"), ComponentStage.ComponentOf(closed));
        Assert.Equal([Text(closed, "number")], await ComponentStage.CasesOfAsync(street, sign));
        Assert.False(await host.IsFaultKnownAsync(sign));
    }

    /// <summary>
    /// Set up by the bureau, handed over to the street from a day on: until then a fault of it is the bureau's, from then on the street's; who installed
    /// it stays known.
    /// </summary>
    private async Task HandedOverAsync(string id, Unit bureau, Unit section)
    {
        var keeper = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var version = 1;
        foreach (var role in new[] { "owner", "manager" })
        {
            var handed = (
                await keeper.Post(
                    $"/api/components/{id}/handover",
                    new
                    {
                        version,
                        role,
                        unitId = section.UnitId,
                        from = host.Day(1),
                    }
                )
            ).Expect(HttpStatusCode.OK);
            version = handed.GetProperty("version").GetInt32();
        }

        var handover = host.Day(1);
        host.Clock.Advance(TimeSpan.FromDays(1));
        var duties = (await keeper.Get($"/api/components/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("duties")
            .EnumerateArray()
            .Select(duty =>
                (
                    Text(duty, "role"),
                    Text(duty.GetProperty("unit"), "name"),
                    Ended: duty.Maybe("until") is not null,
                    From: Text(duty, "from")
                )
            )
            .ToList();
        Assert.Contains(
            duties,
            duty => duty is ("installer", _, false, _) && duty.Item2 == bureau.Name
        );
        foreach (var role in new[] { "owner", "manager" })
        {
            Assert.Contains(
                duties,
                duty => duty.Item1 == role && duty.Item2 == bureau.Name && duty.Ended
            );
            Assert.Contains(
                duties,
                duty =>
                    duty.Item1 == role
                    && duty.Item2 == section.Name
                    && !duty.Ended
                    && duty.From == handover
            );
        }
    }
}
