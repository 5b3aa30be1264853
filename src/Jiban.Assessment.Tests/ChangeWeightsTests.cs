using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Platform.Web;

namespace Jiban.Assessment.Tests;

/// <summary>Weights, factor and shape of the period as data, over HTTP.</summary>
public sealed class ChangeWeightsTests : IAsyncLifetime
{
    private MonthPage _month = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _month = await MonthPage.OpenAsync();

    public ValueTask DisposeAsync() => _month.DisposeAsync();

    [Fact]
    public async Task Weights_change_from_a_period_on_and_rescore_what_is_not_published()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North, satisfied: "dissatisfied"));
        Assert.Equal(60.0m, (await _month.PageAsync()).Rows[0].Composite);
        await _month.ChangeAsync(new("2026-11", 0.3m, 0.35m, 0.35m, 0.9m, 18), 200);
        Assert.Equal(65.0m, (await _month.PageAsync()).Rows[0].Composite);

        await _month.PublishAsync("2026-11");
        Assert.Equal(
            "/problems/period-published",
            await _month.ChangeAsync(new("2026-11", 0.1m, 0.5m, 0.4m, 0.9m, 18), 409)
        );
        await _month.ChangeAsync(new("2026-12", 0.1m, 0.5m, 0.4m, 0.9m, 18), 200);
        Assert.Equal(65.0m, (await _month.PageAsync()).Rows[0].Composite);
        var weights = await _month.Leader.GetFromJsonAsync<ShowWeights.Response>(
            "/api/settings/weights",
            ApiJson.Options,
            Cancellation
        );
        Assert.Equal(["1970-01", "2026-11", "2026-12"], weights!.Items.Select(item => item.From));
        Assert.Equal("2026-11", weights.PublishedThrough);
    }

    [Fact]
    public async Task A_change_to_calendar_months_moves_the_cases_and_the_sums_with_it()
    {
        await _month.Store.ApplyAsync(RandomMonths.Draw(5, 200));
        await _month.ChangeAsync(new("2026-11", 0.1m, 0.5m, 0.4m, 0.9m, null), 200);
        var reshaped = await _month.Store.RowsAsync("assessment.tally");
        var outcomes = await _month.Store.RowsAsync("assessment.outcome");
        await _month.Store.ResetAsync();
        await _month.Store.ApplyAsync(RandomMonths.Draw(5, 200));
        Assert.Equal(reshaped, await _month.Store.RowsAsync("assessment.tally"));
        Assert.Equal(outcomes, await _month.Store.RowsAsync("assessment.outcome"));
        var page = await _month.PageAsync();
        Assert.Equal(
            (new DateOnly(2026, 10, 19), new DateOnly(2026, 11, 30)),
            (page.From, page.To)
        );
    }

    [Fact]
    public async Task Weights_that_are_no_formula_are_refused_with_every_fault_named()
    {
        var administrator = _month.As(MonthPage.Administrator);
        using var answer = await administrator.PutAsJsonAsync(
            "/api/settings/weights",
            new ChangeWeights.Request("11/2026", -0.1m, 0.55555m, 1.4m, 2m, 31),
            ApiJson.Options,
            Cancellation
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            [
                "basicFactor",
                "closingDay",
                "from",
                "response",
                "satisfaction",
                "solution",
                "weights",
            ],
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order()
        );
        Assert.Single(await _month.Store.RowsAsync("assessment.formula"));
    }
}
