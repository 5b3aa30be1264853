using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Assessment;

/// <summary>
/// The cases behind a number of the ranking: exactly as many as the number says. Who may not see all of them gets those of the own unit and
/// below, and is told how many others there are.
/// </summary>
internal static class ListCountedCases
{
    private const int PageSize = 100;

    private static readonly Problem UnknownUnit = new(
        StatusCodes.Status404NotFound,
        "unknown-unit",
        "没有找到该单位。请从排名表中重新选择。",
        "There is no such unit. Please choose one from the ranking."
    );

    /// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
    /// <param name="Hidden">Cases that the number counts as well and that are not the viewer's to see.</param>
    public sealed record Response(IReadOnlyList<Item> Items, Guid? Next, long Hidden);

    /// <param name="Why">Why it was left out; null for a case that counts.</param>
    public sealed record Item(
        Guid Id,
        string Number,
        RankingPage.UnitName Unit,
        DateTimeOffset ReceivedAt,
        Exclusion? Why
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{period}/cases", Handle)
            .WithName(nameof(ListCountedCases))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Needs(Operation.ViewAssessment);

    /// <summary>
    /// The cases that a number counts, in order of creation: of one unit (a street office with all below it), or without <c>unit</c> of
    /// the summary line of a kind. With <c>measure=leftOut</c> those that count in no number, of one reason or of all. As in the ranking: of the latest revision, of the one named, or with <c>live=true</c> of now.
    /// </summary>
    public static async Task<Results<Ok<Response>, Problem>> Handle(
        string period,
        string? kind,
        string? channels,
        string? measure,
        string? why,
        Guid? unit,
        int? revision,
        bool? live,
        Guid? cursor,
        Database database,
        CityRegistry city,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var faults = new Dictionary<string, string[]>();
        var counted = RankingQuestion.Choice(nameof(measure), measure, Measure.Accepted, faults);
        Exclusion? reason = string.IsNullOrEmpty(why)
            ? null
            : RankingQuestion.Choice(nameof(why), why, Exclusion.Praise, faults);
        if (RankingQuestion.Parse(period, kind, channels, out var question) is { } malformed)
        {
            return malformed;
        }

        if (faults.Count > 0)
        {
            return RankingQuestion.Malformed(faults);
        }

        await using var connection = await database.OpenAsync(cancellation);
        var revisions = await Revision.OfAsync(connection, question.Period, cancellation);
        var shown = PeriodView.Choose(revisions, revision, live == true);
        if (revision is not null && shown is null)
        {
            return ShowRevision.Unknown;
        }

        var table = shown is null
            ? null
            : await shown.TableAsync(connection, question.Kind, question.Channels, cancellation);
        var members =
            counted == Measure.LeftOut && unit is null
                ? LeftOutCases.Members(question.Kind, table, city.Current)
                : Members(question, unit, table, city.Current);
        if (members is null)
        {
            return UnknownUnit;
        }

        var seen = members.ToLookup(member => Sees(http.Actor(), member, city.Current));
        var from = From(shown, counted);
        var parameters = new
        {
            Period = question.Period.Number,
            Revision = shown?.Number,
            Units = seen[true].ToArray(),
            Others = seen[false].ToArray(),
            Own = question.Channels.Own(),
            Why = reason?.ToString(),
            After = cursor ?? Guid.Empty,
            Limit = PageSize + 1,
        };
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    $"select case_id, number, unit_id, received_at, left_out {from} and unit_id = any(@Units) and case_id > @After order by case_id limit @Limit",
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var hidden = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                $"select count(*) {from} and unit_id = any(@Others)",
                parameters,
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(Page(rows, hidden, city.Current));
    }

    /// <summary>The question that the work list asks: whose cases the table of rights opens to an actor.</summary>
    private static bool Sees(Actor actor, Guid unit, CitySnapshot city) =>
        Permissions.May(
            Operation.ViewCases,
            actor.Role,
            RelationTo.Case(actor.UnitId, unit, city.IsBelow)
        );

    private static Response Page(List<Row> rows, long hidden, CitySnapshot city) =>
        new(
            [
                .. rows.Take(PageSize)
                    .Select(row => new Item(
                        row.CaseId,
                        row.Number,
                        new RankingPage.UnitName(row.UnitId, city.Unit(row.UnitId)?.Name ?? ""),
                        row.ReceivedAt,
                        row.LeftOut is { } why ? Enum.Parse<Exclusion>(why) : null
                    )),
            ],
            rows.Count > PageSize ? rows[PageSize - 1].CaseId : null,
            hidden
        );

    /// <summary>The units whose cases count; of a published table, those that counted then. Null when the unit does not exist.</summary>
    private static Guid[]? Members(
        RankingQuestion question,
        Guid? unit,
        Ranking? published,
        CitySnapshot city
    )
    {
        var units = published is null
            ? RankingScope.UnitsOf(question.Kind, city)
            : published.Rows.Select(row => row.Unit);
        var chosen = units.Where(one => unit is null || one.Id == unit).ToArray();
        return chosen.Length > 0 || unit is null || city.Unit(unit.Value) is not null
            ? [.. chosen.SelectMany(one => one.Members).Distinct()]
            : null;
    }

    private static string From(Revision? shown, Measure measure) =>
        $"""
            from {(shown is null ? "assessment.outcome" : "assessment.revision_case")}
            where period = @Period {(shown is null ? "" : "and revision = @Revision")}
              and (@Own::boolean is null or own = @Own) and {Counts(measure)}
            """;

    private static string Counts(Measure measure) =>
        measure switch
        {
            Measure.Accepted => Counted("true"),
            Measure.Completed => Counted("completed_at is not null"),
            Measure.Valid => Counted("valid"),
            Measure.Contacted => Counted("contacted"),
            Measure.Solved => Counted("solved"),
            Measure.Satisfied => Counted("satisfied"),
            Measure.BasicallySatisfied => Counted("basically_satisfied"),
            Measure.LeftOut => "left_out is not null and (@Why::text is null or left_out = @Why)",
            _ => throw new ArgumentOutOfRangeException(nameof(measure)),
        };

    private static string Counted(string which) => $"left_out is null and {which}";

    private sealed record Row(
        Guid CaseId,
        string Number,
        Guid UnitId,
        DateTimeOffset ReceivedAt,
        string? LeftOut
    );
}
