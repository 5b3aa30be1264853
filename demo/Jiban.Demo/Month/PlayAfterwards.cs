using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Month;

/// <summary>
/// What callers do some time after the end: they ask whether it has held (追访), and of those on whom the lot fell whether the first caller wrote down
/// what was said (抽查). What fell due in the last days is left to whoever tries the demo.
/// </summary>
internal sealed class PlayAfterwards(Desk desk, StaffBook staff, CitySnapshot city)
{
    private const int Callers = 4;
    private static readonly TimeSpan Left = TimeSpan.FromDays(2);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await AskAsync(
            "followUp=true",
            "followUpCase",
            "follow-up",
            new
            {
                Reached = true,
                Good = true,
                Note = "处理后没有再出现。",
            },
            now,
            cancellation
        );
        await AskAsync(
            "control=due",
            "controlCallBack",
            "control",
            new
            {
                Reached = true,
                Solved = "solved",
                Satisfied = "satisfied",
            },
            now,
            cancellation
        );
    }

    private async Task AskAsync(
        string whom,
        string operation,
        string path,
        object said,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var rows = await desk.GetAsync(
            $"/api/cases?{whom}&limit=200",
            CallerAt(now, 0),
            cancellation
        );
        foreach (
            var row in rows.GetProperty("items")
                .EnumerateArray()
                .Where(row =>
                    row.TryGetProperty("dueAt", out var due)
                    && due.ValueKind == JsonValueKind.String
                    && due.GetDateTimeOffset() < now - Left
                )
        )
        {
            var id = row.GetProperty("id").GetGuid();
            // Nobody controls their own call-back.
            for (var nth = 0; nth < Callers; nth++)
            {
                var caller = CallerAt(now, nth);
                var page = await desk.GetAsync($"/api/cases/{id}", caller, cancellation);
                if (
                    page.GetProperty("operations")
                        .EnumerateArray()
                        .Any(one => one.GetString() == operation)
                )
                {
                    await desk.PostAsync($"/api/cases/{id}/{path}", said, caller, cancellation);
                    break;
                }
            }
        }
    }

    private Doing CallerAt(DateTimeOffset now, int nth) =>
        new(staff.Of(Role.Caller, city.CityCentre!.UnitId, nth), now, nth);
}
