using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>A drawn grid is compared, planned for a day, and holds from then on.</summary>
public sealed class GridPlanTests(ComponentSite site) : IClassFixture<ComponentSite>
{
    private const string Community = "990101001002";
    private const string Plans = "/api/city/grid/plans";
    private const string Compared = $"/api/city/grid/difference?community={Community}&side=500";

    [Fact]
    public async Task A_drawn_grid_is_compared_first_and_holds_from_its_day_on()
    {
        var (id, _) = await site.AddAsync(Record(0.10, 1.10));
        var before = await CodesAsync("");
        Assert.Equal(["001", "002"], before);

        var difference = (await site.GetAsync(Office, Compared)).Body;
        Assert.Equal(
            [("001", "redrawn"), ("002", "redrawn"), ("003", "added"), ("004", "added")],
            difference
                .GetProperty("cells")
                .EnumerateArray()
                .Select(cell =>
                    (Last(cell.GetProperty("code")), cell.GetProperty("change").GetString()!)
                )
        );
        Assert.Equal(1, difference.GetProperty("components").GetInt32());
        Assert.Equal(1, difference.GetProperty("regridded").GetInt32());
        var version = difference.GetProperty("version").GetInt64();

        Assert.Equal(HttpStatusCode.Forbidden, (await PlanAsync(Office, "2026-11-10")).Status);
        Assert.Equal("malformed", (await PlanAsync(Administrator, "2026-11-01")).Type);
        Assert.Equal(
            "changed-meanwhile",
            (await PlanAsync(Administrator, "2026-11-10", version + 1)).Type
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await PlanAsync(Administrator, "2026-11-10", version)).Status
        );
        Assert.Equal(before, await CodesAsync(""));
        Assert.Equal(("2026-11-10", 4), await PlannedAsync());

        var withdrawing = $"{Plans}/{Community}";
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await site.SendAsync(Administrator, HttpMethod.Delete, withdrawing)).Status
        );
        Assert.Equal(
            "no-grid-plan",
            (await site.SendAsync(Administrator, HttpMethod.Delete, withdrawing)).Type
        );
        await PlanAsync(Administrator, "2026-11-10", version);
        Assert.Equal(
            [$"grid/{Community}", $"grid/{Community}/2026-11-10", $"grid/{Community}/2026-11-10"],
            await TracesAsync()
        );

        var registry = site.Services.GetRequiredService<CityRegistry>();
        var loader = new CityLoader(
            site.Store.App,
            registry,
            site.Clock,
            NullLogger<CityLoader>.Instance
        );
        await loader.FollowAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, await CodesAsync(""));
        site.Clock.Advance(TimeSpan.FromDays(8));
        await loader.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["001", "002", "003", "004"], await CodesAsync(""));
        Assert.Equal(before, await CodesAsync("&day=2026-11-09"));
        Assert.Equal((null, null), await PlannedAsync());
        // The other community keeps its cells, and the component has the code of the cell in which it lies now.
        Assert.Equal(2, (await CellsAsync("?area=990101001001")).Count);
        var component = (await site.GetAsync(Administrator, $"/api/components/{id}")).Body;
        Assert.Equal(2, component.GetProperty("version").GetInt32());
        Assert.EndsWith("003", component.GetProperty("gridCode").GetString());
        Assert.Equal(
            $"{Community}003",
            registry
                .Current.Locate(SomeCity.At(0.10 * SomeCity.Side, 1.10 * SomeCity.Side))
                .GridCode
        );

        // From today on: at once.
        var again = (await site.GetAsync(Office, Compared.Replace("500", "1000"))).Body;
        await PlanAsync(Administrator, "2026-11-10", again.GetProperty("version").GetInt64(), 1000);
        Assert.Equal(["001"], await CodesAsync(""));
        Assert.Single(registry.Current.Cells, cell => cell.Code.StartsWith(Community));
    }

    private Task<Answer> PlanAsync(
        Platform.Auth.Actor actor,
        string from,
        long version = 0,
        int side = 500
    ) =>
        site.PostAsync(
            actor,
            Plans,
            new
            {
                community = Community,
                side,
                from,
                version,
            }
        );

    private async Task<(string? From, int? Cells)> PlannedAsync()
    {
        var row = (await site.GetAsync(Office, "/api/city/grid/communities"))
            .Body.EnumerateArray()
            .Single(one => one.GetProperty("code").GetString() == Community);
        return
            row.TryGetProperty("plannedFrom", out var from)
            && from.ValueKind == JsonValueKind.String
            ? (from.GetString(), row.GetProperty("plannedCells").GetInt32())
            : (null, null);
    }

    private async Task<IEnumerable<string>> TracesAsync()
    {
        await using var connection = await site.Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        return await connection.QueryAsync<string>(
            "select subject from platform.audit_trail where action = 'editSettings' order by subject"
        );
    }

    private async Task<List<string>> CodesAsync(string query) =>
        [.. (await CellsAsync($"?area={Community}{query}")).Select(Last)];

    private async Task<List<JsonElement>> CellsAsync(string query) =>
        [
            .. (await site.GetAsync(Office, "/api/city/grid" + query))
                .Body.GetProperty("features")
                .EnumerateArray()
                .Select(cell => cell.GetProperty("properties").GetProperty("code")),
        ];

    private static string Last(JsonElement code) => code.GetString()![^3..];
}
