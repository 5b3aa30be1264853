using System.CommandLine;
using Jiban.Host.Bench;
using Jiban.Platform;

namespace Jiban.Host.Commands;

/// <summary><c>jiban bench</c>: how fast it is on this machine, as a ratio to a reference in the same run.</summary>
internal static class BenchCommand
{
    public static Command Make() =>
        new("bench", "Measure speed as a ratio to a reference in the same run.")
        {
            Register(),
            Follow(),
            Nearest(),
            Tiles(),
            Inbox(),
            Twins(),
            Dispatch(),
            Serve(),
        };

    private static Command Register()
    {
        var clients = new Option<int>("--clients")
        {
            Description = "Clients at once.",
            DefaultValueFactory = _ => 32,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "Seconds of measuring.",
            DefaultValueFactory = _ => 30,
        };
        var warmUp = new Option<int>("--warm-up")
        {
            Description = "Cases before the measuring begins.",
            DefaultValueFactory = _ => 40_000,
        };
        var cases = new Option<long?>("--cases")
        {
            Description =
                "Register so many instead, and tell the memory of the host every ten seconds.",
        };
        var command = new Command(
            "register",
            "Registered, dispatched and durable per second over HTTP, beside pgbench; on a store of its own."
        )
        {
            clients,
            seconds,
            warmUp,
            cases,
        };
        command.SetAction(
            (parsed, cancellation) =>
                OnOwnStoreAsync(
                    store =>
                        new RegisterBench(
                            parsed.GetValue(clients),
                            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                            parsed.GetValue(cases),
                            parsed.GetValue(warmUp)
                        ).RunAsync(store, Console.Out, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Command Follow()
    {
        var clients = new Option<int>("--clients")
        {
            Description = "Clients at once.",
            DefaultValueFactory = _ => 32,
        };
        var cases = new Option<int>("--cases")
        {
            Description = "Cases that are registered, and then followed.",
            DefaultValueFactory = _ => 40_000,
        };
        var warmUp = new Option<int>("--warm-up")
        {
            Description = "Cases before the measuring begins.",
            DefaultValueFactory = _ => 20_000,
        };
        var command = new Command(
            "follow",
            "Entries that the projections follow a second and what each costs, beside those that the door writes; on a store of its own."
        )
        {
            clients,
            cases,
            warmUp,
        };
        command.SetAction(
            (parsed, cancellation) =>
                OnOwnStoreAsync(
                    store =>
                        new FollowBench(
                            parsed.GetValue(clients),
                            parsed.GetValue(cases),
                            parsed.GetValue(warmUp)
                        ).RunAsync(store, Console.Out, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Command Nearest()
    {
        var components = new Option<int>("--components")
        {
            Description = "How many stand in the city.",
            DefaultValueFactory = _ => 1_000_000,
        };
        var questions = new Option<int>("--questions")
        {
            Description = "Points to ask from.",
            DefaultValueFactory = _ => 20_000,
        };
        var command = new Command(
            "nearest",
            "The nearest of very many components from random points, beside a query of one value; on a store of its own."
        )
        {
            components,
            questions,
        };
        command.SetAction(
            (parsed, cancellation) =>
                OnOwnStoreAsync(
                    store =>
                        new NearestBench(
                            parsed.GetValue(components),
                            parsed.GetValue(questions)
                        ).RunAsync(store, Console.Out, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Command Tiles()
    {
        var components = new Option<int>("--components")
        {
            Description = "Components in the tile.",
            DefaultValueFactory = _ => 50_000,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often each is measured.",
            DefaultValueFactory = _ => 40,
        };
        var command = new Command(
            "tiles",
            "A vector tile of many components over HTTP, drawn and from memory, beside a plain select of the same rows; on a store of its own."
        )
        {
            components,
            rounds,
        };
        command.SetAction(
            (parsed, cancellation) =>
                OnOwnStoreAsync(
                    store =>
                        new TileBench(
                            parsed.GetValue(components),
                            parsed.GetValue(rounds)
                        ).RunAsync(store, Console.Out, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Command Inbox()
    {
        var rate = new Option<int>("--rate")
        {
            Description = "Reports a second.",
            DefaultValueFactory = _ => 50,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "Seconds of measuring.",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command(
            "inbox",
            "From the receipt of inspectors' reports to the inbox of the unit, beside the answer itself; on a store of its own."
        )
        {
            rate,
            seconds,
        };
        command.SetAction(
            (parsed, cancellation) =>
                OnOwnStoreAsync(
                    store =>
                        new InboxBench(
                            parsed.GetValue(rate),
                            TimeSpan.FromSeconds(parsed.GetValue(seconds))
                        ).RunAsync(store, Console.Out, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static Command Twins()
    {
        var texts = new Option<int>("--texts")
        {
            Description = "Messages to look among.",
            DefaultValueFactory = _ => 1_000_000,
        };
        var questions = new Option<int>("--questions")
        {
            Description = "Messages to look up.",
            DefaultValueFactory = _ => 10_000,
        };
        var stored = new Option<bool>("--store")
        {
            Description =
                "Among as many open cases in a store of its own, over HTTP, instead of messages in memory.",
        };
        var command = new Command("twins", "Who told the same, among very many messages in memory.")
        {
            texts,
            questions,
            stored,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (many, asked) = (parsed.GetValue(texts), parsed.GetValue(questions));
                if (parsed.GetValue(stored))
                {
                    return await OnOwnStoreAsync(
                        store =>
                            new StoredTwinBench(many, asked).RunAsync(
                                store,
                                Console.Out,
                                cancellation
                            ),
                        cancellation
                    );
                }

                new TwinBench(many, asked).Run(Console.Out);
                return 0;
            }
        );
        return command;
    }

    private static Command Dispatch()
    {
        var names = new Option<int>("--names")
        {
            Description = "Names of the gazetteer.",
            DefaultValueFactory = _ => 50_000,
        };
        var units = new Option<int>("--units")
        {
            Description = "Units of the city.",
            DefaultValueFactory = _ => 500,
        };
        var components = new Option<int>("--components")
        {
            Description = "Components, each under an identifier of its own.",
            DefaultValueFactory = _ => 50_000,
        };
        var rules = new Option<int>("--rules")
        {
            Description = "Rules of the catalogue, most of them past.",
            DefaultValueFactory = _ => 2_000,
        };
        var decisions = new Option<int>("--decisions")
        {
            Description = "How many are measured.",
            DefaultValueFactory = _ => 20_000,
        };
        var data = new StoreOptions();
        var command = new Command(
            "dispatch",
            "Understanding and deciding in memory in a large city, beside the demo city."
        )
        {
            names,
            units,
            components,
            rules,
            decisions,
        };
        data.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                new DispatchBench(
                    parsed.GetValue(names),
                    parsed.GetValue(units),
                    parsed.GetValue(components),
                    parsed.GetValue(rules),
                    parsed.GetValue(decisions)
                ).RunAsync(
                    new Jiban.Dispatch.DispatchOptions
                    {
                        ModelsDirectory =
                            Environment.GetEnvironmentVariable("JIBAN_MODELS")
                            ?? Path.Combine(data.DataDirectory(parsed), "models"),
                    },
                    Console.Out,
                    cancellation
                )
        );
        return command;
    }

    /// <summary>Runs a bench on a store that is made for it and taken away afterwards.</summary>
    private static async Task<int> OnOwnStoreAsync(
        Func<OpenStore, Task> run,
        CancellationToken cancellation
    )
    {
        var directory = Directory.CreateTempSubdirectory("jiban-bench-").FullName;
        File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        try
        {
            await using var store = await OpenStore.OpenAsync(directory, null, cancellation);
            await run(store);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }

    /// <summary>The host of the bench in its own process: prints its address, and ends when its standard input does.</summary>
    private static Command Serve()
    {
        var store = new StoreOptions();
        var command = new Command("serve", "The host that is measured.") { Hidden = true };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                var unlimited = new RateLimit(int.MaxValue, TimeSpan.FromSeconds(1));
                await using var host = JibanHost.Build(
                    opened.Host with
                    {
                        RateLimits = new RateLimitOptions
                        {
                            PublicDoor = unlimited,
                            Lookups = unlimited,
                            Uploads = unlimited,
                        },
                    }
                );
                await host.StartAsync(cancellation);
                Console.WriteLine(host.Urls.First());
                await Console.In.ReadToEndAsync(cancellation);
                await host.StopAsync(cancellation);
                return 0;
            }
        );
        return command;
    }
}
