using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>
/// Publishes a period, or a correction of it: freezes its tables, the cases counted, the formula and the checkpoint. The ranking is one for
/// the whole city, so it is for the leaders of the city centre alone.
/// </summary>
internal static class PublishRanking
{
    private const int LongestNote = 500;
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <param name="Note">Why; needed from the second revision on. At most 500 characters.</param>
    public sealed record Request(string? Note);

    public sealed record Response(string Period, int Revision, DateTimeOffset PublishedAt);

    internal enum Refusal
    {
        NotTheCentre,
        Running,
        Empty,
        Behind,
        NothingToCorrect,
        NoteMissing,
        NoteTooLong,
        PublishedMeanwhile,
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{period}/publish", Handle)
            .WithName(nameof(PublishRanking))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.PublishAssessment);

    /// <summary>Publishes the present figures of a closed period as its next revision.</summary>
    public static async Task<Results<Created<Response>, Problem>> Handle(
        string period,
        Request request,
        Database database,
        CityRegistry city,
        AuditTrail trail,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (RankingQuestion.Parse(period, null, null, out var question) is { } malformed)
        {
            return malformed;
        }

        if (!IsFor(http.Actor(), city.Current))
        {
            return Told(Refusal.NotTheCentre);
        }

        var now = clock.GetUtcNow();
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            // One snapshot: sums, cases and checkpoint tell the same moment.
            await using var transaction = await connection.BeginTransactionAsync(
                System.Data.IsolationLevel.RepeatableRead,
                cancellation
            );
            var calendar = await FormulaBook.ForFoldingAsync(connection, transaction, cancellation);
            var draft = await DraftRevision.LoadAsync(
                question.Period,
                calendar,
                city.Current,
                connection,
                transaction,
                cancellation
            );
            var behind = await draft.Checkpoint.LacksAsync(
                connection,
                transaction,
                now - Settled,
                cancellation
            );
            if (Decide(draft, request.Note, calendar.End(question.Period), now, behind) is { } no)
            {
                return Told(no);
            }

            await draft.WriteAsync(
                request.Note?.Trim() ?? "",
                http.Actor(),
                now,
                connection,
                transaction,
                cancellation
            );
            await trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    http.Actor().Id,
                    "publishAssessment",
                    $"{question.Period}/r{draft.Number}",
                    "done"
                ),
                cancellation
            );
            await transaction.CommitAsync(cancellation);
            return TypedResults.Created(
                $"/api/assessment/periods/{question.Period}/revisions/{draft.Number}",
                new Response(question.Period.ToString(), draft.Number, now)
            );
        }
        catch (PostgresException fault)
            when (fault.SqlState
                    is PostgresErrorCodes.UniqueViolation
                        or PostgresErrorCodes.SerializationFailure
            )
        {
            return Told(Refusal.PublishedMeanwhile);
        }
    }

    /// <summary>Whether publishing is for this actor: the table of rights opens it to leaders, and of them those of the root of all units.</summary>
    internal static bool IsFor(Actor actor, CitySnapshot city) =>
        Permissions.MayEver(Operation.PublishAssessment, actor.Role)
        && actor.UnitId is { } unit
        && unit == city.CityCentre?.UnitId;

    /// <summary>Whether the draft may be published; null when it may.</summary>
    internal static Refusal? Decide(
        DraftRevision draft,
        string? note,
        DateTimeOffset end,
        DateTimeOffset now,
        bool behind
    ) =>
        now < end ? Refusal.Running
        : note?.Trim().Length > LongestNote ? Refusal.NoteTooLong
        : behind ? Refusal.Behind
        : draft.IsEmpty ? Refusal.Empty
        : draft.Before is null ? null
        : draft.SaysNothingNew ? Refusal.NothingToCorrect
        : string.IsNullOrWhiteSpace(note) ? Refusal.NoteMissing
        : null;

    private static Problem Told(Refusal refusal) =>
        refusal switch
        {
            Refusal.NotTheCentre => new(
                StatusCodes.Status403Forbidden,
                "city-centre-only",
                "全市的考核结果由市受理中心的领导公布，您的操作未执行。",
                "The figures of the whole city are published by the leaders of the city centre; nothing was done."
            ),
            Refusal.Running => Conflict(
                "period-running",
                "该考核期尚未结束，暂不能公布。请在期末次日后再公布。",
                "The period has not closed yet and can't be published. Please publish it once it has."
            ),
            Refusal.Empty => Conflict(
                "period-empty",
                "该考核期没有受理任何诉求，没有可公布的结果。请核对所选月份。",
                "Nothing was accepted in this period, so there is nothing to publish. Please check the month."
            ),
            Refusal.Behind => Conflict(
                "figures-behind",
                "数据仍在汇总中，未公布。请稍候片刻再试。",
                "The figures are still being gathered, and nothing was published. Please try again in a moment."
            ),
            Refusal.NothingToCorrect => Conflict(
                "nothing-to-correct",
                "现有数据与最近一次公布的结果完全一致，无须更正。",
                "The present figures are those of the latest revision; there is nothing to correct."
            ),
            Refusal.PublishedMeanwhile => Conflict(
                "published-meanwhile",
                "另一位同事刚刚公布了该考核期，您的操作未执行。请刷新页面查看。",
                "Somebody else has just published this period; yours was not done. Please reload the page."
            ),
            Refusal.NoteMissing => Note("更正须说明原因。"),
            Refusal.NoteTooLong => Note($"说明请勿超过 {LongestNote} 字。"),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };

    private static Problem Conflict(string type, string zh, string en) =>
        new(StatusCodes.Status409Conflict, type, zh, en);

    private static Problem Note(string fault) =>
        RankingQuestion.Malformed(new Dictionary<string, string[]> { ["note"] = [fault] });
}
