using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

// The bell of the desk: what a unit or a person is told there.
public sealed partial class NoticesTests
{
    [Fact]
    public async Task What_is_given_to_a_unit_is_new_to_each_of_it_until_read_and_to_nobody_else()
    {
        var handler = host.As(Role.Handler, Office);
        var colleague = host.As(Role.Handler, Office, "孟桥");
        var stranger = host.As(
            Role.Handler,
            host.City.Units.First(unit =>
                unit.Kind == UnitKind.StreetOffice && unit.Name != Office
            ).Name
        );
        var leader = host.As(Role.Leader, Office);
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        await host.CatchUpAsync();

        var told = Assert.Single(await ToldAsync(handler, id));
        Assert.Equal("dispatched", told.GetProperty("kind").GetString());
        Assert.Equal(await NumberAsync(id), told.GetProperty("number").GetString());
        Assert.False(told.GetProperty("read").GetBoolean());
        Assert.DoesNotContain("路灯", told.GetRawText(), StringComparison.Ordinal);
        var before = await UnreadAsync(handler);
        (
            await handler.Post(
                "/api/notices/read",
                new { ids = new[] { told.GetProperty("id").GetInt64() } }
            )
        ).Expect(HttpStatusCode.NoContent);

        Assert.True(Assert.Single(await ToldAsync(handler, id)).GetProperty("read").GetBoolean());
        Assert.Equal(before - 1, await UnreadAsync(handler));
        Assert.False(
            Assert.Single(await ToldAsync(colleague, id)).GetProperty("read").GetBoolean()
        );
        // Another unit, and whoever can't sign.
        Assert.Empty(await ToldAsync(stranger, id));
        Assert.Empty(await ToldAsync(leader, id));

        // What is not one's own is passed over, and all at once is one's own only.
        (
            await stranger.Post(
                "/api/notices/read",
                new { ids = new[] { told.GetProperty("id").GetInt64() } }
            )
        ).Expect(HttpStatusCode.NoContent);
        (await handler.Post("/api/notices/read", new { upTo = long.MaxValue })).Expect(
            HttpStatusCode.NoContent
        );
        Assert.Equal(0, await UnreadAsync(handler));
        Assert.NotEqual(0, await UnreadAsync(colleague));
    }

    [Fact]
    public async Task A_case_that_is_handed_over_is_told_to_the_one_who_takes_it_and_an_alarm_to_the_whole_unit()
    {
        var handler = host.As(Role.Handler, Office);
        var next = host.Who(Role.Handler, Office, "林接手");
        var leader = host.As(Role.Leader, Office);
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/hand-over",
                new { to = next.Id, reason = "调离本岗位" }
            )
        ).Expect(HttpStatusCode.OK);
        await host.CatchUpAsync();

        Assert.Contains("handedOver", await KindsAsync(host.As(next), id));
        Assert.DoesNotContain("handedOver", await KindsAsync(handler, id));

        await host.PassAsync(TimeSpan.FromDays(1.1));
        await host.CatchUpAsync();
        var alarm = (await ToldAsync(leader, id)).First(one =>
            one.GetProperty("kind").GetString() == "alarmed"
        );
        Assert.InRange(alarm.GetProperty("level").GetInt32(), 1, 3);
        Assert.Contains("alarmed", await KindsAsync(host.As(next), id));
    }

    private static async Task<IReadOnlyList<JsonElement>> ToldAsync(HttpClient who, string id) =>
        [
            .. (await who.Get("/api/notices"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Where(one => one.GetProperty("subjectId").GetString() == id),
        ];

    private static async Task<IEnumerable<string?>> KindsAsync(HttpClient who, string id) =>
        (await ToldAsync(who, id)).Select(one => one.GetProperty("kind").GetString());

    private static async Task<int> UnreadAsync(HttpClient who) =>
        (await who.Get("/api/notices")).Expect(HttpStatusCode.OK).GetProperty("unread").GetInt32();
}
