using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Jiban.Host.Tests.Pages.Chromium))]

namespace Jiban.Host.Tests.Pages;

/// <summary>
/// The browsers of all page tests, each started by the first that needs it; each test has contexts of its own in them. Chromium without windows takes half of the
/// processor time of the whole one, but has no camera and microphone and falls where the field app keeps its photos.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<IPlaywright>> _driver = new(Playwright.CreateAsync);
    private readonly Lazy<Task<IBrowser>> _whole;
    private readonly Lazy<Task<IBrowser>> _withoutWindows;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-camera-");

    public Chromium()
    {
        _whole = new(() => StartAsync("/usr/bin/chromium"));
        _withoutWindows = new(() => StartAsync("/usr/bin/chromium-headless-shell"));
    }

    /// <summary>The film that a camera sees which is opened from now on (<see cref="Film"/>); until there is one, no camera opens.</summary>
    public string Camera => Path.Combine(_folder.FullName, "camera.y4m");

    /// <summary>The browser of a phone.</summary>
    public Task<IBrowser> WholeAsync() => _whole.Value;

    /// <summary>The browser of a desk.</summary>
    public Task<IBrowser> WithoutWindowsAsync() => _withoutWindows.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var started in new[] { _whole, _withoutWindows }.Where(one => one.IsValueCreated))
        {
            await (await started.Value).DisposeAsync();
        }

        if (_driver.IsValueCreated)
        {
            (await _driver.Value).Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<IBrowser> StartAsync(string program)
    {
        var driver = await _driver.Value;
        return await driver.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // A microphone that beeps and a camera that shows a film, where a test allows them.
                    "--use-fake-device-for-media-stream",
                    $"--use-file-for-fake-video-capture={Camera}",
                ],
            }
        );
    }
}
