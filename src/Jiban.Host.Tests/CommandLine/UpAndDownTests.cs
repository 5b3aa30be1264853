using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Jiban.Host.Commands;

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
    public async Task A_host_that_is_killed_comes_back_by_itself_and_down_ends_it_with_its_keeper()
    {
        var address = RunningJiban.FreeAddress();
        await using var up = RunningJiban.Start(
            "up",
            "--data",
            _data,
            "--port",
            $"{address.Port}",
            "--no-demo"
        );
        Assert.Equal(address, await AddressAsync(up));
        var killed = RunningHost.Find(_data)!.Process;
        using (var kill = Process.Start("kill", ["-KILL", $"{killed}"]))
        {
            await kill.WaitForExitAsync();
        }

        // Served at the same address, by another process.
        Assert.Equal(address, await AddressAsync(up));
        Assert.NotEqual(killed, RunningHost.Find(_data)!.Process);
        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal("ok", (await HealthAsync(client)).Status);

        var down = await RunningJiban.RunAsync("down", "--data", _data);
        Assert.Equal("Stopped.", down.Output.Trim());
        var ended = await up.EndAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("ended by signal 9", ended.Errors, StringComparison.Ordinal);
        Assert.Null(RunningHost.Find(_data));
        Assert.Null(RunningHost.Find(_data, RunningHost.Keeper));
    }

    [Fact]
    public void The_pause_before_a_new_start_grows_and_what_dies_at_once_each_time_is_given_up()
    {
        var quick = TimeSpan.FromSeconds(3);
        var (deaths, pauses) = (0, new List<double?>());
        for (var i = 0; i < HostKeeper.MostQuickDeaths; i++)
        {
            deaths = HostKeeper.Deaths(deaths, quick);
            pauses.Add(HostKeeper.Pause(deaths)?.TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, null], pauses);
        // Whoever had come up well begins anew, however often it died before.
        Assert.Equal(1, HostKeeper.Deaths(4, HostKeeper.Steady));
    }

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(0, true, true)]
    [InlineData(1, false, true)]
    [InlineData(HostKeeper.Fell, false, false)]
    [InlineData(137, false, false)]
    [InlineData(1, true, false)]
    public void An_end_that_nobody_asked_for_is_not_the_last_one(
        int exitCode,
        bool startedAgain,
        bool isOver
    ) => Assert.Equal(isOver, HostKeeper.IsOver(exitCode, startedAgain));

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

    [Fact]
    public async Task Whoever_asks_while_it_starts_is_told_what_it_is_waiting_for()
    {
        var address = RunningJiban.FreeAddress();
        // Models of its own: the default one is learned at this start.
        await using var up = RunningJiban.Start(
            Path.Combine(_data, "models"),
            ["up", "--data", _data, "--port", $"{address.Port}", "--no-demo"]
        );
        using var client = new HttpClient { BaseAddress = address };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var told = new HashSet<string>();
        while (await HealthAsync(client) is var (status, reason) && status != "ok")
        {
            told.Add(reason);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        Assert.Contains(
            "the store is being started and brought to the schema of this program",
            told
        );
        Assert.Contains(told, reason => reason.Contains("text model", StringComparison.Ordinal));
        await up.SignalAsync("INT");
        Assert.Equal(0, (await up.EndAsync()).ExitCode);
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
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("./jiban up [options]", refused.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_before_a_store_is_made()
    {
        var nowhere = Path.Combine(_data, "nowhere.csv");

        var refused = await RunningJiban.RunAsync(
            "import",
            nowhere,
            "--text",
            "text",
            "--data",
            _data
        );

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal($"jiban: there is no file {nowhere}.", refused.Errors.Trim());
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

    /// <summary>Status and reason; empty while nobody listens, which is before the first answer and for a moment between two.</summary>
    private static async Task<(string Status, string Reason)> HealthAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health");
            var health = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (
                health.GetProperty("status").GetString()!,
                health.TryGetProperty("reason", out var reason) ? reason.GetString()! : ""
            );
        }
        catch (HttpRequestException)
        {
            return ("", "");
        }
    }
}
