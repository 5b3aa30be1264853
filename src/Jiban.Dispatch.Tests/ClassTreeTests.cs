using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Auth;

namespace Jiban.Dispatch.Tests;

/// <summary>A tree of classes of any depth, and what it was on a day.</summary>
public sealed class ClassTreeTests(CatalogueSite site) : IClassFixture<CatalogueSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DispatchSnapshot Deep(params Term[] words) =>
        new(
            ShippedCatalogue.Rows with
            {
                Classes =
                [
                    .. ShippedCatalogue.Rows.Classes,
                    Class("040701", "路灯不亮"),
                    Class("04070101", "整段路灯不亮"),
                    Class("04070102", "单盏路灯不亮"),
                    Class("04070103", "路灯闪烁"),
                    Class("040702", "路灯太亮"),
                    Class("040703", "灯杆倾斜"),
                    Class("96", "只有一级"),
                ],
                Terms = [.. ShippedCatalogue.Rows.Terms, .. words],
            },
            model: null
        );

    private static DemandClass Class(string code, string name) =>
        new(code, name, name, ClassTree.ParentOf(code), Urgency.Ordinary);

    private static ClassReading Read(string text, DispatchSnapshot snapshot)
    {
        var plain = PlainText.Of(text);
        return ReadClass.Read(plain, null, DemandKind.Help, snapshot.Words.Hear(plain), snapshot);
    }

    [Theory]
    [InlineData("整段路全黑", "04070101")]
    // Three of the fourth level are alike: the deepest that is sure is the one above both.
    [InlineData("灯头坏了", "040701")]
    // All that is below lamps is alike.
    [InlineData("灯杆那里有事", "0407")]
    [InlineData("只有一级的事", "96")]
    public void A_message_is_read_as_deep_as_it_is_sure(string text, string code)
    {
        var snapshot = Deep(
            new Term("整段路全黑", TermUse.Class, "04070101", 5000),
            new Term("灯头坏了", TermUse.Class, "04070101", 4000),
            new Term("灯头坏了", TermUse.Class, "04070102", 4000),
            new Term("灯头坏了", TermUse.Class, "04070103", 4000),
            new Term("灯杆那里有事", TermUse.Class, "04070101", 4000),
            new Term("灯杆那里有事", TermUse.Class, "040703", 4000),
            new Term("灯杆那里有事", TermUse.Class, "040702", 4000),
            new Term("灯杆那里有事", TermUse.Class, "0407", 4000),
            new Term("只有一级的事", TermUse.Class, "96", 5000)
        );

        var reading = Read(text, snapshot);

        Assert.Equal(code, reading.Code);
        Assert.InRange(reading.Confidence, snapshot.Settings.ClassThreshold, 1.000_001);
    }

    [Fact]
    public void Rules_and_filing_conditions_of_the_nearest_class_above_hold()
    {
        var snapshot = Deep();
        var own = ShippedCatalogue.Rows.Rules[0] with
        {
            Code = "deep",
            ClassCode = "040701",
            Channels = RuleChannels.Any,
        };
        var filing = ShippedCatalogue.Rows.Filing[0] with { ClassCode = "0407" };
        var deep = new DispatchSnapshot(
            snapshot.Rows with
            {
                Rules = [.. snapshot.Rows.Rules, own],
                Filing = [.. snapshot.Rows.Filing.Where(one => one.ClassCode != "0407"), filing],
            },
            null
        );
        var day = new DateOnly(2026, 3, 2);

        Assert.Equal("deep", deep.RuleFor("04070102", ownChannel: false, day)?.Code);
        Assert.NotEqual("deep", deep.RuleFor("040702", ownChannel: false, day)?.Code);
        Assert.Equal(
            deep.RuleFor("0407", ownChannel: false, day)?.Code,
            deep.RuleFor("040702", ownChannel: false, day)?.Code
        );
        Assert.Same(filing, deep.FilingFor("04070101"));
    }

    [Fact]
    public async Task A_class_of_any_level_is_added_below_another_and_every_version_is_kept_with_its_day_and_who_made_it()
    {
        var client = site.As(Role.Administrator);
        await AddAsync("0408", "井盖", 0, HttpStatusCode.Conflict);
        await AddAsync("040901", "第三级", 0, HttpStatusCode.NoContent);
        await AddAsync("0409010203", "缺上级", 0, HttpStatusCode.BadRequest);
        await AddAsync("04090102", "第四级", 0, HttpStatusCode.NoContent);
        await AddAsync("0409010203", "第五级", 0, HttpStatusCode.NoContent);
        await AddAsync("04090102030405", "太深", 0, HttpStatusCode.BadRequest);
        var first = site.Clock.GetUtcNow();
        site.Clock.Advance(TimeSpan.FromDays(3));
        await AddAsync("0409010203", "第五级改名", 1, HttpStatusCode.NoContent);

        Assert.Equal("第五级改名", site.Dispatcher.Class("0409010203")?.Name);
        Assert.Equal("04090102", site.Dispatcher.Class("0409010203")?.ParentCode);
        var versions = await client.GetFromJsonAsync<JsonElement>(
            "/api/classes/0409010203/versions",
            Cancellation
        );
        Assert.Equal(
            ["第五级改名", "第五级"],
            versions.EnumerateArray().Select(one => one.GetProperty("name").GetString())
        );
        Assert.Equal(first, versions[1].GetProperty("since").GetDateTimeOffset());
        Assert.Equal("第五级改名", await NameOnAsync(first.AddDays(3)));
        Assert.Equal("第五级", await NameOnAsync(first.AddDays(2)));
        Assert.Null(await NameOnAsync(first.AddDays(-1)));
        var shipped = await client.GetFromJsonAsync<JsonElement>(
            "/api/classes/0101/versions",
            Cancellation
        );
        Assert.Equal(1, shipped.GetArrayLength());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await client.GetAsync("/api/classes/9999/versions", Cancellation)).StatusCode
        );

        async Task AddAsync(string code, string name, int version, HttpStatusCode expected)
        {
            using var answer = await client.PutAsJsonAsync(
                $"/api/classes/{code}",
                new
                {
                    name,
                    nameEn = name,
                    urgency = "ordinary",
                    version,
                },
                Cancellation
            );
            Assert.Equal(expected, answer.StatusCode);
        }

        async Task<string?> NameOnAsync(DateTimeOffset at)
        {
            var tree = await client.GetFromJsonAsync<JsonElement>(
                $"/api/classes?on={at.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}",
                Cancellation
            );
            return
                tree.EnumerateArray()
                    .FirstOrDefault(one => one.GetProperty("code").GetString() == "0409010203")
                    is { ValueKind: JsonValueKind.Object } found
                ? found.GetProperty("name").GetString()
                : null;
        }
    }
}
