using System.Net;
using Jiban.Platform.Auth;
using static Jiban.Host.Tests.Stories.PatrolStage;

namespace Jiban.Host.Tests.Stories;

// What was measured on site against the schedule of a lamp.
public sealed partial class S04LampsThatCameOnLateTests
{
    /// <summary>The schedule of a lamp: all the year from six in the evening to six in the morning.</summary>
    private async Task BurnsFromSixAsync(string code)
    {
        var dispatcher = host.As(Role.Dispatcher, Office);
        var lamp = (await dispatcher.Get($"/api/components?q={code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        (
            await dispatcher.Put(
                $"/api/components/{Text(lamp, "id")}/terms",
                new
                {
                    version = lamp.GetProperty("version").GetInt32(),
                    from = host.Day(-1),
                    schedule = new
                    {
                        seasons = new[]
                        {
                            new
                            {
                                from = "01-01",
                                until = "12-31",
                                on = "18:00:00",
                                off = "06:00:00",
                            },
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);
    }

    /// <summary>Planned at six, found at a quarter past: no words close the case, until the watch says otherwise.</summary>
    private async Task IsNotExplainedAwayAsync(HttpClient inspector, string caseId)
    {
        var page = (await inspector.Get($"/api/cases/{caseId}")).Expect(HttpStatusCode.OK);
        var measured = page.GetProperty("component").GetProperty("measured")[0];
        Assert.Equal(
            ("18:00:00", "18:15:00", true),
            (
                Text(measured, "planned"),
                Text(measured, "found"),
                measured.GetProperty("breaksThePlan").GetBoolean()
            )
        );
        var handler = host.As(Role.Handler, Text(page.GetProperty("unit"), "name"));
        (await handler.Post($"/api/cases/{caseId}/sign")).Expect(HttpStatusCode.OK);
        foreach (var outcome in new[] { "explained", "meetsStandard" })
        {
            var refused = await handler.Post(
                $"/api/cases/{caseId}/resolve",
                new
                {
                    outcome,
                    answer = "亮灯时间随季节调整，10月起约18:00亮灯。",
                    attachments = new[] { await handler.Picture() },
                }
            );
            Assert.Equal("site-contradicts", refused.Problem(422));
            Assert.Equal(
                ("18:00", "18:15"),
                (Text(refused.Body, "planned"), Text(refused.Body, "found"))
            );
        }
    }
}
