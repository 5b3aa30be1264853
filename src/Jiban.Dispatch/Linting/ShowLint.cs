using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Linting;

/// <summary>What may be wrong with the catalogue in force, from today on.</summary>
internal static class ShowLint
{
    /// <param name="IsError">A draft with it is not put in force.</param>
    public sealed record Item(
        LintKind Kind,
        bool IsError,
        string? Rule,
        string? ClassCode,
        string Text
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/dispatch/lint", Handle)
            .WithName(nameof(ShowLint))
            .Produces<Item[]>()
            .Needs(Operation.ViewReferenceData);

    /// <summary>Findings in the language that was asked for.</summary>
    public static Item[] Tell(IEnumerable<LintFinding> findings, HttpContext http)
    {
        var english = Language.IsEnglish(http);
        return
        [
            .. findings.Select(finding => new Item(
                finding.Kind,
                finding.IsError,
                finding.Rule,
                finding.ClassCode,
                english ? finding.En : finding.Zh
            )),
        ];
    }

    private static IResult Handle(
        HttpContext http,
        Dispatcher dispatcher,
        CityRegistry registry,
        TimeProvider clock
    )
    {
        var rows = dispatcher.Current.Rows;
        return TypedResults.Ok(
            Tell(
                LintCatalogue.Of(
                    rows.Rules,
                    rows,
                    registry.Current,
                    CivilTime.DayOf(clock.GetUtcNow())
                ),
                http
            )
        );
    }
}
