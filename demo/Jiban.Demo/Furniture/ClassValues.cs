namespace Jiban.Demo.Furniture;

/// <summary>Which values an attribute may have in a class, by <c>lists.tsv</c>: what the demo's settings say and what its components bear.</summary>
internal static class ClassValues
{
    /// <param name="Attribute"><c>material</c> or <c>shape</c>.</param>
    public sealed record Row(string ClassCode, string Attribute, IReadOnlyList<string> Allowed);

    public static readonly IReadOnlyList<Row> All =
    [
        .. Data.Rows("lists.tsv").Select(row => new Row(row[0], row[1], row[2..])),
    ];

    /// <summary>What is allowed; null where every text is.</summary>
    public static IReadOnlyList<string>? Of(string classCode, string attribute) =>
        All.FirstOrDefault(row =>
            row.ClassCode == classCode && row.Attribute == attribute
        )?.Allowed;
}
