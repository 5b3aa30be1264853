using System.Net;
using Dapper;
using Jiban.Channels.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Host.Tests;

/// <summary>Notices to requesters by SMS and to units by webhook; one server plays both.</summary>
public sealed partial class NoticesTests(CityHost host) : IClassFixture<CityHost>, IAsyncLifetime
{
    private const string Secret = "between-us-and-the-gateway";
    private const string Office = "潞湾街道办事处";
    private const string Phone = "13800001234";
    private static int _connections;
    private UpstreamCity _gateway = null!;

    private HttpClient Administrator => host.As(Role.Administrator, host.City.CityCentre!.Name);
    private Guid OfficeId => host.City.Units.First(unit => unit.Name == Office).UnitId;

    public async ValueTask InitializeAsync()
    {
        _gateway = await UpstreamCity.StartAsync(Secret, host.Clock);
        if (_connections == 0)
        {
            // Nothing is written down for a gateway that is not there, so nothing goes out when one comes.
            await RegisterAsync("没有网关时登记的诉求");
            await host.CatchUpAsync();
            Assert.Equal(0, await CountAsync());
            await host.PassAsync(TimeSpan.FromMinutes(1));
        }

        await host.ConnectAsync("sms", new(_gateway.Address, "sms"), Secret, _connections);
        await host.ConnectAsync(
            $"unit:{OfficeId}",
            new(_gateway.Address, "hook"),
            Secret,
            _connections++
        );
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_requester_is_told_each_step_by_its_template_and_the_unit_learns_number_and_state_only()
    {
        var id = await RegisterAsync("小区门口路灯坏了请来修");
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{id}/sign")).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();

        var number = (await handler.Get($"/api/cases/{id}"))
            .Body.GetProperty("number")
            .GetString()!;
        var sms = To("sms", number);
        Assert.Equal(2, sms.Count);
        Assert.All(sms, one => Assert.Equal(Phone, one.Body.GetProperty("phone").GetString()));
        Assert.Contains("已登记", Text(sms[0]), StringComparison.Ordinal);
        Assert.Contains("约见面", Text(sms[0]), StringComparison.Ordinal);
        Assert.Contains(
            $"https://jiban.example/follow#number={number}&code=",
            Text(sms[0]),
            StringComparison.Ordinal
        );
        Assert.Equal($"{Office}已签收您的诉求{number}，将尽快与您联系。", Text(sms[1]));

        var hook = Assert.Single(To("hook", number));
        Assert.Equal("dispatched", hook.Body.GetProperty("kind").GetString());
        Assert.DoesNotContain(Phone, hook.Body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("路灯", hook.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(_gateway.Unsigned);

        // Neither the telephone nor a word of it stands in the outbox.
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        var rows = string.Join(
            '\n',
            await connection.QueryAsync<string>("select o::text from channels.outbox o")
        );
        Assert.DoesNotContain(Phone, rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_unit_is_told_of_what_is_its_to_do_and_each_end_by_its_own_words()
    {
        host.Clock.SetUtcNow(
            CivilTime.At(CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1), new TimeOnly(10, 0))
        );
        var centre = host.City.CityCentre!;
        var district = host.City.Unit(OfficeId)!.ParentId!.Value;
        var helper = host.City.Units.First(unit =>
            unit.Name.Contains("照明中心", StringComparison.Ordinal)
        );
        foreach (
            var (unit, hook) in new[]
            {
                (district, "above"),
                (centre.UnitId, "centre"),
                (helper.UnitId, "helper"),
            }
        )
        {
            await HookAsync(unit, hook);
        }

        var late = await RegisterAsync("小区门口路灯坏了请来修");
        var handler = host.As(Role.Handler, Office);
        (await handler.Post($"/api/cases/{late}/sign")).Expect(HttpStatusCode.OK);
        (
            await host.As(Role.Dispatcher, Office)
                .Post(
                    $"/api/cases/{late}/assistance",
                    new { units = new[] { helper.UnitId }, reason = "请到现场配合断电" }
                )
        ).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{late}/return",
                new
                {
                    reason = "不属本单位职责",
                    document = "《移交清单》第12行：该处由区属部门养护",
                }
            )
        ).Expect(HttpStatusCode.OK);
        await host.DeliverAsync();
        var number = await NumberAsync(late);
        Assert.Equal(
            $"请协助{Office}办理诉求{number}。",
            Text(Assert.Single(To("helper", number)))
        );
        Assert.Equal(
            $"{Office}申请退回诉求{number}，请审核。",
            Text(Assert.Single(To("above", number)))
        );
        Assert.Empty(To("centre", number));

        var due = (await handler.Get($"/api/cases/{late}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("deadlines")
            .EnumerateArray()
            .First(one => one.GetProperty("kind").GetString() == "resolve")
            .GetProperty("dueAt")
            .GetDateTimeOffset();
        await host.PassAsync(due.AddMinutes(1) - host.Clock.GetUtcNow());
        await host.DeliverAsync();
        Assert.Contains(
            $"{Office}承办的诉求{number}已超时，请督促。",
            To("above", number).Select(Text)
        );
        await host.PassAsync(TimeSpan.FromDays(8));
        await host.DeliverAsync();
        Assert.Contains(
            $"{Office}承办的诉求{number}超时较久，请领导过问。",
            To("centre", number).Select(Text)
        );

        // An end of another kind is told as what it is, and not as closed as well.
        var elsewhere = await RegisterAsync("公司拖欠工资三个月没有发");
        (
            await host.As(Role.Dispatcher, Office)
                .Post(
                    $"/api/cases/{elsewhere}/legal-path",
                    new { path = "arbitration", answer = "请向劳动仲裁委员会申请仲裁" }
                )
        ).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.DeliverAsync();
        var told = To("sms", await NumberAsync(elsewhere)).Select(Text).ToList();
        Assert.Contains(told, text => text.Contains("法定途径", StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains("已结案", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_woken_and_after_an_erasure_nobody_is_told()
    {
        var tonight = CivilTime.At(
            CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1),
            new TimeOnly(23, 0)
        );
        host.Clock.SetUtcNow(tonight);
        await host.DeliverAsync();
        var before = await WaitingAsync(); // What other tests have left for the morning.
        var kept = await RegisterAsync("小区门口的垃圾没有人清运");
        var erased = await RegisterAsync("建议在公园里多种一些花草树木");
        await host.DeliverAsync();
        Assert.DoesNotContain(_gateway.Taken, one => one.Operation == "sms");

        Assert.Equal(before + 2, await WaitingAsync());
        (
            await host.As(Role.SecurityAdministrator, host.City.CityCentre!.Name)
                .Post(
                    "/api/erasures",
                    new
                    {
                        number = await NumberAsync(erased),
                        reason = "本人书面申请删除",
                        everywhere = false,
                    }
                )
        ).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(9.1));
        await host.DeliverAsync();

        var told = Assert.Single(To("sms", await NumberAsync(kept)));
        Assert.Contains(await NumberAsync(kept), Text(told), StringComparison.Ordinal);
        Assert.Empty(To("sms", await NumberAsync(erased)));
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        Assert.Equal(
            ("dropped", "erased"),
            await connection.QuerySingleAsync<(string, string)>(
                "select state, fault from channels.outbox where case_id = @id and destination = 'requester'",
                new { id = Guid.Parse(erased) }
            )
        );
    }

    [Fact]
    public async Task Two_that_deliver_at_once_send_each_message_once_and_a_rebuild_sends_nothing_again()
    {
        host.Clock.SetUtcNow(
            CivilTime.At(CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1), new TimeOnly(10, 0))
        );
        // What other tests left waiting goes first.
        await host.DeliverAsync();
        var before = _gateway.Taken.Count;
        for (var i = 0; i < 10; i++)
        {
            await RegisterAsync($"第{i}件诉求，路面坑洼不平");
        }

        await host.CatchUpAsync();
        var clocks = host.Services.GetRequiredService<ChannelClocks>();
        var cancellation = TestContext.Current.CancellationToken;
        var sent = await Task.WhenAll(
            clocks.DeliverDueAsync(cancellation),
            clocks.DeliverDueAsync(cancellation)
        );
        Assert.Equal(20, sent.Sum()); // An SMS and a webhook each.
        Assert.Equal(20, _gateway.Taken.Count - before);
        Assert.Equal(0, _gateway.Repeats);

        var outbox = host
            .Services.GetServices<IProjection>()
            .Single(projection => projection.Name == "channels.outbox");
        await host.Services.GetRequiredService<Follower>().RebuildAsync(outbox, cancellation);
        Assert.Equal(0, await host.DeliverAsync());
        Assert.Equal(0, _gateway.Repeats);
    }

    [Fact]
    public async Task A_template_is_previewed_and_names_only_what_its_reader_may_know()
    {
        const string path = "/api/settings/notice-templates/closed";
        var preview = (
            await Administrator.Post(
                $"{path}/preview",
                new { zh = "诉求{number}已结案。" + new string('谢', 60), en = "Closed: {who}" }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(2, preview.GetProperty("zh").GetProperty("segments").GetInt32());
        Assert.Equal("{who}", preview.GetProperty("en").GetProperty("unknown")[0].GetString());

        var version = (await Administrator.Get("/api/settings/notice-templates"))
            .Expect(HttpStatusCode.OK)
            .EnumerateArray()
            .First(one => one.GetProperty("code").GetString() == "closed")
            .GetProperty("version")
            .GetInt32();
        object Wanted(string en) =>
            new
            {
                zh = "诉求{number}已结案，感谢您的反映。",
                en,
                inUse = true,
                version,
            };
        var refused = await Administrator.Put(path, Wanted("Closed: {who}"));
        Assert.Equal("malformed", refused.Problem(400));
        Assert.True(refused.Body.GetProperty("errors").TryGetProperty("en", out _));
        (await Administrator.Put(path, Wanted("Request {number} is closed."))).Expect(
            HttpStatusCode.NoContent
        );
        Assert.Equal(
            "changed-meanwhile",
            (await Administrator.Put(path, Wanted("Again {number}."))).Problem(409)
        );
        Assert.Equal(
            "malformed",
            (
                await Administrator.Put(
                    "/api/settings/notice-templates/unit-dispatched",
                    new
                    {
                        zh = "{number}的查询码是{code}",
                        en = "{number}",
                        inUse = true,
                        version = 1,
                    }
                )
            ).Problem(400)
        );
    }

    [Fact]
    public async Task A_secret_is_never_told_and_lies_wrapped()
    {
        var shown = (await Administrator.Get("/api/settings/destinations")).Expect(
            HttpStatusCode.OK
        );
        Assert.DoesNotContain(Secret, shown.GetRawText(), StringComparison.Ordinal);
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        var boxes = await connection.QueryAsync<byte[]>("select secret from channels.destination");
        Assert.All(
            boxes,
            box =>
                Assert.DoesNotContain(
                    Secret,
                    System.Text.Encoding.Latin1.GetString(box),
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(
            "malformed",
            (
                await Administrator.Put(
                    "/api/settings/destinations/upstream",
                    new
                    {
                        url = "ftp://city.example/",
                        secret = "short",
                        english = false,
                        inUse = true,
                        version = 0,
                    }
                )
            ).Problem(400)
        );
    }

    private async Task<string> RegisterAsync(string text) => (
            await host.As(Role.Operator, Office)
                .Post(
                    "/api/cases",
                    new
                    {
                        text,
                        channel = "walkIn",
                        unitId = OfficeId,
                        contact = new { name = "何小满", phone = Phone },
                    }
                )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;

    private async Task<string> NumberAsync(string id) =>
        (await host.As(Role.Handler, Office).Get($"/api/cases/{id}"))
            .Body.GetProperty("number")
            .GetString()!;

    private List<Taken> To(string path, string number) =>
        [
            .. _gateway.Taken.Where(one =>
                one.Operation == path
                && one.Body.GetRawText().Contains(number, StringComparison.Ordinal)
            ),
        ];

    private async Task<int> WaitingAsync() =>
        (await Administrator.Get("/api/exchange/outbox"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("waiting")
            .GetInt32();

    private static string Text(Taken taken) => taken.Body.GetProperty("text").GetString()!;

    private async Task<int> CountAsync()
    {
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from channels.outbox"
        );
    }
}
