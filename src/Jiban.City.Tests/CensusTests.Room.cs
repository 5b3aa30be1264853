using System.Text.Json;
using Dapper;

namespace Jiban.City.Tests;

// What is moved away makes room for what was put in its place, in one and the same census.
public sealed partial class CensusTests
{
    [Fact]
    public async Task One_that_was_moved_makes_room_for_a_new_one_on_its_old_spot_item_by_item()
    {
        var (_, codes) = await RegisteredAsync("02004", 0.86, 0.10, 0.14);
        // The first at the end of the street, a new one where it stood; the second where the new one stands by one lamp more.
        var census = await KeptAsync(
            Heading
                + Row(codes[0], 0.30, 0.86, "02004")
                + Row("", 0.10, 0.86, "02004")
                + Row(codes[1], 0.18, 0.86, "02004")
                + Row("", 0.14, 0.86, "02004")
        );
        Assert.Equal(["moved", "new", "moved", "new"], await ChangesAsync(census));

        // Alone it stands in the way of what is on record there, which this census takes away: it waits for that, and is not lost.
        var early = await AnswerAsync(census, new { accept = true, items = new[] { 2 } });
        Assert.Equal(
            (0, 0, 1),
            (Of(early, "accepted"), Of(early, "overtaken"), Of(early, "waiting"))
        );
        Assert.Equal(
            (2, "twin-leaves", codes[0]),
            (
                Of(early.GetProperty("faults")[0], "n"),
                early.GetProperty("faults")[0].GetProperty("fault").GetString(),
                early.GetProperty("faults")[0].GetProperty("detail").GetString()
            )
        );
        Assert.Equal(2, await CountAsync("02004"));

        Assert.Equal(
            (1, 0, 0),
            await DecideAsync(census, new { accept = true, items = new[] { 1 } })
        );
        Assert.Equal(
            (1, 0, 0),
            await DecideAsync(census, new { accept = true, items = new[] { 2 } })
        );
        // Both at once, whatever their order.
        Assert.Equal(
            (2, 0, 0),
            await DecideAsync(census, new { accept = true, items = new[] { 4, 3 } })
        );
        Assert.Equal(4, await CountAsync("02004"));
        Assert.Equal(0.0030, await LonAsync(codes[0]), 9);
        Assert.Equal(0.0018, await LonAsync(codes[1]), 9);
    }

    [Fact]
    public async Task What_was_put_in_the_place_of_one_that_is_declined_to_have_moved_is_a_twin()
    {
        var (_, codes) = await RegisteredAsync("02006", 0.88, 0.10);
        var census = await KeptAsync(
            Heading + Row(codes[0], 0.30, 0.88, "02006") + Row("", 0.10, 0.88, "02006")
        );
        Assert.Equal(
            (0, 1, 0),
            await DecideAsync(census, new { accept = false, items = new[] { 1 } })
        );

        var answer = await AnswerAsync(census, new { accept = true, items = new[] { 2 } });

        Assert.Equal((1, 0), (Of(answer, "overtaken"), Of(answer, "waiting")));
        Assert.Equal("twin", answer.GetProperty("faults")[0].GetProperty("fault").GetString());
    }

    [Fact]
    public async Task Two_may_change_places_and_who_can_not_be_moved_keeps_its_spot_from_others()
    {
        var (_, codes) = await RegisteredAsync("02007", 0.92, 0.10, 0.14, 0.18, 0.22);
        var census = await KeptAsync(
            Heading
                + Row(codes[0], 0.14, 0.92, "02007")
                + Row(codes[1], 0.10, 0.92, "02007")
                + Row(codes[2], 0.22, 0.92, "02007")
                + Row(codes[3], 0.26, 0.92, "02007")
        );
        // The fourth is changed by somebody before it is decided, and so stays where the third was found.
        await site.PostAsync(
            ComponentSite.Administrator,
            $"/api/components/{await IdAsync(codes[3])}/state",
            new { version = 1, state = "damaged" }
        );

        var answer = await AnswerAsync(census, new { accept = true, change = "moved" });

        Assert.Equal(
            (2, 2, 0),
            (Of(answer, "accepted"), Of(answer, "overtaken"), Of(answer, "waiting"))
        );
        Assert.Equal(
            (3, codes[3]),
            (
                Of(answer.GetProperty("faults")[0], "n"),
                answer.GetProperty("faults")[0].GetProperty("detail").GetString()
            )
        );
        var stand = await Task.WhenAll(
            codes.Select(async code => Math.Round(await LonAsync(code), 9))
        );
        Assert.Equal([0.0014, 0.0010, 0.0018, 0.0022], stand);
    }

    [Fact]
    public async Task What_is_removed_makes_room_for_what_was_put_in_its_place_and_of_two_that_were_moved_to_one_spot_one_is()
    {
        var (_, codes) = await RegisteredAsync("02008", 0.94, 0.10, 0.14, 0.18);
        var removed = await KeptAsync(
            Heading
                + Row("", 0.10, 0.94, "02008")
                + Row(codes[0], 0.10, 0.94, "02008", state: "移除")
        );
        Assert.Equal(
            (2, 0, 0),
            await DecideAsync(removed, new { accept = true, items = new[] { 1, 2 } })
        );

        var moved = await KeptAsync(
            Heading + Row(codes[1], 0.22, 0.94, "02008") + Row(codes[2], 0.26, 0.94, "02008")
        );
        // Two inspectors, each of whom saw one of them there.
        await using (var owner = await site.Store.Owner.OpenConnectionAsync(Cancel))
        {
            await owner.ExecuteAsync(
                """
                update city.census_item set record = jsonb_set(record, '{lon}', '0.0022') where census_id = @moved and n = 2
                """,
                new { moved }
            );
        }

        var answer = await AnswerAsync(moved, new { accept = true, change = "moved" });

        Assert.Equal((1, 1), (Of(answer, "accepted"), Of(answer, "overtaken")));
        Assert.Equal(codes[1], answer.GetProperty("faults")[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_stands_on_record_too_near_to_another_is_surveyed_like_any_other()
    {
        var (_, codes) = await RegisteredAsync("02016", 0.98, 0.10, 0.14);
        // As an older import left them: two fifths of what two may be apart.
        await using (var owner = await site.Store.Owner.OpenConnectionAsync(Cancel))
        {
            await owner.ExecuteAsync(
                """
                update city.component set location = ST_SetSRID(ST_MakePoint(0.001001, 0.0098), 4326)
                where code = @code
                """,
                new { code = codes[1] }
            );
        }

        var report = (
            await TakeAsync(
                ComponentSite.Administrator,
                "csv",
                System.Text.Encoding.UTF8.GetBytes(
                    Heading + Row(codes[0], 0.10, 0.98, "02016", state: "破损")
                ),
                "&dryRun=true"
            )
        ).Body;

        Assert.Equal(0, Of(report, "faultCount"));
        Assert.Equal(1, Of(report.GetProperty("differences"), "changed"));
    }

    [Fact]
    public async Task Where_the_numbers_of_a_class_are_used_up_nothing_new_is_taken_and_it_says_why()
    {
        await using (var owner = await site.Store.Owner.OpenConnectionAsync(Cancel))
        {
            await owner.ExecuteAsync(
                "insert into city.component_sequence (prefix, last) values ('99010102010', 999999)"
            );
        }

        var census = await KeptAsync(Heading + Row("", 0.10, 0.96, "02010"));

        var answer = await AnswerAsync(census, new { accept = true, change = "new" });

        Assert.Equal((0, 1), (Of(answer, "accepted"), Of(answer, "overtaken")));
        Assert.Equal(
            "numbers-used-up",
            answer.GetProperty("faults")[0].GetProperty("fault").GetString()
        );
        Assert.Equal(0, await CountAsync("02010"));
    }

    private async Task<string[]> ChangesAsync(Guid census) =>
        [
            .. (await site.GetAsync(ComponentSite.Office, $"/api/censuses/{census}"))
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("change").GetString()!),
        ];

    private async Task<JsonElement> AnswerAsync(Guid census, object decision) =>
        (
            await site.PostAsync(
                ComponentSite.Administrator,
                $"/api/censuses/{census}/decisions",
                decision
            )
        ).Body;

    private async Task<double> LonAsync(string code) =>
        (await site.GetAsync(ComponentSite.Office, $"/api/components/{await IdAsync(code)}"))
            .Body.GetProperty("lon")
            .GetDouble();
}
