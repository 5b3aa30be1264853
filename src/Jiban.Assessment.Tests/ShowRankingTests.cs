using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Jiban.Testing;

namespace Jiban.Assessment.Tests;

/// <summary>The month page over HTTP: figures and the cases behind them (S6).</summary>
public sealed class ShowRankingTests : IAsyncLifetime
{
    private MonthPage _month = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _month = await MonthPage.OpenAsync();

    public ValueTask DisposeAsync() => _month.DisposeAsync();

    [Fact]
    public async Task A_street_answers_for_itself_and_all_below_it()
    {
        await _month.HappenAsync(
            _month.Solved(SmallCity.North),
            _month.Solved(SmallCity.NorthProperty),
            _month.Open(SmallCity.NorthCommunity),
            _month.Open(SmallCity.South),
            _month.Solved(SmallCity.Health)
        );
        var page = await _month.PageAsync();
        Assert.Equal(
            [(1, "北桥街道", 3L, 2L), (2, "南湾镇", 1L, 0L)],
            page.Rows.Select(row => (row.Rank!.Value, row.Unit!.Name, row.Accepted, row.Completed))
        );
        Assert.Equal(4, page.Summary.Accepted);
        Assert.Equal(new DateOnly(2026, 10, 19), page.From);
        Assert.Equal(new DateOnly(2026, 11, 18), page.To);
        Assert.False(page.Running);
        Assert.Null(page.Revision);
        var departments = await _month.PageAsync("?kind=department");
        Assert.Equal("区卫健委", Assert.Single(departments.Rows).Unit!.Name);
    }

    [Fact]
    public async Task The_streets_own_channels_stand_apart_from_12345_in_every_figure()
    {
        await _month.HappenAsync(
            _month.Solved(SmallCity.North, own: true),
            _month.Open(SmallCity.North)
        );
        var own = Assert.Single((await _month.PageAsync("?channels=own")).Rows);
        var line = Assert.Single((await _month.PageAsync("?channels=line12345")).Rows);
        Assert.Equal((1, 1, 1), (own.Accepted, own.Completed, own.Satisfied));
        Assert.Equal((1, 0, 0), (line.Accepted, line.Completed, line.Satisfied));
        Assert.Equal(2, Assert.Single((await _month.PageAsync("?channels=all")).Rows).Accepted);
    }

    [Fact]
    public async Task Behind_every_number_stand_exactly_its_cases()
    {
        await _month.Store.ApplyAsync(RandomMonths.Draw(3, 400));
        await _month.PublishAsync("2026-11");
        await _month.Store.ApplyAsync(_month.Solved(SmallCity.North).Written);
        foreach (var state in new[] { "", "&live=true", "&revision=1" })
        {
            foreach (var scope in new[] { "kind=street", "kind=community&channels=own" })
            {
                var page = await _month.PageAsync(
                    $"?{scope}{(state == "&live=true" ? state : "")}"
                );
                foreach (var row in page.Rows.Append(page.Summary))
                {
                    foreach (var (measure, number) in MonthPage.NumbersOf(row))
                    {
                        var unit = row.Unit is { } one ? $"&unit={one.Id}" : "";
                        var cases = await _month.CasesAsync(
                            $"{scope}&measure={measure}{unit}{state}"
                        );
                        Assert.Equal(number, cases.Count);
                        Assert.Equal(cases.Count, cases.DistinctBy(one => one.Id).Count());
                    }
                }
            }
        }
    }

    [Fact]
    public async Task What_counts_in_no_number_is_told_by_reason_with_its_cases_now_and_as_it_was_published()
    {
        var told = _month.Open(SmallCity.North).Closed(MonthPage.Day.AddHours(3), "legalPath");
        await _month.HappenAsync(
            _month.Solved(SmallCity.North),
            told,
            _month.Open(SmallCity.NorthCommunity).Closed(MonthPage.Day, "split"),
            // A town that accepted nothing else has no line, and is told all the same.
            _month.Open(SmallCity.South).Closed(MonthPage.Day, "legalPath"),
            _month.Open(SmallCity.Health).Closed(MonthPage.Day, "abuse")
        );
        var page = await _month.PageAsync();
        Assert.Equal(
            ("北桥街道", 1L),
            (Assert.Single(page.Rows).Unit!.Name, page.Rows[0].Accepted)
        );
        Assert.Equal(
            [(Exclusion.Split, 1L), (Exclusion.LegalPath, 2L)],
            page.LeftOut.Select(line => (line.Why, line.Count))
        );
        await _month.PublishAsync("2026-11");
        // Heard again: it counts from now on, and what was published stays.
        await _month.Store.ApplyAsync([
            .. told.Other(MonthPage.Day.AddDays(20), "reopened").Written.Skip(3),
        ]);

        Assert.Equal(2, (await _month.CasesAsync("measure=leftOut&why=legalPath")).Count);
        Assert.Equal(
            (Exclusion.LegalPath, SmallCity.South),
            (await _month.CasesAsync("measure=leftOut&why=legalPath&live=true"))
                .Select(one => (one.Why!.Value, one.Unit.Id))
                .Single()
        );
        Assert.Equal(3, (await _month.CasesAsync("measure=leftOut")).Count);
        Assert.Equal(2, (await _month.PageAsync("?live=true")).Summary.Accepted);
        Assert.Equal(
            [(Exclusion.Split, 1L), (Exclusion.LegalPath, 2L)],
            (await _month.PageAsync()).LeftOut.Select(line => (line.Why, line.Count))
        );
        Assert.Equal([null], (await _month.CasesAsync("measure=accepted")).Select(one => one.Why));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&live=true")]
    public async Task Who_may_not_see_all_cases_of_a_number_sees_their_own_and_how_many_others_there_are(
        string state
    )
    {
        await _month.HappenAsync(
            _month.Solved(SmallCity.North),
            _month.Solved(SmallCity.NorthSection),
            _month.Open(SmallCity.NorthProperty),
            _month.Solved(SmallCity.South),
            _month.Open(SmallCity.SouthCommunity)
        );
        await _month.PublishAsync("2026-11");
        async Task<(Guid[] Units, long Hidden)> SeenAsync(Role role, Guid? unit, string query)
        {
            var page = await _month.CountedAsync(
                MonthPage.LeaderActor with
                {
                    Role = role,
                    UnitId = unit,
                },
                query + state
            );
            return ([.. page.Items.Select(one => one.Unit.Id)], page.Hidden);
        }

        var (own, others) = await SeenAsync(Role.Handler, SmallCity.NorthSection, "");
        Assert.Equal([SmallCity.NorthSection], own);
        Assert.Equal(4, others);
        (own, others) = await SeenAsync(Role.Leader, SmallCity.North, "measure=completed");
        Assert.Equal([SmallCity.North, SmallCity.NorthSection], own.Order());
        Assert.Equal(1, others);
        (own, others) = await SeenAsync(Role.Handler, SmallCity.North, $"unit={SmallCity.South}");
        Assert.Empty(own);
        Assert.Equal(2, others);
        (own, others) = await SeenAsync(Role.Auditor, null, "");
        Assert.Equal((5, 0L), (own.Length, others));
        // The figures themselves are everybody's who may see the assessment.
        var page = await _month
            .As(MonthPage.LeaderActor with { Role = Role.Handler, UnitId = SmallCity.NorthSection })
            .GetFromJsonAsync<RankingPage>(MonthPage.November, ApiJson.Options, Cancellation);
        Assert.Equal(5, page!.Summary.Accepted);
    }

    [Fact]
    public async Task The_periods_reach_from_the_first_case_to_the_running_one()
    {
        await _month.HappenAsync(
            new Entries(Some.Id(1000))
                .Registered(MonthPage.Day.AddMonths(-2))
                .Dispatched(MonthPage.Day, SmallCity.North)
        );
        var list = await _month.Leader.GetFromJsonAsync<ListPeriods.Response>(
            "/api/assessment/periods",
            ApiJson.Options,
            Cancellation
        );
        Assert.Equal(
            [("2026-12", true), ("2026-11", false), ("2026-10", false), ("2026-09", false)],
            list!.Items.Select(item => (item.Period, item.Running))
        );
    }

    [Fact]
    public async Task The_file_has_the_columns_of_the_printed_table_and_a_last_line_of_sums_and_means()
    {
        await _month.HappenAsync(_month.Solved(SmallCity.North), _month.Open(SmallCity.South));
        var bytes = await _month.Leader.GetByteArrayAsync(
            MonthPage.November + "/export",
            Cancellation
        );
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(
            """
            序号,承办单位,受理量,办结量,有效回访,联系数,解决数,满意数,基本满意,响应率,解决率,满意率,办结率,综合成绩
            1,北桥街道,1,1,1,1,1,1,0,100.00%,100.00%,100.00%,100.00%,100.0
            2,南湾镇,1,0,0,0,0,0,0,0.00%,0.00%,0.00%,0.00%,0.0
            ,合计(率为算术平均),2,1,1,1,1,1,0,50.00%,50.00%,50.00%,50.00%,50.0

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(bytes[3..])
        );
    }

    [Theory]
    [InlineData("/api/assessment/periods/2026-99", "period")]
    [InlineData("/api/assessment/periods/2026-11?kind=0", "kind")]
    [InlineData("/api/assessment/periods/2026-11?channels=phone", "channels")]
    [InlineData("/api/assessment/periods/2026-11/cases?measure=everything", "measure")]
    [InlineData("/api/assessment/periods/2026-11/cases?measure=leftOut&why=whim", "why")]
    public async Task A_question_that_makes_no_sense_names_its_fault(string path, string field)
    {
        using var answer = await _month.Leader.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("/api/assessment/periods/2026-11/revisions/1")]
    [InlineData("/api/assessment/periods/2026-11/export?revision=3")]
    [InlineData("/api/assessment/periods/2026-11/cases?revision=1")]
    [InlineData("/api/assessment/periods/2026-11/cases?unit=00000000-0000-0000-0000-00000000beef")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        using var answer = await _month.Leader.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
