using System.Net;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests;

/// <summary>What a phone keeps for the hours without a network: where its inspector is today, and what is open there.</summary>
public sealed partial class ShiftRoutesTests
{
    [Fact]
    public async Task The_area_is_that_of_the_shift_and_without_one_of_the_unit_with_what_is_open_in_it()
    {
        const string path = "/api/patrol/area";
        var cells = host
            .City.Cells.Where(cell => host.City.Region(cell.CommunityId)!.ParentId == Street)
            .ToList();
        var at = cells[3].Boundary.InteriorPoint;
        var opened = Text(
            (
                await host.As(Role.Operator, Office)
                    .Post(
                        "/api/cases",
                        new
                        {
                            text = "路灯不亮",
                            channel = "walkIn",
                            unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                            place = new { lon = at.X, lat = at.Y },
                        }
                    )
            ).Expect(HttpStatusCode.Created),
            "id"
        );
        var inspector = host.As(Role.Inspector, Office, "区域");

        var whole = (await inspector.Get(path)).Expect(HttpStatusCode.OK);
        Assert.Equal("潞湾街道", Text(whole, "name"));
        Assert.Contains(
            whole.GetProperty("cases").EnumerateArray(),
            one => Text(one, "caseId") == opened
        );
        Assert.True(whole.GetProperty("landVersion").GetInt64() > 0);

        (
            await host.As(Role.Leader, Office)
                .Post(
                    "/api/patrol/shifts",
                    new
                    {
                        inspectorId = host.Who(Role.Inspector, Office, "区域").Id,
                        startsAt = host.Clock.GetUtcNow().AddHours(1),
                        endsAt = host.Clock.GetUtcNow().AddHours(3),
                        cells = new[] { cells[0].Code },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var part = (await inspector.Get(path)).Expect(HttpStatusCode.OK);
        var box = cells[0].Boundary.EnvelopeInternal;
        Assert.Equal(
            [box.MinX, box.MinY, box.MaxX, box.MaxY],
            part.GetProperty("bbox").EnumerateArray().Select(one => one.GetDouble())
        );
        Assert.DoesNotContain(
            part.GetProperty("cases").EnumerateArray(),
            one => Text(one, "caseId") == opened
        );
        (await host.As(Role.Leader, Office).Get(path)).Expect(HttpStatusCode.Forbidden);
    }
}
