using System.CommandLine;
using System.Globalization;
using Jiban.Host.Import;
using Spectre.Console;

namespace Jiban.Host.Commands;

/// <summary><c>jiban import</c>: every row of a file through the same operation as a citizen's request.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var store = new StoreOptions();
        var file = new Argument<FileInfo>("FILE.csv")
        {
            Description = "CSV with a heading; UTF-8 or GB18030.",
        };
        var text = TableOptions.Column("--text", "Column with the request.");
        var time = new Option<string?>("--time")
        {
            Description = "Column with the time it was received, in Asia/Shanghai.",
            HelpName = "COLUMN",
        };
        var label = new Option<string?>("--label")
        {
            Description = "Column with a class, to compare with what was understood.",
            HelpName = "COLUMN",
        };
        var place = new Option<string?>("--place")
        {
            Description = "Column with the place in words.",
            HelpName = "COLUMN",
        };
        var phone = new Option<string?>("--phone")
        {
            Description = "Column with the requester's telephone number.",
            HelpName = "COLUMN",
        };
        var name = new Option<string?>("--name")
        {
            Description = "Column with the requester's name.",
            HelpName = "COLUMN",
        };
        var component = new Option<string?>("--component")
        {
            Description = "Column with the identifier of the component that it is about.",
            HelpName = "COLUMN",
        };
        var channel = new Option<string>("--channel")
        {
            Description = "Code of the channel.",
            DefaultValueFactory = _ => "12345",
            HelpName = "CODE",
        };
        var decisions = new Option<FileInfo?>("--decisions")
        {
            Description = "Write every decision with its reasons to a CSV.",
            HelpName = "FILE",
        };
        var command = new Command(
            "import",
            "Register every row of a CSV file; can be repeated without doubling."
        );
        command.Arguments.Add(file);
        foreach (
            var option in new Option[]
            {
                text,
                time,
                label,
                place,
                phone,
                name,
                component,
                channel,
                decisions,
            }
        )
        {
            command.Options.Add(option);
        }

        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var columns = new ImportColumns(
                    parsed.GetValue(text)!,
                    parsed.GetValue(time),
                    parsed.GetValue(label),
                    parsed.GetValue(place),
                    parsed.GetValue(name),
                    parsed.GetValue(phone),
                    parsed.GetValue(component)
                );
                var rows = parsed.GetValue(file)!;
                if (!rows.Exists)
                {
                    throw new CommandFailedException($"there is no file {rows.FullName}.");
                }

                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var host = JibanHost.Build(opened.Host);
                await host.StartAsync(cancellation);
                ImportReport report;
                try
                {
                    report = await ShowAsync(
                        new CsvImport(host.Services, columns, parsed.GetValue(channel)!),
                        rows,
                        parsed.GetValue(decisions),
                        cancellation
                    );
                }
                finally
                {
                    // Services that are thrown away while they run tell of it in half a page.
                    await host.StopAsync(CancellationToken.None);
                }

                report.Print(Console.Out);
                return report.Rows > 0 && report.Registered + report.Repeated == 0 ? 1 : 0;
            }
        );
        return command;
    }

    private static async Task<ImportReport> ShowAsync(
        CsvImport import,
        FileInfo file,
        FileInfo? decisions,
        CancellationToken cancellation
    )
    {
        ImportReport? report = null;
        await AnsiConsole
            .Progress()
            .AutoClear(true)
            .StartAsync(async context =>
            {
                var task = context.AddTask("import", maxValue: Math.Max(1, file.Length));
                report = await import.RunAsync(
                    file,
                    decisions,
                    (bytes, rows) =>
                    {
                        task.Value = bytes;
                        task.Description =
                            rows.ToString("N0", CultureInfo.InvariantCulture) + " rows";
                    },
                    cancellation
                );
            });
        return report!;
    }
}
