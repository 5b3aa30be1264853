using System.Security.Cryptography;
using System.Text;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Patrol.Shifts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.Patrol.Plans;

/// <summary>
/// An inspector of a census finds a component that is not on record. It becomes a place of the plan, seen at once, and waits in the registry to
/// be accepted; the same sent twice is one.
/// </summary>
internal static class FindComponent
{
    private const int LongestName = 30;

    /// <param name="ClassCode">Class of components in the digits of the scheme.</param>
    /// <param name="Name">1 to 30 characters.</param>
    /// <param name="State">intact | damaged | abandoned.</param>
    /// <param name="AccuracyMetres">Radius of the fix; left out when the point was set by hand.</param>
    /// <param name="Text">A remark, at most 500 characters.</param>
    /// <param name="Attachments">Ids of uploads, 1 to 9.</param>
    /// <param name="Recordings">Ids of uploaded recordings, at most 3; sealed after the photos.</param>
    /// <param name="Seal">As of a finding, over <c>class name remark</c> for the words.</param>
    public sealed record Request(
        string? ClassCode,
        string? Name,
        ComponentState State,
        double? Lon,
        double? Lat,
        double? AccuracyMetres,
        string? Text,
        IReadOnlyList<Guid>? Attachments,
        DateTimeOffset? FoundAt = null,
        DateTimeOffset? PhoneAt = null,
        string? Seal = null,
        IReadOnlyList<Guid>? Recordings = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/components", HandleAsync)
            .Needs(Operation.Patrol)
            .WithName(nameof(FindComponent))
            .Produces<LookAtPlace.Response>(StatusCodes.Status201Created)
            .Refuses();

    /// <summary>The fault of every field; null when there is none.</summary>
    internal static Problem? Check(Request request) =>
        Problem.IfMalformed(
            (
                "classCode",
                request.ClassCode is not { Length: 4 or 5 } code || !code.All(char.IsAsciiDigit),
                "请选择部件类别。"
            ),
            (
                "name",
                string.IsNullOrWhiteSpace(request.Name)
                    || request.Name.Length > LongestName
                    || StoredText.IsUnfit(request.Name),
                $"名称为1到{LongestName}个字。"
            ),
            (
                "state",
                request.State
                    is not (
                        ComponentState.Intact
                        or ComponentState.Damaged
                        or ComponentState.Abandoned
                    ),
                "状态为完好、破损或废弃。"
            ),
            ("lon", request.Lon is not (>= -180 and <= 180), "请提供位置。"),
            ("lat", request.Lat is not (>= -90 and <= 90), "请提供位置。"),
            ("accuracyMetres", request.AccuracyMetres is < 0, "定位精度不能为负数。"),
            (
                "text",
                request.Text?.Length > SubmitReport.LongestText || StoredText.IsUnfit(request.Text),
                $"最多 {SubmitReport.LongestText} 字，不含控制字符。"
            ),
            ("seal", SubmitReport.IsOddSeal(request.Seal, request.FoundAt), SubmitReport.SealFault),
            (
                "attachments",
                request.Attachments is not { Count: >= 1 and <= SubmitReport.MostPictures },
                $"请附 1 至 {SubmitReport.MostPictures} 张现场照片。"
            ),
            (
                "recordings",
                SubmitReport.AreTooMany(request.Recordings),
                SubmitReport.RecordingsFault
            )
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext http,
        PlanDesk desk,
        FieldCensus census,
        Ids ids,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > 200)
        {
            return PlanRefusal.KeyMissing.ToProblem();
        }

        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        // Before anything is held: the photos are read over a connection of their own.
        if (!await FindingCheck.IsAsSealedAsync(request, desk.Database, cancellation))
        {
            return FieldSeal.Broken;
        }

        var actor = http.Actor();
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.JournalName}\n{idempotencyKey}"));
        var now = desk.Clock.GetUtcNow();
        var seenAt = request.FoundAt ?? now;
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Held for the number of the new place; of one sent twice at once the second finds the first.
        var (plan, _) = await PlanStore.PlaceAsync(
            connection,
            id,
            0,
            "for update",
            "",
            cancellation
        );
        if (plan is null || !LookAtPlace.IsOf(plan, actor, desk))
        {
            return PlanRefusal.UnknownPlan.ToProblem();
        }

        if (await PlanStore.LookOfKeyAsync(connection, key, cancellation) is { } first)
        {
            return Answer(first);
        }

        var oldest = (await ShiftSettings.ReadAsync(connection, cancellation)).OldestFinding;
        if (
            (
                FindingCheck.Time(seenAt, now, oldest)
                ?? Decide(plan, CivilTime.DayOf(seenAt))?.ToProblem()
            ) is
            { } refused
        )
        {
            return refused;
        }

        var look = new Look
        {
            LookId = ids.New(now),
            PlanId = id,
            PlaceNo = await AddPlaceAsync(
                connection,
                transaction,
                id,
                request,
                actor,
                cancellation
            ),
            At = seenAt,
            By = actor.Id,
            Result = LookResult.Differs,
            Note = string.IsNullOrWhiteSpace(request.Text) ? null : request.Text.Trim(),
            Seal = request.Seal,
        };
        return await desk.Photos.ClaimAsync(
                connection,
                transaction,
                request.Attachments!,
                cancellation
            )
                is PhotoClaim.Refused { Problem: var unclaimed }
                ? unclaimed
            : await desk.Recordings.ClaimAsync(
                connection,
                transaction,
                request.Recordings ?? [],
                cancellation
            )
                is { } unheard
                ? unheard
            : await census.FindAsync(
                connection,
                transaction,
                SurveyPlace.Of(plan, look),
                SurveyedOf(plan, look, request),
                cancellation
            )
                is [var fault, ..]
                ? Refuse(fault)
            : await WriteAsync(connection, transaction, look, key, request, cancellation);
    }

    /// <summary>In words for whoever stands before it. Pure.</summary>
    internal static Problem Refuse(FoundFault fault) =>
        fault.Fault switch
        {
            "class-unknown" or "class-of-other-scheme" or "outside-grid" =>
                PlanRefusal.UnknownClass.ToProblem(),
            "twin" => new(
                StatusCodes.Status422UnprocessableEntity,
                "component-twin",
                $"不到0.3米处已经登记了同类部件（{fault.Detail}），没有记下。请去确认那一个，或者把位置定准后再提交。",
                $"Another of this class is on record within 0.3 m ({fault.Detail}), so it was not noted. Confirm that one, or set the position right and send it again."
            ),
            "twin-found" => new(
                StatusCodes.Status422UnprocessableEntity,
                "component-twin",
                $"不到0.3米处已经有人报过同类的新部件（{fault.Detail}），没有再记。位置不准的，请定准后再提交。",
                $"Somebody has found another of this class within 0.3 m ({fault.Detail}), so it was not noted again. If the position is wrong, set it right and send it again."
            ),
            _ => new Problem(
                StatusCodes.Status422UnprocessableEntity,
                "component-faulty",
                "这个部件的登记内容不合规则，没有记下。请核对名称、类别和责任单位后再提交。",
                "The record breaks a rule of the registry, so it was not noted. Check its name, class and units, and send it again."
            )
            {
                Facts = new Dictionary<string, object?>
                {
                    ["fault"] = fault.Fault,
                    ["detail"] = fault.Detail,
                },
            },
        };

    /// <summary>Why nothing can be found for it now; null when it can. Pure.</summary>
    internal static PlanRefusal? Decide(Plan plan, DateOnly today) =>
        plan.Kind != PlanKind.Census ? PlanRefusal.SurveyMissing
        : plan.IsClosed ? PlanRefusal.Closed
        : plan.StartsOn > today ? PlanRefusal.NotDue
        : null;

    private static async Task<IResult> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Look look,
        byte[] key,
        Request request,
        CancellationToken cancellation
    )
    {
        await PlanStore.WriteLookAsync(
            connection,
            transaction,
            look,
            key,
            request.Attachments!,
            request.Recordings ?? [],
            null,
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return Answer(look);
    }

    private static Task<int> AddPlaceAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid plan,
        Request request,
        Actor actor,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                """
                insert into patrol.place (plan_id, place_no, name, lon_e7, lat_e7, inspector_id, due_on)
                select @plan, coalesce(max(place_no), 0) + 1, @Name, @Lon, @Lat, @Actor, null from patrol.place where plan_id = @plan
                returning place_no
                """,
                new
                {
                    plan,
                    Name = request.Name!.Trim(),
                    Lon = (int)Math.Round(request.Lon!.Value * 1e7),
                    Lat = (int)Math.Round(request.Lat!.Value * 1e7),
                    Actor = actor.Id,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Who answers for it is not seen in the street: the registry takes those of its like, and where there are none the unit of the census.</summary>
    private static SurveyedComponent SurveyedOf(Plan plan, Look look, Request request) =>
        new(
            null,
            request.ClassCode!,
            request.Name!.Trim(),
            request.State,
            new Point(request.Lon!.Value, request.Lat!.Value) { SRID = 4326 },
            CivilTime.DayOf(look.At),
            DataSource.Survey,
            SurveyPlace.AccuracyOf(request.AccuracyMetres),
            null,
            null,
            null,
            false,
            look.Note,
            new Dictionary<DutyRole, Guid> { [DutyRole.Authority] = plan.UnitId }
        );

    private static IResult Answer(Look look) =>
        TypedResults.Created(
            $"/api/patrol/plans/{look.PlanId}",
            new LookAtPlace.Response(look.LookId, look.At, null, null, null)
        );
}
