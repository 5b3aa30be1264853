using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// The units meet about a return (会商).
public sealed partial class CaseAsksTests
{
    [Fact]
    public async Task The_units_meet_once_about_a_return_and_what_they_came_to_stands_with_the_verdict()
    {
        var id = await CaseAsync();
        var path = $"/api/cases/{id}/return/judge";
        Assert.Equal(
            "proof-missing",
            (
                await Handler.Post($"/api/cases/{id}/return", new { reason = "该路段不归本单位" })
            ).Problem(422)
        );
        (
            await Handler.Post(
                $"/api/cases/{id}/return",
                new { reason = "该路段不归本单位", document = "《移交清单》第12行：由区属部门养护" }
            )
        ).Expect(HttpStatusCode.OK);
        var dispatcher = host.As(Role.Dispatcher, Centre);
        var convene = new
        {
            verdict = "convene",
            reason = "两家说法不一，当面说清。",
            units = new[] { Department.UnitId },
            meetsAt = host.Clock.GetUtcNow().AddHours(2),
        };
        Assert.Equal(
            "convening-incomplete",
            (await dispatcher.Post(path, new { convene.verdict, convene.reason })).Problem(422)
        );

        var convened = (await dispatcher.Post(path, convene)).Expect(HttpStatusCode.OK);

        Assert.Equal(Office, Unit(convened));
        Assert.NotNull(convened.GetProperty("ask").Maybe("convenedAt"));
        Assert.Contains(
            convened.GetProperty("timeline").EnumerateArray(),
            entry =>
                entry.GetProperty("text").GetString() is { } text
                && text.StartsWith("召集会商", StringComparison.Ordinal)
                && text.Contains(Department.Name, StringComparison.Ordinal)
                && text.Contains(Office, StringComparison.Ordinal)
        );
        Assert.Equal("already-convened", (await dispatcher.Post(path, convene)).Problem(409));
        var verdict = new
        {
            verdict = "accept",
            unitId = Department.UnitId,
            reason = "清单属实。",
        };
        Assert.Equal("minutes-missing", (await dispatcher.Post(path, verdict)).Problem(422));
        var judged = (
            await dispatcher.Post(
                path,
                new
                {
                    verdict.verdict,
                    verdict.unitId,
                    verdict.reason,
                    minutes = "双方现场确认由区属部门养护。",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(Department.Name, Unit(judged));
        Assert.Contains(
            judged.GetProperty("timeline").EnumerateArray(),
            entry => entry.Maybe("detail") == "清单属实。\n会商纪要：双方现场确认由区属部门养护。"
        );
        // What each field is called stands in no text: who reads English reads it in English.
        var english = await dispatcher.Send(
            HttpMethod.Get,
            $"/api/cases/{id}",
            null,
            ("Accept-Language", "en")
        );
        var read = english
            .Expect(HttpStatusCode.OK)
            .GetProperty("timeline")
            .EnumerateArray()
            .Select(entry => entry.Maybe("detail"))
            .ToList();
        Assert.Contains("清单属实。\nMinutes: 双方现场确认由区属部门养护。", read);
        Assert.Contains("该路段不归本单位\nProof: 《移交清单》第12行：由区属部门养护", read);
    }
}
