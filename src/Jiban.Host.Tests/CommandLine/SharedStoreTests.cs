using System.Net;

namespace Jiban.Host.Tests.CommandLine;

/// <summary>Several commands on one data folder, each a process of its own; and its keys when they are gone.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private readonly string _data = $"/tmp/jiban-shared-{Environment.ProcessId}";

    private bool ClusterRuns => File.Exists(Path.Combine(_data, "pg", "postmaster.pid"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await RunningJiban.RunAsync("down", "--data", _data);
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    [Fact]
    public async Task Two_first_starts_make_one_store_and_who_goes_first_leaves_it_to_the_other()
    {
        await using var one = Serve();
        await using var other = Serve();
        var (first, last) = (await AddressAsync(one), await AddressAsync(other));
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(first));

        await EndAsync(one);

        Assert.Equal(HttpStatusCode.OK, await HealthAsync(last));
        var down = await RunningJiban.RunAsync("down", "--data", _data);
        Assert.StartsWith(
            "Another command still uses the store",
            down.Output.Trim(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(last));

        await EndAsync(other);

        Assert.False(ClusterRuns);
    }

    [Fact]
    public async Task Keys_that_are_gone_end_every_command_and_none_are_made()
    {
        var made = await RunningJiban.RunAsync("migrate", "--data", _data);
        Assert.Equal(0, made.ExitCode);
        var keys = Path.Combine(_data, "keys");
        Directory.Move(keys, keys + ".elsewhere");

        foreach (
            var words in new[]
            {
                new[] { "up", "--port", "0", "--no-demo" },
                ["verify"],
                ["seal"],
                ["migrate"],
            }
        )
        {
            var refused = await RunningJiban.RunAsync([.. words, "--data", _data]);
            Assert.Equal(1, refused.ExitCode);
            Assert.StartsWith(
                $"jiban: {keys} does not hold the keys of this store",
                refused.Errors,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(keys));
        Assert.False(ClusterRuns);
        Directory.Move(keys + ".elsewhere", keys);
        Assert.Equal(0, (await RunningJiban.RunAsync("verify", "--data", _data)).ExitCode);
    }

    /// <summary>A command that uses the store until its input ends, and is no host of the folder.</summary>
    private RunningJiban Serve() => RunningJiban.Start("bench", "serve", "--data", _data);

    private static async Task<Uri> AddressAsync(RunningJiban serving)
    {
        var line = await serving.LineAsync("http://");
        if (line is null)
        {
            Assert.Fail($"{await serving.EndAsync()}");
        }

        return new Uri(line);
    }

    private static async Task EndAsync(RunningJiban serving)
    {
        serving.CloseInput();
        Assert.Equal(0, (await serving.EndAsync()).ExitCode);
    }

    private static async Task<HttpStatusCode> HealthAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var health = await client.GetAsync("/health");
        return health.StatusCode;
    }
}
