using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Patrol.Plans;

/// <summary>
/// Requests of a plan's class, and of those below it, near its places: as many days before it began, while it ran, and after it ended (S24). Spans of
/// different length are compared by the day.
/// </summary>
/// <param name="Metres">How near to a place a request counts.</param>
internal sealed record PlanEffect(
    double Metres,
    PlanEffect.Span Before,
    PlanEffect.Span During,
    PlanEffect.Span After
)
{
    /// <summary>A request says a house or a crossing, seldom a post: near is the next corner.</summary>
    public const double Near = 200;

    /// <param name="From">First civil day.</param>
    /// <param name="Days">Civil days that have begun; 0 when none has.</param>
    public sealed record Span(DateOnly From, int Days, int Requests);

    /// <summary>Cuts the days of a plan. Pure.</summary>
    /// <param name="today">The civil day on which it is asked; no span goes beyond it.</param>
    public static (Span Before, Span During, Span After) Cut(Plan plan, DateOnly today)
    {
        var end = plan.ClosedAt is { } closed ? CivilTime.DayOf(closed) : plan.EndsOn;
        end =
            end > plan.EndsOn ? plan.EndsOn
            : end < plan.StartsOn ? plan.StartsOn
            : end;
        var length = end.DayNumber - plan.StartsOn.DayNumber + 1;
        return (
            Until(plan.StartsOn.AddDays(-length), plan.StartsOn),
            Until(plan.StartsOn, end.AddDays(1)),
            Until(end.AddDays(1), end.AddDays(1 + length))
        );

        Span Until(DateOnly from, DateOnly until)
        {
            var last = until > today.AddDays(1) ? today.AddDays(1) : until;
            return new(from, Math.Max(0, last.DayNumber - from.DayNumber), 0);
        }
    }

    /// <summary>Counts into the spans. Pure.</summary>
    public static PlanEffect Of(Plan plan, IReadOnlyList<DateTimeOffset> received, DateOnly today)
    {
        var (before, during, after) = Cut(plan, today);
        var days = received.Select(CivilTime.DayOf).ToList();
        return new(Near, Count(before), Count(during), Count(after));

        Span Count(Span span) =>
            span with
            {
                Requests = days.Count(day =>
                    day >= span.From && day < span.From.AddDays(span.Days)
                ),
            };
    }

    /// <summary>The effect of a plan as it stands now; null where it names no class.</summary>
    public static async Task<PlanEffect?> MeasureAsync(
        PlanDesk desk,
        Plan plan,
        IReadOnlyList<Place> places,
        CancellationToken cancellation
    )
    {
        if (plan.ClassCode is not { } code)
        {
            return null;
        }

        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        var (before, _, after) = Cut(plan, today);
        var received = await desk.Cases.ReceivedAsync(
            WithThoseBelow(code, desk.Dispatcher.Classes),
            [.. places.Select(place => new VolumePoint(place.LonE7, place.LatE7))],
            Near,
            CivilTime.StartOf(before.From),
            CivilTime.StartOf(after.From.AddDays(after.Days)),
            cancellation
        );
        return Of(plan, received, today);
    }

    private static List<string> WithThoseBelow(string code, IReadOnlyList<DemandClass> classes)
    {
        var all = new List<string> { code };
        for (var i = 0; i < all.Count; i++)
        {
            all.AddRange(
                classes.Where(one => one.ParentCode == all[i]).Select(one => one.Code).Except(all)
            );
        }

        return all;
    }
}
