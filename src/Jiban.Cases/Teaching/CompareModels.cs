using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Cases.Secrets;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Teaching;

/// <summary>
/// Two text models on the same past cases: how often each says what a person decided, and where they differ. Words and classes are those of now
/// on both sides. Examples are masked and go to whoever keeps the models.
/// </summary>
internal static class CompareModels
{
    private const int MostDays = 731;
    private const int ExampleLength = 200;

    public sealed record Response(
        ModelName First,
        ModelName Second,
        DateOnly Since,
        DateOnly Until,
        int Cases,
        int FirstRight,
        int SecondRight,
        int OnlyFirst,
        int OnlySecond,
        IReadOnlyList<Difference> Differences
    );

    /// <param name="Example">The latest message of the kind: its beginning, masked.</param>
    public sealed record Difference(
        string Truth,
        string First,
        string Second,
        int Cases,
        string Number,
        string Example
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/dispatch/models/compare", HandleAsync)
            .Needs(Operation.KeepModels)
            .WithName(nameof(CompareModels))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>Both models on each message. Pure.</summary>
    public static IReadOnlyList<ComparedText> Read(
        IReadOnlyList<PastMessage> messages,
        ClassReader first,
        ClassReader second
    ) =>
        [
            .. messages.Select(message => new ComparedText(
                message.CaseId,
                message.ClassCode,
                first.Read(message.Text, message.Kind),
                second.Read(message.Text, message.Kind)
            )),
        ];

    private static async Task<IResult> HandleAsync(
        int first,
        int second,
        DateOnly? since,
        DateOnly? until,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        ModelTrials trials,
        CancellationToken cancellation
    )
    {
        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        var (from, to) = (since ?? today.AddDays(-MostDays), until ?? today);
        if (
            Problem.IfMalformed(
                (
                    "until",
                    to < from || to > from.AddDays(MostDays),
                    "结束日期不能早于开始日期，最多两年。"
                ),
                ("second", first == second, "请选两个不同的模型。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await using (var connection = await desk.Database.OpenAsync(cancellation))
        {
            await Traces.ReadAsync(connection, trail, http, "compareModels", cancellation);
        }

        return await trials.CompareAsync(first, second, from, to, cancellation) is { } told
            ? TypedResults.Ok(Tell(told, desk.Dispatcher, Language.IsEnglish(http)))
            : new Problem(
                StatusCodes.Status404NotFound,
                "unknown-model",
                "没有这个文本模型。",
                "There is no such text model."
            );
    }

    private static Response Tell(ModelTrial trial, Dispatcher dispatcher, bool english)
    {
        var counts = trial.Counts;
        return new Response(
            trial.First,
            trial.Second,
            trial.Since,
            trial.Until,
            counts.Texts,
            counts.FirstRight,
            counts.SecondRight,
            counts.OnlyFirst,
            counts.OnlySecond,
            [
                .. counts.Differences.Select(difference => new Difference(
                    NameOf(difference.Truth),
                    NameOf(difference.First),
                    NameOf(difference.Second),
                    difference.Texts,
                    trial.Examples[difference.Example].Number,
                    Shorten(Masking.Text(trial.Examples[difference.Example].Text))
                )),
            ]
        );

        string NameOf(string code) => dispatcher.ClassName(code, english);
    }

    private static string Shorten(string text) =>
        text.Length <= ExampleLength
            ? text
            // A pair of surrogates is not parted.
            : text[
                ..(
                    char.IsHighSurrogate(text[ExampleLength - 1])
                        ? ExampleLength - 1
                        : ExampleLength
                )
            ] + "…";
}
