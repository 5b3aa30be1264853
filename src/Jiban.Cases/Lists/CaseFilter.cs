using Dapper;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Time;

namespace Jiban.Cases.Lists;

/// <summary>What a work list is asked for. Everything may be left out.</summary>
/// <param name="Due"><c>late</c>, <c>today</c> (by the end of the civil day), <c>soon</c> (within 24 hours).</param>
/// <param name="Q">A case number, a telephone number, or words of place, class or text.</param>
/// <param name="Asked">Whether a unit asked for something that nobody has judged: <c>any</c>, or one of return, extension, suspension.</param>
/// <param name="Alarm">How high the ladder of reminders has gone, at least.</param>
/// <param name="FollowUp">Only those whose requester is to be asked again by now.</param>
/// <param name="Ids">Ids, separated by commas, at most a hundred.</param>
internal sealed record CaseFilter(
    string? State,
    Guid? Unit,
    string? Class,
    string? Kind,
    string? Channel,
    string? Urgency,
    string? Due,
    bool? Own,
    string? Q,
    DateOnly? From,
    DateOnly? To,
    string? Ids,
    string? Asked = null,
    int? Alarm = null,
    bool? FollowUp = null
)
{
    private const int MaxIds = 100;

    /// <summary>The conditions of the filter and of the actor's rights, as SQL and parameters.</summary>
    /// <param name="operation">What is to be done with the cases: each has its own row in the table of rights.</param>
    public (string Where, DynamicParameters Parameters) ToSql(
        Operation operation,
        Actor actor,
        CitySnapshot city,
        KeyRing keys,
        DateTimeOffset now
    )
    {
        var conditions = new List<string>();
        var parameters = new DynamicParameters();
        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            parameters.Add(name, value);
        }

        Rights(operation, actor, city, Add);
        if (State is { Length: > 0 })
        {
            Add("state = any(@states)", "states", State.Split(','));
        }

        if (Unit is { } unit)
        {
            Add("unit_id = any(@units)", "units", city.SelfAndBelow(unit).ToArray());
        }

        if (Class is { Length: > 0 })
        {
            Add(
                "class_code like @class",
                "class",
                Class.Replace("%", "", StringComparison.Ordinal) + "%"
            );
        }

        Equal(Kind, "kind", Add);
        Equal(Channel, "channel", Add);
        Equal(Urgency, "urgency", Add);
        if (Own is { } own)
        {
            Add("own = @own", "own", own);
        }

        if (Asked == "any")
        {
            conditions.Add("asked is not null");
        }
        else
        {
            Equal(Asked, "asked", Add);
        }

        if (Alarm is { } level)
        {
            Add("alarm_level >= @alarm", "alarm", level);
        }

        if (FollowUp == true)
        {
            Add("due_follow_up < @followUpBy", "followUpBy", now);
        }

        Times(now, Add);
        Search(keys, Add);
        return (conditions.Count == 0 ? "true" : string.Join(" and ", conditions), parameters);
    }

    private static void Equal(string? value, string column, Action<string, string, object> add)
    {
        if (value is { Length: > 0 })
        {
            add($"{column} = @{column}", column, value);
        }
    }

    /// <summary>Only cases that the table of rights opens: the same question that a route of one case asks, as a condition.</summary>
    private static void Rights(
        Operation operation,
        Actor actor,
        CitySnapshot city,
        Action<string, string, object> add
    )
    {
        var allowed = Permissions.Of(operation, actor.Role);
        if ((allowed & Relation.Any) != 0)
        {
            return;
        }

        var units =
            actor.UnitId is not { } unit ? []
            : (allowed & Relation.Below) != 0 ? city.SelfAndBelow(unit).ToArray()
            : (allowed & Relation.Own) != 0 ? [unit]
            : Array.Empty<Guid>();
        var assigned = (allowed & Relation.Assigned) != 0 ? actor.Id : Guid.Empty;
        add(
            "(unit_id = any(@visible) or (@me <> '00000000-0000-0000-0000-000000000000' and (reporter = @me or signed_by = @me)))",
            "visible",
            units
        );
        add("true", "me", assigned);
    }

    private void Times(DateTimeOffset now, Action<string, string, object> add)
    {
        switch (Due)
        {
            case "late":
                add("next_due_at < @late", "late", now);
                break;
            case "today":
                add(
                    "next_due_at >= @now and next_due_at < @endOfDay",
                    "endOfDay",
                    CivilTime.StartOf(CivilTime.DayOf(now).AddDays(1))
                );
                add("true", "now", now);
                break;
            case "soon":
                add("next_due_at >= @now and next_due_at < @soon", "soon", now.AddHours(24));
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

    private void Search(KeyRing keys, Action<string, string, object> add)
    {
        if (Ids is { Length: > 0 })
        {
            add(
                "case_id = any(@ids)",
                "ids",
                Ids.Split(',')
                    .Take(MaxIds)
                    .Select(id => Guid.TryParse(id, out var read) ? read : Guid.Empty)
                    .ToArray()
            );
        }

        if (string.IsNullOrWhiteSpace(Q))
        {
            return;
        }

        var typed = Q;
        if (CaseNumber.TryRead(typed, out var number))
        {
            add(
                "case_id = (select case_id from cases.case_number where number = @number)",
                "number",
                number
            );
        }
        else if (
            Masking.NormalisePhone(typed) is { } phone
            && typed.All(c => char.IsDigit(c) || c is ' ' or '-' or '+')
        )
        {
            add(
                "case_id in (select case_id from cases.requester where phone_hash = @phoneHash or reporter_phone_hash = @phoneHash)",
                "phoneHash",
                keys.SearchHash(phone)
            );
        }
        else if (new SearchGrams(keys).Of(typed) is { Length: > 0 } grams)
        {
            add(
                "(place_name ilike @words or case_id in (select case_id from cases.search where grams @> @grams))",
                "words",
                $"%{typed.Trim().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)}%"
            );
            add("true", "grams", grams);
        }
        else
        {
            // Nothing but signs: no text can be found by them, and every text holds "all of none".
            add("@none", "none", false);
        }
    }

    private static Guid Ids7(DateOnly day) => Platform.Time.Ids.Floor(CivilTime.StartOf(day));
}
