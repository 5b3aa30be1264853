namespace Jiban.Platform.Store;

/// <summary>
/// A lock of the kernel on a file (flock), held for as long as the stream is open: nothing that a crash leaves behind holds one. The file
/// itself stays and says nothing.
/// </summary>
public static class FileLock
{
    /// <summary>EWOULDBLOCK: somebody else holds it.</summary>
    private const int Held = 11;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    /// <summary>The lock for one alone; null when somebody has it, alone or shared.</summary>
    public static FileStream? TryAlone(string path) =>
        Try(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>The lock together with others; null when somebody has it alone.</summary>
    public static FileStream? TryShared(string path) => Try(path, FileAccess.Read, FileShare.Read);

    /// <summary>Waits for the lock alone.</summary>
    public static Task<FileStream> AloneAsync(string path, CancellationToken cancellation) =>
        WaitAsync(() => TryAlone(path), cancellation);

    /// <summary>Waits for the lock together with others.</summary>
    public static Task<FileStream> SharedAsync(string path, CancellationToken cancellation) =>
        WaitAsync(() => TryShared(path), cancellation);

    private static async Task<FileStream> WaitAsync(
        Func<FileStream?> attempt,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            if (attempt() is { } held)
            {
                return held;
            }

            await Task.Delay(BetweenTries, TimeProvider.System, cancellation);
        }
    }

    private static FileStream? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException fault) when (fault.HResult == Held)
        {
            return null;
        }
    }
}
