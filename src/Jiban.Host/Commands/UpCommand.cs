using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Jiban.Host.Commands;

/// <summary><c>jiban up</c>: store, schema, demo city, host; stops all of it on Ctrl-C and SIGTERM. The host is a process of its own, which is started again when it was killed (<see cref="HostKeeper"/>).</summary>
internal static class UpCommand
{
    private static readonly TimeSpan KeeperLeaves = TimeSpan.FromSeconds(2);

    public static Command Make()
    {
        var store = new StoreOptions();
        var port = new Option<int>("--port")
        {
            Description = "Port on this machine's loopback; 0 takes a free one.",
            HelpName = "N",
            DefaultValueFactory = _ => 8080,
        };
        port.Validators.Add(result =>
        {
            // What is no number at all is told by the parser.
            if (
                result.Tokens is [var word, ..]
                && int.TryParse(word.Value, CultureInfo.InvariantCulture, out var typed)
                && typed is < 0 or > 65535
            )
            {
                result.AddError("--port must be from 0 to 65535.");
            }
        });
        var noDemo = new Option<bool>("--no-demo") { Description = "Do not load the demo city." };
        var detach = new Option<bool>("--detach") { Description = "Come back when it serves." };
        var proxies = new Option<string[]>("--trusted-proxy")
        {
            Description =
                "Address or network of a reverse proxy whose X-Forwarded headers are believed; may be repeated.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => [],
        };
        proxies.Validators.Add(result =>
        {
            foreach (
                var proxy in result
                    .Tokens.Select(token => token.Value)
                    .Where(proxy => !IsAddress(proxy))
            )
            {
                result.AddError(
                    $"--trusted-proxy: '{proxy}' is neither an address nor a network such as 10.0.0.0/8."
                );
            }
        });
        var command = new Command("up", "Run the platform.") { port, noDemo, detach, proxies };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var directory = store.DataDirectory(parsed);
                var address = new Uri($"http://127.0.0.1:{parsed.GetValue(port)}");
                if (parsed.GetValue(detach))
                {
                    return await DetachedHost.StartAsync(directory, cancellation);
                }

                if (!HostKeeper.Keeps)
                {
                    return await HostKeeper.RunAsync(directory, address, cancellation);
                }

                using var claim = await RunningHost.ClaimAsync(directory, cancellation);
                if (claim is null)
                {
                    return await Greeting.AlreadyAsync(directory, cancellation);
                }

                await RefuseTakenAsync(address, cancellation);
                await using var room = await WaitingRoom.OpenAsync(
                    address,
                    "the store is being started and brought to the schema of this program",
                    cancellation
                );
                await using var opened = await store.OpenAsync(parsed, cancellation);
                if (!parsed.GetValue(noDemo))
                {
                    room.Reason = "the demo city is being loaded";
                    await DemoLoading.LoadAsync(opened, cancellation);
                }

                room.Reason =
                    "the city, the dispatch catalogue and the text model are being loaded";
                return await ServeAsync(
                    opened,
                    opened.Host with
                    {
                        Address = address,
                        TrustedProxies = parsed.GetValue(proxies)!,
                    },
                    room,
                    claim,
                    cancellation
                );
            }
        );
        return command;
    }

    private static bool IsAddress(string proxy) =>
        IPAddress.TryParse(proxy, out _) || System.Net.IPNetwork.TryParse(proxy, out _);

    /// <summary>Serves until somebody asks for the end: 0 then, <see cref="HostKeeper.Fell"/> when it ended without.</summary>
    private static async Task<int> ServeAsync(
        OpenStore opened,
        JibanHostOptions options,
        WaitingRoom room,
        RunningHost claim,
        CancellationToken cancellation
    )
    {
        await using var app = JibanHost.Build(
            options,
            builder =>
            {
                builder.Services.AddSingleton<IHostedService>(room);
                if (opened.OwnCluster is { } cluster)
                {
                    builder.Services.AddSingleton(cluster);
                    builder.Services.AddHostedService<StoreWatch>();
                }
            }
        );
        // What stops the host by itself, a part of it that failed, looks to it like a signal: here they are told apart.
        var isAsked = false;
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Ask);
        await app.StartAsync(cancellation);
        var serving = new Uri(app.Urls.First());
        claim.Tell(serving);
        Greeting.Show(serving, opened.DataDirectory);
        await app.WaitForShutdownAsync(cancellation);
        Console.WriteLine("Stopping.");
        return isAsked || cancellation.IsCancellationRequested ? 0 : HostKeeper.Fell;

        void Ask(PosixSignalContext signal) => isAsked = true;
    }

    /// <summary>
    /// Before anything is made: the answer to a taken port should not come after minutes of loading. The keeper, who stood in for a host that
    /// died, leaves when it sees that this one is there.
    /// </summary>
    private static async Task RefuseTakenAsync(Uri address, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (Refusal(address) is { } refusal)
        {
            if (waited.Elapsed > KeeperLeaves)
            {
                throw new CommandFailedException(refusal);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
        }
    }

    private static string? Refusal(Uri address)
    {
        using var probe = new TcpListener(IPAddress.Loopback, address.Port);
        try
        {
            probe.Start();
            return null;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"port {address.Port} is in use by another program. Choose another with --port."
                : $"port {address.Port} can't be used: {fault.Message}.";
        }
    }
}
