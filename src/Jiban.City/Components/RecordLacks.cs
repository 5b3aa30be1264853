using System.Diagnostics;
using Jiban.City.Contracts;

namespace Jiban.City.Components;

/// <summary>What a record on file can lack, though it was sound when it was entered: the grid, the classes, the units and the lists go on.</summary>
internal enum RecordLack
{
    /// <summary>Any of the following but the coarse position, which is allowed.</summary>
    Any,

    /// <summary>Its position lies in no unit grid cell that holds today.</summary>
    Cell,

    /// <summary>Its position is known to ten metres only (class C): it was never surveyed.</summary>
    SurveyedPosition,

    /// <summary>No unit is its authority on the day.</summary>
    Authority,

    /// <summary>Nobody owns it on the day.</summary>
    Owner,

    /// <summary>Nobody keeps it in order on the day.</summary>
    Maintainer,

    /// <summary>The unified social credit code of its authority is not known, which the standard wants.</summary>
    CreditCode,

    /// <summary>Its class has ended.</summary>
    Class,

    /// <summary>Its material or shape is none that its class lists.</summary>
    ListedValue,
}

/// <summary>The conditions on <c>city.component c</c>; the day is <c>@on</c>.</summary>
internal static class RecordLacks
{
    private const string InForce =
        "valid_from <= @on and (valid_until is null or valid_until >= @on)";

    private static readonly RecordLack[] Wanted =
    [
        RecordLack.Cell,
        RecordLack.Authority,
        RecordLack.CreditCode,
        RecordLack.Class,
        RecordLack.ListedValue,
    ];

    /// <summary>What holds of a component whose record lacks it.</summary>
    public static string Condition(RecordLack lack) =>
        lack switch
        {
            // Owner and maintainer are optional by the standard.
            RecordLack.Any => $"({string.Join(" or ", Wanted.Select(Condition))})",
            RecordLack.Cell =>
                "not exists (select from city.grid_cell cell where cell.code = c.grid_code)",
            RecordLack.SurveyedPosition => "c.accuracy = 'c'",
            RecordLack.Authority => Nobody(DutyRole.Authority),
            RecordLack.Owner => Nobody(DutyRole.Owner),
            RecordLack.Maintainer => Nobody(DutyRole.Maintainer),
            RecordLack.CreditCode => $"""
                exists (select from city.component_duty d join city.unit u using (unit_id)
                    where d.component_id = c.component_id and d.role = 'authority' and {Answers} and u.credit_code is null)
                """,
            RecordLack.Class =>
                $"not exists (select from city.component_class k where k.code = c.class_code and {InForce})",
            RecordLack.ListedValue => $"""
                exists (select from city.component_class_list l
                    where cardinality(l.allowed) > 0 and {InForce}
                        and l.scheme = case length(c.class_code) when 4 then 'gbt30428' else 'gbt47678' end
                        and (l.class_code = c.class_code or l.class_code = left(c.class_code, 2) and not exists (
                            select from city.component_class_list own where own.scheme = l.scheme and own.attribute = l.attribute
                                and own.class_code = c.class_code
                                and own.valid_from <= @on and (own.valid_until is null or own.valid_until >= @on)))
                        and case l.attribute when 'material' then c.material else c.shape end <> all (l.allowed))
                """,
            _ => throw new UnreachableException(),
        };

    private const string Answers =
        "d.from_day <= @on and (d.until_day is null or d.until_day >= @on)";

    private static string Nobody(DutyRole role) =>
        $"""
            not exists (select from city.component_duty d
                where d.component_id = c.component_id and d.role = '{Stored.Word(
                role
            )}' and {Answers})
            """;
}
