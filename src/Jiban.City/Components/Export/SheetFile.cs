using MiniExcelLibs;

namespace Jiban.City.Components.Export;

/// <summary>XLSX of one sheet under the Chinese names of the fields. Every cell is text: an identifier of 17 digits is no number.</summary>
internal sealed class SheetFile : PackedFile
{
    public override string MediaType =>
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public override string Extension => "xlsx";

    protected override async Task<FileInfo> MakeAsync(
        DirectoryInfo folder,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "components.xlsx"));
        await using var stream = file.Create();
        await stream.SaveAsAsync(rows.Select(CellsOf), cancellationToken: cancellation);
        return file;
    }

    private static Dictionary<string, object?> CellsOf(ExportedComponent row) =>
        ComponentFields
            .All.Zip(row.Fields)
            .ToDictionary(pair => pair.First.Zh, pair => (object?)pair.Second);
}
