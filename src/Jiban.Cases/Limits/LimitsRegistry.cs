using System.Globalization;
using Dapper;
using Jiban.Cases.Clocks;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Cases.Limits;

/// <summary>Holds the limits and the calendar in force in this process; swapped whole when they change.</summary>
internal sealed class LimitsRegistry(Database database)
{
    private volatile TimeLimits? _current;

    /// <summary>The limits in force. Loaded at the first use and after every change.</summary>
    public async ValueTask<TimeLimits> CurrentAsync(CancellationToken cancellation) =>
        _current ?? await ReloadAsync(cancellation);

    /// <summary>Reads limits and calendar anew.</summary>
    public async Task<TimeLimits> ReloadAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return _current = await LoadAsync(connection);
    }

    private static async Task<TimeLimits> LoadAsync(NpgsqlConnection connection)
    {
        var limits = await connection.QueryAsync<LimitRow>(
            "select urgency, step, amount, unit from cases.time_limit"
        );
        var days = await connection.QueryAsync<CalendarDay>(
            "select day, is_off, name from cases.calendar_day"
        );
        var years = await connection.QueryAsync<int>("select year from cases.calendar_year");
        var ends = await connection.QuerySingleAsync<string>(
            "select value from cases.setting where name = 'working_day_ends'"
        );
        var rungs = await connection.QueryAsync<AlarmRow>(
            "select urgency, level, minutes from cases.alarm_rule"
        );
        var followUp = await connection.QuerySingleAsync<string>(
            "select value from cases.setting where name = 'follow_up'"
        );
        return new TimeLimits(
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
        };
    }

    internal sealed record AlarmRow(string Urgency, int Level, int Minutes)
    {
        public AlarmRule ToRule() =>
            new(Words.Parse<Dispatch.Contracts.Urgency>(Urgency), Level, Minutes);
    }

    internal sealed record LimitRow(string Urgency, string Step, int Amount, string Unit)
    {
        public TimeLimit ToLimit() =>
            new(
                Words.Parse<Dispatch.Contracts.Urgency>(Urgency),
                Words.Parse<Cases.Step>(Step),
                Amount,
                Words.Parse<LimitUnit>(Unit)
            );
    }
}
