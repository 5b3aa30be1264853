using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Teaching;

/// <summary>What people corrected at the dispatch, the latest first, and what the nights made of it. Words are masked.</summary>
internal static class ListCorrections
{
    private const int PageSize = 50;

    /// <param name="Seq">The entry of the case's journal.</param>
    /// <param name="UnitBefore">Who had it, or was thought the likeliest; null when nobody was.</param>
    /// <param name="LeftOut">Why it must teach nothing; null when it may.</param>
    public sealed record Item(
        Guid CaseId,
        int Seq,
        string Number,
        DateTimeOffset At,
        string? By,
        string Text,
        string ClassBefore,
        string ClassAfter,
        UnitName? UnitBefore,
        UnitName UnitAfter,
        LeftOutPart? LeftOut
    );

    public sealed record LeftOutPart(string Why, DateTimeOffset At, string? By);

    /// <param name="Number">The model that was proposed; null when the night broke off.</param>
    /// <param name="Against">The model that was in force.</param>
    /// <param name="Cases">Cases that people dispatched, on which both were tried.</param>
    public sealed record Night(
        DateOnly Day,
        int Corrections,
        int? Number,
        int? Against,
        int? Cases,
        int? Right,
        int? AgainstRight
    );

    /// <param name="Teaching">How many change a class and are not left out: from these is learned.</param>
    /// <param name="Before">Ask for the next page with it; null when this is the last.</param>
    public sealed record Response(
        int Teaching,
        IReadOnlyList<Item> Items,
        DateTimeOffset? Before,
        IReadOnlyList<Night> Nights
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/dispatch/corrections", HandleAsync)
            .Needs(Operation.KeepModels)
            .WithName(nameof(ListCorrections))
            .Produces<Response>();

    private static async Task<IResult> HandleAsync(
        DateTimeOffset? before,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await Traces.ReadAsync(connection, trail, http, "readCorrections", cancellation);
        var (teaching, _) = await CorrectionStore.StampAsync(connection, cancellation);
        var corrections = await CorrectionStore.ReadAsync(
            connection,
            desk.Keys,
            before?.ToUniversalTime(),
            teaching: false,
            PageSize,
            cancellation
        );
        var nights = await LearningNights.LatestAsync(connection, cancellation);
        var names = await desk.Accounts.NamesAsync(
            corrections
                .Select(one => (Guid?)one.Correction.By)
                .Concat(corrections.Select(one => one.LeftOutBy))
                .OfType<Guid>(),
            cancellation
        );
        var english = Language.IsEnglish(http);
        return TypedResults.Ok(
            new Response(
                teaching,
                [.. corrections.Select(Tell)],
                corrections.Count == PageSize ? corrections[^1].Correction.At : null,
                [
                    .. nights.Select(night => new Night(
                        night.Day,
                        night.Corrections,
                        night.Number,
                        night.Against,
                        night.Trial?.Texts,
                        night.Trial?.SecondRight,
                        night.Trial?.FirstRight
                    )),
                ]
            )
        );

        Item Tell(TaughtCorrection taught)
        {
            var one = taught.Correction;
            return new Item(
                one.CaseId,
                one.Seq,
                taught.Number,
                one.At,
                names.GetValueOrDefault(one.By),
                taught.Text,
                ClassOf(one.ClassBefore),
                ClassOf(one.ClassAfter),
                one.UnitBefore is { } had ? UnitName.Of(desk.City, had) : null,
                UnitName.Of(desk.City, one.UnitAfter),
                taught is { LeftOutWhy: { } why, LeftOutAt: { } at, LeftOutBy: { } by }
                    ? new LeftOutPart(why, at, names.GetValueOrDefault(by))
                    : null
            );
        }

        string ClassOf(string code) => desk.Dispatcher.ClassName(code, english);
    }
}
