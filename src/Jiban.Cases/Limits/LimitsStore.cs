using System.Data;
using System.Globalization;
using Dapper;
using Jiban.Cases.Clocks;
using Jiban.Cases.Links;
using Jiban.Cases.Twins;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Web;
using Npgsql;

namespace Jiban.Cases.Limits;

/// <summary>The settings' tables: read whole, and the one row that tells every process of a change.</summary>
internal static class LimitsStore
{
    /// <summary>Somebody else saved the same setting since it was looked at.</summary>
    public static readonly Problem Changed = new(
        409,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    /// <summary>The version of all together: rises with every change.</summary>
    public static Task<long> VersionAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select version from cases.limits_version",
                cancellationToken: cancellation
            )
        );

    /// <summary>Limits and calendar with their version, from one moment of the store.</summary>
    public static async Task<(long Version, TimeLimits Limits)> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                """
                select version from cases.limits_version;
                select urgency, step, amount, unit, starts_with, pauses_with, calendar from cases.time_limit;
                select day, is_off, name from cases.calendar_day;
                select year from cases.calendar_year;
                select value from cases.setting where name = 'working_day_ends';
                select urgency, level, minutes from cases.alarm_rule;
                select value from cases.setting where name = 'follow_up';
                select value from cases.setting where name = 'control_percent';
                select value from cases.setting where name = 'abuse';
                select value from cases.setting where name = 'reinspection';
                select value from cases.setting where name = 'reinspection_classes';
                select value from cases.setting where name = 'verification';
                select value from cases.setting where name = 'verification_channels';
                select value from cases.setting where name = 'verification_classes';
                select value from cases.setting where name = 'twins';
                select value from cases.setting where name = 'repeats';
                select value from cases.setting where name = 'call_back_interval';
                select value from cases.setting where name = 'contact_interval';
                select value from cases.setting where name = 'contact_tries';
                select max(version) from cases.call_back_script;
                """,
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var version = await rows.ReadSingleAsync<long>();
        var limits = await rows.ReadAsync<LimitRow>();
        var days = await rows.ReadAsync<CalendarDay>();
        var years = await rows.ReadAsync<int>();
        var ends = await rows.ReadSingleAsync<string>();
        var rungs = await rows.ReadAsync<AlarmRow>();
        var followUp = await rows.ReadSingleAsync<string>();
        var control = await rows.ReadSingleAsync<string>();
        var abuse = (await rows.ReadSingleAsync<string>()).Split('/');
        var reinspection = await rows.ReadSingleAsync<string>();
        var reinspectionClasses = await rows.ReadSingleAsync<string>();
        var verification = await rows.ReadSingleAsync<string>();
        var verificationChannels = await rows.ReadSingleAsync<string>();
        var verificationClasses = await rows.ReadSingleAsync<string>();
        var twins = (await rows.ReadSingleAsync<string>()).Split('/');
        var repeats = (await rows.ReadSingleAsync<string>()).Split('/');
        var callBackInterval = await rows.ReadSingleAsync<string>();
        var contactInterval = await rows.ReadSingleAsync<string>();
        var contactTries = await rows.ReadSingleAsync<string>();
        var script = await rows.ReadSingleAsync<int>();
        return (
            version,
            new TimeLimits(
                limits.Select(row => row.ToLimit()),
                new WorkingCalendar(
                    days,
                    years,
                    ends == "24:00"
                        ? null
                        : TimeOnly.ParseExact(ends, "HH:mm", CultureInfo.InvariantCulture)
                )
            )
            {
                Ladder = new AlarmLadder(rungs.Select(row => row.ToRule())),
                FollowUp = Words.Parse<FollowUpRule>(followUp),
                ControlPercent = int.Parse(control, CultureInfo.InvariantCulture),
                Abuse = new AbuseRule(
                    int.Parse(abuse[0], CultureInfo.InvariantCulture),
                    int.Parse(abuse[1], CultureInfo.InvariantCulture)
                ),
                Reinspection = ReinspectionRule.Parse(reinspection, reinspectionClasses),
                Verification = VerificationRule.Parse(
                    verification,
                    verificationChannels,
                    verificationClasses
                ),
                Twins = new TwinRule(
                    int.Parse(twins[0], CultureInfo.InvariantCulture),
                    int.Parse(twins[1], CultureInfo.InvariantCulture)
                ),
                Repeats = new RepeatRule(
                    int.Parse(repeats[0], CultureInfo.InvariantCulture),
                    int.Parse(repeats[1], CultureInfo.InvariantCulture)
                ),
                CallBackMinutes = int.Parse(callBackInterval, CultureInfo.InvariantCulture),
                ContactMinutes = int.Parse(contactInterval, CultureInfo.InvariantCulture),
                ContactTries = int.Parse(contactTries, CultureInfo.InvariantCulture),
                ScriptVersion = script,
            }
        );
    }

    internal sealed record AlarmRow(string Urgency, int Level, int Minutes)
    {
        public AlarmRule ToRule() => new(Words.Parse<Urgency>(Urgency), Level, Minutes);
    }

    internal sealed record LimitRow(
        string Urgency,
        string Step,
        int Amount,
        string Unit,
        string StartsWith,
        string PausesWith,
        string Calendar
    )
    {
        public TimeLimit ToLimit() =>
            new(
                Words.Parse<Urgency>(Urgency),
                Words.Parse<Step>(Step),
                Amount,
                Words.Parse<LimitUnit>(Unit),
                Words.Parse<LimitStart>(StartsWith),
                Words.Parse<LimitPause>(PausesWith),
                Words.Parse<LimitCalendar>(Calendar)
            );
    }
}
