using System.Net;
using System.Net.Http.Json;

namespace Jiban.Host.Tests.CommandLine;

/// <summary>The way into a store that has no demo, and its keys.</summary>
public sealed class AccountCommandTests : IAsyncLifetime
{
    private readonly string _data = $"/tmp/jiban-account-{Environment.ProcessId}";

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
    public async Task Who_was_given_an_account_signs_in_with_its_password_and_no_longer_when_it_is_closed()
    {
        var address = RunningJiban.FreeAddress();
        await using var up = RunningJiban.Start(
            "up",
            "--no-demo",
            "--port",
            $"{address.Port}",
            "--data",
            _data
        );
        Assert.NotNull(await up.LineAsync("Jiban"));
        var added = await AccountAsync("add", "boss", "--name", "周岚", "--role", "administrator");
        Assert.True(added.ExitCode == 0, added.Errors);
        var password = added.Output.Split("  ")[1];
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(address, password));
        Assert.Contains("boss", (await AccountAsync("list")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "already",
            (await AccountAsync("add", "BOSS", "--name", "别人", "--role", "auditor")).Errors,
            StringComparison.Ordinal
        );

        var renewed = (await AccountAsync("password", "boss")).Output.Split("  ")[1];
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(address, password));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(address, renewed));

        // Read models are built again beside it, and a name that is none is refused with those that are.
        var rebuilt = await RebuildAsync();
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Errors);
        Assert.Contains("patrol.report: built again", rebuilt.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cases.watch", rebuilt.Output, StringComparison.Ordinal);
        var unknown = await RebuildAsync("patrol.reports");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("One of: ", unknown.Errors, StringComparison.Ordinal);
        // What was started for the work is ended in order: nothing else is said.
        Assert.DoesNotContain("   at ", unknown.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await AccountAsync("disable", "boss")).ExitCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(address, renewed));
        await up.SignalAsync("INT");
    }

    [Fact]
    public async Task A_key_is_replaced_by_a_command_and_the_old_one_put_aside_by_its_name()
    {
        Assert.Contains(
            "index: nothing, in use",
            (await KeysAsync("list")).Output,
            StringComparison.Ordinal
        );
        var rotated = await KeysAsync("rotate", "index");
        Assert.True(rotated.ExitCode == 0, rotated.Errors);
        Assert.Contains("index-2: nothing, in use", rotated.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await KeysAsync("retire", "index-2")).ExitCode); // In use.
        Assert.Contains(
            "it stays",
            (await KeysAsync("retire", "seal")).Errors,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no name of a key",
            (await KeysAsync("retire", "lock-1")).Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await KeysAsync("retire", "index")).ExitCode);
        Assert.DoesNotContain("index:", (await KeysAsync("list")).Output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> KeysAsync(params string[] words) =>
        RunningJiban.RunAsync(["keys", .. words, "--data", _data]);

    private Task<(int ExitCode, string Output, string Errors)> RebuildAsync(
        params string[] words
    ) => RunningJiban.RunAsync(["rebuild", .. words, "--data", _data]);

    private Task<(int ExitCode, string Output, string Errors)> AccountAsync(
        params string[] words
    ) => RunningJiban.RunAsync(["account", .. words, "--data", _data]);

    private static async Task<HttpStatusCode> SignInAsync(Uri address, string password)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var answer = await client.PostAsJsonAsync(
            "/api/session",
            new { login = "boss", password },
            TestContext.Current.CancellationToken
        );
        return answer.StatusCode;
    }
}
