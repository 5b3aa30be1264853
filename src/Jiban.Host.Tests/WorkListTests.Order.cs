using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// What stands first: what the reader must do, and behind it what waits for others.
public sealed partial class WorkListTests
{
    [Fact]
    public async Task What_waits_for_who_calls_back_stands_behind_what_the_handler_has_to_do_and_is_not_late_for_him()
    {
        var unit = host
            .City.Units.Where(one => one.Kind == UnitKind.StreetOffice)
            .SkipLast(1)
            .Last()
            .Name;
        var handler = host.As(Role.Handler, unit);
        var resolved = await NoMeetingAsync(unit, handler);
        (
            await handler.Post(
                $"/api/cases/{resolved}/resolve",
                new { outcome = "solved", answer = "已经修好，请放心使用。" }
            )
        ).Expect(HttpStatusCode.OK);
        var inHand = await NoMeetingAsync(unit, handler);

        var mine = await RowsAsync(handler, "");
        Assert.Equal([inHand, resolved], mine.Select(IdOf));
        Assert.Equal([false, true], mine.Select(ForOthers));
        // Who closes has both to do, the nearest limit first.
        var caller = await RowsAsync(
            host.As(Role.Caller, host.City.CityCentre!.Name),
            $"&unit={UnitOf(unit)}"
        );
        Assert.Equal([resolved, inHand], caller.Select(IdOf));
        Assert.Equal([false, false], caller.Select(ForOthers));

        // A page at a time it is the same order, and none is left out or shown twice.
        var paged = new List<string?>();
        for (string? cursor = ""; cursor is not null && paged.Count < 5; )
        {
            var page = (await handler.Get($"/api/cases?limit=1{cursor}")).Expect(HttpStatusCode.OK);
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(IdOf));
            cursor = page.Maybe("next") is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal([inHand, resolved], paged);
    }

    private async Task<string> NoMeetingAsync(string unit, HttpClient handler)
    {
        var id = await RegisteredAsync(unit);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await handler.NeedsNoMeetingAsync(id);
        return id;
    }

    private static async Task<List<JsonElement>> RowsAsync(HttpClient client, string query) =>
        [
            .. (await client.Get($"/api/cases?sort=due{query}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
        ];

    private static string? IdOf(JsonElement row) => row.GetProperty("id").GetString();

    private static bool ForOthers(JsonElement row) => row.GetProperty("forOthers").GetBoolean();
}
