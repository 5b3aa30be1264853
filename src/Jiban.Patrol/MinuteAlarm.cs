using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;

namespace Jiban.Patrol;

/// <summary>
/// Tells, once for each, of a report that took longer than the minute from the server's receipt to a unit's inbox: the unit that has it, or in whose
/// queue it waits, and those above. The pages hear it at once; who was away finds it in the list of the day (<see cref="ShowMinute"/>).
/// </summary>
internal sealed class MinuteAlarm(
    Database database,
    LiveEvents live,
    TimeProvider clock,
    ILogger<MinuteAlarm> log
) : RepeatedSweep(TimeSpan.FromSeconds(10), clock, log)
{
    /// <summary>The event on the pages; its id is that of the case.</summary>
    public const string Topic = "lateReport";

    /// <summary>Tells what is late now and returns how many that are.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var late = (
            await connection.QueryAsync<(Guid CaseId, Guid? UnitId)>(
                new CommandDefinition(
                    """
                    with late as (
                        insert into patrol.late_report (case_id, told_at)
                        select case_id, @now from patrol.report r
                        where received_at > @now - interval '1 day' and received_at <= @now
                            and coalesce(inbox_at, @now) > received_at + make_interval(secs => @MostSeconds)
                            and not exists (select from patrol.late_report l where l.case_id = r.case_id)
                        on conflict do nothing
                        returning case_id)
                    select case_id, unit_id from late join patrol.report using (case_id)
                    """,
                    new { now = Clock.GetUtcNow(), ShowMinute.MostSeconds },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        foreach (var (caseId, unit) in late)
        {
            if (unit is { } holder)
            {
                live.Publish(new Notice(Topic, caseId, Operation.ViewPatrol, [holder]));
            }
        }

        return late.Count;
    }
}
