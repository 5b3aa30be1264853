using Dapper;
using Jiban.Cases.Handling;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Figures;

/// <summary>
/// What arbiters ruled and no rule of dispatch says yet: an administrator makes a draft of the catalogue of it with one press, or dismisses it with a reason. It takes
/// effect when the draft is put in force, and not before.
/// </summary>
internal static class TakeRuling
{
    /// <param name="From">The first day of the draft; tomorrow when left out.</param>
    public sealed record Request(string? ClassCode, Guid? StreetId, Guid UnitId, DateOnly? From);

    public sealed record Response(Guid DraftId);

    /// <param name="Reason">Why it shall be no rule, 4 to 2,000 characters.</param>
    public sealed record Dismissal(string? ClassCode, Guid? StreetId, Guid UnitId, string? Reason);

    private sealed record DismissedRow(
        string ClassCode,
        Guid? StreetId,
        Guid UnitId,
        DateTimeOffset LastAt
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/rulings/open", ListAsync)
            .Needs(Operation.EditSettings)
            .WithName("ListOpenRulings")
            .Produces<IReadOnlyList<ListRulings.Candidate>>();
        routes
            .MapPost("/rulings/take", TakeAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(TakeRuling))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapPost("/rulings/dismiss", DismissAsync)
            .Needs(Operation.EditSettings)
            .WithName("DismissRuling")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(
        CaseDesk desk,
        RuledDrafts drafts,
        CancellationToken cancellation
    ) => TypedResults.Ok(await OpenAsync(desk, drafts, cancellation));

    private static async Task<IReadOnlyList<ListRulings.Candidate>> OpenAsync(
        CaseDesk desk,
        RuledDrafts drafts,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var dismissed = (
            await connection.QueryAsync<DismissedRow>(
                new CommandDefinition(
                    "select class_code, street_id, unit_id, last_at from cases.ruling_dismissed",
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(row => (row.ClassCode, row.StreetId, row.UnitId), row => row.LastAt);
        return
        [
            .. (await ListRulings.ReadAsync(connection, desk, [], cancellation)).Where(one =>
                RuledOf(one, desk) is { } ruled
                && !drafts.IsRule(ruled)
                // What was ruled so again since then is to be looked at again.
                && dismissed[(one.ClassCode, one.StreetId, one.Unit.Id)]
                    .All(last => last < one.LastAt)
            ),
        ];
    }

    private static Ruled? RuledOf(ListRulings.Candidate one, CaseDesk desk) =>
        desk.City.Unit(one.Unit.Id) is { } unit
            ? new Ruled(
                one.ClassCode,
                one.StreetId is { } street ? desk.City.Region(street)?.Code : null,
                unit.Code
            )
            : null;

    /// <summary>Does something with a ruling that is open still; there is none of these words when it is a rule already, or was dismissed.</summary>
    private static async Task<IResult> WithOpenAsync(
        CaseDesk desk,
        RuledDrafts drafts,
        (string? ClassCode, Guid? StreetId, Guid UnitId) named,
        Func<ListRulings.Candidate, Task<IResult>> act,
        CancellationToken cancellation
    ) =>
        (await OpenAsync(desk, drafts, cancellation)).FirstOrDefault(one =>
            (one.ClassCode, one.StreetId, one.Unit.Id) == named
        )
            is { } found
            ? await act(found)
            : Unknown;

    private static Task<IResult> TakeAsync(
        Request request,
        HttpContext http,
        CaseDesk desk,
        RuledDrafts drafts,
        CancellationToken cancellation
    ) =>
        WithOpenAsync(
            desk,
            drafts,
            (request.ClassCode, request.StreetId, request.UnitId),
            async found =>
            {
                var (draft, problem) = await drafts.TakeAsync(
                    http,
                    RuledOf(found, desk)!,
                    $"裁定：{found.Street}{found.ClassName}",
                    request.From,
                    cancellation
                );
                return problem ?? (IResult)TypedResults.Ok(new Response(draft));
            },
            cancellation
        );

    private static async Task<IResult> DismissAsync(
        Dismissal request,
        HttpContext http,
        CaseDesk desk,
        RuledDrafts drafts,
        AuditTrail trail,
        CancellationToken cancellation
    ) =>
        FreeText.Check("reason", request.Reason)
        ?? (
            FreeText.IsSaid(request.Reason)
                ? await WithOpenAsync(
                    desk,
                    drafts,
                    (request.ClassCode, request.StreetId, request.UnitId),
                    found => PutAsideAsync(found, request.Reason!, http, desk, trail, cancellation),
                    cancellation
                )
                : new Refused(Refusal.ReasonMissing).ToProblem()
        );

    private static async Task<IResult> PutAsideAsync(
        ListRulings.Candidate found,
        string reason,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            insert into cases.ruling_dismissed (class_code, street_id, unit_id, last_case, last_at, at, by, why)
            values (@ClassCode, @StreetId, @unit, @LastCase, @LastAt, @now, @by, @reason)
            """,
            new
            {
                found.ClassCode,
                found.StreetId,
                unit = found.Unit.Id,
                found.LastCase,
                LastAt = found.LastAt.ToUniversalTime(),
                now = desk.Clock.GetUtcNow(),
                by = http.Actor().Id,
                reason,
            },
            transaction
        );
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"ruling/{found.LastNumber}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-ruling",
        "没有这条待处理的裁定建议：可能已成为规则，或已被搁置。请刷新。",
        "There is no such open ruling: it may be a rule already, or was dismissed. Reload."
    );
}
