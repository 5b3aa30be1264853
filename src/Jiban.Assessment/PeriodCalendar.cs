using Jiban.Platform.Time;

namespace Jiban.Assessment;

/// <summary>
/// Which formula scores a period and which days it holds. A period closes with the closing day of its formula and begins the day after
/// the one before closed: a change of shape leaves no gap and no day counted twice, only one longer or shorter period.
/// </summary>
internal sealed class PeriodCalendar
{
    private readonly Formula[] _formulas;

    /// <param name="formulas">At least one; the earliest also scores every period before it.</param>
    public PeriodCalendar(IEnumerable<Formula> formulas) =>
        _formulas = [.. formulas.OrderByDescending(formula => formula.From)];

    /// <summary>The formulas, earliest first.</summary>
    public IEnumerable<Formula> Formulas => _formulas.Reverse();

    /// <summary>The formula in force for a period.</summary>
    public Formula FormulaOf(Period period) =>
        _formulas.FirstOrDefault(formula => formula.From <= period) ?? _formulas[^1];

    /// <summary>The last day of a period.</summary>
    public DateOnly LastDay(Period period)
    {
        var month = new DateOnly(period.Year, period.Month, 1);
        return FormulaOf(period).ClosingDay is { } day
            ? month.AddDays(day - 1)
            : month.AddMonths(1).AddDays(-1);
    }

    /// <summary>The first day of a period.</summary>
    public DateOnly FirstDay(Period period) => LastDay(period.Previous).AddDays(1);

    /// <summary>The first instant of a period, Asia/Shanghai.</summary>
    public DateTimeOffset Start(Period period) => CivilTime.StartOf(FirstDay(period));

    /// <summary>The first instant after a period, Asia/Shanghai.</summary>
    public DateTimeOffset End(Period period) => Start(period.Next);

    /// <summary>The period to which a case belongs, by the time of its creation (创建时间).</summary>
    public Period Of(DateTimeOffset receivedAt)
    {
        var day = CivilTime.DayOf(receivedAt);
        var named = Period.NamedBy(day);
        return day <= LastDay(named) ? named : named.Next;
    }
}
