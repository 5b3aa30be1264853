using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// How the writer feels stands on the page of the case for whoever handles it, and moves nothing in the list.
public sealed partial class WorkListTests
{
    [Fact]
    public async Task The_page_quotes_feelings_who_is_complained_about_and_what_is_wished_from_the_masked_words()
    {
        var operatorOfOffice = host.As(Role.Operator, Office);
        var felt = await WrittenAsync(
            Office,
            operatorOfOffice,
            "身份证110101199001011234，路灯不亮，实在忍无可忍。投诉绿城物业公司不作为。要求派人来修。"
        );
        var calm = await WrittenAsync(Office, operatorOfOffice, "路灯不亮，谢谢");

        var page = await PageAsync(felt);
        var (text, voice) = (page.GetProperty("text").GetString()!, page.GetProperty("voice"));
        Assert.StartsWith("身份证110***1234，", text, StringComparison.Ordinal);
        var feeling = Assert.Single(voice.GetProperty("feelings").EnumerateArray());
        Assert.Equal("anger", feeling.GetProperty("feeling").GetString());
        Quotes("忍无可忍", Assert.Single(feeling.GetProperty("words").EnumerateArray()));
        var against = Assert.Single(voice.GetProperty("against").EnumerateArray());
        Quotes("绿城物业公司", against.GetProperty("name"));
        Quotes("不作为", against.GetProperty("deed"));
        Quotes("要求派人来修", Assert.Single(voice.GetProperty("wishes").EnumerateArray()));
        Assert.DoesNotContain("19900101", page.GetRawText(), StringComparison.Ordinal);

        var nothing = (await PageAsync(calm)).GetProperty("voice");
        foreach (var of in (string[])["feelings", "against", "wishes"])
        {
            Assert.Empty(nothing.GetProperty(of).EnumerateArray());
        }

        void Quotes(string words, JsonElement passage)
        {
            Assert.Equal(words, passage.GetProperty("words").GetString());
            Assert.Equal(
                words,
                text.Substring(passage.GetProperty("start").GetInt32(), words.Length)
            );
        }

        async Task<JsonElement> PageAsync(string id) =>
            (await host.As(Role.Handler, Office).Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_angry_or_begs_stands_in_the_list_where_who_is_calm_would()
    {
        var unit = host.City.Units.Last(one => one.Kind == UnitKind.StreetOffice).Name;
        var writer = host.As(Role.Operator, unit);
        var ids = new List<string>();
        foreach (
            var feeling in (string[])
                [
                    "。",
                    "，实在忍无可忍，太过分了。",
                    "。",
                    "，我快崩溃了，求求你们。",
                    "，我们很失望。",
                    "。",
                ]
        )
        {
            ids.Add(await WrittenAsync(unit, writer, $"路灯不亮{feeling}"));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var byDue = await ListAsync("due");
        Assert.Single(byDue.Select(row => row.GetProperty("urgency").GetString()).Distinct());
        var due = byDue.ToDictionary(IdOf, row => row.GetProperty("dueAt").GetDateTimeOffset());
        // The limit to sign is the end of a working day for all: no feeling brought it nearer, and of equals the newest stands first.
        Assert.Single(due.Values.Distinct());
        var newestFirst = ids.AsEnumerable().Reverse().ToList();
        Assert.Equal(newestFirst, byDue.Select(IdOf));
        Assert.Equal(newestFirst, (await ListAsync("received")).Select(IdOf));
        Assert.DoesNotContain(
            byDue,
            row => row.GetRawText().Contains("feelings", StringComparison.Ordinal)
        );

        async Task<IReadOnlyList<JsonElement>> ListAsync(string sort) =>
            [
                .. (await host.As(Role.Handler, unit).Get($"/api/cases?sort={sort}&limit=200"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray()
                    .Where(row => ids.Contains(IdOf(row))),
            ];

        static string IdOf(JsonElement row) => row.GetProperty("id").GetString()!;
    }

    private async Task<string> WrittenAsync(string unit, HttpClient by, string text) => (
            await by.Post(
                "/api/cases",
                new
                {
                    text,
                    channel = "walkIn",
                    classCode = "0407",
                    unitId = UnitOf(unit),
                }
            )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
}
