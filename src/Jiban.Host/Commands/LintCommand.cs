using System.CommandLine;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Host.Commands;

/// <summary>
/// <c>jiban lint</c>: what a table of dispatch rules hides: that of the store, or an XLSX read with the classes and the city of the store. Ends
/// with 1 when something in it is an error.
/// </summary>
internal static class LintCommand
{
    public static Command Make()
    {
        var store = new StoreOptions();
        var file = new Argument<FileInfo?>("FILE.xlsx")
        {
            Description = "Rules as the export gives them; without it, those in force.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var language = new Option<string>("--language")
        {
            Description = "zh or en.",
            DefaultValueFactory = _ => "zh",
        }.AcceptOnlyFromAmong("zh", "en");
        var command = new Command("lint", "Say what may be wrong with the dispatch rules.")
        {
            file,
            language,
        };
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    async (services, token) =>
                    {
                        var check = services.GetRequiredService<CatalogueCheck>();
                        var day = CivilTime.DayOf(
                            services.GetRequiredService<TimeProvider>().GetUtcNow()
                        );
                        Print(
                            parsed.GetValue(file) is { } sheet
                                ? check.Of(await File.ReadAllBytesAsync(sheet.FullName, token), day)
                                : check.InForce(day),
                            parsed.GetValue(language) == "en",
                            Console.Out
                        );
                    },
                    cancellation
                )
        );
        return command;
    }

    /// <summary>Prints the findings.</summary>
    /// <exception cref="CommandFailedException">One of them is an error.</exception>
    internal static void Print(
        IReadOnlyList<CatalogueFinding> findings,
        bool english,
        TextWriter output
    )
    {
        foreach (var finding in findings)
        {
            output.WriteLine(
                (finding.IsError ? "error    " : "warning  ") + (english ? finding.En : finding.Zh)
            );
        }

        var errors = findings.Count(finding => finding.IsError);
        output.WriteLine($"{errors} errors, {findings.Count - errors} warnings");
        if (errors > 0)
        {
            throw new CommandFailedException("such rules are not put in force.");
        }
    }
}
