using System.Text.Json;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.WhatIf;

/// <summary>
/// What-if: the cases of past months, by the catalogue in force and by a draft, both as on the draft's first day, in the city of now and read by the text model in force when it began. Tells
/// which would have gone elsewhere and how loads would change. No case is touched.
/// </summary>
internal static class ReplayDraft
{
    private const int MostDays = 731;

    /// <param name="Since">First day of receipt.</param>
    /// <param name="Until">Last day of receipt.</param>
    public sealed record Request(DateOnly? Since, DateOnly? Until);

    /// <param name="State">running | done | cancelled | failed; a run whose process is gone is told as failed.</param>
    /// <param name="Model">The text model that read the words on both sides: the one in force when it began.</param>
    /// <param name="Erased">Replayed by the class on record because the words were erased.</param>
    /// <param name="Moved">Cases that would have gone elsewhere; of them at most 1,000 are told.</param>
    public sealed record Response(
        WhatIfState State,
        ModelName Model,
        DateOnly Since,
        DateOnly Until,
        int Total,
        int Done,
        int Erased,
        int Moved,
        IReadOnlyList<Moved> Cases,
        IReadOnlyList<Load> Loads
    );

    /// <param name="Rule">Code of the rule that leads there; null when none does.</param>
    /// <param name="IsQueue">Whether it waits there for a person to choose.</param>
    public sealed record Side(Guid UnitId, string Unit, bool IsQueue, string? Rule);

    public sealed record Moved(Guid CaseId, string Number, string Class, Side From, Side To);

    public sealed record Load(Guid UnitId, string Unit, int Before, int After);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/api/dispatch/drafts/{id:guid}/what-if", StartAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(ReplayDraft))
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        routes
            .MapGet("/api/dispatch/drafts/{id:guid}/what-if", ShowAsync)
            .Needs(Operation.EditSettings)
            .WithName("ShowReplay")
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapDelete("/api/dispatch/drafts/{id:guid}/what-if", CancelAsync)
            .Needs(Operation.EditSettings)
            .WithName("CancelReplay")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> StartAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        DraftReplays drafts,
        WhatIfRunner runner,
        Ids ids,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                ("since", request.Since is null, "请填写开始日期。"),
                (
                    "until",
                    request.Until is null
                        || request.Until < request.Since
                        || request.Until > request.Since?.AddDays(MostDays),
                    "结束日期不能早于开始日期，最多两年。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        if (await drafts.OpenAsync(id, cancellation) is not { } draft)
        {
            return new Problem(
                404,
                "unknown-draft",
                "没有这份草案，或者它已经生效或作废。",
                "There is no such draft, or it was decided about."
            );
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var now = desk.Clock.GetUtcNow();
        var total = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                "select count(*)::int from cases.case_file where case_id > @after and case_id < @before",
                new
                {
                    after = WhatIfStore.After(request.Since!.Value),
                    before = WhatIfStore.Before(request.Until!.Value),
                },
                cancellationToken: cancellation
            )
        );
        var run = new WhatIfRun(
            id,
            ids.New(),
            WhatIfState.Running,
            request.Since!.Value,
            request.Until!.Value,
            total,
            0,
            0,
            0,
            now,
            now,
            draft.Model?.Number ?? 0,
            draft.Model?.Name ?? "",
            null
        );
        if (!await WhatIfStore.BeginAsync(connection, run, http.Actor().Id, cancellation))
        {
            return new Problem(
                409,
                "what-if-running",
                "这份草案正在试算，请等它完成或先取消。",
                "This draft is being replayed; wait for it, or cancel it first."
            );
        }

        _ = runner.Start(run, draft);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> ShowAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (await WhatIfStore.FindAsync(connection, id, cancellation) is not { } run)
        {
            return new Problem(
                404,
                "no-what-if",
                "这份草案还没有试算过。",
                "This draft was not replayed yet."
            );
        }

        var result = run.Result is { } told
            ? JsonSerializer.Deserialize<WhatIfResult>(told, JsonSerializerOptions.Web)!
            : new WhatIfResult([], []);
        var isLost =
            run.State == WhatIfState.Running
            && desk.Clock.GetUtcNow() - run.TouchedAt > WhatIfStore.Silence;
        var english = Language.IsEnglish(http);
        return TypedResults.Ok(
            new Response(
                isLost ? WhatIfState.Failed : run.State,
                new ModelName(run.ModelNumber, run.ModelName),
                run.Since,
                run.Until,
                run.Total,
                run.Done,
                run.Erased,
                run.Moved,
                [
                    .. result.Cases.Select(moved => new Moved(
                        moved.CaseId,
                        moved.Number,
                        desk.Dispatcher.Class(moved.ClassCode) is { } of
                            ? (english ? of.NameEn : of.Name)
                            : moved.ClassCode,
                        new Side(moved.From, NameOf(moved.From), moved.FromQueue, moved.FromRule),
                        new Side(moved.To, NameOf(moved.To), moved.ToQueue, moved.ToRule)
                    )),
                ],
                [
                    .. result.Loads.Select(load => new Load(
                        load.UnitId,
                        NameOf(load.UnitId),
                        load.Before,
                        load.After
                    )),
                ]
            )
        );

        string NameOf(Guid unitId) => desk.City.Unit(unitId)?.Name ?? "";
    }

    private static async Task<IResult> CancelAsync(
        Guid id,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await WhatIfStore.CancelAsync(connection, id, cancellation);
        return TypedResults.NoContent();
    }
}
