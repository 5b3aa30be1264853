using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Models;

/// <summary>The text models with their figures, which one reads, and which one did before.</summary>
internal static class ListModels
{
    /// <param name="UnknownLabels">Labels that are no class of the catalogue: with one it is not put in force.</param>
    /// <param name="Report">How well it did on what it had not seen; null for the one that ships.</param>
    public sealed record Item(
        int Number,
        string Name,
        ModelSource Source,
        DateTimeOffset? MadeAt,
        string? MadeBy,
        int LabelCount,
        IReadOnlyList<string> UnknownLabels,
        Figures? Report
    );

    /// <param name="Worst">The classes that it finds worst, at most twenty, the worst first.</param>
    /// <param name="Confusions">What it took for something else most often, at most twenty.</param>
    /// <param name="Calibration">How sure it was beside how often it was right, from unsure to sure.</param>
    public sealed record Figures(
        int Texts,
        double Accuracy,
        double MacroF1,
        double CalibrationError,
        IReadOnlyList<LabelScore> Worst,
        IReadOnlyList<Mistaken> Confusions,
        IReadOnlyList<CalibrationBin> Calibration
    );

    /// <summary>So many texts of one label were given another.</summary>
    public sealed record Mistaken(string Label, string Said, int Texts);

    /// <param name="By">Who decided so; null from the command line.</param>
    public sealed record Term(int Number, DateTimeOffset Since, string? By);

    /// <param name="InForce">The number of the model that reads.</param>
    /// <param name="Before">The one to which a step back leads; null when there is none.</param>
    public sealed record Response(
        int InForce,
        int? Before,
        IReadOnlyList<Item> Models,
        IReadOnlyList<Term> Terms
    );

    private const int MostWorst = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/dispatch/models", HandleAsync)
            .WithName(nameof(ListModels))
            .Produces<Response>()
            .Needs(Operation.KeepModels);

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        TextModels store,
        Dispatcher dispatcher,
        Accounts accounts,
        CancellationToken cancellation
    )
    {
        var (models, terms) = await store.ListAsync(cancellation);
        var names = await accounts.NamesAsync(
            models
                .Select(model => model.MadeBy)
                .Concat(terms.Select(term => term.PutBy))
                .OfType<Guid>(),
            cancellation
        );
        return TypedResults.Ok(
            new Response(
                terms is [var now, ..] ? now.Number : 0,
                GoBackToModel.Before(terms),
                [
                    .. models.Select(model => new Item(
                        model.Number,
                        model.Name,
                        model.Source,
                        model.MadeAt,
                        NameOf(model.MadeBy),
                        model.Labels.Count,
                        PutModelInForce.UnknownLabels(model, dispatcher.Classes),
                        model.Report is { } report ? Tell(report) : null
                    )),
                ],
                [.. terms.Select(term => new Term(term.Number, term.Since, NameOf(term.PutBy)))]
            )
        );

        string? NameOf(Guid? account) => account is { } id ? names.GetValueOrDefault(id) : null;
    }

    private static Figures Tell(TrainingReport report) =>
        new(
            report.Texts,
            report.Accuracy,
            report.MacroF1,
            report.CalibrationError,
            [
                .. report
                    .Labels.Where(label => label.Support > 0)
                    .OrderBy(label => label.F1)
                    .ThenByDescending(label => label.Support)
                    .Take(MostWorst),
            ],
            [.. Confusions(report).OrderByDescending(one => one.Texts).Take(MostWorst)],
            [.. report.Calibration.Where(bin => bin.Texts > 0)]
        );

    private static IEnumerable<Mistaken> Confusions(TrainingReport report) =>
        from row in report.Confusion.Index()
        from said in row.Item.Index()
        where said.Index != row.Index && said.Item > 0
        select new Mistaken(
            report.Labels[row.Index].Label,
            report.Labels[said.Index].Label,
            said.Item
        );
}
