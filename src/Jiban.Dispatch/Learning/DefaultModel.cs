using Jiban.Platform.Store;
using Microsoft.Extensions.Logging;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// The model that reads citizens' messages before a customer trained a better one: learned once from the project's own sentences,
/// kept beside the data, learned again only when those sentences change.
/// </summary>
internal sealed partial class DefaultModel(DispatchOptions options, ILogger<DefaultModel> log)
{
    /// <summary>Number 0, under a name that no model of the store has.</summary>
    public const string Name = "shipped";

    private const string FileName = "default.model";
    private const int Seed = 1;

    private volatile NumberedModel? _held;

    /// <summary>Loads the model, or trains and keeps it; once a process.</summary>
    public async Task<NumberedModel> GetAsync(CancellationToken cancellation) =>
        _held ??= new NumberedModel(0, Name, await LoadAsync(cancellation));

    private async Task<TextModel> LoadAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(options.ModelsDirectory, FileName);
        var stamp = ExampleWriter.Stamp();
        Directory.CreateDirectory(options.ModelsDirectory);
        // Of several processes that start at once one learns, and the others take what it learned.
        await using var alone = await FileLock.AloneAsync(
            Path.Combine(options.ModelsDirectory, "default.lock"),
            cancellation
        );
        if (Kept(path, stamp) is { } kept)
        {
            return kept;
        }

        Training();
        var (model, report) = await Task.Run(
            () => TextTrainer.Train(ExampleWriter.Write(), Seed, TrainerSettings.Quick),
            cancellation
        );
        ModelFile.Save(model, path, stamp);
        Trained(report.Texts, report.Took.TotalSeconds);
        return model;
    }

    private TextModel? Kept(string path, string stamp)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var (model, from) = ModelFile.Load(path);
            return from == stamp ? model : null;
        }
        catch (ModelFileException damaged)
        {
            Damaged(damaged);
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Learning to read citizens' messages: a few seconds, once"
    )]
    private partial void Training();

    [LoggerMessage(LogLevel.Information, "Learned from {Texts} messages in {Seconds:0.0} s")]
    private partial void Trained(int texts, double seconds);

    [LoggerMessage(LogLevel.Warning, "The kept model can't be used and is made again")]
    private partial void Damaged(Exception exception);
}
