using System.CommandLine;
using System.Globalization;
using Jiban.Cases.Contracts;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary><c>jiban keys</c>: shows the master keys, brings a new one into use, and puts an old one aside.</summary>
internal static class KeysCommand
{
    public static Command Make()
    {
        var command = new Command(
            "keys",
            "The master keys outside the database: list, rotate, retire."
        );
        command.Subcommands.Add(Listing());
        command.Subcommands.Add(Rotation());
        command.Subcommands.Add(Retirement());
        return command;
    }

    private static Command Listing()
    {
        var store = new StoreOptions();
        var command = new Command("list", "How many cases stand under each master key.");
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var connection = new NpgsqlConnection(opened.Connections.App);
                await connection.OpenAsync(cancellation);
                await ShowAsync(connection, opened.Keys, cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Rotation()
    {
        var store = new StoreOptions();
        var command = new Command(
            "rotate",
            "Make a new master key and bring every case under it. May run beside the platform; broken off, run it again."
        );
        var resume = new Option<bool>("--resume")
        {
            Description = "Make no new key: go on bringing cases under the newest one.",
        };
        command.Options.Add(resume);
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var connection = new NpgsqlConnection(opened.Connections.App);
                await connection.OpenAsync(cancellation);
                if (!parsed.GetValue(resume))
                {
                    KeyRing.AddMaster(opened.DataDirectory);
                }

                // The store learns the new key before the first case stands under it.
                var keys = await StoreKeys.OpenAsync(
                    connection,
                    opened.DataDirectory,
                    cancellation
                );
                var moved = await CaseKeyRotation.RewrapAsync(
                    connection,
                    keys,
                    so => Console.Error.WriteLine($"{so} …"),
                    cancellation
                );
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{moved} cases were brought under master key {keys.Newest}."
                    )
                );
                await ShowAsync(connection, keys, cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Retirement()
    {
        var store = new StoreOptions();
        var number = new Argument<int>("NUMBER") { Description = "The master key to put aside." };
        var command = new Command(
            "retire",
            "Put a master key aside under which no case stands any more. Keep it as long as backups need it."
        );
        command.Arguments.Add(number);
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                var wanted = parsed.GetValue(number);
                await using var owner = new NpgsqlConnection(opened.Connections.Owner);
                await owner.OpenAsync(cancellation);
                if (wanted == opened.Keys.Newest || !opened.Keys.Numbers.Contains(wanted))
                {
                    throw new CommandFailedException(
                        $"{wanted} is the newest master key, or there is none of this number."
                    );
                }

                var cases = await CaseKeyRotation.CountAsync(owner, cancellation);
                if (cases.TryGetValue(wanted, out var left))
                {
                    throw new CommandFailedException(
                        $"{left} cases still stand under master key {wanted}: run `jiban keys rotate --resume` first."
                    );
                }

                await StoreKeys.RetireAsync(owner, opened.DataDirectory, wanted, cancellation);
                Console.WriteLine($"Master key {wanted} lies in keys/retired now.");
                return 0;
            }
        );
        return command;
    }

    private static async Task ShowAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        CancellationToken cancellation
    )
    {
        var cases = await CaseKeyRotation.CountAsync(connection, cancellation);
        foreach (var master in keys.Numbers)
        {
            Console.WriteLine(
                $"master-{master}: {cases.GetValueOrDefault(master)} cases{(master == keys.Newest ? ", newest" : "")}"
            );
        }
    }
}
