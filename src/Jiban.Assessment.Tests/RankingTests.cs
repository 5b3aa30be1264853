using Jiban.Testing;

namespace Jiban.Assessment.Tests;

public sealed class RankingTests
{
    [Fact]
    public void Units_stand_by_composite_then_by_accepted_both_falling()
    {
        var ranking = Rank(
            ("C", Perfect(accepted: 10, valid: 4)),
            ("A", Perfect(accepted: 30, valid: 4)),
            ("B", new Counts(90, 0, 10, 10, 9, 10, 0))
        );
        Assert.Equal([(1, "A"), (2, "C"), (3, "B")], Places(ranking));
    }

    [Fact]
    public void Who_is_equal_in_both_shares_the_rank_in_order_of_code_and_the_next_counts_on()
    {
        var ranking = Rank(
            ("D", Perfect(5, 1)),
            ("B", Perfect(7, 2)),
            ("A", Perfect(9, 1)),
            ("C", Perfect(7, 1))
        );
        Assert.Equal([(1, "A"), (2, "B"), (2, "C"), (4, "D")], Places(ranking));
    }

    [Fact]
    public void Equal_is_what_prints_equal()
    {
        // 99.98 and 99.96 both print 100.0: the reader sees a tie in the composite, so accepted decides.
        var ranking = Rank(
            ("A", new Counts(2500, 0, 2500, 2500, 2499, 2500, 0)),
            ("B", new Counts(2600, 0, 2500, 2500, 2498, 2500, 0))
        );
        Assert.All(ranking.Rows, row => Assert.Equal(100.0m, row.Rates.Composite));
        Assert.Equal([(1, "B"), (2, "A")], Places(ranking));
    }

    [Fact]
    public void A_unit_that_accepted_nothing_has_no_line_and_weighs_nothing_in_the_mean()
    {
        var ranking = Rank(("A", Perfect(2, 1)), ("B", default));
        Assert.Equal([(1, "A")], Places(ranking));
        Assert.Equal(100.0m, ranking.Summary.Rates.Composite);
    }

    [Fact]
    public void The_last_line_sums_counts_and_takes_the_mean_of_the_rates_not_the_pool()
    {
        var ranking = Rank(
            ("A", new Counts(1000, 1000, 1000, 1000, 1000, 1000, 0)),
            ("B", new Counts(2, 1, 1, 0, 0, 0, 0))
        );
        Assert.Equal(new Counts(1002, 1001, 1001, 1000, 1000, 1000, 0), ranking.Summary.Counts);
        Assert.Equal(new Rates(0.5m, 0.5m, 0.5m, 0.75m, 50m), ranking.Summary.Rates);
    }

    [Fact]
    public void The_mean_is_of_the_rates_and_not_of_what_is_printed()
    {
        var ranking = Rank(
            ("A", new Counts(1, 0, 25_000, 1, 0, 0, 0)),
            ("B", new Counts(1, 0, 25_000, 1, 0, 0, 0)),
            ("C", new Counts(1, 0, 25_000, 2, 0, 0, 0))
        );
        // Of 0.00004, 0.00004, 0.00008 it is 0.0000533…; of the printed 0.0000, 0.0000, 0.0001 it would be 0.0000333…
        Assert.Equal(0.0001m, ranking.Summary.Rates.Response);
    }

    [Fact]
    public void Nothing_at_all_gives_an_empty_table_with_zeros_below()
    {
        var ranking = Rank();
        Assert.Empty(ranking.Rows);
        Assert.Equal(new RankingSummary(default, default), ranking.Summary);
    }

    private static Ranking Rank(params (string Code, Counts Counts)[] units) =>
        Ranking.Of(
            units.Select(
                (one, n) => (new AssessedUnit(Some.Id(n), one.Code, one.Code, []), one.Counts)
            ),
            FormulaTests.SetA
        );

    private static Counts Perfect(long accepted, long valid) =>
        new(accepted, accepted, valid, valid, valid, valid, 0);

    private static IEnumerable<(int, string)> Places(Ranking ranking) =>
        ranking.Rows.Select(row => (row.Rank, row.Unit.Code));
}
