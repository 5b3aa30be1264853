using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch.Tests;

/// <summary>The catalogue in the store: filled once, read whole, edited by an administrator.</summary>
public sealed partial class CatalogueTests(CatalogueSite site) : IClassFixture<CatalogueSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_store_is_filled_with_what_ships_and_reads_back_the_same()
    {
        var (_, rows, _) = await CatalogueStore.ReadAsync(site.Store.App, Cancellation);

        Assert.Equal(
            ShippedCatalogue.Rows.Channels.Select(c => c.Code),
            rows.Channels.Select(c => c.Code).Where(c => c != "booth")
        );
        Assert.Equal(ShippedCatalogue.Rows.Terms.Distinct().Count(), rows.Terms.Count);
        Assert.Equal(ShippedCatalogue.Rows.Filing, rows.Filing);
        var shipped = ShippedCatalogue.Rows.Rules.First(rule => rule.Code == "title-deed");
        var kept = rows.Rules.First(rule => rule.Code == "title-deed");
        // A record compares its lists as objects.
        Assert.Equal(shipped with { Units = kept.Units, Assisting = kept.Assisting }, kept);
        Assert.Equal(shipped.Units, kept.Units);
        Assert.Equal(shipped.Assisting, kept.Assisting);
    }

    [Fact]
    public async Task A_filled_store_is_not_filled_again()
    {
        await using var owner = await site.Store.Owner.OpenConnectionAsync(Cancellation);
        await owner.ExecuteAsync("update dispatch.class set name_en = 'Kept' where code = '2601'");

        await CatalogueStore.FillAsync(site.Store.App, ShippedCatalogue.Rows, Cancellation);

        Assert.Equal(
            "Kept",
            await owner.ExecuteScalarAsync<string>(
                "select name_en from dispatch.class where code = '2601'"
            )
        );
    }

    [Fact]
    public async Task Classes_and_channels_are_listed_for_staff()
    {
        var classes = await site.As(Role.Operator)
            .GetFromJsonAsync<JsonElement>("/api/classes", Cancellation);
        var channels = await site.As(Role.Operator)
            .GetFromJsonAsync<JsonElement>("/api/channels", Cancellation);

        var property = classes
            .EnumerateArray()
            .Single(c => c.GetProperty("code").GetString() == "0301");
        Assert.Equal("03", property.GetProperty("parentCode").GetString());
        Assert.Equal("物业管理", property.GetProperty("name").GetString());
        Assert.Contains(
            channels.EnumerateArray(),
            c =>
                c.GetProperty("code").GetString() == "streetLine"
                && c.GetProperty("isOwn").GetBoolean()
        );
    }

    [Fact]
    public async Task Nobody_but_an_administrator_edits()
    {
        var change = new
        {
            name = "x",
            nameEn = "x",
            urgency = "ordinary",
            version = 1,
        };

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (
                await site.As(Role.Public).PutAsJsonAsync("/api/classes/0301", change, Cancellation)
            ).StatusCode switch
            {
                HttpStatusCode.Forbidden => HttpStatusCode.Unauthorized,
                var other => other,
            }
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await site.As(Role.Leader).PutAsJsonAsync("/api/classes/0301", change, Cancellation)
            ).StatusCode
        );
    }

    [Fact]
    public async Task A_change_is_in_force_at_once_leaves_a_trace_and_is_refused_to_the_second_who_looked_at_the_old()
    {
        var client = site.As(Role.Administrator);
        var change = new
        {
            name = "网络购物",
            nameEn = "Online shopping",
            urgency = "urgent",
            version = 1,
        };

        var first = await client.PutAsJsonAsync("/api/classes/0103", change, Cancellation);
        var second = await client.PutAsJsonAsync("/api/classes/0103", change, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal("网络购物", site.Dispatcher.Class("0103")?.Name);
        Assert.Equal(Urgency.Urgent, site.Dispatcher.Class("0103")?.Urgency);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("/problems/changed-meanwhile", await TypeOf(second));
        await using var owner = await site.Store.Owner.OpenConnectionAsync(Cancellation);
        Assert.Equal(
            1,
            await owner.ExecuteScalarAsync<int>(
                "select count(*) from platform.audit_trail where subject = 'class/0103' and action = 'editSettings'"
            )
        );
    }

    [Fact]
    public async Task Filing_conditions_of_a_class_are_set_hold_at_once_and_are_taken_away_again()
    {
        var client = site.As(Role.Administrator);
        var change = new
        {
            words = "店外占用便道超过一半",
            wordsEn = "More than half of the pavement is taken",
            needsPin = true,
            needsComponent = false,
            minPhotos = 2,
            minClassPermille = 600,
            sizes = new[]
            {
                new
                {
                    dimension = "share",
                    value = 50,
                    over = true,
                },
            },
            allSizes = true,
            urgency = "urgent",
            version = 0,
        };
        const string path = "/api/filing-conditions/1106";
        Decision Report(int share) =>
            site.Dispatcher.Decide(
                Say.Message(
                    "店外堆货",
                    pin: DispatchCity.At(0.4, 0.4),
                    channel: "patrol",
                    classCode: "1106",
                    photos: 2,
                    sizes: new MeasuredSize(Dimension.Share, share)
                ),
                DispatchCity.Snapshot
            );

        foreach (
            var wrong in new[]
            {
                (Path: path, Body: (object)(change with { words = "" })),
                (path, change with { minPhotos = 10 }),
                (path, change with { sizes = [change.sizes[0] with { value = 101 }] }),
                (path, change with { sizes = [change.sizes[0], change.sizes[0]] }),
                ("/api/filing-conditions/9999", change),
            }
        )
        {
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await client.PutAsJsonAsync(wrong.Path, wrong.Body, Cancellation)).StatusCode
            );
        }

        var made = await client.PutAsJsonAsync(path, change, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        Assert.False(Report(50).HasFilingConditions);
        Assert.True(Report(51).HasFilingConditions);
        Assert.Equal(Urgency.Urgent, Report(51).Urgency);
        var again = await client.PutAsJsonAsync(path, change, Cancellation);
        Assert.Equal("/problems/changed-meanwhile", await TypeOf(again));
        var listed = (
            await site.As(Role.Inspector)
                .GetFromJsonAsync<JsonElement>("/api/filing-conditions", Cancellation)
        )
            .EnumerateArray()
            .ToList();
        Assert.Equal("general", listed[0].GetProperty("code").GetString());
        var own = listed.Single(one => one.GetProperty("code").GetString() == "1106");
        Assert.Equal(
            ("店外占用便道超过一半", 50, 1),
            (
                own.GetProperty("words").GetString(),
                own.GetProperty("sizes")[0].GetProperty("value").GetInt32(),
                own.GetProperty("version").GetInt32()
            )
        );

        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await client.DeleteAsync("/api/filing-conditions/general?version=1", Cancellation)
            ).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await client.DeleteAsync($"{path}?version=7", Cancellation)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await client.DeleteAsync($"{path}?version=1", Cancellation)).StatusCode
        );
        Assert.True(Report(1).HasFilingConditions);
    }

    [Fact]
    public async Task Another_process_follows()
    {
        await using var other = await site.StartAsync();
        var before = other.Services.GetRequiredService<Dispatcher>();

        var put = await site.As(Role.Administrator)
            .PutAsJsonAsync(
                "/api/channels/booth",
                new
                {
                    name = "服务亭",
                    nameEn = "Booth",
                    isOwn = true,
                    hasPerson = true,
                    isPublic = false,
                    version = 0,
                },
                Cancellation
            );
        await other.Services.GetRequiredService<CatalogueLoader>().FollowAsync(Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.True(before.Channel("booth")?.IsOwn);
    }

    [Fact]
    public async Task A_higher_threshold_sends_more_to_a_person()
    {
        var client = site.As(Role.Administrator);
        var now = await client.GetFromJsonAsync<JsonElement>(
            "/api/dispatch/thresholds",
            Cancellation
        );

        var put = await client.PutAsJsonAsync(
            "/api/dispatch/thresholds",
            new
            {
                unit = 990,
                @class = 450,
                version = now.GetProperty("version").GetInt32(),
            },
            Cancellation
        );

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Null(
            site.Dispatcher.Decide(
                Say.Message("禾香苑物业公司不做保洁"),
                DispatchCity.Snapshot
            ).UnitId
        );
        await client.PutAsJsonAsync(
            "/api/dispatch/thresholds",
            new
            {
                unit = 600,
                @class = 450,
                version = now.GetProperty("version").GetInt32() + 1,
            },
            Cancellation
        );
    }

    private static async Task<string?> TypeOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
            .GetProperty("type")
            .GetString();
}
