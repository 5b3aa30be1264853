using System.Net;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Jiban.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>What people correct becomes examples; a night learns from them and proposes; nobody but a person puts it in force.</summary>
public sealed class TeachingTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_class_teaches_the_next_night_whose_model_waits_for_a_person()
    {
        var id = await CorrectedAsync("这里看着不太对劲，请回电13800001234", "0202");
        // Whoever keeps the models may open no case: a confidential one is not shown to him, and teaches nothing.
        var secret = await CorrectedAsync("这里也不太对劲，请保密", "0202", confidential: true);
        var admin = host.As(Role.Administrator, host.City.CityCentre!.Name);
        var looks = await TracesAsync("readCorrections");

        var listed = (await admin.Get("/api/dispatch/corrections")).Expect(HttpStatusCode.OK);
        var one = Assert.Single(
            listed.GetProperty("items").EnumerateArray(),
            item => item.GetProperty("caseId").GetString() == id
        );
        Assert.Equal(id, one.GetProperty("caseId").GetString());
        Assert.Equal("这里看着不太对劲，请回电138****1234", one.GetProperty("text").GetString());
        Assert.Equal(ClassOf("0202"), one.GetProperty("classAfter").GetString());
        Assert.Equal(Office, one.GetProperty("unitAfter").GetProperty("name").GetString());

        Assert.DoesNotContain(secret, listed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(looks + 1, await TracesAsync("readCorrections"));

        var path = $"/api/dispatch/corrections/{id}/{one.GetProperty("seq").GetInt32()}/left-out";
        Assert.Equal("malformed", (await admin.Put(path, new { why = "" })).Problem(400));
        (await admin.Put(path, new { why = "派单员试用时填的" })).Expect(HttpStatusCode.NoContent);
        TurnTo(new TimeOnly(2, 30));
        var clocks = host.Services.GetRequiredService<CaseClocks>();
        Assert.Null(await clocks.LearnAsync(Cancellation));
        (await admin.Send(HttpMethod.Delete, path, null)).Expect(HttpStatusCode.NoContent);

        var number = await clocks.LearnAsync(Cancellation);

        Assert.NotNull(number);
        Assert.Null(await clocks.LearnAsync(Cancellation));
        TurnTo(new TimeOnly(2, 30));
        Assert.Null(await clocks.LearnAsync(Cancellation)); // Another night, and nothing new.
        var models = (await admin.Get("/api/dispatch/models")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, models.GetProperty("inForce").GetInt32());
        Assert.Equal("corrections", models.GetProperty("models")[0].Maybe("source"));
        var night = (await admin.Get("/api/dispatch/corrections")).Body.GetProperty("nights")[0];
        Assert.Equal(number, night.GetProperty("number").GetInt32());
        // Each night learns from all that was ever corrected: what another test of this host corrected is among it.
        var known = listed.GetProperty("items").GetArrayLength();
        Assert.Equal(known, night.GetProperty("cases").GetInt32());

        var compared = (
            await admin.Get($"/api/dispatch/models/compare?first=0&second={number}")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(known, compared.GetProperty("cases").GetInt32());
        Assert.Equal(1, await TracesAsync("compareModels"));
        (await admin.Post("/api/dispatch/models/in-force", new { number, seen = 0 })).Expect(
            HttpStatusCode.NoContent
        );
    }

    [Fact]
    public async Task A_class_put_right_at_the_unit_moves_the_figures_raises_the_urgency_and_teaches()
    {
        var id = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text = "潞湾街道小区门口的路灯不亮了",
                        channel = "walkIn",
                        unitId = host.City.Units.First(unit => unit.Name == Office).UnitId,
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var leader = host.As(Role.Leader, Office);
        var before = (await leader.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        var right = before.GetProperty("classCode").GetString() == "0501" ? "0202" : "0501";
        var path = $"/api/cases/{id}/class";
        Assert.Equal(
            "unknown-class",
            (await leader.Post(path, new { classCode = "9999", reason = "实为供水" })).Problem(422)
        );
        Assert.Equal(
            "reason-missing",
            (await leader.Post(path, new { classCode = right, reason = "" })).Problem(422)
        );

        var after = (
            await leader.Post(path, new { classCode = right, reason = "现场核实为另一类问题。" })
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(right, after.GetProperty("classCode").GetString());
        Assert.Equal(
            "classCorrected",
            after.GetProperty("timeline").EnumerateArray().Last().GetProperty("kind").GetString()
        );
        await host.CatchUpAsync();
        var listed = (
            await host.As(Role.Administrator, host.City.CityCentre!.Name)
                .Get("/api/dispatch/corrections")
        ).Expect(HttpStatusCode.OK);
        var item = Assert.Single(
            listed.GetProperty("items").EnumerateArray(),
            one => one.GetProperty("caseId").GetString() == id
        );
        // The other test of this host counts what a night learns from.
        (
            await host.As(Role.Administrator, host.City.CityCentre!.Name)
                .Put(
                    $"/api/dispatch/corrections/{id}/{item.GetProperty("seq").GetInt32()}/left-out",
                    new { why = "只为试验" }
                )
        ).Expect(HttpStatusCode.NoContent);
    }

    private async Task<int> TracesAsync(string action)
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync(Cancellation);
        return await connection.QuerySingleAsync<int>(
            "select count(*)::int from platform.audit_trail where action = @action",
            new { action }
        );
    }

    private async Task<string> CorrectedAsync(
        string text,
        string classCode,
        bool confidential = false
    )
    {
        var id = (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        confidential,
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var holder = (await host.As(Role.Auditor, Office).Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("unit")
            .GetProperty("name")
            .GetString()!;
        var unitId = host.City.Units.First(unit => unit.Name == Office).UnitId;
        (
            await host.As(Role.Dispatcher, holder)
                .Post($"/api/cases/{id}/dispatch", new { unitId, classCode })
        ).Expect(HttpStatusCode.OK);
        await host.Services.GetRequiredService<Follower>().ReachPresentAsync(Cancellation);
        return id;
    }

    private string? ClassOf(string code) =>
        host.Services.GetRequiredService<Dispatch.Contracts.Dispatcher>().Class(code)?.Name;

    /// <summary>To the next such time of the day.</summary>
    private void TurnTo(TimeOnly time)
    {
        var now = host.Clock.GetUtcNow();
        host.Clock.Advance(CivilTime.At(CivilTime.DayOf(now).AddDays(1), time) - now);
    }
}
