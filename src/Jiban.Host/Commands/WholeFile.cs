using System.Text;

namespace Jiban.Host.Commands;

/// <summary>
/// A text file that is written whole or not at all: into a file beside it, which takes its name at <see cref="Finish"/> and is taken away when
/// the command fails before. So the input may be the output, too. UTF-8.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private const int BufferSize = 32 * 1024;

    /// <summary>What lies here is no file whose name another could take.</summary>
    private static readonly string[] NoFiles = ["/dev", "/proc"];

    private readonly string _path;
    private readonly string _making;

    public WholeFile(FileInfo file)
    {
        if (file.Directory is not { Exists: true })
        {
            throw new CommandFailedException($"the folder {file.DirectoryName} is not there.");
        }

        if (Directory.Exists(file.FullName))
        {
            throw new CommandFailedException($"{file.FullName} is a folder, not a file to write.");
        }

        if (
            NoFiles.Any(folder =>
                file.FullName.StartsWith(folder + '/', StringComparison.Ordinal)
                && !file.FullName.StartsWith("/dev/shm/", StringComparison.Ordinal)
            )
        )
        {
            throw new CommandFailedException(
                $"{file.FullName} is a device: give a file, which is written whole or not at all."
            );
        }

        _path = file.FullName;
        _making = $"{_path}.{Path.GetRandomFileName()}.new";
        try
        {
            Writer = new StreamWriter(_making, append: false, new UTF8Encoding(false), BufferSize);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"the folder {file.DirectoryName} can not be written to."
            );
        }
    }

    /// <summary>Looks whether it can be written, and leaves nothing.</summary>
    /// <exception cref="CommandFailedException">No such folder, not allowed, or no file.</exception>
    public static void Look(FileInfo file) => new WholeFile(file).Dispose();

    public StreamWriter Writer { get; }

    /// <summary>Everything was written: the file takes its name.</summary>
    public void Finish()
    {
        Writer.Dispose();
        File.Move(_making, _path, overwrite: true);
    }

    public void Dispose()
    {
        try
        {
            Writer.Dispose();
        }
        finally
        {
            // Also where what is left to write finds no room.
            File.Delete(_making);
        }
    }
}
