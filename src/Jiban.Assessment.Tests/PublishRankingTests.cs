using System.Net;
using System.Net.Http.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Jiban.Assessment.Tests;

/// <summary>Publication over HTTP: frozen figures, corrections as revisions, refusals (S6).</summary>
public sealed class PublishRankingTests : IAsyncLifetime
{
    private MonthPage _month = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _month = await MonthPage.OpenAsync();

    public ValueTask DisposeAsync() => _month.DisposeAsync();

    [Fact]
    public async Task What_is_published_never_changes_and_a_correction_is_a_new_visible_revision()
    {
        var late = _month.Open(SmallCity.South);
        await _month.HappenAsync(_month.Solved(SmallCity.North), late);
        await _month.PublishAsync("2026-11");
        var published = await _month.PageAsync();
        Assert.Equal((1, false), (published.Revision, published.Changed));

        await _month.Store.ApplyAsync([
            .. late.Resolved(MonthPage.Day.AddDays(20)).Written.Skip(2),
        ]);
        var after = await _month.PageAsync();
        Assert.Equal(published.Rows, after.Rows);
        Assert.Equal(published.Summary, after.Summary);
        Assert.True(after.Changed);
        Assert.Equal(2, (await _month.PageAsync("?live=true")).Summary.Completed);

        await _month.PublishAsync("2026-11", "迟报的办结已补录");
        var corrected = await _month.Leader.GetFromJsonAsync<ShowRevision.Response>(
            MonthPage.November + "/revisions/2",
            ApiJson.Options,
            Cancellation
        );
        var difference = Assert.Single(corrected!.Differences);
        Assert.Equal("南湾镇", difference.Unit.Name);
        Assert.Equal((0L, 1L), (difference.Before!.Completed, difference.After!.Completed));
        var first = await _month.Leader.GetFromJsonAsync<ShowRevision.Response>(
            MonthPage.November + "/revisions/1",
            ApiJson.Options,
            Cancellation
        );
        Assert.Equal(published.Rows, first!.Page.Rows);
        Assert.Equal(["", "迟报的办结已补录"], first.Page.Revisions.Select(one => one.Note));
        Assert.Equal("何静", corrected.Page.Published!.By);
    }

    [Fact]
    public async Task A_rebuild_of_the_model_leaves_what_is_published()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        await _month.PublishAsync("2026-11");
        var published = await _month.PageAsync();
        await _month.Store.ResetAsync();
        Assert.Equal(published.Rows, (await _month.PageAsync()).Rows);
        Assert.Single(await _month.CasesAsync("measure=solved"));
        Assert.Empty(await _month.CasesAsync("measure=solved&live=true"));
    }

    [Fact]
    public async Task A_period_is_not_published_before_its_end()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        _month.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 18, 23, 59, 59, TimeSpan.FromHours(8)));
        Assert.Equal("/problems/period-running", await _month.RefusedAsync("2026-11", 409));
        _month.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.FromHours(8)));
        await _month.PublishAsync("2026-11");
    }

    [Fact]
    public async Task Nothing_new_no_reason_or_no_case_is_refused_and_nothing_is_written()
    {
        Assert.Equal("/problems/period-empty", await _month.RefusedAsync("2026-11", 409));
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        await _month.PublishAsync("2026-11");
        Assert.Equal(
            "/problems/nothing-to-correct",
            await _month.RefusedAsync("2026-11", 409, "why")
        );
        await _month.HappenAsync(_month.Open(SmallCity.North));
        Assert.Equal("/problems/malformed", await _month.RefusedAsync("2026-11", 400));
        Assert.Equal(
            "/problems/malformed",
            await _month.RefusedAsync("2026-11", 400, new string('长', 501))
        );
        Assert.Single(await _month.Store.RowsAsync("assessment.revision"));
    }

    [Fact]
    public async Task Nothing_is_frozen_while_the_model_is_behind_the_journal()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        await using (
            var connection = await _month.Store.Database.Owner.OpenConnectionAsync(Cancellation)
        )
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = """
                insert into platform.journal (case_id, seq, at, actor, kind, data, hash)
                values (gen_random_uuid(), 1, '2026-11-19T00:00:00+08', 'system', 'registered', '{}', decode(repeat('00', 32), 'hex'))
                """;
            await insert.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Equal("/problems/figures-behind", await _month.RefusedAsync("2026-11", 409));
    }

    [Fact]
    public async Task Two_who_publish_at_once_make_one_revision()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => _month.PostAsync("2026-11", null))
        );
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await _month.Store.RowsAsync("assessment.revision"));
    }

    [Fact]
    public async Task Only_a_leader_publishes_and_only_who_may_see_the_assessment_sees_it()
    {
        var handler = _month.As(MonthPage.LeaderActor with { Role = Role.Handler });
        using var refused = await handler.PostAsJsonAsync(
            MonthPage.November + "/publish",
            new { note = "" },
            Cancellation
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var inspector = _month.As(MonthPage.LeaderActor with { Role = Role.Inspector });
        using var unseen = await inspector.GetAsync(MonthPage.November, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unseen.StatusCode);
    }

    [Fact]
    public async Task Only_leaders_of_the_city_centre_publish()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        foreach (var unit in new Guid?[] { SmallCity.District, SmallCity.North, null })
        {
            var other = MonthPage.LeaderActor with { UnitId = unit };
            using var answer = await _month
                .As(other)
                .PostAsJsonAsync(MonthPage.November + "/publish", new { note = "" }, Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>(Cancellation);
            Assert.Equal("/problems/city-centre-only", problem!.Type);
            var page = await _month
                .As(other)
                .GetFromJsonAsync<RankingPage>(MonthPage.November, ApiJson.Options, Cancellation);
            Assert.False(page!.MayPublish);
        }

        Assert.Empty(await _month.Store.RowsAsync("assessment.revision"));
        Assert.True((await _month.PageAsync()).MayPublish);
    }

    [Fact]
    public async Task What_is_published_changed_or_taken_out_leaves_a_trace()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North));
        await _month.PublishAsync("2026-11");
        Assert.Equal(
            "/problems/nothing-to-correct",
            await _month.RefusedAsync("2026-11", 409, "why")
        );
        using var file = await _month.Leader.GetAsync(
            MonthPage.November + "/export?kind=department",
            Cancellation
        );
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        await _month.ChangeAsync(
            new ChangeWeights.Request("2027-03", 0.2m, 0.4m, 0.4m, 0.9m, 18),
            200
        );

        Assert.Equal(
            [
                (MonthPage.LeaderActor.Id, "publishAssessment", "2026-11/r1"),
                (MonthPage.LeaderActor.Id, "exportRanking", "2026-11-department-all-r1"),
                (MonthPage.Administrator.Id, "editSettings", "weights/2027-03"),
            ],
            await _month.TracesAsync()
        );
    }
}
