using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Lists;

// Whose cases an actor may see, and of whom he may learn who asked.
internal sealed partial record CaseFilter
{
    /// <summary><see cref="CaseFile.RequesterIsOpenTo"/> as a condition.</summary>
    public const string IsOpen = """
        (not confidential or reporter = @searcher or (signed_by is distinct from @searcher and verifier is distinct from @searcher
            and (@isHotline or ((unit_id <> @searcherUnit or state = 'queued')
                and not exists (select from cases.assisting a where a.case_id = case_file.case_id and a.unit_id = @searcherUnit
                    and not (a.convened and case_file.unit_id = any(@searcherBelow)))))))
        """;

    /// <summary>
    /// The requester is confidential, the result waits for what comes of the invitation or nobody has spoken with them yet, and it is the actor's to do:
    /// <see cref="Handling.ContactRequester.NotTheirs"/> as a condition.
    /// </summary>
    public const string IsToContact = $"""
        (confidential and has_person and state = 'signed' and meeting is not null
            and (meeting not in ('noNeed', 'notReached', 'met') or (contacted_at is null and meeting = 'noNeed'))
            and {IsOpen} and (reporter = @searcher or (@speaksBelow and unit_id = any(@searcherBelow))))
        """;

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
        var assisting = (allowed & Relation.Assisting) != 0 ? actor.UnitId : null;
        add(
            "(unit_id = any(@visible) or (@me <> '00000000-0000-0000-0000-000000000000' and (reporter = @me or signed_by = @me or verifier = @me))"
                + (
                    assisting is null
                        ? ")"
                        : " or case_id in (select case_id from cases.assisting where unit_id = @mine))"
                ),
            "visible",
            units
        );
        add("true", "me", assigned);
        if (assisting is { } mine)
        {
            add("true", "mine", mine);
        }
    }
}
