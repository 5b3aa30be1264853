using System.Net;
using System.Text;
using Dapper;

namespace Jiban.Host.Tests;

/// <summary>Bad input at the public door: a named problem, and nothing is written (issue 2, J).</summary>
public sealed class BadInputTests(CityHost host) : IClassFixture<CityHost>
{
    private async Task<long> RowsAsync()
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(
            "select (select count(*) from cases.case_file) + (select count(*) from platform.journal) + (select count(*) from cases.text) + (select count(*) from cases.idempotency_key)"
        );
    }

    [Theory]
    [InlineData("", 400, "text-missing")]
    [InlineData("   \n\t　", 400, "text-missing")]
    [InlineData("路灯坏了\u0007请修", 400, "text-control-characters")]
    [InlineData("😀🎉👍", 422, "text-without-words")]
    [InlineData("！！！。。。", 422, "text-without-words")]
    [InlineData("<script>alert(1)</script>", 422, "text-is-markup")]
    [InlineData("路灯坏了<img src=x onerror=alert(1)>", 422, "text-is-markup")]
    [InlineData("'; DROP TABLE cases; --", 422, "text-is-code")]
    [InlineData("1' OR '1'='1", 422, "text-is-code")]
    [InlineData("x union all select password from account", 422, "text-is-code")]
    public async Task Text_that_is_no_request_is_refused_by_name(
        string text,
        int status,
        string type
    )
    {
        var before = await RowsAsync();

        var answer = await host.Citizen.Post("/api/requests", new { text });

        Assert.Equal(type, answer.Problem(status));
        Assert.Equal(before, await RowsAsync());
    }

    [Theory]
    [InlineData("{\"text\":\"路灯\\ud800坏了\"}")]
    [InlineData("{\"text\":\"路灯\\u0000坏了\"}")]
    [InlineData("{\"text\":5}")]
    [InlineData("{\"text\":\"路灯坏了\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"text\":\"路灯坏了\",\"place\":{\"lon\":\"东\"}}")]
    [InlineData("{\"text\":\"路灯坏了\",\"place\":{\"lon\":116.5}}")]
    [InlineData("{\"text\":\"路灯坏了\",\"place\":{\"lon\":900,\"lat\":95}}")]
    [InlineData("{\"text\":\"路灯坏了\",\"attachments\":[\"not-an-id\"]}")]
    [InlineData("{\"text\":\"路灯坏了\",\"choice\":\"not-an-id\"}")]
    public async Task A_body_that_can_not_be_read_is_a_400_that_names_the_fault(string json)
    {
        var before = await RowsAsync();

        var answer = await host.Citizen.Send(
            HttpMethod.Post,
            "/api/requests",
            new StringContent(json, Encoding.UTF8, "application/json")
        );

        Assert.NotEmpty(answer.Problem(400));
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task A_megabyte_of_text_is_too_large_and_too_many_characters_are_too_long()
    {
        var before = await RowsAsync();
        // The refusal comes after the head, which tells the length: who asks first, as large uploads should, never writes into a connection
        // that is closed already.
        using var asking = new SocketsHttpHandler
        {
            Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        };
        using var citizen = new HttpClient(asking) { BaseAddress = host.Citizen.BaseAddress };
        citizen.DefaultRequestHeaders.ExpectContinue = true;
        Assert.NotEmpty(
            (
                await citizen.Send(
                    HttpMethod.Post,
                    "/api/requests",
                    new StringContent(
                        $$"""{"text":"{{new string('路', 1_000_000)}}"}""",
                        Encoding.UTF8,
                        "application/json"
                    )
                )
            ).Problem(413)
        );
        Assert.Equal(
            "text-too-long",
            (
                await host.Citizen.Post("/api/requests", new { text = new string('路', 5_001) })
            ).Problem(413)
        );
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task What_does_not_exist_is_named()
    {
        var before = await RowsAsync();
        const string text = "路灯坏了请来修";
        Assert.Equal(
            "outside-the-city",
            (
                await host.Citizen.Post(
                    "/api/requests",
                    new { text, place = new { lon = 150.0, lat = 10.0 } }
                )
            ).Problem(422)
        );
        Assert.Equal(
            "unknown-kind",
            (await host.Citizen.Post("/api/requests", new { text, kind = "抱怨" })).Problem(422)
        );
        Assert.Equal(
            "unknown-channel",
            (await host.Citizen.Post("/api/requests", new { text, channel = "pigeon" })).Problem(
                422
            )
        );
        Assert.Equal(
            "unknown-channel",
            (await host.Citizen.Post("/api/requests", new { text, channel = "patrol" })).Problem(
                422
            )
        );
        Assert.Equal(
            "unknown-unit",
            (await host.Citizen.Post("/api/requests", new { text, choice = Guid.Empty })).Problem(
                422
            )
        );
        Assert.Equal(
            "phone-number",
            (
                await host.Citizen.Post(
                    "/api/requests",
                    new { text, contact = new { phone = "没有" } }
                )
            ).Problem(422)
        );
        var operatorClient = host.As(Platform.Auth.Role.Operator, "潞湾街道办事处");
        Assert.Equal(
            "unknown-class",
            (
                await operatorClient.Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        classCode = "9999",
                    }
                )
            ).Problem(422)
        );
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task The_wrong_media_type_is_415()
    {
        var answer = await host.Citizen.Send(
            HttpMethod.Post,
            "/api/requests",
            new StringContent("路灯坏了", Encoding.UTF8, "text/plain")
        );

        Assert.NotEmpty(answer.Problem(415));
    }

    [Fact]
    public async Task Rare_characters_come_back_as_they_were_written()
    {
        const string text = "㙍𠮷村口的路灯坏了，𪚥先生走路不便 😀。";
        var made = (await host.Citizen.Post("/api/requests", new { text })).Expect(
            HttpStatusCode.Created
        );

        var followed = await host.Citizen.Get(
            $"/api/requests/{made.GetProperty("number").GetString()}?code={made.GetProperty("queryCode").GetString()}"
        );

        Assert.Equal(text, followed.Expect(HttpStatusCode.OK).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_mistyped_number_gets_a_hint_and_a_wrong_code_the_same_answer_as_an_unknown_number()
    {
        var made = (
            await host.Citizen.Post("/api/requests", new { text = "路灯坏了请来修一下" })
        ).Expect(HttpStatusCode.Created);
        var number = made.GetProperty("number").GetString()!;
        var digits = number.Replace("-", "", StringComparison.Ordinal);
        var swapped = digits[..6] + digits[7] + digits[6] + digits[8..];

        if (digits[6] != digits[7])
        {
            Assert.Equal(
                "mistyped-number",
                (await host.Citizen.Get($"/api/requests/{swapped}?code=AAAAAAAA")).Problem(400)
            );
        }

        Assert.Equal(
            "mistyped-number",
            (await host.Citizen.Get("/api/requests/20261120-0000001-0?code=AAAAAAAA")).Problem(400)
        );
        var wrong = await host.Citizen.Get($"/api/requests/{number}?code=AAAAAAAA");
        var unknown = await host.Citizen.Get($"/api/requests/{UnknownNumber()}?code=AAAAAAAA");
        Assert.Equal("unknown-request", wrong.Problem(404));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
    }

    /// <summary>A number that checks and that nobody has.</summary>
    private static string UnknownNumber() =>
        Enumerable.Range(0, 10).Select(digit => $"20261120-9999999-{digit}").First(IsNumber);

    private static bool IsNumber(string number) => Cases.Contracts.CaseNumbers.IsNumber(number);

    [Fact]
    public async Task A_file_longer_than_words_may_be_is_looked_at_before_it_is_refused()
    {
        using var file = new ByteArrayContent(new byte[200_000]);
        file.Headers.ContentType = new("image/png");

        using var answer = await host.Citizen.PostAsync(
            "/api/uploads",
            file,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }
}

/// <summary>Nobody tries all the codes. On a host of its own: who guesses is shut out of it.</summary>
public sealed class CodeGuessingTests(CityHost host) : IClassFixture<CityHost>
{
    [Fact]
    public async Task Guessing_a_code_ends_with_429_and_says_when_to_come_back()
    {
        var made = (
            await host.Citizen.Post("/api/requests", new { text = "小区的门禁坏了好几天" })
        ).Expect(HttpStatusCode.Created);
        var number = made.GetProperty("number").GetString()!;
        Answer last = null!;
        for (var i = 0; i < 100; i++)
        {
            last = await host.Citizen.Get($"/api/requests/{number}?code=AAAAAA{i:D2}");
            if (last.Status == HttpStatusCode.TooManyRequests)
            {
                break;
            }
        }

        Assert.NotEmpty(last.Problem(429));
        Assert.NotNull(last.Message.Headers.RetryAfter);
    }

    [Fact]
    public async Task Who_floods_the_door_of_the_citys_line_is_told_when_to_come_back_before_any_signature_is_checked()
    {
        // The clock stands still, so nothing is given back meanwhile.
        Answer last;
        var sent = 0;
        do
        {
            last = await host.Citizen.Post("/api/upstream/orders", new { });
        } while (last.Status == HttpStatusCode.Unauthorized && ++sent <= 1_200);

        Assert.Equal(1_200, sent);
        Assert.Equal("too-many-requests", last.Problem(429));
        Assert.NotNull(last.Message.Headers.RetryAfter);
        // The other doors are open still.
        (await host.Citizen.Post("/api/requests", new { text = "小区的门禁坏了好几天" })).Expect(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task Who_knows_the_code_reads_the_case_while_strangers_guess_at_its_number()
    {
        var made = (
            await host.Citizen.Post("/api/requests", new { text = "小区的门禁坏了好几天" })
        ).Expect(HttpStatusCode.Created);
        var (number, code) = (
            made.GetProperty("number").GetString()!,
            made.GetProperty("queryCode").GetString()!
        );
        var unknown = Enumerable
            .Range(0, 10)
            .Select(digit => $"20261120-8888888-{digit}")
            .First(Cases.Contracts.CaseNumbers.IsNumber);
        async Task<Answer> GuessAsync(string at, string with)
        {
            // Slowly enough for the address, too fast for the number.
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            return await host.Citizen.Get($"/api/requests/{at}?code={with}");
        }

        host.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var at in new[] { unknown, number })
        {
            Answer last;
            var tries = 0;
            do
            {
                last = await GuessAsync(at, $"AAAAAA{tries++ % 10}A");
            } while (last.Status == HttpStatusCode.NotFound && tries < 60);
            Assert.NotEmpty(last.Problem(429));
        }

        (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(HttpStatusCode.OK);
        // It opened to the code alone: a wrong one gets what it got before, and what an unknown number gets.
        var wrong = await host.Citizen.Get($"/api/requests/{number}?code=AAAAAAAA");
        Assert.NotEmpty(wrong.Problem(429));
        Assert.NotNull(wrong.Message.Headers.RetryAfter);
        (await host.Citizen.Get($"/api/requests/{number}?code={code}")).Expect(HttpStatusCode.OK);
    }
}
