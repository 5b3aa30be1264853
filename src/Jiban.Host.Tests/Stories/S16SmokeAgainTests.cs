using System.Net;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S16: smoke of a restaurant. A community worker reports for a resident; the equipment meets the rules; it comes again, is known as a repeat,
/// and can't end the same way without a leader; the resident phones to praise. A repeat
/// that was entered under another class is known by its words.
/// </summary>
public sealed class S16SmokeAgainTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private readonly Dictionary<string, (string Number, string Code)> _receipts = [];

    private HttpClient Operator => host.As(Role.Operator, Office);
    private HttpClient Handler => host.As(Role.Handler, Office);
    private HttpClient Caller => host.As(Role.Caller, Office);

    [Fact]
    public async Task What_met_the_rules_and_came_again_is_not_closed_the_same_way_without_a_leader()
    {
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 2), new TimeOnly(9, 0)));
        var first = await TellAsync(
            "餐馆正在装修，油烟出口对着居民窗户，希望开业前处理",
            preventive: true
        );
        var page = (await Handler.Get($"/api/cases/{first}")).Expect(HttpStatusCode.OK);
        Assert.Equal("孙**", page.GetProperty("reporter").GetProperty("name").GetString());
        Assert.Equal("何**", page.GetProperty("requester").GetProperty("name").GetString());

        // Before any harm: that is said of it, and such cases are found.
        Assert.True(page.GetProperty("links").GetProperty("preventive").GetBoolean());
        Assert.Equal([first], await PreventiveAsync(true));
        Assert.DoesNotContain(first, await PreventiveAsync(false));

        // A measurement over its limit can't stand beside "meets the standard"; the test report is the proof.
        await SignedAsync(first);
        var report = await Handler.Picture();
        Assert.Equal(
            "measurement-contradicts",
            (await ResolveAsync(first, "meetsStandard", 2.4m, report)).Problem(422)
        );
        (await ResolveAsync(first, "meetsStandard", 1.2m, report)).Expect(HttpStatusCode.OK);
        await CallBackAsync(first, "solved", "satisfied");
        (await Caller.Post($"/api/cases/{first}/close")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["registered", "dispatched", "signed", "contacted", "resolved", "calledBack", "closed"],
            await ToldAsync(first)
        );

        // Some time later the same resident again, and the platform knows it.
        host.Clock.Advance(TimeSpan.FromDays(40));
        var again = await TellAsync("餐馆的油烟又来了，味道很大");
        var other = await TellAsync("餐馆的油烟味道很大", "13900007777");
        await host.CatchUpAsync();
        var repeat = (await Handler.Get($"/api/cases/{again}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("links");
        Assert.Equal(first, repeat.GetProperty("repeatOf").GetProperty("id").GetString());
        Assert.Equal("meetsStandard", repeat.GetProperty("repeatOutcome").GetString());
        Assert.Null(
            (await Handler.Get($"/api/cases/{other}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("links")
                .Maybe("repeatOf")
        );

        // The same end needs a leader.
        await SignedAsync(again);
        (await ResolveAsync(again, "meetsStandard", 1.1m, report: null)).Expect(HttpStatusCode.OK);
        await CallBackAsync(again, "solved", "basicallySatisfied");
        Assert.Equal(
            "repeat-needs-leader",
            (await Caller.Post($"/api/cases/{again}/close")).Problem(409)
        );
        (await host.As(Role.Leader, Office).Post($"/api/cases/{again}/close")).Expect(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task A_repeat_that_was_entered_otherwise_is_known_by_its_words_the_clear_one_by_the_rule_the_unclear_by_a_person()
    {
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2027, 6, 1), new TimeOnly(9, 0)));
        const string phone = "13800005555";
        var first = await TellAsync("楼下餐馆直排油烟，味道飘进家里，开窗都受不了", phone);
        await SignedAsync(first);
        (await ResolveAsync(first, "meetsStandard", 1.0m, null)).Expect(HttpStatusCode.OK);
        await CallBackAsync(first, "solved", "satisfied");
        (await Caller.Post($"/api/cases/{first}/close")).Expect(HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromDays(30));
        var clear = await TellAsync(
            "楼下那家餐馆又直排油烟，味道飘进家里受不了",
            phone,
            classCode: "0901"
        );
        var unclear = await TellAsync("餐馆油烟又来了，味道飘进家里", phone, classCode: "1001");
        var another = await TellAsync("电梯坏了，老人下不了楼", phone, classCode: "0302");
        await host.CatchUpAsync();

        var links = await LinksAsync(clear);
        Assert.Equal(first, links.GetProperty("repeatOf").GetProperty("id").GetString());
        Assert.Equal("meetsStandard", links.GetProperty("repeatOutcome").GetString());
        var why = (await Handler.Get($"/api/cases/{clear}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("timeline")
            .GetRawText();
        Assert.Contains("类别不同，文字相近", why, StringComparison.Ordinal);
        var shared = (await Handler.Get($"/api/cases/{clear}/related"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == first);
        Assert.InRange(shared.GetProperty("alike").GetInt32(), 375, 1_000);
        Assert.Contains(
            "直排油烟",
            shared.GetProperty("shared").GetRawText(),
            StringComparison.Ordinal
        );

        // A person says what the words alone do not: that it is one, and that it is none after all. Nothing is lost, and the rule stays silent.
        Assert.Null((await LinksAsync(another)).Maybe("likelyRepeatOf"));
        var likely = (await LinksAsync(unclear)).GetProperty("likelyRepeatOf");
        Assert.Null((await LinksAsync(unclear)).Maybe("repeatOf"));
        var of = likely.GetProperty("id").GetString();
        (await Handler.Post($"/api/cases/{unclear}/repeat", new { of })).Expect(HttpStatusCode.OK);
        Assert.Equal(
            of,
            (await LinksAsync(unclear)).GetProperty("repeatOf").GetProperty("id").GetString()
        );
        (await Handler.Post($"/api/cases/{clear}/repeat", new { of = (string?)null })).Expect(
            HttpStatusCode.OK
        );
        await host.CatchUpAsync();
        Assert.Null((await LinksAsync(clear)).Maybe("repeatOf"));

        // Linked again, the same end needs a leader.
        (await Handler.Post($"/api/cases/{clear}/repeat", new { of = first })).Expect(
            HttpStatusCode.OK
        );
        await SignedAsync(clear);
        (await ResolveAsync(clear, "meetsStandard", 1.1m, null)).Expect(HttpStatusCode.OK);
        await CallBackAsync(clear, "solved", "satisfied");
        Assert.Equal(
            "repeat-needs-leader",
            (await Caller.Post($"/api/cases/{clear}/close")).Problem(409)
        );
    }

    private async Task<System.Text.Json.JsonElement> LinksAsync(string id) =>
        (await Handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK).GetProperty("links");

    [Fact]
    public async Task A_deeper_remedy_ends_a_repeat_and_thanks_are_linked_and_closed_at_once()
    {
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2027, 3, 1), new TimeOnly(9, 0)));
        var first = await TellAsync("排烟管正对卧室窗户", "13800002222");
        await SignedAsync(first);
        (await ResolveAsync(first, "meetsStandard", 1.0m, null)).Expect(HttpStatusCode.OK);
        await CallBackAsync(first, "solved", "satisfied");
        (await Caller.Post($"/api/cases/{first}/close")).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromDays(20));
        var again = await TellAsync("排烟管对着窗户，油烟又来了", "13800002222");
        await host.CatchUpAsync();

        await SignedAsync(again);
        (await ResolveAsync(again, "solved", null, null)).Expect(HttpStatusCode.OK);
        await CallBackAsync(again, "solved", "satisfied");
        var closed = (await Caller.Post($"/api/cases/{again}/close")).Expect(HttpStatusCode.OK);

        var praise = (
            await Operator.Post(
                "/api/cases",
                new
                {
                    text = "谢谢街道，烟道移走了，家里没有油烟味了",
                    kind = "praise",
                    channel = "walkIn",
                    unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    contact = new { name = "何小满", phone = "13800002222" },
                }
            )
        ).Expect(HttpStatusCode.Created);
        var id = praise.GetProperty("id").GetString()!;
        var taken = (
            await Handler.Post(
                $"/api/cases/{id}/praise",
                new { of = closed.GetProperty("number").GetString() }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", taken.GetProperty("state").GetString());
        Assert.Equal(
            "praised",
            (await Handler.Get($"/api/cases/{again}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray()
                .Last()
                .GetProperty("kind")
                .GetString()
        );
    }

    /// <summary>The steps that the requester reads, by number and code.</summary>
    private async Task<IEnumerable<string?>> ToldAsync(string id)
    {
        var (number, code) = _receipts[id];
        return (await host.Citizen.Get($"/api/requests/{number}?code={code}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("steps")
            .EnumerateArray()
            .Select(step => step.GetProperty("kind").GetString());
    }

    private async Task<IEnumerable<string?>> PreventiveAsync(bool preventive) =>
        (await Handler.Get($"/api/cases?preventive={(preventive ? "true" : "false")}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Select(row => row.GetProperty("id").GetString());

    private async Task<string> TellAsync(
        string text,
        string phone = "13800001111",
        string classCode = "1003",
        bool preventive = false
    )
    {
        var made = (
            await Operator.Post(
                "/api/cases",
                new
                {
                    text,
                    channel = "walkIn",
                    classCode,
                    unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    place = new { text = "湾畔家园3号楼" },
                    contact = new { name = "何小满", phone },
                    reporter = new { name = "孙红", phone = "13800003333" },
                    preventive,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var (id, answer) = (made.GetProperty("id").GetString()!, made.GetProperty("answer"));
        _receipts[id] = (
            answer.GetProperty("number").GetString()!,
            answer.GetProperty("queryCode").GetString()!
        );
        return id;
    }

    private async Task SignedAsync(string id)
    {
        (await Handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await Handler.NeedsNoMeetingAsync(id);
    }

    private Task<Answer> ResolveAsync(string id, string outcome, decimal? fume, string? report) =>
        Handler.Post(
            $"/api/cases/{id}/resolve",
            new
            {
                outcome,
                answer = "检测报告见附件，已告知。",
                attachments = report is null ? [] : new[] { report },
                measured = fume is { } value
                    ? new[]
                    {
                        new
                        {
                            what = "oilFume",
                            value,
                            limit = 2.0m,
                            unit = "mg/m³",
                        },
                    }
                    : null,
            }
        );

    private async Task CallBackAsync(string id, string solved, string satisfied) =>
        (
            await Caller.Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved,
                    satisfied,
                }
            )
        ).Expect(HttpStatusCode.OK);
}
