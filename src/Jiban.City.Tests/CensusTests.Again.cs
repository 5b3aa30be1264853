using System.Text;
using System.Text.Json;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// What is on record is surveyed again.
public sealed partial class CensusTests
{
    [Fact]
    public async Task A_second_survey_is_a_difference_that_is_accepted_item_by_item()
    {
        var (first, codes) = await RegisteredAsync("03005", 0.30, 0.10, 0.12, 0.14, 0.16, 0.18);
        Assert.Equal((0, 0, 0), await DecideAsync(first, new { accept = true, change = "new" }));
        Assert.Equal(5, await CountAsync("03005"));

        // The first as it was, the second moved, the third damaged, the fourth without its identifier and half a metre off, the fifth gone.
        site.Clock.Advance(TimeSpan.FromDays(1));
        var second = await KeptAsync(
            Heading
                + Row(codes[0], 0.10, 0.30, "03005")
                + Row(codes[1], 0.12, 0.35, "03005")
                + Row(codes[2], 0.14, 0.30, "03005", state: "破损")
                + Row("", 0.16 + 0.5 / 1113.2, 0.30, "03005")
                + Row("", 0.30, 0.30, "03005"),
            "&area=990101001001"
        );
        var shown = (await site.GetAsync(Office, $"/api/censuses/{second}")).Body;
        Assert.Equal(2, shown.GetProperty("census").GetProperty("same").GetInt32());
        Assert.Equal(
            [
                ("moved", codes[1], "location"),
                ("changed", codes[2], "state"),
                ("new", null, ""),
                ("gone", codes[4], ""),
            ],
            shown
                .GetProperty("items")
                .EnumerateArray()
                .Select(item =>
                    (
                        item.GetProperty("change").GetString()!,
                        item.TryGetProperty("code", out var code) ? code.GetString() : null,
                        string.Join(',', item.GetProperty("fields").EnumerateArray())
                    )
                )
        );

        // Somebody changes the third before the census is decided: it is overtaken.
        var third = await IdAsync(codes[2]);
        await site.PostAsync(
            Administrator,
            $"/api/components/{third}/state",
            new { version = 1, state = "lost" }
        );
        Assert.Equal(
            (1, 0, 1),
            await DecideAsync(second, new { accept = true, items = new[] { 1, 2 } })
        );
        Assert.Equal(
            (0, 1, 0),
            await DecideAsync(second, new { accept = false, items = new[] { 3 } })
        );
        Assert.Equal((1, 0, 0), await DecideAsync(second, new { accept = true, change = "gone" }));

        // What is told of it is what was compared, whatever was decided.
        var told = (await site.GetAsync(Office, $"/api/censuses/{second}"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .Select(item => item.TryGetProperty("was", out var was) ? was : default)
            .ToList();
        Assert.Equal("intact", told[1].GetProperty("state").GetString());
        Assert.Equal(0.0030, told[0].GetProperty("lat").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Undefined, told[2].ValueKind);
        Assert.Equal("lost", await StateAsync(codes[2]));
        Assert.Equal("lost", await StateAsync(codes[4]));
        Assert.Equal("intact", await StateAsync(codes[1]));
        Assert.Equal(5, await CountAsync("03005"));
        var moved = (
            await site.GetAsync(Office, $"/api/components/{await IdAsync(codes[1])}")
        ).Body;
        Assert.Equal(0.0035, moved.GetProperty("lat").GetDouble(), 9);
        Assert.Equal(2, moved.GetProperty("history").GetArrayLength());
        Assert.Equal(
            "unknown-census",
            (await site.GetAsync(Office, $"/api/censuses/{Guid.Empty}")).Type
        );
        Assert.Equal(
            "malformed",
            (
                await site.PostAsync(
                    Administrator,
                    $"/api/censuses/{second}/decisions",
                    new { accept = true }
                )
            ).Type
        );
    }

    [Fact]
    public async Task A_file_of_a_few_columns_surveys_what_is_on_record_and_may_say_that_it_is_gone_for_good()
    {
        var (_, codes) = await RegisteredAsync("01004", 0.36, 0.10, 0.12, 0.14);

        // No place, no name, no authority: of those on record it says how they stand and since when. Of a new one that is not enough.
        const string Few = "管理部件标识码,状态,初始日期,变更日期\n";
        var lacking = (
            await TakeAsync(
                Administrator,
                "csv",
                Encoding.UTF8.GetBytes(
                    "管理部件标识码,管理部件名称,主管部门代码\n99010101004000009,雨水箅子,990101001\n"
                )
            )
        ).Body;
        Assert.Equal(
            ["field-missing CSRQ", "field-missing GLBJZT", "position-malformed "],
            lacking
                .GetProperty("faults")
                .EnumerateArray()
                .Select(one =>
                    $"{one.GetProperty("fault")} {(one.TryGetProperty("detail", out var detail) ? detail : "")}"
                )
                .Order(StringComparer.Ordinal)
        );
        var few = Encoding.UTF8.GetBytes(
            Few + $"{codes[0]},移除,,20261101\n{codes[1]},,20190501,\n{codes[2]},破损,,\n"
        );
        var report = (await TakeAsync(Administrator, "csv", few)).Body;
        // The day of the change is the registry's own.
        Assert.DoesNotContain(
            report.GetProperty("fields").EnumerateArray(),
            field => field.GetProperty("abbreviation").GetString() == "BGRQ"
        );
        var second = report.GetProperty("id").GetGuid();
        var shown = (await site.GetAsync(Office, $"/api/censuses/{second}")).Body;
        Assert.Equal(
            ["changed state", "changed initialDate", "changed state"],
            shown
                .GetProperty("items")
                .EnumerateArray()
                .Select(item =>
                    $"{item.GetProperty("change")} {string.Join(',', item.GetProperty("fields").EnumerateArray())}"
                )
        );
        var gone = await IdAsync(codes[0]);
        Assert.Equal(
            (3, 0, 0),
            await DecideAsync(second, new { accept = true, change = "changed" })
        );
        var retired = (await site.GetAsync(Office, $"/api/components/{gone}")).Body;
        Assert.Equal("removed", retired.GetProperty("state").GetString());
        Assert.Equal(
            "retired",
            retired.GetProperty("history")[0].GetProperty("change").GetString()
        );
        Assert.True(retired.GetProperty("duties")[0].TryGetProperty("until", out _));
        Assert.Equal("damaged", await StateAsync(codes[2]));
        // Again it says what is on record by now.
        var again = (await TakeAsync(Administrator, "csv", few, "&dryRun=true")).Body;
        Assert.Equal(0, again.GetProperty("faultCount").GetInt32());
        Assert.Equal(3, again.GetProperty("differences").GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task Of_two_that_stand_closer_than_they_were_measured_each_is_its_own_row()
    {
        // Nine tenths of a metre apart, on a street that was measured to one metre: the first of them is the nearest to both rows.
        const double Metre = 1 / 1113.2;
        await RegisteredAsync("01005", 0.90, 0.10, 0.10 + 0.9 * Metre);
        var again = (
            await TakeAsync(
                Administrator,
                "csv",
                Encoding.UTF8.GetBytes(
                    Heading
                        + Row("", 0.10 + 0.40 * Metre, 0.90, "01005")
                        + Row("", 0.10 + 0.05 * Metre, 0.90, "01005")
                        + Row("", 0.10 - 0.90 * Metre, 0.90, "01005")
                ),
                "&dryRun=true&area=990101001001"
            )
        ).Body.GetProperty("differences");

        // The third has nothing left that it could be.
        Assert.Equal(
            (2, 1, 0),
            (
                again.GetProperty("same").GetInt32(),
                again.GetProperty("new").GetInt32(),
                again.GetProperty("gone").GetInt32()
            )
        );
    }
}
