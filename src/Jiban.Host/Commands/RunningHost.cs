using System.Text.Json;
using Jiban.Platform.Web;

namespace Jiban.Host.Commands;

/// <summary>
/// The one host of a data folder. It holds a lock of the kernel on <c>host.lock</c> for as long as it lives, so nothing that a crash leaves
/// behind can be mistaken for it; <c>host.json</c> beside it tells its process and address.
/// </summary>
internal sealed class RunningHost : IDisposable
{
    private static RunningHost? _mine;

    private readonly string _directory;
    private readonly FileStream _claim;

    private RunningHost(string directory, FileStream claim)
    {
        _directory = directory;
        _claim = claim;
        _mine = this;
    }

    /// <param name="Address">Where it serves; null until it does.</param>
    public sealed record Card(int Process, Uri? Address);

    /// <summary>Claims the folder for this process; null when a host has it.</summary>
    public static RunningHost? TryClaim(string dataDirectory)
    {
        DataFolder.Make(dataDirectory);
        if (Lock(dataDirectory) is not { } claim)
        {
            return null;
        }

        var host = new RunningHost(dataDirectory, claim);
        host.Tell(null);
        return host;
    }

    /// <summary>Whether this process claimed the folder.</summary>
    public static bool HoldsClaim(string dataDirectory) => _mine?._directory == dataDirectory;

    /// <summary>What the host of a folder tells of itself; null when none runs.</summary>
    public static Card? Find(string dataDirectory)
    {
        if (!File.Exists(LockFile(dataDirectory)))
        {
            return null;
        }

        using var free = Lock(dataDirectory);
        if (free is not null || !File.Exists(CardFile(dataDirectory)))
        {
            return null;
        }

        return JsonSerializer.Deserialize<Card>(
            File.ReadAllText(CardFile(dataDirectory)),
            ApiJson.Options
        );
    }

    /// <summary>Writes down where this host serves.</summary>
    public void Tell(Uri? address)
    {
        var card = CardFile(_directory);
        var text = JsonSerializer.Serialize(
            new Card(Environment.ProcessId, address),
            ApiJson.Options
        );
        // Moved into place: a reader sees the old or the new, never half.
        File.WriteAllText(card + ".new", text);
        File.Move(card + ".new", card, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(CardFile(_directory));
        _claim.Dispose();
        _mine = null;
    }

    private static FileStream? Lock(string dataDirectory)
    {
        try
        {
            return new FileStream(
                LockFile(dataDirectory),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string LockFile(string dataDirectory) =>
        Path.Combine(dataDirectory, "host.lock");

    private static string CardFile(string dataDirectory) =>
        Path.Combine(dataDirectory, "host.json");
}
