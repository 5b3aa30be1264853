using System.CommandLine;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary><c>jiban seal</c>: seals today's journal by hand, or writes all seals to a file that is kept elsewhere.</summary>
internal static class SealCommand
{
    public static Command Make()
    {
        var store = new StoreOptions();
        var export = new Option<FileInfo?>("--export")
        {
            Description = "Write all seals, one JSON object a line.",
            HelpName = "FILE",
        };
        var command = new Command(
            "seal",
            "Seal the journal under a key outside the database, or export the seals."
        );
        store.AddTo(command);
        command.Options.Add(export);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var database = new Database(
                    NpgsqlDataSource.Create(opened.Connections.App)
                );
                await using var connection = await database.OpenAsync(cancellation);
                if (parsed.GetValue(export) is { } file)
                {
                    await ExportAsync(connection, file, cancellation);
                    return 0;
                }

                var now = TimeProvider.System.GetUtcNow();
                var seal = await Seals.SealAsync(
                    connection,
                    opened.Keys,
                    CivilTime.DayOf(now),
                    now,
                    cancellation
                );
                Console.WriteLine(
                    seal is null
                        ? "Nothing moved since the last seal."
                        : $"{seal.Day:yyyy-MM-dd}: {seal.Heads} heads, seal {Convert.ToHexStringLower(seal.Mac)}."
                );
                return 0;
            }
        );
        return command;
    }

    private static async Task ExportAsync(
        NpgsqlConnection connection,
        FileInfo file,
        CancellationToken cancellation
    )
    {
        int seals;
        await using (var stream = file.Create())
        {
            seals = await SealExport.WriteAsync(connection, stream, cancellation);
        }

        Console.WriteLine($"{seals} seals written to {file.Name}.");
    }
}
