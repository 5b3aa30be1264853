using System.Text;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// What was sound when the file came and has a fault when it is accepted.
public sealed partial class CensusTests
{
    [Fact]
    public async Task What_is_moved_onto_another_of_its_class_is_a_fault_of_the_file_and_of_what_was_accepted_too_late()
    {
        var (_, codes) = await RegisteredAsync("01006", 0.38, 0.20, 0.24);
        var onto = (
            await TakeAsync(
                Administrator,
                "csv",
                Encoding.UTF8.GetBytes(Heading + Row(codes[0], 0.24, 0.38, "01006"))
            )
        ).Body;
        var fault = Assert.Single(onto.GetProperty("faults").EnumerateArray());
        Assert.Equal(
            ("twin", codes[1]),
            (fault.GetProperty("fault").GetString(), fault.GetProperty("detail").GetString())
        );

        var second = await KeptAsync(Heading + Row(codes[0], 0.28, 0.38, "01006"));
        var (_, late) = await site.AddAsync(Record(0.28, 0.38, "01006", "路灯井盖"));
        var answer = (
            await site.PostAsync(
                Administrator,
                $"/api/censuses/{second}/decisions",
                new { accept = true, change = "moved" }
            )
        ).Body;
        Assert.Equal(1, answer.GetProperty("overtaken").GetInt32());
        Assert.Equal(
            late,
            Assert
                .Single(answer.GetProperty("faults").EnumerateArray())
                .GetProperty("detail")
                .GetString()
        );
    }

    [Fact]
    public async Task What_is_accepted_and_has_a_fault_by_then_tells_which_and_keeps_it()
    {
        var census = await KeptAsync(
            Heading + Row("", 0.71, 0.71, "01022") + Row("", 0.73, 0.71, "01022")
        );
        // Somebody enters the first at the desk before the census is decided.
        var (_, code) = await site.AddAsync(Record(0.71, 0.71, "01022", "信报箱"));
        var answer = (
            await site.PostAsync(
                Administrator,
                $"/api/censuses/{census}/decisions",
                new { accept = true, change = "new" }
            )
        ).Body;
        Assert.Equal(
            (1, 1),
            (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("overtaken").GetInt32())
        );
        var fault = Assert.Single(answer.GetProperty("faults").EnumerateArray());
        Assert.Equal(
            (1, "twin", code),
            (
                fault.GetProperty("n").GetInt32(),
                fault.GetProperty("fault").GetString(),
                fault.GetProperty("detail").GetString()
            )
        );
        var items = (await site.GetAsync(Office, $"/api/censuses/{census}"))
            .Body.GetProperty("items")
            .EnumerateArray()
            .ToList();
        Assert.Equal(
            ("overtaken", "twin", code),
            (
                items[0].GetProperty("decision").GetString(),
                items[0].GetProperty("fault").GetString(),
                items[0].GetProperty("faultDetail").GetString()
            )
        );
        Assert.False(items[1].TryGetProperty("fault", out _));
    }
}
