using System.Text.Json;

namespace Jiban.Host.Commands;

/// <summary>What the one at the keyboard reads when the platform serves.</summary>
internal static class Greeting
{
    /// <summary>File of the demo logins inside the data folder.</summary>
    public const string LoginsFile = "demo-logins.json";

    /// <summary>How it begins.</summary>
    public static string Beginning => $"Jiban {JibanHost.Version} serves at";

    /// <summary>Tells where it serves and who may sign in.</summary>
    public static void Show(Uri address, string dataDirectory)
    {
        Console.WriteLine($"{Beginning} {address}");
        Console.WriteLine($"  citizens    {address}");
        Console.WriteLine($"  desk        {new Uri(address, "/desk/")}");
        Console.WriteLine($"  inspectors  {new Uri(address, "/field/")}");
        var file = Path.Combine(dataDirectory, LoginsFile);
        if (!File.Exists(file))
        {
            return;
        }

        Console.WriteLine($"Demo logins (also in {file}):");
        using var logins = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var login in logins.RootElement.EnumerateArray())
        {
            Console.WriteLine(
                $"  {login.GetProperty("role").GetString(), -22} {login.GetProperty("login").GetString(), -16} {login.GetProperty("password").GetString()}"
            );
        }
    }

    /// <summary>A host has the folder already: waits until it serves and tells where.</summary>
    public static async Task<int> AlreadyAsync(string dataDirectory, CancellationToken cancellation)
    {
        while (
            RunningHost.Find(dataDirectory) is var host
            && (host is not null || RunningHost.Find(dataDirectory, RunningHost.Keeper) is not null)
        )
        {
            if (host is { Address: { } address })
            {
                Console.WriteLine($"Already running (process {host.Process}).");
                Show(address, dataDirectory);
                return 0;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        throw new CommandFailedException(
            "the host that had this data folder has just stopped; try again."
        );
    }
}
