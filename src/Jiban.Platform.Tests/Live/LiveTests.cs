using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Live;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jiban.Platform.Tests.Live;

public sealed class LiveTests
{
    private static readonly Guid City = Some.Id(1);
    private static readonly Guid Street = Some.Id(2);
    private static readonly Guid OtherStreet = Some.Id(3);

    private static readonly Actor StreetHandler = new(Some.Id(11), "李明", Role.Handler, Street);
    private static readonly Actor CityDispatcher = new(Some.Id(12), "王芳", Role.Dispatcher, City);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_reaches_the_pages_of_every_host_that_may_see_the_unit_and_no_other()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync(one.Database);
        await using var handler = await Page.OpenAsync(two, StreetHandler);
        await using var dispatcher = await Page.OpenAsync(two, CityDispatcher);

        Publish(one, Change(101, OtherStreet));
        Publish(one, Change(102, Street));

        var seen = await handler.NextAsync("case");
        Assert.Contains($"\"id\":\"{Some.Id(102)}\"", seen, StringComparison.Ordinal);
        Assert.Contains("\"number\":\"n102\",\"state\":\"signed\"", seen, StringComparison.Ordinal);
        Assert.Contains("\"version\":3", seen, StringComparison.Ordinal);
        string[] both = [await dispatcher.NextAsync("case"), await dispatcher.NextAsync("case")];
        Assert.Contains(both, data => data.Contains("n101", StringComparison.Ordinal));
        Assert.Contains(both, data => data.Contains("n102", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notice_reaches_those_who_may_do_its_operation_for_one_of_its_units_and_no_others()
    {
        await using var host = await StartAsync();
        await using var handler = await Page.OpenAsync(host, StreetHandler);
        await using var elsewhere = await Page.OpenAsync(
            host,
            StreetHandler with
            {
                UnitId = OtherStreet,
            }
        );
        await using var caller = await Page.OpenAsync(
            host,
            CityDispatcher with
            {
                Role = Role.Caller,
            }
        );
        var events = host.Services.GetRequiredService<LiveEvents>();

        events.Publish(new Notice("whistle", Some.Id(300), Operation.ViewWhistles, [Street]));
        events.Publish(new Notice("whistle", Some.Id(301), Operation.ViewWhistles, [OtherStreet]));
        events.Publish(new Notice("whistle", Some.Id(302), Operation.ViewCases, [OtherStreet]));

        // The first that each hears: what came before was for others.
        Assert.Equal($"{{\"id\":\"{Some.Id(300)}\"}}", await handler.NextAsync("whistle"));
        Assert.Equal($"{{\"id\":\"{Some.Id(301)}\"}}", await elsewhere.NextAsync("whistle"));
        Assert.Equal($"{{\"id\":\"{Some.Id(302)}\"}}", await caller.NextAsync("whistle"));
    }

    [Fact]
    public async Task Many_changes_of_one_case_at_once_are_told_as_the_last()
    {
        var events = new LiveEvents();
        foreach (var version in new[] { 1, 3, 2 })
        {
            events.Publish(Change(101, Street) with { Version = version });
        }

        var taken = Assert.Single(await events.TakeAsync(Cancellation));
        Assert.Equal(3, Assert.IsType<LiveMessage.Changed>(taken).Case.Version);
    }

    [Fact]
    public async Task A_flood_is_told_as_one_request_to_look_again()
    {
        var events = new LiveEvents();
        for (var i = 0; i < 5_000; i++)
        {
            events.Publish(Change(1_000 + i, Street));
        }

        Assert.IsType<LiveMessage.Refresh>(Assert.Single(await events.TakeAsync(Cancellation)));
        events.Publish(Change(101, Street));
        Assert.IsType<LiveMessage.Changed>(Assert.Single(await events.TakeAsync(Cancellation)));
    }

    [Fact]
    public void A_notification_holds_what_fits_and_nothing_is_lost_between_them()
    {
        LiveMessage[] messages =
        [
            .. Enumerable.Range(0, 500).Select(i => new LiveMessage.Changed(Change(i, Street))),
            new LiveMessage.Refresh(),
        ];
        var packs = LiveMessage.Pack(messages).ToArray();
        Assert.All(packs, pack => Assert.True(pack.Length <= LiveMessage.MostBytes));
        Assert.InRange(packs.Length, 2, 20);
        Assert.Equal(messages, packs.SelectMany(LiveMessage.Unpack));
        Assert.Empty(LiveMessage.Unpack("not ours"));
    }

    [Fact]
    public async Task A_page_that_comes_back_is_told_to_look_again()
    {
        await using var host = await StartAsync();
        await using var page = await Page.OpenAsync(host, StreetHandler, lastEventId: "5");
        Assert.Equal("{}", await page.NextAsync("refresh"));
    }

    [Fact]
    public async Task A_quiet_stream_beats_every_fifteen_seconds()
    {
        await using var host = await StartAsync();
        await using var page = await Page.OpenAsync(host, StreetHandler);
        for (var i = 0; i < 3; i++)
        {
            await page.AfterAdvancingAsync(
                host.Clock,
                TimeSpan.FromSeconds(15),
                line => line == ":"
            );
        }
    }

    [Fact]
    public async Task The_stream_ends_when_the_account_is_disabled()
    {
        await using var host = await StartAsync();
        var id = await host.AccountAsync("li.ming", Role.Handler, Street);
        using var client = host.Client();
        await (await PlatformHost.SignInAsync(client, "li.ming")).JsonAsync(200);
        await using var page = await Page.OpenAsync(client);
        await host.Accounts.DisableAsync(id, Cancellation);
        var turned = await page.AfterAdvancingAsync(
            host.Clock,
            TimeSpan.FromSeconds(15),
            line => line is null
        );
        // Well before the session itself would have run out.
        Assert.True(turned < SessionCookie.Idle / 2, $"only after {turned}");
    }

    [Fact]
    public async Task The_stream_ends_at_once_when_the_host_stops()
    {
        await using var host = await StartAsync();
        await using var page = await Page.OpenAsync(host, StreetHandler);
        var began = TimeProvider.System.GetTimestamp();
        await host.Services.GetRequiredService<IHost>().StopAsync(Cancellation);
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_page_that_does_not_read_is_dropped_and_leaves_the_others_alone()
    {
        var audience = new LiveAudience();
        using var slow = audience.Join(_ => true);
        using var quick = audience.Join(_ => true);
        for (var i = 0; i < 1_000; i++)
        {
            audience.Tell([new LiveMessage.Changed(Change(i, Street))]);
            Assert.True(quick.Messages.TryRead(out _));
        }

        Assert.True(slow.Dropped.IsCancellationRequested);
        Assert.False(quick.Dropped.IsCancellationRequested);
        Assert.Equal(1, audience.Count);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Who_follows_the_journal_is_woken_by_a_change_on_another_host_and_else_by_time()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync(one.Database);
        await using var ready = await Page.OpenAsync(two, CityDispatcher);
        var events = two.Services.GetRequiredService<LiveEvents>();
        var woken = events.SignalAsync(TimeSpan.FromHours(1), two.Clock, Cancellation);
        Assert.False(woken.IsCompleted);
        Publish(one, Change(101, Street));
        await woken.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        var waited = events.SignalAsync(TimeSpan.FromHours(1), two.Clock, Cancellation);
        two.Clock.Advance(TimeSpan.FromHours(1));
        await waited.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact]
    public async Task A_stranger_hears_nothing()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        await client.GetAsync("/api/live", Cancellation).ProblemAsync(401, "sign-in");
    }

    [Fact]
    public async Task When_the_store_comes_back_everybody_is_told_to_look_again()
    {
        await using var host = await StartAsync();
        await using var page = await Page.OpenAsync(host, StreetHandler);
        await using (var connection = await host.Database.App.OpenAsync(Cancellation))
        {
            var cut = await connection.QueryAsync<bool>(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'"
            );
            Assert.Equal([true], cut);
        }

        Assert.Equal("{}", await page.NextAsync("refresh"));
    }

    private static void Publish(PlatformHost host, CaseChanged change) =>
        host.Services.GetRequiredService<LiveEvents>().Publish(change);

    private static CaseChanged Change(int n, Guid unit) =>
        new(Some.Id(n), $"n{n}", "signed", unit, 3);

    private static Task<PlatformHost> StartAsync(TestDatabase? database = null) =>
        PlatformHost.StartAsync(
            services =>
                services.AddSingleton(
                    new UnitTree(
                        _ => null,
                        (below, above) => above == City && (below == Street || below == OtherStreet)
                    )
                ),
            database: database
        );
}
