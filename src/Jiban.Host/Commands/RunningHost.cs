using System.Diagnostics;
using System.Text.Json;
using Jiban.Platform.Store;
using Jiban.Platform.Web;

namespace Jiban.Host.Commands;

/// <summary>
/// The one host of a data folder. It holds a lock of the kernel on <c>host.lock</c> for as long as it lives, so nothing that a crash leaves
/// behind can be mistaken for it; <c>host.json</c> beside it tells its process and address. Its keeper does the same under a name of its own.
/// </summary>
internal sealed class RunningHost : IDisposable
{
    /// <summary>The name of who starts the host again (<see cref="HostKeeper"/>).</summary>
    public const string Keeper = "keeper";

    private const string Host = "host";

    /// <summary>How long somebody may hold the lock who is not the host: one that looks, or that goes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _directory;
    private readonly string _name;
    private readonly FileStream _claim;

    private RunningHost(string directory, string name, FileStream claim)
    {
        _directory = directory;
        _name = name;
        _claim = claim;
    }

    /// <param name="Address">Where it serves; null until it does.</param>
    public sealed record Card(int Process, Uri? Address);

    /// <summary>Claims the folder for this process; null when a host has it.</summary>
    public static async Task<RunningHost?> ClaimAsync(
        string dataDirectory,
        CancellationToken cancellation,
        string name = Host
    )
    {
        DataFolder.Make(dataDirectory);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (FileLock.TryAlone(LockFile(dataDirectory, name)) is { } claim)
            {
                var host = new RunningHost(dataDirectory, name, claim);
                host.Tell(null);
                return host;
            }

            if (Find(dataDirectory, name) is not null || waited.Elapsed > Patience)
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }
    }

    /// <summary>What the host of a folder tells of itself; null when none runs.</summary>
    public static Card? Find(string dataDirectory, string name = Host)
    {
        if (!File.Exists(LockFile(dataDirectory, name)))
        {
            return null;
        }

        // Shared: of two who look at once, neither takes the other for a host.
        using var free = FileLock.TryShared(LockFile(dataDirectory, name));
        try
        {
            return free is null
                ? JsonSerializer.Deserialize<Card>(
                    File.ReadAllText(CardFile(dataDirectory, name)),
                    ApiJson.Options
                )
                : null;
        }
        catch (FileNotFoundException)
        {
            return null; // It has the lock and is just coming or going.
        }
    }

    /// <summary>Writes down where this host serves.</summary>
    public void Tell(Uri? address)
    {
        var card = CardFile(_directory, _name);
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
        File.Delete(CardFile(_directory, _name));
        _claim.Dispose();
    }

    private static string LockFile(string dataDirectory, string name) =>
        Path.Combine(dataDirectory, name + ".lock");

    private static string CardFile(string dataDirectory, string name) =>
        Path.Combine(dataDirectory, name + ".json");
}
