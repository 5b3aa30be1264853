using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;
using Jiban.Platform.Web;

namespace Jiban.Host.Commands;

/// <summary>
/// <c>jiban model</c>: the text models of a store, beside a host that may be running: kept, compared on past cases, put in force, taken back.
/// Each change leaves a trace, and every host of the store follows within seconds.
/// </summary>
internal static class ModelCommand
{
    private const int DaysBack = 731;

    public static Command Make() =>
        new("model", "Keep, compare and use text models.")
        {
            List(),
            Add(),
            ModelExamplesCommand.Make(),
            Compare(),
            Use(),
            Back(),
        };

    private static Command List() =>
        OnModels(
            new Command("list", "List the models; the one in force is marked with *."),
            async (models, _, _, cancellation) =>
            {
                var (kept, terms) = await models.ListAsync(cancellation);
                foreach (var model in kept)
                {
                    var mark = model.Number == InForce(terms) ? '*' : ' ';
                    var figures = model.Report is { } report
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"{report.Texts} texts, accuracy {report.Accuracy:0.0000}, macro-F1 {report.MacroF1:0.0000}, calibration error {report.CalibrationError:0.000}"
                        )
                        : "comes with the program";
                    var made = model.MadeAt is { } at ? $"{CivilTime.DayOf(at):yyyy-MM-dd}" : "";
                    Console.WriteLine(
                        $"{mark}{model.Number, 4}  {model.Name, -20} {made, -10}  {figures}"
                    );
                }
            }
        );

    private static Command Add()
    {
        var named = new Argument<string>("NAME") { Description = "As it was trained." };
        var command = new Command(
            "add",
            "Keep a model that jiban train made; it reads nothing yet."
        )
        {
            named,
        };
        return OnModels(
            command,
            async (models, parsed, data, cancellation) =>
            {
                var name = parsed.GetValue(named)!;
                var path = ModelPlace.Path(data, name);
                var report = Path.ChangeExtension(path, ".report.json");
                if (!File.Exists(path) || !File.Exists(report))
                {
                    throw new CommandFailedException(
                        $"there is no {path} with its {Path.GetFileName(report)}; jiban train makes both."
                    );
                }

                var number = await models.KeepAsync(
                    name,
                    ModelSource.File,
                    TrainedModel.Load(path),
                    JsonSerializer.Deserialize<TrainingReport>(
                        await File.ReadAllTextAsync(report, cancellation),
                        JsonSerializerOptions.Web
                    )!,
                    null,
                    cancellation
                );
                Console.WriteLine($"{name} is kept as model {number}");
            }
        );
    }

    private static Command Compare()
    {
        var first = Which("FIRST");
        var second = Which("SECOND");
        var command = new Command(
            "compare",
            "Try two models on the cases of the last two years that people dispatched."
        )
        {
            first,
            second,
        };
        return OnHost(
            command,
            async (services, parsed, _, cancellation) =>
            {
                var models = services.GetRequiredService<TextModels>();
                var until = CivilTime.DayOf(
                    services.GetRequiredService<TimeProvider>().GetUtcNow()
                );
                var trial = await services
                    .GetRequiredService<ModelTrials>()
                    .CompareAsync(
                        await NumberAsync(models, parsed.GetValue(first)!, cancellation),
                        await NumberAsync(models, parsed.GetValue(second)!, cancellation),
                        until.AddDays(-DaysBack),
                        until,
                        cancellation
                    );
                Print(trial!, services.GetRequiredService<Dispatcher>(), Console.Out);
            }
        );
    }

    private static Command Use()
    {
        var model = Which("MODEL");
        return OnModels(
            new Command("use", "Let a model read every message from now on.") { model },
            async (models, parsed, _, cancellation) =>
            {
                var number = await NumberAsync(models, parsed.GetValue(model)!, cancellation);
                var seen = InForce((await models.ListAsync(cancellation)).Terms);
                await SayAsync(
                    models,
                    await models.PutInForceAsync(number, seen, null, cancellation),
                    cancellation
                );
            }
        );
    }

    private static Command Back() =>
        OnModels(
            new Command("back", "Let the model read again that did before."),
            async (models, _, _, cancellation) =>
            {
                var seen = InForce((await models.ListAsync(cancellation)).Terms);
                await SayAsync(
                    models,
                    await models.GoBackAsync(seen, null, cancellation),
                    cancellation
                );
            }
        );

    /// <summary>The figures of a trial, and where the two differ; no words of citizens.</summary>
    internal static void Print(ModelTrial trial, Dispatcher dispatcher, TextWriter output)
    {
        var counts = trial.Counts;
        output.WriteLine($"{counts.Texts} cases that people dispatched");
        foreach (
            var (model, right, only) in new[]
            {
                (trial.First, counts.FirstRight, counts.OnlyFirst),
                (trial.Second, counts.SecondRight, counts.OnlySecond),
            }
        )
        {
            var share = counts.Texts == 0 ? 0 : right / (double)counts.Texts;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"model {model.Number} {model.Name}: {right} right ({share:0.0000}), {only} that only it has right"
                )
            );
        }

        foreach (var (truth, first, second, texts, _) in counts.Differences)
        {
            output.WriteLine($"{texts, 6}  {Named(truth)}: {Named(first)} | {Named(second)}");
        }

        string Named(string code) =>
            code.Length == 0 ? "-" : $"{code} {dispatcher.Class(code)?.Name}";
    }

    private static Argument<string> Which(string name) =>
        new(name) { Description = "Number or name of a model; of several of a name the latest." };

    private static int InForce(IReadOnlyList<ModelTerm> terms) =>
        terms is [var now, ..] ? now.Number : 0;

    private static async Task<int> NumberAsync(
        TextModels models,
        string typed,
        CancellationToken cancellation
    ) =>
        (await models.ListAsync(cancellation))
            .Models.FirstOrDefault(model =>
                model.Name == typed || model.Number.ToString(CultureInfo.InvariantCulture) == typed
            )
            ?.Number
        ?? throw new CommandFailedException($"there is no model {typed}; see jiban model list.");

    private static async Task SayAsync(
        TextModels models,
        Problem? refused,
        CancellationToken cancellation
    )
    {
        if (refused is not null)
        {
            throw new CommandFailedException(
                refused.Facts.TryGetValue("labels", out var labels)
                    ? $"{refused.En} ({string.Join(", ", (IEnumerable<string>)labels!)})"
                    : refused.En
            );
        }

        var (kept, terms) = await models.ListAsync(cancellation);
        var now = kept.First(model => model.Number == InForce(terms));
        Console.WriteLine($"model {now.Number} {now.Name} reads from now on");
    }

    private static Command OnModels(
        Command command,
        Func<TextModels, ParseResult, string, CancellationToken, Task> work
    ) =>
        OnHost(
            command,
            (services, parsed, data, cancellation) =>
                work(services.GetRequiredService<TextModels>(), parsed, data, cancellation)
        );

    /// <summary>Works on the services of a host of its own.</summary>
    private static Command OnHost(
        Command command,
        Func<IServiceProvider, ParseResult, string, CancellationToken, Task> work
    )
    {
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    (services, token) => work(services, parsed, store.DataDirectory(parsed), token),
                    cancellation
                )
        );
        return command;
    }
}
