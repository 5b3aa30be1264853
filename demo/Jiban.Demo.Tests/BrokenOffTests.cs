namespace Jiban.Demo.Tests;

public sealed class BrokenOffTests(LoadedDemo demo)
{
    [Fact]
    public async Task A_load_that_died_on_the_way_is_finished_by_the_next_and_nothing_is_doubled()
    {
        Assert.IsAssignableFrom<OperationCanceledException>(demo.Death);
        Assert.Equal(0, demo.Half.Logins);
        Assert.InRange(demo.Half.Cases, 50, 350);
        Assert.Equal(DemoOutcome.Loaded, demo.Outcome);

        var drawn = Month.DrawMonth.Draw(
            GenerateCity.From(GenerateCity.Seed),
            DemoCity.FirstDay(DemoStore.Now),
            DemoStore.Now,
            GenerateCity.Seed
        );
        // What the sweeps of S4 and S9 find are cases too.
        const int foundBySweeps = 2 + 1;
        Assert.Equal(drawn.Count + foundBySweeps, await demo.CasesAsync());
        Assert.Equal(10, demo.Store.Logins.Count);
    }
}
