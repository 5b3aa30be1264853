using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Jiban.Testing;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// The disk of the data folder is a small one, and it fills while citizens register. Nobody is told a number that is not in the store; when
/// there is room again everything goes on by itself.
/// </summary>
[Trait("Category", "Heavy")]
public sealed class FullDiskTests : IAsyncLifetime
{
    private const string Size = "2g";
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);

    private readonly string _disk = $"/tmp/jiban-disk-{Environment.ProcessId}";
    private FaultCity _city = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_disk);
        // A file system of memory, because one of a file would need a device.
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size},mode=755", "jiban", _disk);
        _city = await FaultCity.StartAsync(Path.Combine(_disk, "data"));
    }

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        await RunAsync("umount", _disk);
        Directory.Delete(_disk);
    }

    [Fact]
    public async Task Whatever_was_told_while_the_disk_was_full_is_there_exactly_once_and_it_goes_on_by_itself()
    {
        var load = new Load(_city.Operator);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        await WhileAsync();

        Fill();
        await load.UntilRefusedAsync();
        var whileFull = await PictureAsync();
        await WhileAsync();

        File.Delete(Ballast);
        await _city.ReadyAsync();
        await WhileAsync();
        await stop.CancelAsync();
        await running;

        // No room for the picture, or none for a connection of the store, which writes a file of its own with the first: either is told, and when to come again.
        Assert.True(
            whileFull
                is (HttpStatusCode.InsufficientStorage or HttpStatusCode.ServiceUnavailable, true),
            $"{whileFull}\n{_city.Said}"
        );
        Assert.Equal(HttpStatusCode.Created, (await PictureAsync()).Status);
        Assert.All(
            load.Refused,
            refused => Assert.Equal((HttpStatusCode.ServiceUnavailable, true), refused)
        );
        await load.IsStoredAsync(_city.Connections.Owner);
    }

    private string Ballast => Path.Combine(_disk, "ballast");

    private void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write);
        var block = new byte[1 << 20];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private async Task<(HttpStatusCode Status, bool SaysWhen)> PictureAsync()
    {
        using var content = new ByteArrayContent(SamplePictures.Png(64, 64));
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await _city.Operator.PostAsync("/api/uploads", content);
        return (answer.StatusCode, answer.Headers.RetryAfter is not null);
    }

    private static async Task RunAsync(string program, params string[] words)
    {
        using var running = Process.Start(program, words);
        await running.WaitForExitAsync();
        Assert.True(running.ExitCode == 0, $"{program} ended with {running.ExitCode}.");
    }

    private static Task WhileAsync() => Task.Delay(AWhile, TimeProvider.System);
}
