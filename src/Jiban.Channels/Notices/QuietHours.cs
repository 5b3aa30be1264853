using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Channels.Notices;

/// <summary>Nobody is woken (22 to 8) unless it can't wait.</summary>
internal static class QuietHours
{
    private static readonly TimeOnly From = new(22, 0);
    private static readonly TimeOnly Until = new(8, 0);

    /// <summary>When a notice of this urgency may go out; null for now.</summary>
    public static DateTimeOffset? DeferTo(Urgency urgency, DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(CivilTime.Of(now).DateTime);
        if (urgency is Urgency.Emergency or Urgency.Urgent || (time >= Until && time < From))
        {
            return null;
        }

        var day = CivilTime.DayOf(now);
        return CivilTime.At(time >= From ? day.AddDays(1) : day, Until);
    }
}
