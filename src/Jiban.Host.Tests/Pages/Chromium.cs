using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Jiban.Host.Tests.Pages.Chromium))]

namespace Jiban.Host.Tests.Pages;

/// <summary>The one browser of all page tests, started by the first that needs it; each test has contexts of its own in it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-camera-");

    public Chromium() => _started = new(StartAsync);

    /// <summary>The film that a camera sees which is opened from now on (<see cref="Film"/>); until there is one, no camera opens.</summary>
    public string Camera => Path.Combine(_folder.FullName, "camera.y4m");

    /// <summary>The running browser.</summary>
    public async Task<IBrowser> BrowserAsync() => (await _started.Value).Browser;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (driver, browser) = await _started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = "/usr/bin/chromium",
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
        return (driver, browser);
    }
}
