using System.CommandLine;
using System.CommandLine.Help;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Commands;

/// <summary>Everything that <c>jiban</c> can do, one file per command.</summary>
internal static class CommandLine
{
    /// <summary>Ctrl-C and SIGTERM cancel the command; this long it may take to end cleanly.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(60);

    /// <remarks>Called as it is typed: the shell around it starts the program.</remarks>
    public static Command Root() =>
        new("./jiban", "Jiban (即办): handles what citizens ask for, at once.")
        {
            new HelpOption(),
            new VersionOption(),
            UpCommand.Make(),
            DownCommand.Make(),
            MigrateCommand.Make(),
            ImportCommand.Make(),
            TrainCommand.Make(),
            ClassifyCommand.Make(),
            ModelCommand.Make(),
            LintCommand.Make(),
            TrainAddressCommand.Make(),
            ParseAddressCommand.Make(),
            LocateCommand.Make(),
            TwinsCommand.Make(),
            TopicsCommand.Make(),
            ExplainCommand.Make(),
            TrainSamePlaceCommand.Make(),
            SamePlaceCommand.Make(),
            VerifyCommand.Make(),
            SealCommand.Make(),
            RebuildCommand.Make(),
            KeysCommand.Make(),
            AccountCommand.Make(),
            BenchCommand.Make(),
        };

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Root().Parse(args);
            if (
                parsed.CommandResult.Command.Arguments.Any(argument =>
                    argument.ValueType == typeof(FileInfo)
                )
            )
            {
                MemoryRoom.Limit();
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = Farewell,
                }
            );
        }
        catch (Exception fault) when (Explain(fault) is { } words)
        {
            await Console.Error.WriteLineAsync("jiban: " + words);
            return 1;
        }
    }

    /// <summary>What the one at the keyboard can do something about; anything else is a fault of ours and shows where.</summary>
    private static string? Explain(Exception fault) =>
        fault switch
        {
            CommandFailedException => fault.Message,
            StoreNotPreparedException refused =>
                $"{refused.Message} Let its administrator run this once:\n\n{refused.Script}",
            PostgresMissingException or MigrationMismatchException or OsCommandException =>
                fault.Message,
            WrongKeysException or InvalidDataException => fault.Message,
            NpgsqlException => $"the database does not answer: {fault.Message}",
            UnauthorizedAccessException or IOException => fault.Message,
            OperationCanceledException => "stopped.",
            _ when MemoryRoom.IsFull(fault) => MemoryRoom.Fault(),
            _ => null,
        };
}

/// <summary>A command can't do what it was asked for; the message is for the one at the keyboard.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
