using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;

namespace Jiban.Simulation.Habits;

/// <summary>An administrator makes a day of the next fortnight a day off or a working day: open deadlines follow.</summary>
internal sealed class ChangeCalendar : Habit
{
    private const int Patience = 5;

    public override int Weight => 2;

    public override async Task ActAsync(Turn turn)
    {
        var calendar = turn.Ledger.CalendarAt(turn.Now);
        var day = OwnCalendar.DayOf(turn.Now).AddDays(turn.Chance.Next(1, 14));
        var isOff = calendar.IsWorked(day);
        var changed = calendar.With(day, isOff);
        var path = $"/api/settings/calendar/{day.Year}";
        var administrator = turn.Staff.Of(Role.Administrator, turn.Staff.Centre);
        for (var tries = 0; tries < Patience; tries++)
        {
            var seen = await turn.Town.LookAsync(administrator, path);
            if (Holds(seen.Body, day, isOff))
            {
                break;
            }

            var told = await turn.RiskAsync(
                Turn.NameOf(path),
                () =>
                    turn.Town.AskAsync(
                        administrator,
                        HttpMethod.Put,
                        path,
                        JsonContent.Create(
                            new
                            {
                                document = "国务院办公厅通知",
                                days = changed
                                    .Changed.Where(one => one.Key.Year == day.Year)
                                    .Select(one => new
                                    {
                                        date = one.Key,
                                        isOff = one.Value,
                                        name = "调整",
                                    }),
                                version = seen.Body.GetProperty("version").GetInt32(),
                            }
                        )
                    )
            );
            turn.Judge(path, told);
            turn.Tell($"{day:yyyy-MM-dd} becomes a {(isOff ? "day off" : "working day")}: {told}");
        }

        turn.Ledger.Calendars.Add((turn.Now, changed));
        await turn.Town.SettleCalendarAsync();
    }

    private static bool Holds(JsonElement year, DateOnly day, bool isOff) =>
        year.GetProperty("days")
            .EnumerateArray()
            .Any(one =>
                one.GetProperty("date").GetString()
                    == day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                && one.GetProperty("isOff").GetBoolean() == isOff
            );
}
