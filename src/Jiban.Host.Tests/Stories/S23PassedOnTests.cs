using System.Net;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Host.Tests.Stories;

/// <summary>
/// S23: the city's 12345 line passes its orders on, and hears back what becomes of them, whatever the link does. A server plays the city.
/// </summary>
public sealed partial class S23PassedOnTests(CityHost host)
    : IClassFixture<CityHost>,
        IAsyncLifetime
{
    private const string Secret = "only-the-city-and-we-know-it";
    private static int _orders;
    private static int _connections;
    private UpstreamCity _city = null!;

    private Building Home => host.City.Buildings.First(building => building.EstateName is not null);
    private Region Community => host.City.Region(Home.CommunityId)!;
    private Region District => host.City.Region(Street.ParentId!.Value)!;
    private Region Street => host.City.Region(Community.ParentId!.Value)!;
    private string Centre => host.City.CityCentre!.Name;
    private HttpClient Administrator => host.As(Role.Administrator, Centre);

    public async ValueTask InitializeAsync()
    {
        _city = await UpstreamCity.StartAsync(Secret, host.Clock);
        await host.ConnectAsync("upstream", _city.Address, Secret, _connections++);
    }

    public async ValueTask DisposeAsync()
    {
        // The next city shall hear nothing of what this one was to be told.
        _city.Trouble = Trouble.None;
        await WaitAndDeliverAsync();
        await _city.DisposeAsync();
    }

    [Fact]
    public async Task An_order_keeps_its_number_and_its_limit_and_is_one_case_however_often_it_comes()
    {
        var (no, limit) = (NextNumber(), host.Clock.GetUtcNow().AddHours(60));
        var order = Clear(no, limit);

        var first = await _city.PassOnAsync(host.Address, no, order);
        var again = await _city.PassOnAsync(host.Address, no, order);
        var other = await _city.PassOnAsync(host.Address, no, Clear(no, limit.AddHours(1)));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Body.ToString(), again.Body.ToString());
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal("/problems/order-differs", other.Body.GetProperty("type").GetString());
        Assert.Equal(no, first.Body.GetProperty("orderNo").GetString());
        Assert.Equal(limit, first.Body.GetProperty("dueResolve").GetDateTimeOffset());

        var page = await PageAsync(first.Body);
        Assert.Equal("12345", page.GetProperty("channel").GetProperty("code").GetString());
        Assert.Single(page.GetProperty("attachments").EnumerateArray());
        Assert.Equal(limit, Due(page, "resolve"));
    }

    [Fact]
    public async Task Clear_authority_goes_to_the_street_the_rest_to_the_district_which_allocates_within_the_limit()
    {
        var limit = host.Clock.GetUtcNow().AddHours(60);
        var clear = await _city.PassOnAsync(host.Address, NextNumber(), Clear(null, limit));
        Assert.True(clear.Body.GetProperty("dispatched").GetBoolean());
        var office = host.City.StreetOffice(Street.RegionId)!;
        var unit = host.City.Units.First(one =>
            one.Code == clear.Body.GetProperty("unit").GetProperty("code").GetString()
        );
        Assert.True(
            unit.UnitId == office.UnitId || host.City.IsBelow(unit.UnitId, office.UnitId),
            unit.Name
        );

        var no = NextNumber();
        var unclear = await _city.PassOnAsync(
            host.Address,
            no,
            new
            {
                orderNo = no,
                content = "这件事你们到底管不管，我打了好几次了",
                district = District.Name,
                street = Street.Name,
                limit,
            }
        );
        var government = host.City.DistrictGovernment(District.RegionId)!;
        Assert.False(unclear.Body.GetProperty("dispatched").GetBoolean());
        Assert.Equal(
            government.Name,
            unclear.Body.GetProperty("unit").GetProperty("name").GetString()
        );

        var nameless = NextNumber();
        var refused = await _city.PassOnAsync(
            host.Address,
            nameless,
            new
            {
                orderNo = nameless,
                content = "路灯坏了，请来修",
                component = "1",
            }
        );
        Assert.Equal("/problems/unknown-component", refused.Body.GetProperty("type").GetString());

        var id = (await PageAsync(unclear.Body)).GetProperty("id").GetString();
        var allocated = (
            await host.As(Role.Dispatcher, government.Name)
                .Post($"/api/cases/{id}/dispatch", new { unitId = office.UnitId })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(office.Name, allocated.GetProperty("unit").GetProperty("name").GetString());
        Assert.Equal(limit, Due(allocated, "resolve"));
    }

    [Fact]
    public async Task A_return_is_judged_here_and_only_what_is_given_back_waits_for_the_citys_word()
    {
        var (no, id, handler) = await TakenOnAsync();
        (
            await handler.Post(
                $"/api/cases/{id}/return",
                new
                {
                    reason = "该处不在本市范围，见界线图。",
                    document = "《移交清单》第12行：该处由区属部门养护",
                }
            )
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();
        Assert.Equal(["sign"], Told(no).Select(one => one.Operation));

        var path = $"/api/cases/{id}/return/give-back";
        var reason = new { reason = "不在本市行政区域，依据界线图。" };
        var government = host.City.DistrictGovernment(District.RegionId)!;
        Assert.Equal(
            "top-unit-only",
            (await host.As(Role.Dispatcher, government.Name).Post(path, reason)).Problem(403)
        );
        (await host.As(Role.Dispatcher, Centre).Post(path, reason)).Expect(
            HttpStatusCode.NoContent
        );
        await host.DeliverAsync();
        var asked = Told(no)[^1];
        Assert.Equal("return", asked.Operation);

        var decision = $"/api/upstream/orders/{no}/return/{asked.Body.GetProperty("seq")}/decision";
        var accepted = new { accepted = true, reason = "确属外市，收回。" };
        var decided = await SayAsync(decision, accepted, $"{no}/1");
        var again = await SayAsync(decision, accepted, $"{no}/1");
        Assert.Equal("closed", decided.GetProperty("state").GetString());
        Assert.Equal(decided.ToString(), again.ToString());
        Assert.Equal(
            "not-given-back",
            await RefusedAsync(decision, accepted, $"{no}/2", HttpStatusCode.Conflict)
        );
        await host.DeliverAsync();
        Assert.Equal("return", Told(no)[^1].Operation); // What the city said itself is not told back.
        // Nobody has ruled here whose it is: no rule can be made of it.
        var rulings = await Administrator.Get("/api/cases/rulings/open");
        Assert.Empty(rulings.Expect(HttpStatusCode.OK).EnumerateArray());
    }

    [Fact]
    public async Task The_citys_words_are_taken_once_and_by_the_rules_of_the_desk()
    {
        var (no, id, handler) = await TakenOnAsync();
        var orders = $"/api/upstream/orders/{no}";
        await SayAsync($"{orders}/supervise", new { text = "请于周五前办结。" }, $"{no}/1");
        (
            await handler.Post(
                $"/api/cases/{id}/supervise/answer",
                new { text = "已派人更换，周四办结。" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "not-resolved",
            await RefusedAsync($"{orders}/close", new { }, $"{no}/2", HttpStatusCode.Conflict)
        );
        await handler.NeedsNoMeetingAsync(id);
        await ResolveAsync(handler, id);

        var limit = host.Clock.GetUtcNow().AddHours(10);
        var rejected = await SayAsync(
            $"{orders}/reject-result",
            new { reason = "现场仍然不亮。", limit },
            $"{no}/3"
        );
        Assert.Equal("signed", rejected.GetProperty("state").GetString());
        var page = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, page.GetProperty("handling").GetInt32());
        Assert.Equal(limit, Due(page, "resolve"));

        await handler.NeedsNoMeetingAsync(id);
        await ResolveAsync(handler, id);
        await SayAsync(
            $"{orders}/callback",
            new
            {
                reached = true,
                contacted = true,
                solved = "solved",
                satisfied = "basicallySatisfied",
            },
            $"{no}/4"
        );
        await SayAsync($"{orders}/exclude", new { reason = "同一事项已计入。" }, $"{no}/5");
        var closed = await SayAsync($"{orders}/close", new { }, $"{no}/6");
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        page = (await handler.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["supervised", "reopened", "calledBack", "excluded", "closed"],
            page.GetProperty("timeline")
                .EnumerateArray()
                .Where(entry => entry.GetProperty("actor").GetString() == "市12345")
                .Select(entry => entry.GetProperty("kind").GetString())
                .Where(kind => kind is not "registered" and not "dispatched")
        );
        await host.DeliverAsync();
        Assert.Equal(
            ["sign", "progress", "contact", "result", "contact", "result"],
            Told(no).Select(one => one.Operation)
        );
    }

    [Fact]
    public async Task Who_does_not_sign_or_signs_again_what_was_signed_is_sent_away()
    {
        const string path = "/api/upstream/dict/units";
        async Task<string?> TryAsync(Action<HttpRequestMessage> spoil) =>
            Slug((await _city.SayAsync(host.Address, HttpMethod.Get, path, spoil: spoil)).Body);
        void Set(HttpRequestMessage request, string header, string value)
        {
            request.Headers.Remove(header);
            request.Headers.Add(header, value);
        }

        Assert.Equal(
            "signature",
            await TryAsync(request => Set(request, "X-Signature", new string('0', 64)))
        );
        Assert.Equal("signature", await TryAsync(request => Set(request, "X-Nonce", "another")));
        Assert.Equal(
            "signature-time",
            await TryAsync(request => Set(request, "X-Timestamp", "1700000000"))
        );
        Assert.Equal("sign-in", (await host.Citizen.Get(path)).Problem(401));

        var headers = new List<(string, string)>();
        await _city.SayAsync(
            host.Address,
            HttpMethod.Get,
            path,
            spoil: request =>
                headers.AddRange(
                    request.Headers.Select(header => (header.Key, header.Value.First()))
                )
        );
        Assert.Equal(
            "signature-used",
            (await host.Citizen.Send(HttpMethod.Get, path, null, [.. headers])).Problem(401)
        );

        var units = await _city.SayAsync(host.Address, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, units.Status);
        var token = units.Body.GetProperty("token").GetString();
        var since = await _city.SayAsync(host.Address, HttpMethod.Get, $"{path}?since={token}");
        Assert.False(since.Body.GetProperty("changed").GetBoolean());
    }

    /// <summary>An order that the street has signed.</summary>
    private async Task<(string No, string Id, HttpClient Handler)> TakenOnAsync()
    {
        var no = NextNumber();
        var answer = await _city.PassOnAsync(
            host.Address,
            no,
            Clear(no, host.Clock.GetUtcNow().AddDays(3))
        );
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body.ToString());
        var page = await PageAsync(answer.Body);
        var id = page.GetProperty("id").GetString()!;
        var handler = host.As(
            Role.Handler,
            page.GetProperty("unit").GetProperty("name").GetString()!
        );
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        return (no, id, handler);
    }

    private object Clear(string? no, DateTimeOffset limit)
    {
        var picture = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNoaGBoaAAABgYCASzBUNcAAAAASUVORK5CYII="
        );
        var number = no ?? $"12345-261120-{_orders:d6}";
        return new
        {
            orderNo = number,
            content = $"{Home.EstateName}物业收了物业费，却不打扫楼道，也不修单元门，投诉物业管理混乱",
            // Somebody else in each order: the same person, place and matter again would be a repeat, which a leader has to close.
            requester = new { name = "何小满", phone = $"13800{number[^6..]}" },
            district = District.Name,
            street = Street.Name,
            limit,
            attachments = new[]
            {
                new
                {
                    sha256 = Convert.ToHexString(
                        System.Security.Cryptography.SHA256.HashData(picture)
                    ),
                    content = picture,
                },
            },
        };
    }

    private static string NextNumber() => $"12345-261120-{Interlocked.Increment(ref _orders):d6}";

    private static async Task ResolveAsync(HttpClient handler, string id) =>
        (
            await handler.Post(
                $"/api/cases/{id}/resolve",
                new
                {
                    outcome = "solved",
                    answer = "路灯已修好，恢复照明。",
                    attachments = new[] { await handler.Picture() },
                }
            )
        ).Expect(HttpStatusCode.OK);

    private Task<Answer> CallBackAsync(string id) =>
        host.As(Role.Caller, Centre)
            .Post(
                $"/api/cases/{id}/call-back",
                new
                {
                    reached = true,
                    contacted = true,
                    solved = "solved",
                    satisfied = "satisfied",
                }
            );

    private async Task<JsonElement> SayAsync(string path, object body, string key)
    {
        var (status, answer) = await _city.SayAsync(host.Address, HttpMethod.Post, path, body, key);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
        return answer;
    }

    private async Task<string?> RefusedAsync(
        string path,
        object body,
        string key,
        HttpStatusCode expected
    )
    {
        var (status, answer) = await _city.SayAsync(host.Address, HttpMethod.Post, path, body, key);
        Assert.Equal(expected, status);
        return Slug(answer);
    }

    private static string? Slug(JsonElement problem) =>
        problem
            .GetProperty("type")
            .GetString()
            ?.Replace("/problems/", "", StringComparison.Ordinal);

    private async Task<JsonElement> PageAsync(JsonElement taken)
    {
        var auditor = host.As(Role.Auditor, Centre);
        var row = (await auditor.Get($"/api/cases?q={taken.GetProperty("number").GetString()}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")[0];
        return (await auditor.Get($"/api/cases/{row.GetProperty("id").GetString()}")).Expect(
            HttpStatusCode.OK
        );
    }

    private static DateTimeOffset? Due(JsonElement page, string step) =>
        page.GetProperty("deadlines")
            .EnumerateArray()
            .Where(one => one.GetProperty("kind").GetString() == step)
            .Select(one => one.GetProperty("dueAt").GetDateTimeOffset())
            .FirstOrDefault();
}
