namespace Jiban.Platform.Files;

/// <summary>The size in which a picture is served.</summary>
internal enum PhotoSize
{
    /// <summary>At most 320 pixels a side.</summary>
    Thumb,

    /// <summary>At most 1600 pixels a side.</summary>
    Display,
}

/// <summary>
/// Where the files of a picture lie under <c>DIR/files</c>: <c>incoming/ID</c> while they are made, then <c>kept/XX/ID</c>, moved in one
/// step. All of it is closed to other users of the machine.
/// </summary>
internal sealed class FileShelf
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _incoming;
    private readonly string _kept;
    private readonly long _keepFree;

    public FileShelf(PlatformOptions options)
    {
        var root = Path.Combine(options.DataDirectory, "files");
        _incoming = Directory.CreateDirectory(Path.Combine(root, "incoming"), OwnerOnly).FullName;
        _kept = Directory.CreateDirectory(Path.Combine(root, "kept"), OwnerOnly).FullName;
        _keepFree = options.KeepFreeBytes;
    }

    /// <summary>Whether the disk has no room for pictures: the last part of it belongs to the database.</summary>
    public bool IsFull => new DriveInfo(_kept).AvailableFreeSpace < _keepFree;

    /// <summary>The name of the file as it was sent.</summary>
    public static string Original(string folder) => Path.Combine(folder, "original");

    /// <summary>The name of a file that is served.</summary>
    public static string Served(string folder, PhotoSize size) =>
        Path.Combine(folder, size == PhotoSize.Thumb ? "thumb.webp" : "display.webp");

    /// <summary>Opens the folder in which a picture is made.</summary>
    public string OpenIncoming(Guid fileId) =>
        Directory
            .CreateDirectory(Path.Combine(_incoming, fileId.ToString("D")), OwnerOnly)
            .FullName;

    /// <summary>Where a finished picture lies.</summary>
    public string Kept(Guid fileId)
    {
        var name = fileId.ToString("D");
        // The end of the id is chance, its beginning is the time.
        return Path.Combine(_kept, name[^2..], name);
    }

    /// <summary>Moves a finished picture to where it is served from.</summary>
    public void Keep(Guid fileId, string incoming)
    {
        var kept = Kept(fileId);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!, OwnerOnly);
        Directory.Move(incoming, kept);
    }

    /// <summary>Removes a folder with all that is in it; nothing happens when it is gone already.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException) { }
    }

    /// <summary>Folders that a process which died has left behind: begun before <paramref name="bound"/>, the smallest id of that time.</summary>
    public IEnumerable<string> LeftBehind(Guid bound) =>
        Directory
            .EnumerateDirectories(_incoming)
            .Where(folder =>
                Guid.TryParse(Path.GetFileName(folder), out var id)
                && string.CompareOrdinal(id.ToString("D"), bound.ToString("D")) < 0
            );
}
