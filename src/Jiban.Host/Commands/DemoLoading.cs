using System.Text.Json;
using Jiban.Demo;

namespace Jiban.Host.Commands;

/// <summary>Loads the demo city at the first <c>jiban up</c>, and writes its logins where only this user reads them.</summary>
internal static class DemoLoading
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
    };

    /// <summary>Loads what is missing of the demo; a store with a city of its own is left alone.</summary>
    public static async Task LoadAsync(OpenStore opened, CancellationToken cancellation)
    {
        var outcome = await DemoCity.LoadAsync(
            new DemoSetup
            {
                Build = adjust => JibanHost.Build(opened.Host, adjust),
                DataDirectory = opened.DataDirectory,
                Now = TimeProvider.System.GetUtcNow(),
                HandLogins = logins => WriteAsync(opened.DataDirectory, logins),
                Tell = Console.WriteLine,
            },
            cancellation
        );
        if (outcome == DemoOutcome.OtherCity)
        {
            Console.WriteLine("The store holds a city already; the demo city is left out.");
        }
    }

    private static async Task WriteAsync(string dataDirectory, IReadOnlyList<DemoLogin> logins)
    {
        var file = Path.Combine(dataDirectory, Greeting.LoginsFile);
        File.Delete(file);
        await using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        await JsonSerializer.SerializeAsync(stream, logins, Written);
    }
}
