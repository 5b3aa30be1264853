using System.Net;

namespace Jiban.Host.Tests;

// What was told of one incident, and is put right.
public sealed partial class CaseLinksTests
{
    [Fact]
    public async Task What_was_told_wrong_of_an_incident_is_put_right_for_who_left_it_and_not_for_who_came_later()
    {
        var lead = await RegisterAsync();
        var (left, stayed, late) = (
            await RegisterAsync(),
            await RegisterAsync(),
            await RegisterAsync()
        );
        (await Handler.Post($"/api/cases/{lead.Id}/sign")).Expect(HttpStatusCode.OK);
        await JoinAsync(left, stayed);
        await Handler.NeedsNoMeetingAsync(lead.Id);
        const string wrong = "明天补种，请放心。";
        const string right = "后天才能补种，前面说的明天有误。";
        var page = (
            await Handler.Post($"/api/cases/{lead.Id}/progress", new { text = wrong })
        ).Expect(HttpStatusCode.OK);
        var seq = page.GetProperty("timeline").EnumerateArray().Last().GetProperty("seq");
        (
            await Dispatcher.Post(
                $"/api/cases/{lead.Id}/members/{left.Id}/leave",
                new { reason = "是另一个花坛" }
            )
        ).Expect(HttpStatusCode.OK);
        await JoinAsync(late);

        (
            await Handler.Post(
                $"/api/cases/{lead.Id}/correct",
                new { seq = seq.GetInt32(), text = right }
            )
        ).Expect(HttpStatusCode.OK);

        foreach (var (one, told) in new[] { (lead, 1), (left, 1), (stayed, 1), (late, 0) })
        {
            var texts = (await FollowAsync(one))
                .GetProperty("steps")
                .EnumerateArray()
                .Select(step => step.Maybe("detail"))
                .ToList();
            Assert.Equal(told, texts.Count(text => text == wrong));
            Assert.Equal(told, texts.Count(text => text == right));
        }

        // Once the last has left, too; and it names the entry of the chain in which it stands.
        foreach (var one in new[] { stayed, late })
        {
            (
                await Dispatcher.Post(
                    $"/api/cases/{lead.Id}/members/{one.Id}/leave",
                    new { reason = "是另一个花坛" }
                )
            ).Expect(HttpStatusCode.OK);
        }

        (
            await Handler.Post(
                $"/api/cases/{lead.Id}/correct",
                new { seq = seq.GetInt32(), text = "大后天补种，再次更正。" }
            )
        ).Expect(HttpStatusCode.OK);
        var timeline = (await Dispatcher.Get($"/api/cases/{left.Id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("timeline")
            .EnumerateArray()
            .ToList();
        var own = timeline.Single(entry =>
            entry.GetProperty("kind").GetString() == "progressReported"
        );
        Assert.Equal(
            2,
            timeline.Count(entry =>
                entry.GetProperty("text").GetString()
                == $"更正第{own.GetProperty("seq").GetInt32()}条记录"
            )
        );

        async Task JoinAsync(params One[] some) =>
            Assert.Equal(
                some.Length,
                (
                    await Dispatcher.Post(
                        $"/api/cases/{lead.Id}/members",
                        new { cases = some.Select(one => one.Id) }
                    )
                )
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("done")
                    .GetInt32()
            );
    }
}
