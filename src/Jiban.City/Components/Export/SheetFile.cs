using System.Globalization;
using Jiban.Platform.Files;

namespace Jiban.City.Components.Export;

/// <summary>
/// XLSX of one sheet under the Chinese names of the fields. Every cell is text, an identifier of 17 digits is no number; but for the co-ordinates and the
/// height, by which programs also know the headings from what stands below them.
/// </summary>
internal sealed class SheetFile : PackedFile
{
    private static readonly bool[] Numbers =
    [
        .. ComponentFields.All.Select(field =>
            field == ComponentFields.Lon
            || field == ComponentFields.Lat
            || field == ComponentFields.Elevation
        ),
    ];

    public override string MediaType => SheetBook.MediaType;
    public override string Extension => "xlsx";

    protected override async Task<FileInfo> MakeAsync(
        DirectoryInfo folder,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "components.xlsx"));
        await using var stream = file.Create();
        await SheetBook.WriteAsync(
            stream,
            cancellation,
            new BookSheet(
                "管理部件",
                [.. ComponentFields.All.Select(field => field.Zh)],
                rows.Select(CellsOf)
            )
        );
        return file;
    }

    private static IReadOnlyList<object?> CellsOf(ExportedComponent row) =>
        [
            .. row.Fields.Select(
                (text, n) =>
                    text is not null && Numbers[n]
                        ? double.Parse(text, CultureInfo.InvariantCulture)
                        : (object?)text
            ),
        ];
}
