using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Models;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Npgsql;

namespace Jiban.Dispatch.Contracts;

/// <summary>The text models of the store: kept, listed, asked, put in force. A person puts one in force; nothing does so by itself.</summary>
public sealed class TextModels
{
    private readonly Database _database;
    private readonly Dispatcher _dispatcher;
    private readonly CatalogueLoader _loader;
    private const int Seed = 1;
    private readonly DispatchOptions _options;
    private readonly DefaultModel _shipped;
    private readonly AuditTrail _trail;
    private readonly TimeProvider _clock;

    internal TextModels(
        Database database,
        Dispatcher dispatcher,
        CatalogueLoader loader,
        DefaultModel shipped,
        DispatchOptions options,
        AuditTrail trail,
        TimeProvider clock
    ) =>
        (_database, _dispatcher, _loader, _shipped, _options, _trail, _clock) = (
            database,
            dispatcher,
            loader,
            shipped,
            options,
            trail,
            clock
        );

    /// <summary>Every model, the latest first and the shipped one last, and which of them read when, the present one first.</summary>
    public async Task<(IReadOnlyList<KeptModel> Models, IReadOnlyList<ModelTerm> Terms)> ListAsync(
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await ListAsync(connection, cancellation);
    }

    /// <summary>
    /// Keeps a trained model, with its trace; it reads nothing yet. One of corrections takes the place of those of earlier nights that nobody ever put in
    /// force.
    /// </summary>
    /// <returns>Its number.</returns>
    public async Task<int> KeepAsync(
        string name,
        ModelSource source,
        TrainedModel model,
        TrainingReport report,
        Guid? by,
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var number = await TextModelStore.AddAsync(
            connection,
            transaction,
            new KeptModel(0, name, source, _clock.GetUtcNow(), by, model.Labels, report),
            model.Text,
            cancellation
        );
        if (source == ModelSource.Corrections)
        {
            await TextModelStore.ForgetProposalsAsync(connection, transaction, number);
        }

        await TraceAsync(connection, transaction, by, "keepModel", number, cancellation);
        await transaction.CommitAsync(cancellation);
        return number;
    }

    /// <summary>
    /// Learns from the project's own sentences, from the files of <see cref="CustomerExamples"/>, and from what people corrected. Takes a minute; keeps
    /// nothing. A label that is no class a message may be read as is left out.
    /// </summary>
    /// <returns>What was learned, and what was said of each correction while it was held out.</returns>
    public async Task<LearnedModel> LearnAsync(
        IReadOnlyList<LabelledText> corrections,
        CancellationToken cancellation
    )
    {
        var codes = ClassTree.Readable(_dispatcher.Classes).ToHashSet();
        var shipped = ExampleWriter.Write();
        var theirs = await CustomerExamples.ReadAsync(_options.ModelsDirectory, cancellation);
        List<LabelledText> examples = [.. shipped, .. theirs];
        examples.RemoveAll(example => !codes.Contains(example.Label));
        // What is best for real messages was measured on real messages; invented ones have no title to look at.
        var settings =
            theirs.Count >= shipped.Count
                ? TrainerSettings.For(examples.Count)
                : TrainerSettings.Quick with
                {
                    Trials = Folds.Count,
                };
        var (model, report, heldOut) = await Task.Run(
            () => TextTrainer.Train([.. examples, .. corrections], Seed, settings),
            cancellation
        );
        return new LearnedModel(new TrainedModel(model), report, [.. heldOut.Skip(examples.Count)]);
    }

    /// <summary>What the model in force says by itself, without the listed words; null when none reads.</summary>
    public string? Ask(string text) =>
        _dispatcher.Current.Model?.Text.Classify(PlainText.Glance(text)).Label;

    /// <summary>The number of the model that reads in this process.</summary>
    public int InForce => _dispatcher.Current.Model?.Number ?? 0;

    /// <summary>Lets a model read every message from now on.</summary>
    /// <param name="seen">The number that was in force when the person decided.</param>
    /// <returns>Why not; null when it is done.</returns>
    public Task<Problem?> PutInForceAsync(
        int number,
        int seen,
        Guid? by,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            by,
            (models, terms) =>
                (PutModelInForce.Decide(models, terms, _dispatcher.Classes, number, seen), number),
            cancellation
        );

    /// <summary>Lets the model read again that did before the present one.</summary>
    /// <inheritdoc cref="PutInForceAsync"/>
    public Task<Problem?> GoBackAsync(int seen, Guid? by, CancellationToken cancellation) =>
        ChangeAsync(
            by,
            (models, terms) =>
                GoBackToModel.Before(terms) is { } before
                    ? (
                        PutModelInForce.Decide(models, terms, _dispatcher.Classes, before, seen),
                        before
                    )
                    : (GoBackToModel.NoneBefore, 0),
            cancellation
        );

    /// <summary>Reads classes with a model, whichever is in force, by the words and classes of now; null when there is no such model.</summary>
    public async Task<ClassReader?> ReaderAsync(int number, CancellationToken cancellation)
    {
        try
        {
            return new ClassReader(
                _dispatcher.Current.With(
                    number == 0
                        ? await _shipped.GetAsync(cancellation)
                        : await TextModelStore.ReadAsync(_database, number, cancellation)
                )
            );
        }
        catch (ModelFileException)
        {
            return null;
        }
    }

    private async Task<(IReadOnlyList<KeptModel> Models, IReadOnlyList<ModelTerm> Terms)> ListAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        var shipped = await _shipped.GetAsync(cancellation);
        return (
            [
                .. await TextModelStore.ListAsync(connection, cancellation),
                new(0, shipped.Name, ModelSource.Shipped, null, null, shipped.Text.Labels, null),
            ],
            await TextModelStore.TermsAsync(connection, cancellation)
        );
    }

    /// <summary>One change at a time: the row of the version is held while what stands is read and decided on.</summary>
    private async Task<Problem?> ChangeAsync(
        Guid? by,
        Func<
            IReadOnlyList<KeptModel>,
            IReadOnlyList<ModelTerm>,
            (Problem? Refused, int Number)
        > decide,
        CancellationToken cancellation
    )
    {
        await using (var connection = await _database.OpenAsync(cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await connection.ExecuteAsync(
                "select from dispatch.catalogue_version for update",
                transaction: transaction
            );
            var (models, terms) = await ListAsync(connection, cancellation);
            var (refused, number) = decide(models, terms);
            if (refused is not null)
            {
                return refused;
            }

            await TextModelStore.PutAsync(
                connection,
                transaction,
                new ModelTerm(number, _clock.GetUtcNow(), by)
            );
            await TraceAsync(connection, transaction, by, "putModelInForce", number, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await _loader.FollowAsync(cancellation);
        return null;
    }

    private Task TraceAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid? by,
        string action,
        int number,
        CancellationToken cancellation
    ) =>
        _trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(by, action, $"model/{number}", "done"),
            cancellation
        );
}
