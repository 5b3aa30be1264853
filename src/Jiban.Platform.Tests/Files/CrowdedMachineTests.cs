using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Jiban.Platform.Files;
using Jiban.Testing;
using Microsoft.Win32.SafeHandles;

namespace Jiban.Platform.Tests.Files;

/// <summary>The machine has no room for the process that reads a picture. Alone, because what is left of this process is taken from all.</summary>
[Collection(nameof(CrowdedMachineTests))]
public sealed class CrowdedMachineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_sends_a_picture_while_no_process_can_be_started_is_told_when_to_come_again()
    {
        await using var host = await UploadPhotoTests.StartAsync();
        using var client = host.Client();
        // Once before, so that the connection stands and everything is loaded that must be read from a file.
        await (await UploadAsync()).JsonAsync(201);
        Assert.False(PictureTool.SaysCrowded(new Win32Exception(2)));

        HttpResponseMessage refused;
        using (await NoRoom.TakeAsync(butFor: 2))
        {
            refused = await UploadAsync();
        }

        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        await Task.FromResult(refused).ProblemAsync(503, "pictures-busy");
        await (await UploadAsync()).JsonAsync(201);

        Task<HttpResponseMessage> UploadAsync() =>
            client.PostAsync(
                "/api/uploads",
                UploadPhotoTests.Body(SamplePictures.Png(9, 9), null),
                Cancellation
            );
    }

    [Fact]
    public async Task A_picture_whose_turn_takes_too_long_is_not_said_to_be_broken()
    {
        var folder = Directory.CreateTempSubdirectory("jiban-slow-");
        var never = Path.Combine(folder.FullName, "never");
        await RunAsync("mkfifo", never);
        var clock = new FakeClock();
        using var tool = new PictureTool(clock);

        var reading = tool.ReadHeaderAsync(never, Cancellation);
        clock.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<TimeoutException>(() => reading);
        folder.Delete(recursive: true);
    }

    private static async Task RunAsync(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    [CollectionDefinition(nameof(CrowdedMachineTests), DisableParallelization = true)]
    public sealed class Alone;

    /// <summary>As long as this lives, this process can open hardly a file more, and a pipe to a new process not at all.</summary>
    private sealed class NoRoom : IDisposable
    {
        private const int Reach = 40;
        private readonly List<SafeFileHandle> _taken = [];

        public static async Task<NoRoom> TakeAsync(int butFor)
        {
            var highest = Directory
                .EnumerateFiles("/proc/self/fd")
                .Max(open => int.Parse(Path.GetFileName(open), CultureInfo.InvariantCulture));
            await RunAsync(
                "prlimit",
                $"--pid={Environment.ProcessId}",
                $"--nofile={highest + Reach}:"
            );
            var room = new NoRoom();
            try
            {
                while (true)
                {
                    room._taken.Add(File.OpenHandle("/dev/null"));
                }
            }
            catch (IOException)
            {
                room._taken.TakeLast(butFor).ToList().ForEach(one => one.Dispose());
            }

            return room;
        }

        public void Dispose()
        {
            _taken.ForEach(one => one.Dispose());
            // As many as are allowed at all: so the runtime began.
            var most = File.ReadLines("/proc/self/limits")
                .Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
            using var back = Process.Start(
                "prlimit",
                [$"--pid={Environment.ProcessId}", $"--nofile={most}:"]
            );
            back.WaitForExit();
        }
    }
}
