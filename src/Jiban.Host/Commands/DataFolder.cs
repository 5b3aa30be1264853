namespace Jiban.Host.Commands;

/// <summary>The folder of everything that is not in the database; closed to other users.</summary>
internal static class DataFolder
{
    private const UnixFileMode Closed =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Root's own cluster runs as another user, who must come through to it; what lies beside it is closed file by file.
    private const UnixFileMode Passable =
        Closed | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes it when it is missing.</summary>
    public static void Make(string path) =>
        Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? Passable : Closed);
}
