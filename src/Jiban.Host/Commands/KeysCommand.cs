using System.CommandLine;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary><c>jiban keys</c>: shows the keys, brings a new one into use, and puts an old one aside.</summary>
internal static class KeysCommand
{
    public static Command Make()
    {
        var command = new Command("keys", "The keys outside the database: list, rotate, retire.");
        command.Subcommands.Add(Listing());
        command.Subcommands.Add(Rotation());
        command.Subcommands.Add(Retirement());
        return command;
    }

    private static Command Listing()
    {
        var store = new StoreOptions();
        var command = new Command("list", "What stands under each key.");
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var connection = new NpgsqlConnection(opened.Connections.App);
                await connection.OpenAsync(cancellation);
                foreach (var kind in Enum.GetValues<KeyKind>())
                {
                    await ShowAsync(connection, opened.Keys, kind, cancellation);
                }

                return 0;
            }
        );
        return command;
    }

    private static Command Rotation()
    {
        var store = new StoreOptions();
        var kind = new Argument<KeyKind>("KIND")
        {
            Description =
                "master: keys of cases and secrets; index: hashes of telephones and words; seal: seals of the journal.",
        };
        var command = new Command(
            "rotate",
            "Make a new key of a kind and bring everything under it. May run beside the platform; broken off, run it again with --resume."
        );
        command.Arguments.Add(kind);
        var resume = new Option<bool>("--resume")
        {
            Description = "Make no new key: go on bringing things under the newest one.",
        };
        command.Options.Add(resume);
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var connection = new NpgsqlConnection(opened.Connections.App);
                await connection.OpenAsync(cancellation);
                var wanted = parsed.GetValue(kind);
                var keys = await KeyRotation.RotateAsync(
                    connection,
                    opened.DataDirectory,
                    wanted,
                    parsed.GetValue(resume),
                    so => Console.Error.WriteLine($"{so} …"),
                    cancellation
                );
                await ShowAsync(connection, keys, wanted, cancellation);
                return 0;
            }
        );
        return command;
    }

    private static Command Retirement()
    {
        var store = new StoreOptions();
        var name = new Argument<string>("NAME")
        {
            Description = "The key to put aside, as `keys list` names it: master-1, index.",
        };
        var command = new Command(
            "retire",
            "Put a key aside under which nothing stands any more. Keep it as long as backups need it."
        );
        command.Arguments.Add(name);
        var dropCodes = new Option<bool>("--drop-recovery-codes")
        {
            Description = "Take away the recovery codes that only an old index key can check.",
        };
        command.Options.Add(dropCodes);
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                var (kind, number) =
                    KeyRing.Parse(parsed.GetValue(name)!)
                    ?? throw new CommandFailedException(
                        $"{parsed.GetValue(name)} is no name of a key: see `jiban keys list`."
                    );
                await using var owner = new NpgsqlConnection(opened.Connections.Owner);
                await owner.OpenAsync(cancellation);
                await KeyRotation.RetireAsync(
                    owner,
                    opened.DataDirectory,
                    kind,
                    number,
                    parsed.GetValue(dropCodes),
                    cancellation
                );
                Console.WriteLine($"{KeyRing.NameOf(kind, number)} lies in keys/retired now.");
                return 0;
            }
        );
        return command;
    }

    private static async Task ShowAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        KeyKind kind,
        CancellationToken cancellation
    )
    {
        foreach (var number in keys.Numbers(kind))
        {
            var use = await KeyRotation.UseAsync(connection, kind, number, cancellation);
            Console.WriteLine(
                $"{KeyRing.NameOf(kind, number)}: {(use.Count == 0 ? "nothing" : string.Join(", ", use))}{(number == keys.Newest(kind) ? ", in use" : "")}"
            );
        }
    }
}
