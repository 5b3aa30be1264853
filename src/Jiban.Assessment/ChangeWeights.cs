using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>Sets the formula from a period on. What is published stays scored as it was.</summary>
internal static class ChangeWeights
{
    /// <inheritdoc cref="ShowWeights.Item"/>
    public sealed record Request(
        string From,
        decimal Response,
        decimal Solution,
        decimal Satisfaction,
        decimal BasicFactor,
        int? ClosingDay
    );

    private static readonly Problem PeriodPublished = new(
        StatusCodes.Status409Conflict,
        "period-published",
        "该考核期或其后的考核期已经公布，计分办法不能再改。请从尚未公布的考核期起设置。",
        "This period, or a later one, is published and its formula is fixed. Please set it from a period that is not."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/", Handle)
            .WithName(nameof(ChangeWeights))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);

    /// <summary>Sets weights, factor and closing day from a period on, and answers all formulas.</summary>
    public static async Task<Results<Ok<ShowWeights.Response>, Problem>> Handle(
        Request request,
        Database database,
        AuditTrail trail,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var faults = Read(request, out var formula);
        if (faults.Count > 0)
        {
            return RankingQuestion.Malformed(faults);
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Waits for whoever folds or publishes by the old formula, and keeps the next one waiting.
        await connection.ExecuteAsync(
            "lock table assessment.formula in share row exclusive mode",
            transaction: transaction
        );
        var published = await ShowWeights.PublishedThroughAsync(
            connection,
            transaction,
            cancellation
        );
        if (formula.From <= published)
        {
            return PeriodPublished;
        }

        var before = await FormulaBook.ReadAsync(connection, cancellation, transaction);
        await InsertAsync(formula, http.Actor(), clock.GetUtcNow(), connection, transaction);
        var after = await FormulaBook.ReadAsync(connection, cancellation, transaction);
        if (before.LastDay(formula.From) != after.LastDay(formula.From))
        {
            await Reshape.RunAsync(formula.From, after, connection, transaction, cancellation);
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"weights/{formula.From}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await ShowWeights.LoadAsync(connection, cancellation));
    }

    /// <summary>The faults of a form, by field; none when it is a formula.</summary>
    internal static Dictionary<string, string[]> Read(Request request, out Formula formula)
    {
        var faults = new Dictionary<string, string[]>();
        var from = Period.Parse(request.From);
        Require(from is not null, "from", "yyyy-MM");
        Share(request.Response, "response");
        Share(request.Solution, "solution");
        Share(request.Satisfaction, "satisfaction");
        Share(request.BasicFactor, "basicFactor");
        Require(
            request.ClosingDay is null or (>= 1 and <= 28),
            "closingDay",
            "1–28;自然月请留空 / 1 to 28, empty for the calendar month"
        );
        if (request.Response + request.Solution + request.Satisfaction != 1)
        {
            faults["weights"] = ["三项权重之和须为 1 / the three weights must sum to 1"];
        }

        formula = new Formula(
            from ?? default,
            request.Response,
            request.Solution,
            request.Satisfaction,
            request.BasicFactor,
            request.ClosingDay
        );
        return faults;

        // Four decimals are plenty, and keep every product exact.
        void Share(decimal value, string field) =>
            Require(
                value is >= 0 and <= 1 && decimal.Round(value, 4) == value,
                field,
                "0–1,至多四位小数 / 0 to 1, at most four decimals"
            );

        void Require(bool holds, string field, string rule)
        {
            if (!holds)
            {
                faults[field] = [rule];
            }
        }
    }

    private static Task<int> InsertAsync(
        Formula formula,
        Actor actor,
        DateTimeOffset now,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction
    ) =>
        connection.ExecuteAsync(
            """
            insert into assessment.formula (from_period, version, response, solution, satisfaction, basic_factor, closing_day,
                changed_at, changed_by)
            select @From, coalesce(max(version), 0) + 1, @Response, @Solution, @Satisfaction, @BasicFactor, @ClosingDay, @now, @Actor
            from assessment.formula where from_period = @From
            """,
            new
            {
                From = formula.From.Number,
                formula.Response,
                formula.Solution,
                formula.Satisfaction,
                formula.BasicFactor,
                formula.ClosingDay,
                now,
                Actor = actor.Id,
            },
            transaction
        );
}
