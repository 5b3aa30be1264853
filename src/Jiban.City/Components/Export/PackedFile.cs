namespace Jiban.City.Components.Export;

/// <summary>A form whose beginning is known only at its end: it is made beside, in a folder that is gone afterwards, and then sent.</summary>
internal abstract class PackedFile : ComponentFile
{
    public override async Task WriteAsync(
        Stream body,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        var folder = Directory.CreateTempSubdirectory("jiban-export-");
        try
        {
            var made = await MakeAsync(folder, rows, cancellation);
            await using var file = made.OpenRead();
            await file.CopyToAsync(body, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Makes the file in the folder.</summary>
    protected abstract Task<FileInfo> MakeAsync(
        DirectoryInfo folder,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    );
}
