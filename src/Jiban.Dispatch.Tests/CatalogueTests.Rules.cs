using System.Net;
using System.Net.Http.Json;
using Dapper;
using Jiban.Platform.Auth;

namespace Jiban.Dispatch.Tests;

/// <summary>Rules are written and taken back by an administrator.</summary>
public sealed partial class CatalogueTests
{
    [Fact]
    public async Task A_new_rule_is_written_and_decides_from_its_day()
    {
        var client = site.As(Role.Administrator);
        var rule = new
        {
            classCode = "0905",
            channels = "any",
            mode = "directed",
            units = new[] { "cityCentre" },
            confidence = 990,
            from = "2026-03-02",
            version = 0,
        };

        var made = await client.PutAsJsonAsync(
            "/api/dispatch/rules/kindergarten-2026",
            rule,
            Cancellation
        );
        var decision = site.Dispatcher.Decide(
            Say.Message("试湾家园的幼儿园收费太高，公办幼儿园报不上名"),
            DispatchCity.Snapshot
        );

        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        Assert.Equal(DispatchCity.Centre, decision.UnitId);
        var listed = await client.GetAsync("/api/dispatch/rules", Cancellation);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await site.As(Role.Public).GetAsync("/api/dispatch/rules", Cancellation)
            ).StatusCode switch
            {
                HttpStatusCode.Unauthorized => HttpStatusCode.Forbidden,
                var other => other,
            }
        );
        Assert.Contains(
            "kindergarten-2026",
            await listed.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_rule_is_taken_back_until_the_day_before_it_begins_and_not_on_that_day()
    {
        var client = site.As(Role.Administrator);
        async Task<HttpResponseMessage> WrittenAndTakenBackAsync(string code, string from)
        {
            using var made = await client.PutAsJsonAsync(
                $"/api/dispatch/rules/{code}",
                new
                {
                    classCode = "0906",
                    channels = "any",
                    mode = "directed",
                    units = new[] { "cityCentre" },
                    confidence = 990,
                    from,
                    version = 0,
                },
                Cancellation
            );
            Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
            return await client.DeleteAsync($"/api/dispatch/rules/{code}?version=1", Cancellation);
        }

        using var tomorrow = await WrittenAndTakenBackAsync("from-tomorrow", "2026-03-03");
        using var today = await WrittenAndTakenBackAsync("from-today", "2026-03-02");

        Assert.Equal(HttpStatusCode.NoContent, tomorrow.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, today.StatusCode);
        Assert.Equal("/problems/rule-in-force", await TypeOf(today));
    }

    [Theory]
    [InlineData(
        """{"classCode":"9999","channels":"any","mode":"byKind","units":["department"],"confidence":900,"from":"2026-03-02","version":0}""",
        400
    )]
    [InlineData(
        """{"classCode":"03","channels":"any","mode":"byChoice","units":["department"],"confidence":900,"from":"2026-03-02","version":0}""",
        400
    )]
    [InlineData(
        """{"classCode":"03","channels":"any","mode":"byKind","units":[],"confidence":900,"from":"2026-03-02","version":0}""",
        400
    )]
    [InlineData(
        """{"classCode":"03","channels":"any","mode":"byKind","units":["department"],"confidence":0,"from":"2026-03-02","version":0}""",
        400
    )]
    [InlineData(
        """{"classCode":"03","channels":"any","mode":"byKind","units":["department"],"confidence":900,"from":"2026-03-01","version":0}""",
        400
    )]
    [InlineData(
        """{"classCode":"03","channels":"any","mode":"byKind","units":["moon"],"confidence":900,"from":"2026-03-02","version":0}""",
        400
    )]
    [InlineData("not json", 400)]
    public async Task A_malformed_rule_is_refused_and_nothing_is_written(string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await site.As(Role.Administrator)
            .PutAsync("/api/dispatch/rules/bad", content, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        await using var owner = await site.Store.Owner.OpenConnectionAsync(Cancellation);
        Assert.Equal(
            0,
            await owner.ExecuteScalarAsync<int>(
                "select count(*) from dispatch.rule where code = 'bad'"
            )
        );
    }

    [Fact]
    public async Task A_shipped_rule_in_force_is_not_rewritten()
    {
        var answer = await site.As(Role.Administrator)
            .PutAsJsonAsync(
                "/api/dispatch/rules/title-deed",
                new
                {
                    classCode = "0308",
                    channels = "any",
                    mode = "byKind",
                    units = new[] { "cityCentre" },
                    confidence = 980,
                    from = "2000-01-01",
                    version = 1,
                },
                Cancellation
            );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("/problems/rule-in-force", await TypeOf(answer));
    }
}
