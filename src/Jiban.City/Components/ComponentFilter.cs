using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Time;
using Jiban.Platform.Web;

namespace Jiban.City.Components;

/// <summary>Which components are asked for. Everything is optional, and all of it must hold.</summary>
/// <param name="Q">The beginning of an identifier, or a part of a name.</param>
/// <param name="ClassCode">A major class (two digits) or a whole one.</param>
/// <param name="State">intact | damaged | lost | abandoned | removed; without it everything that was not removed.</param>
/// <param name="Area">The beginning of a grid code: a district, street, community or cell.</param>
/// <param name="UnitId">Who answers for it, in whatever role.</param>
/// <param name="Role">With the unit: in this role, authority | owner | installer | manager | maintainer.</param>
/// <param name="Bbox">West, south, east, north.</param>
/// <param name="Day">As it stood at the end of this day; today when left out.</param>
/// <param name="Lack">Only those whose record lacks something (<see cref="RecordLack"/>).</param>
internal sealed record ComponentFilter(
    string? Q,
    string? ClassCode,
    string? State,
    string? Area,
    Guid? UnitId,
    string? Role,
    string? Bbox,
    DateOnly? Day,
    string? Lack
)
{
    /// <summary>What is malformed of it; null when nothing is.</summary>
    public Problem? Refuse() =>
        Problem.IfMalformed(
            ("q", Q?.Length > 50, "不超过50字。"),
            ("classCode", !IsDigits(ClassCode, 5), "类别代码为2至5位数字。"),
            (
                "area",
                Area is not null && (Area.Length < 2 || !GridCode.IsBeginning(Area)),
                "区划或网格代码不超过15位；前12位是数字，其后也可以是大写字母。"
            ),
            ("state", State is not null && !Stored.Is<ComponentState>(State), "没有这个状态。"),
            ("role", Role is not null && !Stored.Is<DutyRole>(Role), "没有这项责任。"),
            ("lack", Lack is not null && !Stored.Is<RecordLack>(Lack), "没有这种缺项。"),
            ("bbox", Bbox is not null && !Positions.TryBox(Bbox, out _), "范围为西,南,东,北。")
        );

    /// <summary>The condition on <c>city.component c</c>, and its parameters. Only what was asked stands in it, so that each can use its index.</summary>
    public (string Where, DynamicParameters Parameters) ToSql(DateOnly today)
    {
        var parameters = new DynamicParameters();
        var conditions = new List<string> { Moment(Day, parameters) };
        if (State is { } state)
        {
            Add("c.state = @state", "state", state);
        }
        else
        {
            conditions.Add("c.state <> 'removed'");
        }

        if (Typed.Text(Q) is { } q)
        {
            Add(@"(c.code like @q || '%' or c.name like '%' || @q || '%')", "q", Literal(q));
        }

        if (ClassCode is { } classCode)
        {
            Add("c.class_code like @classCode || '%'", "classCode", classCode);
        }

        if (Area is { } area)
        {
            Add("c.grid_code like @area || '%'", "area", area);
        }

        if (UnitId is { } unitId)
        {
            Add(
                """
                exists (select from city.component_duty d where d.component_id = c.component_id and d.unit_id = @unitId
                    and d.from_day <= @on and (d.until_day is null or d.until_day >= @on) and (@role::text is null or d.role = @role))
                """,
                "unitId",
                unitId
            );
            parameters.Add("role", Role);
        }

        if (Lack is not null && Enum.TryParse<RecordLack>(Lack, ignoreCase: true, out var lack))
        {
            conditions.Add(RecordLacks.Condition(lack));
        }

        parameters.Add("on", Day ?? today);
        if (Bbox is { } text && Positions.TryBox(text, out var box))
        {
            conditions.Add("c.location && ST_MakeEnvelope(@west, @south, @east, @north, 4326)");
            parameters.Add("west", box.MinX);
            parameters.Add("south", box.MinY);
            parameters.Add("east", box.MaxX);
            parameters.Add("north", box.MaxY);
        }

        return (string.Join(" and ", conditions), parameters);

        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            parameters.Add(name, value);
        }
    }

    /// <summary>The versions that hold now, or that held at the end of a day.</summary>
    public static string Moment(DateOnly? day, DynamicParameters parameters)
    {
        if (day is not { } past)
        {
            return "c.valid_to is null";
        }

        parameters.Add("moment", CivilTime.StartOf(past.AddDays(1)));
        return "c.valid_from < @moment and (c.valid_to is null or c.valid_to >= @moment)";
    }

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    private static bool IsDigits(string? text, int longest) =>
        text is null
        || (text.Length is > 1 && text.Length <= longest && text.All(char.IsAsciiDigit));
}
