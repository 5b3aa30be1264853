using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests.Stories;

/// <summary>S6: the best street of the city (without exclusions and appeals; docs/stories.md).</summary>
public sealed class BestStreetStory(CityHost host) : IClassFixture<CityHost>
{
    private const string Period = "2026-11";

    /// <summary>A case of a street, handled to its end and called back with the given answers.</summary>
    private async Task HandleAsync(Unit office, bool contacted, string solved, string satisfied)
    {
        var centre = host.City.CityCentre!.Name;
        var made = (
            await host.As(Role.Operator, centre).Post("/api/cases", new { text = "门前路面有坑，请修补。", channel = "12345", unitId = office.UnitId, contact = new { phone = "13800001234" } })
        ).Expect(HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString();
        var handler = host.As(Role.Handler, office.Name);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (await handler.Post($"/api/cases/{id}/resolve", new { outcome = "solved", answer = "已经修补完成。" })).Expect(HttpStatusCode.OK);
        var caller = host.As(Role.Caller, centre);
        (await caller.Post($"/api/cases/{id}/call-back", new { reached = true, contacted, solved, satisfied, reason = "记录原因" })).Expect(HttpStatusCode.OK);
        (await caller.Post($"/api/cases/{id}/close")).Expect(HttpStatusCode.OK);
    }

    private async Task<JsonElement> RankingAsync(string query = "")
    {
        await host.CatchUpAsync();
        return (await host.As(Role.Leader, host.City.CityCentre!.Name).Get($"/api/assessment/periods/{Period}?kind=street{query}")).Expect(HttpStatusCode.OK);
    }

    private static JsonElement RowOf(JsonElement ranking, Unit office) =>
        ranking.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("unit").GetProperty("id").GetString() == office.UnitId.ToString());

    [Fact]
    public async Task The_ranking_comes_out_of_the_journal_to_the_last_digit_and_what_is_published_stands()
    {
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 10), new TimeOnly(9, 0)));
        var offices = host.City.Units.Where(unit => unit.Kind == UnitKind.StreetOffice).OrderBy(unit => unit.Code, StringComparer.Ordinal).Take(4).ToList();
        var (best, second, twin, last) = (offices[0], offices[1], offices[2], offices[3]);
        await HandleAsync(best, true, "solved", "satisfied");
        await HandleAsync(best, true, "solved", "basicallySatisfied");
        foreach (var office in new[] { second, twin })
        {
            await HandleAsync(office, true, "solved", "satisfied");
            await HandleAsync(office, true, "partly", "basicallySatisfied");
        }

        await HandleAsync(last, false, "not", "dissatisfied");

        var ranking = await RankingAsync();
        Assert.Equal(host.City.Units.Count(unit => unit.Kind == UnitKind.StreetOffice), ranking.GetProperty("rows").GetArrayLength());
        var top = RowOf(ranking, best);
        Assert.Equal(1, top.GetProperty("rank").GetInt32());
        Assert.Equal(98.0m, top.GetProperty("composite").GetDecimal()); // (0.1 + 0.5 + 0.4 × (1 + 0.9) / 2) × 100
        Assert.Equal(2, RowOf(ranking, second).GetProperty("rank").GetInt32());
        Assert.Equal(2, RowOf(ranking, twin).GetProperty("rank").GetInt32()); // A tie shares its rank.
        Assert.Equal(0m, RowOf(ranking, last).GetProperty("composite").GetDecimal());
        await EveryNumberIsItsCasesAsync(best, top);
        await IsReproducedFromTheJournalAsync(ranking);

        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 19), new TimeOnly(9, 0)));
        var leader = host.As(Role.Leader, host.City.CityCentre!.Name);
        (await leader.Post($"/api/assessment/periods/{Period}/publish", new { note = "十一月通报" })).Expect(HttpStatusCode.Created);
        var published = await RankingAsync();

        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 12), new TimeOnly(9, 0))); // A case of the period that arrives late.
        await HandleAsync(best, false, "not", "dissatisfied");
        host.Clock.SetUtcNow(CivilTime.At(new DateOnly(2026, 11, 20), new TimeOnly(9, 0)));
        Assert.Equal(published.GetProperty("rows").GetRawText(), (await RankingAsync()).GetProperty("rows").GetRawText());

        (await leader.Post($"/api/assessment/periods/{Period}/publish", new { note = "更正：补录一件" })).Expect(HttpStatusCode.Created);
        var corrected = await RankingAsync();
        Assert.Equal(2, corrected.GetProperty("revision").GetInt32());
        Assert.NotEqual(1, RowOf(corrected, best).GetProperty("rank").GetInt32());
        var first = (await leader.Get($"/api/assessment/periods/{Period}/revisions/1?kind=street")).Expect(HttpStatusCode.OK);
        Assert.Equal(published.GetProperty("rows").GetRawText(), first.GetProperty("rows").GetRawText());
    }

    /// <summary>Every number of a row leads to exactly so many cases, and they can be opened.</summary>
    private async Task EveryNumberIsItsCasesAsync(Unit office, JsonElement row)
    {
        var leader = host.As(Role.Leader, host.City.CityCentre!.Name);
        foreach (var measure in new[] { "accepted", "completed", "valid", "contacted", "solved", "satisfied", "basicallySatisfied" })
        {
            var cases = (await leader.Get($"/api/assessment/periods/{Period}/cases?kind=street&unit={office.UnitId}&measure={measure}")).Expect(HttpStatusCode.OK).GetProperty("items");
            Assert.Equal(row.GetProperty(measure).GetInt32(), cases.GetArrayLength());
            foreach (var one in cases.EnumerateArray())
            {
                (await leader.Get($"/api/cases/{one.GetProperty("id").GetString()}")).Expect(HttpStatusCode.OK);
            }
        }
    }

    /// <summary>Counts the journal by hand, unit by unit, with nothing of the module that is tested.</summary>
    private async Task IsReproducedFromTheJournalAsync(JsonElement ranking)
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        var rows = await connection.QueryAsync<(Guid Unit, int Valid, int Contacted, int Solved, int Satisfied, int Basic)>(
            """
            select (d.data->>'unit')::uuid, count(*)::int, count(*) filter (where (c.data->>'contacted')::boolean)::int,
                count(*) filter (where c.data->>'solved' = 'solved')::int, count(*) filter (where c.data->>'satisfied' = 'satisfied')::int,
                count(*) filter (where c.data->>'satisfied' = 'basicallySatisfied')::int
            from platform.journal d join platform.journal c on c.case_id = d.case_id and c.kind = 'calledBack' and (c.data->>'reached')::boolean
            where d.kind = 'dispatched' group by 1
            """
        );
        foreach (var (unit, valid, contacted, solved, satisfied, basic) in rows)
        {
            var row = ranking.GetProperty("rows").EnumerateArray().Single(one => one.GetProperty("unit").GetProperty("id").GetString() == unit.ToString());
            var composite = ((0.1m * contacted / valid) + (0.5m * solved / valid) + (0.4m * (satisfied + (0.9m * basic)) / valid)) * 100;
            Assert.Equal(Math.Round(composite, 1, MidpointRounding.AwayFromZero), row.GetProperty("composite").GetDecimal());
        }
    }
}
