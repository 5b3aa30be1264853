using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Contracts;

/// <summary>
/// By when the requester wishes it done (期望时限), as the message says. It tells whoever dispatches and handles; whether a limit follows from it is for the case to say.
/// </summary>
/// <param name="By">The instant; a day that is named counts whole, one on which something is needed (明天要用) until its start of work.</param>
/// <param name="Words">The words that say so, in plain form: the requester's own, so not for the journal.</param>
public sealed record WishedTime(DateTimeOffset By, string Words)
{
    /// <summary>The earliest wish of a message that lies ahead of it; null when it wishes for no time. Pure and total.</summary>
    /// <param name="at">When the message was received: "tomorrow" is the day after.</param>
    /// <param name="isWorkday">The calendar by which working days (工作日) are counted; Monday to Friday when left out.</param>
    public static WishedTime? Of(
        string? text,
        DateTimeOffset at,
        Func<DateOnly, bool>? isWorkday = null
    ) =>
        ReadWish.Of(
            text,
            at,
            isWorkday ?? (day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        );
}
