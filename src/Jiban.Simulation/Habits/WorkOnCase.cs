using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Simulation.City;
using Jiban.Simulation.Habits.Cases;
using Jiban.Simulation.Invariants;

namespace Jiban.Simulation.Habits;

/// <summary>Somebody of the staff takes a case from the pile, looks at its page, and does one of the things that it offers; then another does.</summary>
internal sealed class WorkOnCase : Habit
{
    private const int MostLooks = 6;
    private const int LittleToDo = 12;
    private const int AtATime = 2;

    public override int Weight => 60;

    public override async Task ActAsync(Turn turn)
    {
        var done = 0;
        for (var looks = 0; looks < MostLooks && done < AtATime; looks++)
        {
            if (await FindAsync(turn) is { } found)
            {
                await DoAsync(turn, found);
                done++;
            }
        }

        if (done == 0)
        {
            turn.Tell("staff find nothing to do");
        }
    }

    /// <summary>Somebody before a page that offers something that he does. Null when it offers nothing.</summary>
    public static async Task<Found?> FindAsync(Turn turn)
    {
        var open = await turn.OpenCasesAsync();
        if (open.Count == 0)
        {
            return null;
        }

        var standing = turn.OneOf(open);
        var who = turn.OneOf(ConcernedBy(turn, standing));
        var seen = await turn.Town.LookAsync(who, $"/api/cases/{standing.CaseId}");
        turn.Judge("a case page", seen);
        if (!seen.IsDone)
        {
            return null;
        }

        var offered = seen
            .Body.GetProperty("operations")
            .EnumerateArray()
            .Select(one => one.GetString()!)
            .ToHashSet();
        HoldRights(turn, who, seen.Body, offered);
        var habits = CaseHabit
            .All.Where(habit => offered.Contains(habit.Operation) && habit.Does(who.Role))
            .ToList();
        // A page that offers little is often laid aside.
        return habits.Sum(habit => habit.Weight) <= turn.Chance.Next(LittleToDo)
            ? null
            : new Found(standing.CaseId, who, seen, Weighted(turn.Chance, habits));
    }

    /// <summary>A page offers to nobody what is not his to do.</summary>
    private static void HoldRights(
        Turn turn,
        Actor who,
        JsonElement page,
        IEnumerable<string> offered
    )
    {
        var holder = page.GetProperty("unit").GetProperty("id").GetGuid();
        var stand =
            who.Role == Role.Inspector ? OwnRights.Stand.Looks
            : who.UnitId == holder && holder == turn.Staff.Centre
                ? OwnRights.Stand.Own | OwnRights.Stand.Top
            : who.UnitId == holder ? OwnRights.Stand.Own
            : turn.Staff.IsBelow(holder, who.UnitId!.Value) ? OwnRights.Stand.Above
            : OwnRights.Stand.None;
        var helps = page.GetProperty("links")
            .GetProperty("assisting")
            .EnumerateArray()
            .Any(one => one.GetProperty("unit").GetProperty("id").GetGuid() == who.UnitId);
        if (
            OwnRights
                .TooMany(offered, who.Role, helps ? stand | OwnRights.Stand.Helps : stand)
                .ToList() is
            { Count: > 0 } tooMany
        )
        {
            throw new BrokenException(
                "rights",
                $"{Turn.NameOf(page)} offers {string.Join(", ", tooMany)} to {who.Name} of {turn.Staff.NameOf(who.UnitId!.Value)}, while it is with {turn.Staff.NameOf(holder)}"
            );
        }
    }

    /// <summary>Does it, on the version that was seen.</summary>
    public static async Task<Told> DoAsync(Turn turn, Found found)
    {
        var (caseId, who, seen, habit) = found;
        var said = await habit.SayAsync(turn, who, seen.Body);
        var told = await turn.ChangeAsync(
            who,
            $"/api/cases/{caseId}/{said.Path}",
            said.Body,
            ("If-Match", seen.Tag!)
        );
        turn.Keep(caseId, said.Kind, who, VersionOf(seen.Body), told);
        turn.Tell($"{who.Name} {habit.Operation} {Turn.NameOf(seen.Body)}: {told}");
        return told;
    }

    /// <summary>The version of a page.</summary>
    public static int VersionOf(JsonElement page) => page.GetProperty("version").GetInt32();

    /// <summary>Who has to do with a case: of its unit, above it, in the back office, and who found it or looks at it first.</summary>
    private static List<Actor> ConcernedBy(Turn turn, Turn.Standing standing)
    {
        var (staff, unit) = (turn.Staff, standing.UnitId);
        var above = staff.Above(unit) ?? staff.Centre;
        List<Actor> concerned =
        [
            staff.Of(Role.Dispatcher, above),
            staff.Of(Role.Dispatcher, staff.Centre),
            staff.Of(Role.Leader, above),
        ];
        concerned.AddRange(
            standing.State switch
            {
                "resolved" or "closed" => Enumerable
                    .Range(0, 6)
                    .Select(n => staff.Of(Role.Caller, staff.Centre, n % 2)),
                "queued" => Enumerable.Repeat(staff.Of(Role.Dispatcher, unit), 6),
                _ =>
                [
                    .. Enumerable.Range(0, 6).Select(n => staff.Of(Role.Handler, unit, n % 2)),
                    staff.Of(Role.Secretary, unit),
                    staff.Of(Role.Leader, unit),
                ],
            }
        );
        if (
            staff.Inspectors.FirstOrDefault(one =>
                one.Id == standing.Reporter || one.Id == standing.Verifier
            ) is
            { } inspector
        )
        {
            concerned.AddRange([inspector, inspector, inspector]);
        }

        if (standing.AssistingOpen is { } helping)
        {
            concerned.AddRange(
                helping.Split(' ').Select(helper => staff.Of(Role.Handler, Guid.Parse(helper)))
            );
        }

        return concerned;
    }

    private static CaseHabit Weighted(Random chance, IReadOnlyList<CaseHabit> habits)
    {
        var at = chance.Next(habits.Sum(habit => habit.Weight));
        return habits.First(habit => (at -= habit.Weight) < 0);
    }

    /// <summary>Somebody, the page that he saw, and what he will do.</summary>
    public sealed record Found(Guid CaseId, Actor Who, Told Seen, CaseHabit Habit);
}
