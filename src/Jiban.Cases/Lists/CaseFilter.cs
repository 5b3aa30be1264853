using Dapper;
using Jiban.Cases.Handling;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;

namespace Jiban.Cases.Lists;

/// <summary>What a work list is asked for. Everything may be left out.</summary>
/// <param name="Due"><c>late</c>, <c>today</c> (by the end of the civil day), <c>tomorrow</c>, <c>soon</c> (within 24 hours).</param>
/// <param name="Q">A case number, a telephone number, or words of place, class or text.</param>
/// <param name="Asked">Whether a unit asked for something that nobody has judged: <c>any</c>, or one of return, extension, suspension.</param>
/// <param name="Alarm">How high the ladder of reminders has gone, at least, for what is not done.</param>
/// <param name="Supervised">Only those for which somebody above presses.</param>
/// <param name="HandedOver">Only those that a colleague handed over to the actor.</param>
/// <param name="Signer">Only those that an account signed or took over; <c>me</c> for one's own.</param>
/// <param name="CallBack">Only those whose requester is to be called back: about a result, or about an end without one.</param>
/// <param name="FollowUp">Only those whose requester is to be asked again by now.</param>
/// <param name="Incident">Only those joined to this leading case.</param>
/// <param name="Repeat">Only those that repeat an earlier one.</param>
/// <param name="Control"><c>due</c>, <c>agrees</c> or <c>differs</c>: the sample of control call-backs.</param>
/// <param name="Reinspection">Only those whose result somebody other than the handler must look at.</param>
/// <param name="Abuse"><c>suspected</c>, <c>confirmed</c> or <c>cleared</c>.</param>
/// <param name="Assisting">Only those in which the actor's unit helps and has not reported, or about which it is called together (会商).</param>
/// <param name="Component">Only those about the component of this identifier.</param>
/// <param name="Preventive">Only those handled before anybody called, or only the others.</param>
/// <param name="ToContact">Only those whose confidential requester the actor is to invite or contact, because the unit may not.</param>
/// <param name="Ids">Ids, separated by commas, at most a hundred.</param>
internal sealed partial record CaseFilter(
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
    bool? FollowUp = null,
    Guid? Incident = null,
    bool? Repeat = null,
    string? Control = null,
    string? Abuse = null,
    bool? Assisting = null,
    bool? Reinspection = null,
    string? Component = null,
    bool? Supervised = null,
    bool? HandedOver = null,
    string? Signer = null,
    bool? CallBack = null,
    bool? Preventive = null,
    bool? ToContact = null
)
{
    /// <summary>The same without what a tab of the work list adds: what each of them would show is counted, whichever is open.</summary>
    public CaseFilter WithoutTab =>
        this with
        {
            State = null,
            Due = null,
            Asked = null,
            Alarm = null,
            Supervised = null,
            HandedOver = null,
            ToContact = null,
            FollowUp = null,
            Control = null,
            Abuse = null,
            Reinspection = null,
        };

    /// <summary><see cref="CaseFile.AwaitsReinspection"/> as a condition.</summary>
    public const string AwaitsReinspection =
        "state = 'resolved' and reinspection_passed is not true and coalesce(reinspection_needed, not has_person and channel = 'patrol')";

    /// <summary>The requester is to be called back.</summary>
    public const string ToCallBack =
        "(state = 'resolved' or (state = 'closed' and due_call_back is not null))";

    /// <summary>What its unit still has in hand.</summary>
    public const string NotDone = "state not in ('resolved', 'closed')";

    /// <summary>The actor's unit helps and has not reported, or is called together and there is no verdict yet.</summary>
    public const string ToHelp =
        "case_id in (select case_id from cases.assisting where unit_id = @searcherUnit and open)";

    /// <summary>All that one may see.</summary>
    public static readonly CaseFilter Everything = new(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null
    );

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

        parameters.Add("searcher", actor.Id);
        parameters.Add("searcherUnit", actor.UnitId ?? Guid.Empty);
        parameters.Add(
            "searcherBelow",
            actor.UnitId is { } its ? city.SelfAndBelow(its).ToArray() : []
        );
        parameters.Add("isHotline", CaseDesk.IsHotline(actor, city));
        parameters.Add(
            "speaksBelow",
            Permissions.Of(Operation.ContactRequester, actor.Role).HasFlag(Relation.Below)
        );
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
        if (Own is { } ownOnes)
        {
            Add("own = @own", "own", ownOnes);
        }

        if (Preventive is { } preventive)
        {
            Add("preventive = @preventive", "preventive", preventive);
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
            Add($"alarm_level >= @alarm and {NotDone}", "alarm", level);
        }

        if (Supervised == true)
        {
            conditions.Add("supervised_at is not null");
        }

        if (HandedOver == true)
        {
            conditions.Add("handed_over_at is not null and signed_by = @searcher");
        }

        if (Signer is { Length: > 0 })
        {
            Add(
                "signed_by = @signer",
                "signer",
                Signer == "me" ? actor.Id
                    : Guid.TryParse(Signer, out var signer) ? signer
                    : Guid.Empty
            );
        }

        if (CallBack == true)
        {
            conditions.Add(ToCallBack);
        }

        if (FollowUp == true)
        {
            Add("due_follow_up < @followUpBy", "followUpBy", now);
        }

        if (Incident is { } incident)
        {
            Add("incident_id = @incident", "incident", incident);
        }

        if (Repeat == true)
        {
            // A hit tells that one person stands behind both (Links.PersonLinks).
            conditions.Add(
                $"""
                repeat_of is not null and {IsOpen} and not exists (
                    select from (select o.* from cases.case_file o where o.case_id = case_file.repeat_of) case_file
                    where confidential and not ({IsOpen} and (@seesAll or unit_id = any(@seen) or reporter = @searcher)))
                """
            );
            parameters.Add(
                "seesAll",
                Permissions.Of(Operation.ViewCases, actor.Role).HasFlag(Relation.Any)
            );
            parameters.Add("seen", actor.UnitId is { } own ? city.SelfAndBelow(own).ToArray() : []);
        }

        Equal(Control, "control", Add);
        Equal(Abuse, "abuse", Add);
        if (Abuse is { Length: > 0 })
        {
            conditions.Add(IsOpen);
        }

        Equal(Component, "component", Add);
        if (Reinspection == true)
        {
            conditions.Add(AwaitsReinspection);
        }

        if (Assisting == true)
        {
            conditions.Add(ToHelp);
        }

        if (ToContact == true)
        {
            conditions.Add(IsToContact);
        }

        Times(now, actor, Add);
        if (!string.IsNullOrWhiteSpace(Q) && !CaseNumber.TryRead(Q, out _))
        {
            conditions.Add(IsOpen);
        }

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
}
