using System.Net;
using System.Net.Sockets;

namespace Jiban.Host.Tests.CommandLine;

/// <summary><c>up</c> and <c>down</c> on one data folder, through what goes wrong around them.</summary>
public sealed class UpAndDownTests : IAsyncLifetime
{
    private readonly string _data = $"/tmp/jiban-up-{Environment.ProcessId}";

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
    public async Task Up_serves_is_found_by_a_second_up_ends_cleanly_and_starts_again_beside_stale_files()
    {
        await using (var up = Up())
        {
            var address = await AddressAsync(up);
            using var client = new HttpClient { BaseAddress = address };
            Assert.Contains(
                "\"ok\"",
                await client.GetStringAsync("/health"),
                StringComparison.Ordinal
            );

            var second = await RunningJiban.RunAsync(
                "up",
                "--data",
                _data,
                "--port",
                "0",
                "--no-demo"
            );
            Assert.Equal(0, second.ExitCode);
            Assert.Contains($"{address}", second.Output, StringComparison.Ordinal);

            await up.SignalAsync("INT");
            Assert.Equal(0, (await up.EndAsync()).ExitCode);
        }

        Assert.False(File.Exists(Path.Combine(_data, "host.json")));
        Assert.False(File.Exists(Path.Combine(_data, "pg", "postmaster.pid")));

        // What a host leaves that was cut from its power; the number belongs to a process that is not it.
        await File.WriteAllTextAsync(
            Path.Combine(_data, "host.json"),
            $$"""{"process":{{Environment.ProcessId}},"address":"http://127.0.0.1:1"}"""
        );
        await using var again = Up();
        await AddressAsync(again);

        var down = await RunningJiban.RunAsync("down", "--data", _data);
        Assert.Equal("Stopped.", down.Output.Trim());
        Assert.Equal(0, (await again.EndAsync()).ExitCode);
        var nothing = await RunningJiban.RunAsync("down", "--data", _data);
        Assert.Equal("Nothing was running.", nothing.Output.Trim());
    }

    [Fact]
    public async Task A_port_in_use_is_told_at_once_and_nothing_is_made()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = await RunningJiban.RunAsync("up", "--data", _data, "--port", $"{port}");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"port {port} is in use", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_data, "pg")));
    }

    [Theory]
    [InlineData("--port", "99999")]
    [InlineData("--port", "eighty")]
    [InlineData("--prot", "80")]
    public async Task A_word_that_is_not_understood_is_named(params string[] words)
    {
        var refused = await RunningJiban.RunAsync(["up", "--data", _data, .. words]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(
            words[0] == "--prot" ? "--prot" : "--port",
            refused.Errors,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(_data));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_without_a_stack()
    {
        var refused = await RunningJiban.RunAsync(
            "migrate",
            "--data",
            _data,
            "--database",
            "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=3"
        );

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith(
            "jiban: the database does not answer",
            refused.Errors,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
    }

    private RunningJiban Up() =>
        RunningJiban.Start("up", "--data", _data, "--port", "0", "--no-demo");

    private static async Task<Uri> AddressAsync(RunningJiban up)
    {
        var line = await up.LineAsync("Jiban ");
        if (line is null)
        {
            Assert.Fail($"{await up.EndAsync()}");
        }

        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]);
    }
}
