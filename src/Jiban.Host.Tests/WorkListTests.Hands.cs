using System.Net;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// In whose hands a case is, and what changes nothing of that.
public sealed partial class WorkListTests
{
    [Fact]
    public async Task Whose_a_case_is_stands_in_the_list_and_nobody_leaves_with_open_cases_in_hand()
    {
        var security = host.As(Role.SecurityAdministrator, host.City.CityCentre!.Name);
        var leader = host.As(Role.Leader, Office);
        var leaving = host.Who(Role.Handler, Office, "何要走");
        var next = host.Who(Role.Handler, Office, "季接手");
        var elsewhere = host.Who(
            Role.Handler,
            host.UnitName(host.City.Unit(UnitOf(Office))!.ParentId!.Value)
        );
        var id = await RegisteredAsync(Office);
        (await host.As(leaving).Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);

        Assert.Equal("何要走", Name(Assert.Single(await OfAsync(host.As(leaving), "me"))));
        Assert.Equal(
            id,
            Assert.Single(await OfAsync(leader, $"{leaving.Id}")).GetProperty("id").GetString()
        );
        Assert.Empty(await OfAsync(leader, $"{next.Id}"));
        Assert.Equal(
            "何要走",
            Name((await leader.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK))
        );

        var refused = await security.Post($"/api/accounts/{leaving.Id}/disable");
        Assert.Equal("holds-work", refused.Problem(409));
        Assert.Equal(1, refused.Body.GetProperty("cases").GetInt32());
        var held = (await security.Get($"/api/accounts/{leaving.Id}/held")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(1, held.GetProperty("held")[0].GetProperty("count").GetInt32());
        Assert.Contains(
            held.GetProperty("successors").EnumerateArray(),
            one => one.GetProperty("name").GetString() == "季接手"
        );
        Assert.Equal(
            "no-successor",
            (
                await security.Post(
                    $"/api/accounts/{leaving.Id}/disable",
                    new { handOverTo = elsewhere.Id }
                )
            ).Problem(422)
        );

        (
            await security.Post($"/api/accounts/{leaving.Id}/disable", new { handOverTo = next.Id })
        ).Expect(HttpStatusCode.NoContent);
        Assert.Equal("季接手", Name(Assert.Single(await OfAsync(leader, $"{next.Id}"))));
        Assert.Contains(
            (await leader.Get($"/api/cases/{id}")).Body.GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("kind").GetString() == "handedOver"
        );

        // Nobody is named: the case stays whose it was, and whoever can hand it over is told.
        (
            await security.Post($"/api/accounts/{next.Id}/disable", new { leaveToUnit = true })
        ).Expect(HttpStatusCode.NoContent);
        var signer = (await leader.Get("/api/cases/signers"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetGuid() == next.Id);
        Assert.True(signer.GetProperty("left").GetBoolean());
        Assert.Equal(1, signer.GetProperty("open").GetInt32());
        Assert.Contains(
            (await leader.Get("/api/notices"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray(),
            one =>
                one.GetProperty("kind").GetString() == "workLeft"
                && one.GetProperty("subjectId").GetGuid() == next.Id
        );

        static string? Name(JsonElement of) =>
            of.GetProperty("signer").GetProperty("name").GetString();

        static async Task<IReadOnlyList<JsonElement>> OfAsync(HttpClient who, string signer) =>
            [
                .. (await who.Get($"/api/cases?signer={signer}"))
                    .Expect(HttpStatusCode.OK)
                    .GetProperty("items")
                    .EnumerateArray(),
            ];
    }

    [Fact]
    public async Task Load_and_absence_are_seen_and_change_no_responsibility()
    {
        var estate = host.City.Buildings.First(one => one.EstateName is not null).EstateName;
        var before = await DispatchedAsync();
        var unit = before.GetProperty("unit").GetProperty("id").GetGuid();
        for (var more = 0; more < 30; more++)
        {
            await RegisteredAsync(host.UnitName(unit));
        }

        Same(before, await DispatchedAsync());
        // At night, when the unit is not at work.
        await host.PassAsync(TimeSpan.FromHours(13));
        Same(before, await DispatchedAsync());

        static void Same(JsonElement one, JsonElement other)
        {
            foreach (var of in (string[])["unit", "mode", "confidence", "state", "urgency"])
            {
                Assert.Equal(one.GetProperty(of).GetRawText(), other.GetProperty(of).GetRawText());
            }
        }

        async Task<JsonElement> DispatchedAsync()
        {
            var clerk = host.As(Role.Operator, Office);
            var id = (
                await clerk.Post(
                    "/api/cases",
                    new { text = $"{estate}门口路灯不亮，晚上漆黑", channel = "12345" }
                )
            )
                .Expect(HttpStatusCode.Created)
                .GetProperty("id")
                .GetString();
            return (await host.As(Role.Auditor, Office).Get($"/api/cases/{id}")).Expect(
                HttpStatusCode.OK
            );
        }
    }
}
