using System.Globalization;
using Jiban.Host.Commands;
using Jiban.Platform.Store;

namespace Jiban.Host.Tests.CommandLine;

/// <summary>Who has a data folder, while others look.</summary>
public sealed class RunningHostTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jiban-claim-");

    private string LockFile => Path.Combine(_data.FullName, "host.lock");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Whoever_looks_does_not_keep_a_host_from_its_folder()
    {
        using var done = new CancellationTokenSource();
        var lookers = Enumerable
            .Range(0, 2)
            .Select(_ =>
                Task.Run(() =>
                {
                    while (!done.IsCancellationRequested)
                    {
                        RunningHost.Find(_data.FullName);
                    }
                })
            )
            .ToList();

        for (var i = 0; i < 100; i++)
        {
            using var claim = await RunningHost.ClaimAsync(_data.FullName, default);
            Assert.NotNull(claim);
        }

        await done.CancelAsync();
        await Task.WhenAll(lookers);
    }

    [Fact]
    public async Task A_host_that_is_just_going_is_waited_for()
    {
        var going = FileLock.TryAlone(LockFile)!;
        var claiming = RunningHost.ClaimAsync(_data.FullName, default);
        Assert.False(claiming.IsCompleted);
        await going.DisposeAsync();

        using var claim = await claiming;

        Assert.NotNull(claim);
    }

    [Fact]
    public async Task A_folder_has_one_host_and_its_card_is_read_by_everybody()
    {
        var address = new Uri("http://127.0.0.1:8081");
        using (var claim = await RunningHost.ClaimAsync(_data.FullName, default))
        {
            Assert.Null(RunningHost.Find(_data.FullName)!.Address);
            claim!.Tell(address);

            Assert.Null(await RunningHost.ClaimAsync(_data.FullName, default));
            Assert.Equal(new(Environment.ProcessId, address), RunningHost.Find(_data.FullName));
        }

        Assert.Null(RunningHost.Find(_data.FullName));
    }

    [Fact]
    public void Of_two_who_look_at_what_a_crash_left_neither_takes_the_other_for_a_host()
    {
        File.WriteAllText(
            Path.Combine(_data.FullName, "host.json"),
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"process":{{Environment.ProcessId}},"address":"http://127.0.0.1:1"}"""
            )
        );
        using var looking = FileLock.TryShared(LockFile);

        Assert.Null(RunningHost.Find(_data.FullName));
    }
}
