namespace Jiban.Patrol.Shifts;

/// <summary>Whether an inspector came (考勤), out of what was planned and what he did.</summary>
internal enum Attendance
{
    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>Not begun, and not late yet.</summary>
    Planned,

    /// <summary>Begun in time, and not over.</summary>
    Started,

    /// <summary>Begun late, or not yet although it is time.</summary>
    Late,

    /// <summary>Over, and never begun.</summary>
    Absent,

    /// <summary>Ended before its time.</summary>
    LeftEarly,

    /// <summary>Begun and ended in time.</summary>
    Done,
}

/// <summary>What a shift says of attendance at a moment. Pure.</summary>
internal static class Attendances
{
    /// <param name="settings">After how many minutes somebody is late, and before how many has left early.</param>
    public static Attendance Of(Shift shift, DateTimeOffset now, ShiftSettings.Settings settings)
    {
        var lateFrom = shift.StartsAt + settings.Grace;
        return shift switch
        {
            { CancelledAt: not null } => Attendance.Cancelled,
            { StartedAt: null } when now >= shift.EndsAt => Attendance.Absent,
            { StartedAt: null } when now > lateFrom => Attendance.Late,
            { StartedAt: null } => Attendance.Planned,
            { EndedAt: { } ended } when ended < shift.EndsAt - settings.Grace =>
                Attendance.LeftEarly,
            { StartedAt: { } started } when started > lateFrom => Attendance.Late,
            _ when shift.DutyUntil(settings) <= now => Attendance.Done,
            _ => Attendance.Started,
        };
    }
}
