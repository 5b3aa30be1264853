namespace Jiban.Demo.Tests;

/// <summary>What was looked at afterwards, and what of it the public sees.</summary>
public sealed partial class StoriesToldTests
{
    [Fact]
    public async Task S9_afterwards_the_blocks_of_that_age_were_swept_and_the_pipe_that_leaks_as_well_is_a_case()
    {
        Assert.Equal(("sweep", 8, 8, 1), await PlanAsync("同年代楼栋供水管排查"));
        Assert.Equal(
            1,
            await OneAsync(
                """
                select count(*) from patrol.plan p join cases.case_file f on f.case_id = p.of_case
                where p.title = '同年代楼栋供水管排查' and f.members = 39
                """
            )
        );
    }

    [Fact]
    public async Task S4_what_is_like_the_lamp_was_swept_and_each_that_came_on_late_is_a_case()
    {
        Assert.Equal(("sweep", 12, 11, 2), await PlanAsync("路灯晚亮全面排查"));
    }

    [Fact]
    public async Task S24_a_hot_place_is_watched_and_the_public_sees_the_risk_points_that_are_walked()
    {
        Assert.Equal(("watch", 1, 3, 0), await PlanAsync("垃圾堆放点重点巡查"));
        Assert.Equal(("campaign", 6, 4, 0), await PlanAsync("道路塌陷风险点排查"));
        Assert.Equal(
            ["道路塌陷风险点排查"],
            await RowsAsync<string>(
                "select p.title from patrol.layer_version join patrol.plan p using (plan_id) where withdrawn_at is null"
            )
        );
    }

    /// <summary>What kind of plan it is, its places, how often somebody looked, and how many cases came of it.</summary>
    private async Task<(string Kind, long Places, long Looks, long Cases)> PlanAsync(string title)
    {
        var where = $"join patrol.plan p using (plan_id) where p.title = '{title}'";
        return (
            Assert.Single(
                await RowsAsync<string>($"select kind from patrol.plan where title = '{title}'")
            ),
            await OneAsync($"select count(*) from patrol.place {where}"),
            await OneAsync($"select count(*) from patrol.look {where}"),
            await OneAsync($"select count(*) from patrol.look {where} and case_id is not null")
        );
    }
}
