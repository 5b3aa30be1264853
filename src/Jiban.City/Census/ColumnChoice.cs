namespace Jiban.City.Census;

/// <summary>Finds the column of a file for each field that can be read. Pure.</summary>
internal static class ColumnChoice
{
    /// <summary>
    /// Columns are found by what the field is called; <paramref name="wanted"/> says <c>key:column</c> for those that are called otherwise, and
    /// <c>key:</c> for what is not to be read.
    /// </summary>
    /// <returns>Null, with what is wrong of what was wanted.</returns>
    public static Dictionary<T, string>? Of<T>(
        IReadOnlyCollection<T> fields,
        Func<T, string> key,
        Func<T, string, bool> isCalled,
        IReadOnlyCollection<string> headings,
        IEnumerable<string> wanted,
        out string? wrong
    )
        where T : class
    {
        wrong = null;
        var columns = new Dictionary<T, string>();
        foreach (var field in fields)
        {
            if (headings.FirstOrDefault(heading => isCalled(field, heading)) is { } heading)
            {
                columns[field] = heading;
            }
        }

        foreach (var one in wanted)
        {
            var colon = one.IndexOf(':', StringComparison.Ordinal);
            var field = fields.FirstOrDefault(field =>
                colon > 0 && key(field).Equals(one[..colon], StringComparison.OrdinalIgnoreCase)
            );
            var column = one[(colon + 1)..];
            if (field is null || (column.Length > 0 && !headings.Contains(column)))
            {
                wrong = one;
                return null;
            }

            columns.Remove(field);
            if (column.Length > 0)
            {
                columns.Add(field, column);
            }
        }

        return columns;
    }
}
