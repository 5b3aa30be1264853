using System.CommandLine;

namespace Jiban.Host.Commands;

/// <summary><c>jiban migrate</c>: brings a store to the schema of this program and says what it did.</summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var store = new StoreOptions();
        var command = new Command("migrate", "Bring the store to the schema of this program.");
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                foreach (var name in opened.Migrated)
                {
                    Console.WriteLine(name);
                }

                Console.WriteLine(
                    opened.Migrated.Count == 0
                        ? "The store is up to date."
                        : $"{opened.Migrated.Count} migrations ran."
                );
                return 0;
            }
        );
        return command;
    }
}
