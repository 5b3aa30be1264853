using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Cases.Lists;

// What is due when, and what was received when.
internal sealed partial record CaseFilter
{
    /// <summary>Begins a condition on the next due time: a result waits for whoever closes it, and is not late for anybody else.</summary>
    public static string Mine(Actor actor) =>
        NeverCloses(actor) ? "state not in ('resolved', 'closed') and " : "";

    /// <summary>The same of one case: what is due next waits for whoever closes it.</summary>
    public static bool IsForOthers(CaseFile file, Actor actor) =>
        file.State is CaseState.Resolved or CaseState.Closed && NeverCloses(actor);

    /// <summary>Whether closing is nothing that the actor may ever do.</summary>
    public static bool NeverCloses(Actor actor) =>
        Permissions.Of(Operation.CloseCase, actor.Role) == Relation.None;

    /// <summary>What is due within a day is late at its end at the latest: a limit that ends with a day, at 24:00, is of that day and not of the next.</summary>
    private void Times(DateTimeOffset now, Actor actor, Action<string, string, object> add)
    {
        var mine = Mine(actor);
        switch (Due)
        {
            case "late":
                add($"{mine}next_due_at < @late", "late", now);
                break;
            case "today":
                add(
                    $"{mine}next_due_at >= @now and next_due_at <= @endOfDay",
                    "endOfDay",
                    CivilTime.StartOf(CivilTime.DayOf(now).AddDays(1))
                );
                add("true", "now", now);
                break;
            case "tomorrow":
                var tomorrow = CivilTime.DayOf(now).AddDays(1);
                add(
                    $"{mine}next_due_at > @tomorrow and next_due_at <= @dayAfter",
                    "tomorrow",
                    CivilTime.StartOf(tomorrow)
                );
                add("true", "dayAfter", CivilTime.StartOf(tomorrow.AddDays(1)));
                break;
            case "soon":
                add($"{mine}next_due_at >= @now and next_due_at < @soon", "soon", now.AddHours(24));
                add("true", "now", now);
                break;
            default:
                break;
        }

        if (From is { } from)
        {
            add("case_id >= @fromId", "fromId", Ids7(from));
        }

        if (To is { } to)
        {
            add("case_id < @toId", "toId", Ids7(to.AddDays(1)));
        }
    }

    private static Guid Ids7(DateOnly day) => Platform.Time.Ids.Floor(CivilTime.StartOf(day));
}
