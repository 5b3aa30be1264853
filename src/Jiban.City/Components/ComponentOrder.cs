using System.Globalization;
using Dapper;

namespace Jiban.City.Components;

/// <summary>In which order a list comes, and where its next page begins: after the key and id of the last row.</summary>
internal sealed record ComponentOrder(string Column, bool Falling)
{
    private const char Between = '~';

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["code"] = "code",
        ["class"] = "class_code",
        ["name"] = "name",
        ["state"] = "state",
        ["changed"] = "valid_from",
    };

    private bool IsTime => Column == "valid_from";

    public string Sql => $"c.{Column}{Direction}, c.component_id{Direction}";

    private string Direction => Falling ? " desc" : "";

    /// <summary>The order that is written so, with a minus for falling; by code when it is unknown or left out.</summary>
    public static ComponentOrder Of(string? sort) =>
        new(
            Columns.GetValueOrDefault(sort?.TrimStart('-') ?? "", "code"),
            sort?.StartsWith('-') == true
        );

    /// <summary>The condition that leaves out what was seen, its parameters added; null when the cursor is none of this order.</summary>
    public string? After(string cursor, DynamicParameters parameters)
    {
        var at = cursor.LastIndexOf(Between);
        if (at < 0 || !Guid.TryParse(cursor.AsSpan(at + 1), out var id))
        {
            return null;
        }

        var key = cursor[..at];
        if (!IsTime)
        {
            parameters.Add("afterKey", key);
        }
        else if (
            DateTimeOffset.TryParseExact(
                key,
                "O",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
        {
            parameters.Add("afterKey", time);
        }
        else
        {
            return null;
        }

        parameters.Add("afterId", id);
        return $"(c.{Column}, c.component_id) {(Falling ? '<' : '>')} (@afterKey, @afterId)";
    }

    /// <summary>The cursor of the page after this row.</summary>
    public string CursorOf(Component row) => KeyOf(row) + Between + row.ComponentId.ToString("N");

    private string KeyOf(Component row) =>
        Column switch
        {
            "class_code" => row.ClassCode,
            "name" => row.Name,
            "state" => Stored.Word(row.State),
            "valid_from" => row.ValidFrom.ToString("O", CultureInfo.InvariantCulture),
            _ => row.Code,
        };
}
