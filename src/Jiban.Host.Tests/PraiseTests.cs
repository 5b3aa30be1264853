using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>Thanks that name their case are passed on and closed at the door; for others a person looks.</summary>
public sealed class PraiseTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private Unit Section =>
        host.City.Units.First(unit =>
            unit.Kind == UnitKind.Section
            && unit.Name.StartsWith("潞湾", StringComparison.Ordinal)
            && unit.Name.Contains("城市管理", StringComparison.Ordinal)
        );

    private HttpClient Handler => host.As(Role.Handler, Section.Name);

    [Fact]
    public async Task Thanks_that_name_their_case_are_closed_at_once_and_told_to_its_unit()
    {
        var (praised, number, code) = await RegisterAsync("楼前路灯不亮，请来修。");
        var body = new
        {
            text = "师傅当晚就来修好了，谢谢你们",
            kind = "praise",
            praises = number,
            praisesCode = code.ToLowerInvariant(),
            contact = new { name = "何小满", phone = "13800002222" },
        };
        var answer = (
            await host.Citizen.Post("/api/requests", body, ("Idempotency-Key", "thanks-1"))
        ).Expect(HttpStatusCode.Created);

        Assert.Equal(number, Text(answer, "praised"));
        Assert.Equal(
            Section.Name,
            Text(answer.GetProperty("dispatch").GetProperty("unit"), "name")
        );
        Assert.Equal(
            answer.GetRawText(),
            (await host.Citizen.Post("/api/requests", body, ("Idempotency-Key", "thanks-1")))
                .Expect(HttpStatusCode.Created)
                .GetRawText()
        );
        var thanks = await FindAsync(Text(answer, "number")!);
        Assert.Equal("closed", Text(thanks, "state"));
        var followed = (
            await host.Citizen.Get(
                $"/api/requests/{Text(answer, "number")}?code={Text(answer, "queryCode")}"
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Contains(
            "感谢您的表扬，已转达。",
            followed.GetProperty("steps").EnumerateArray().Select(step => Text(step, "text"))
        );

        // Told once, however often the journal is followed.
        await host.CatchUpAsync();
        await host.CatchUpAsync();
        var told = (await Handler.Get($"/api/cases/{praised}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("timeline")
            .EnumerateArray()
            .Where(entry => Text(entry, "kind") == "praised");
        Assert.Equal(
            $"收到市民表扬（{Text(answer, "number")}）",
            Text(Assert.Single(told), "text")
        );
    }

    [Fact]
    public async Task A_number_in_the_words_is_enough_where_somebody_calls_it_thanks()
    {
        var (_, number, _) = await RegisterAsync("单元门口路灯不亮，请来修。");
        var named = await host.As(Role.Operator, Office)
            .Post(
                "/api/cases",
                new
                {
                    text = $"来电感谢，{number}办得又快又好",
                    kind = "praise",
                    channel = "streetLine",
                }
            );
        Assert.Equal(
            number,
            Text(named.Expect(HttpStatusCode.Created).GetProperty("answer"), "praised")
        );

        // What is merely read as thanks may ask for something, and what names no known case says too little.
        foreach (
            var body in new object[]
            {
                new { text = $"感谢你们，{number}办得好，师傅辛苦了，非常感谢，表扬他们" },
                new { text = "感谢街道的师傅，路灯修得好", kind = "praise" },
                new
                {
                    text = "感谢街道的师傅，路灯修得好",
                    kind = "praise",
                    praises = "20260101-9999999-0",
                },
            }
        )
        {
            var answer = (await host.Citizen.Post("/api/requests", body)).Expect(
                HttpStatusCode.Created
            );
            Assert.False(answer.TryGetProperty("praised", out _));
            Assert.Contains(
                Text(await FindAsync(Text(answer, "number")!), "state"),
                new[] { "queued", "dispatched" }
            );
        }
    }

    [Fact]
    public async Task A_citizen_who_does_not_know_the_code_learns_nothing_about_a_case_by_thanking_for_it()
    {
        var (praised, number, code) = await RegisterAsync("楼道口路灯不亮，请来修。");
        foreach (
            var (names, knows) in new (string?, string?)[]
            {
                (number, null),
                (number, "AAAAAAAA"),
                (null, null),
                ("20260101-9999999-0", code),
            }
        )
        {
            var answer = (
                await host.Citizen.Post(
                    "/api/requests",
                    new
                    {
                        text = $"谢谢，{names ?? number}办得好",
                        kind = "praise",
                        praises = names,
                        praisesCode = knows,
                    }
                )
            ).Expect(HttpStatusCode.Created);
            Assert.False(answer.TryGetProperty("praised", out _));
            Assert.DoesNotContain(
                answer.GetProperty("dispatch").GetProperty("reasons").EnumerateArray(),
                reason => Text(reason, "code") == "praise-of"
            );
        }

        await host.CatchUpAsync();
        Assert.DoesNotContain(
            (await Handler.Get($"/api/cases/{praised}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("timeline")
                .EnumerateArray(),
            entry => Text(entry, "kind") == "praised"
        );
    }

    private async Task<(string Id, string Number, string Code)> RegisterAsync(string text)
    {
        var made = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "streetLine",
                        unitId = Section.UnitId,
                        contact = new { name = "何小满", phone = "13800001234" },
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var answer = made.GetProperty("answer");
        return (Text(made, "id")!, Text(answer, "number")!, Text(answer, "queryCode")!);
    }

    private async Task<JsonElement> FindAsync(string number) =>
        (await host.As(Role.Auditor, Office).Get($"/api/cases?q={number}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];

    private static string? Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString();
}
