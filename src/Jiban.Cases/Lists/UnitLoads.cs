using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>What a person who chooses a unit is told of it besides. Responsibility never follows from it (docs/dispatch.md).</summary>
/// <param name="Open">Cases it has that are not done.</param>
/// <param name="AtWork">Whether it works now, by its hours and the calendar.</param>
internal sealed record UnitLoad(int Open, bool AtWork);

/// <summary>Load and absence of units.</summary>
internal static class UnitLoads
{
    public static async Task<IReadOnlyDictionary<Guid, UnitLoad>> OfAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> units,
        CaseDesk desk,
        WorkingCalendar calendar,
        CancellationToken cancellation
    )
    {
        var ids = units.Distinct().ToArray();
        var open = (
            await connection.QueryAsync<(Guid UnitId, int Cases)>(
                new CommandDefinition(
                    $"""
                    select unit_id, count(*)::int from cases.case_file
                    where unit_id = any(@ids) and {CaseFilter.NotDone} group by unit_id
                    """,
                    new { ids },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.UnitId, row => row.Cases);
        var now = CivilTime.Of(desk.Clock.GetUtcNow());
        return ids.ToDictionary(
            id => id,
            id => new UnitLoad(open.GetValueOrDefault(id), IsAtWork(desk.City.Unit(id)?.Hours))
        );

        bool IsAtWork(City.Contracts.WorkingHours? hours) =>
            hours is not null
            && (hours.EveryDay || calendar.IsWorkingDay(DateOnly.FromDateTime(now.DateTime)))
            && TimeOnly.FromDateTime(now.DateTime) is var time
            && hours.Opens <= time
            && time < hours.Closes;
    }
}
