using System.Net;
using Jiban.City.Contracts;
using static Jiban.Host.Tests.Stories.WhistleStage;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S18, water through the ceiling: a radiator has burst, the owner is away; one touch calls the prepared group; the door is opened only
/// after the owner's family consented by video, before a witness; the neighbours are visited.
/// </summary>
public sealed class S18WaterThroughTheCeilingTests(CityHost host) : IClassFixture<CityHost>
{
    private readonly WhistleStage _stage = new(host);

    [Fact]
    public async Task The_door_is_opened_after_the_family_consented_by_video_and_the_neighbours_are_visited()
    {
        var community = host.City.Units.First(unit =>
            unit.Kind == UnitKind.Community && unit.ParentId == _stage.Street.UnitId
        );
        var secretary = _stage.At(community);
        var (id, _, _) = await _stage.SignedCaseAsync(
            "三号楼楼上暖气爆了，水从天花板往下流，房主不在家，快来人！",
            "dutyPhone",
            community,
            Pin(host.City.Buildings[0])
        );

        // One touch: nobody is chosen by hand.
        var page = (
            await secretary.Post(
                "/api/whistles",
                new { template = "burst-pipe", cases = new[] { id } }
            )
        ).Expect(HttpStatusCode.OK);
        var of = $"/api/whistles/{Text(page, "id")}";
        Assert.Equal("emergency", Text(page, "kind"));
        var called = page.GetProperty("summons")
            .EnumerateArray()
            .Select(one => host.City.Unit(one.GetProperty("unit").GetProperty("id").GetGuid())!)
            .ToList();
        Assert.Contains(called, unit => unit.Name.EndsWith("公安分局", StringComparison.Ordinal));
        Assert.Contains(called, unit => unit.Name.Contains("热力", StringComparison.Ordinal));
        Assert.Contains(called, unit => unit.Kind == UnitKind.PropertyCompany);
        var police = called.First(unit => unit.Name.EndsWith("公安分局", StringComparison.Ordinal));
        var heating = called.First(unit => unit.Kind == UnitKind.Utility);
        foreach (var unit in called)
        {
            (await _stage.At(unit).Post($"{of}/sign-in", new { })).Expect(HttpStatusCode.OK);
        }

        page = (
            await secretary.Post(
                $"{of}/minutes",
                new
                {
                    text = "房主在外地，先联系家属，再开门关阀；逐户看望楼下邻居。",
                    decisions = new object[]
                    {
                        new
                        {
                            what = "开门关阀",
                            kind = "build",
                            unitId = police.UnitId,
                            dueAt = host.Clock.GetUtcNow().AddHours(1),
                            proof = "text",
                            needsConsent = true,
                        },
                        new
                        {
                            what = "更换暖气片",
                            kind = "build",
                            unitId = heating.UnitId,
                            dueAt = host.Clock.GetUtcNow().AddHours(8),
                            proof = "none",
                            guidedBy = community.UnitId,
                        },
                        new
                        {
                            what = "看望并告知楼下三户",
                            kind = "visit",
                            unitId = community.UnitId,
                            dueAt = host.Clock.GetUtcNow().AddHours(4),
                            proof = "text",
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
        var door = $"{of}/tasks/{TaskOf(page, "开门")}";
        var officer = _stage.At(police);
        var opened = new { note = "锁匠开门，已关阀" };
        Assert.Equal("consent-missing", (await officer.Post($"{door}/done", opened)).Problem(409));
        var consent = new
        {
            who = "郑晓燕",
            relationToOwner = "房主的妻子",
            medium = "video",
            at = host.Clock.GetUtcNow().AddMinutes(-2),
            witness = "楼长孙师傅",
        };
        Assert.Equal(
            "consent-incomplete",
            (await officer.Post($"{door}/consent", consent with { witness = " " })).Problem(422)
        );
        page = (await officer.Post($"{door}/consent", consent)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ("郑**", "video"),
            (
                Text(page.GetProperty("tasks")[0].GetProperty("consent"), "who"),
                Text(page.GetProperty("tasks")[0].GetProperty("consent"), "medium")
            )
        );
        (await officer.Post($"{door}/done", opened)).Expect(HttpStatusCode.OK);
        (await _stage.At(heating).Post($"{of}/tasks/{TaskOf(page, "更换")}/done", new { })).Expect(
            HttpStatusCode.OK
        );
        var visit = $"{of}/tasks/{TaskOf(page, "看望")}";
        (
            await secretary.Post(
                $"{visit}/done",
                new { note = "三户都已当面说明，并在楼群发了通知" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "own-task",
            (await secretary.Post($"{visit}/verify", new { passed = true })).Problem(403)
        );

        await secretary.NeedsNoMeetingAsync(id);
        (
            await secretary.Post(
                $"/api/cases/{id}/resolve",
                new { outcome = "solved", answer = "已关阀换片，楼下三户已看望。" }
            )
        ).Expect(HttpStatusCode.OK);
        (await secretary.Post($"{of}/close", new { })).Expect(HttpStatusCode.OK);

        // Who consented is nobody's to read but theirs who opened, for a purpose.
        Assert.Equal(
            "other-unit",
            (
                await _stage
                    .At(heating)
                    .Post($"{door}/consent/reveal", new { purpose = "想看看是谁" })
            ).Problem(403)
        );
        Assert.Equal(
            "郑晓燕",
            Text(
                (
                    await officer.Post($"{door}/consent/reveal", new { purpose = "归档核对同意人" })
                ).Expect(HttpStatusCode.OK),
                "who"
            )
        );
    }
}
