using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Notices;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>Calls units to come (吹哨), for one case, for several, or for none. With a template, one touch is enough.</summary>
internal static class BlowWhistle
{
    public const int MostUnits = 30;

    /// <summary>A year: beyond it a number is a slip of the pen. How far a whistle may reach is data (<see cref="WhistleLimits"/>).</summary>
    public const int MostMinutes = 365 * 24 * 60;
    private const int MostItems = 30;
    private const int LongestItem = 60;
    private const int MostCases = 50;

    /// <param name="Subject">What it is about, in a line; a template has its name for it.</param>
    /// <param name="Cases">Cases of the own unit or below.</param>
    /// <param name="Template">Code of a prepared group; what is given beside it goes before.</param>
    /// <param name="ReportByMinutes">From now, for units without a time of their own.</param>
    /// <param name="EscalateMinutes">From telling the district until telling the city.</param>
    /// <param name="LeaderId">Account of the named leader; a joint inspection needs one.</param>
    public sealed record Request(
        WhistleKind? Kind,
        string? Subject,
        IReadOnlyList<Guid>? Cases,
        string? Template,
        IReadOnlyList<SummonedPart>? Units,
        int? ReportByMinutes,
        int? EscalateMinutes,
        Guid? LeaderId,
        IReadOnlyList<string>? Checklist,
        string? PlaceName,
        double? Lon,
        double? Lat
    );

    /// <param name="ReportBy">By when it must be there.</param>
    public sealed record SummonedPart(Guid UnitId, DateTimeOffset? ReportBy);

    /// <summary>What is to be written.</summary>
    internal sealed record Plan(
        WhistleKind Kind,
        string Subject,
        IReadOnlyList<(Guid Unit, DateTimeOffset ReportBy)> Summoned,
        int EscalateMinutes,
        IReadOnlyList<string> Checklist
    );

    private sealed record Facts(WhistleKind Kind, string? Template, IReadOnlyList<Guid> Units);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.BlowWhistle)
            .WithName(nameof(BlowWhistle))
            .Answers();

    /// <summary>From a request, and the template with the units that it means here, to what is to be written. Pure.</summary>
    public static (WhistleRefusal? Refused, Plan? Plan) Decide(
        Request request,
        Template? template,
        IReadOnlyList<Guid> templateUnits,
        Actor actor,
        CitySnapshot city,
        bool leaderKnown,
        WhistleLimits limits,
        DateTimeOffset now
    )
    {
        var kind = request.Kind ?? template?.Kind ?? WhistleKind.Emergency;
        var subject = Typed.Says(request.Subject) ? request.Subject!.Trim() : template?.Name;
        // What nobody chose is never beyond the days that are allowed.
        var most = limits.Days * 24 * 60;
        var minutes =
            request.ReportByMinutes
            ?? template?.ReportByMinutes
            ?? Math.Min(limits.ReportMinutes, most);
        var escalate =
            request.EscalateMinutes
            ?? template?.EscalateMinutes
            ?? Math.Min(limits.EscalateMinutes, most);
        var summoned = (
            request.Units is { Count: > 0 } chosen
                ? chosen
                : templateUnits.Select(unit => new SummonedPart(unit, null))
        )
            .DistinctBy(one => one.UnitId)
            .Select(one => (Unit: one.UnitId, ReportBy: one.ReportBy ?? now.AddMinutes(minutes)))
            .ToList();
        var checklist = (
            request.Checklist is { Count: > 0 } typed ? typed : template?.Checklist ?? []
        )
            .Select(item => item.Trim())
            .Where(item => item.Length > 0)
            .ToList();
        WhistleRefusal? refused =
            request.Template is not null && template is not { InUse: true }
                ? WhistleRefusal.UnknownTemplate
            : subject is null ? WhistleRefusal.SubjectMissing
            : summoned.Count is 0 or > MostUnits || summoned.Exists(one => one.Unit == actor.UnitId)
                ? WhistleRefusal.UnitsMissing
            : summoned.Exists(one => city.Unit(one.Unit) is null) ? WhistleRefusal.UnknownUnit
            : escalate < 1
            || now.AddMinutes(escalate) > now.AddDays(limits.Days)
            || summoned.Exists(one =>
                one.ReportBy <= now || one.ReportBy > now.AddDays(limits.Days)
            )
                ? WhistleRefusal.TimeOutOfRange
            : request.LeaderId is not null && !leaderKnown ? WhistleRefusal.LeaderMissing
            : kind != WhistleKind.JointInspection ? null
            : request.LeaderId is null ? WhistleRefusal.LeaderMissing
            : checklist.Count is 0 or > MostItems
            || checklist.Exists(item => item.Length > LongestItem)
                ? WhistleRefusal.ChecklistMissing
            : null;
        return refused is not null
            ? (refused, null)
            : (null, new Plan(kind, subject!, summoned, escalate, checklist));
    }

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        var (actor, now) = (http.Actor(), desk.Clock.GetUtcNow());
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var wanted = (request.Cases ?? []).Distinct().ToList();
        var cases = await desk.Journal.HoldAsync(connection, transaction, wanted, cancellation);
        if (Refuse(cases, wanted, actor) is { } refused)
        {
            return refused;
        }

        var template = request.Template is { } code
            ? await TemplateStore.LoadAsync(connection, code, cancellation)
            : null;
        var region = cases.FirstOrDefault(one => one.RegionId is not null)?.RegionId;
        var (why, plan) = Decide(
            request,
            template,
            template?.UnitsFor(actor.UnitId!.Value, region, desk.City) ?? [],
            actor,
            desk.City,
            request.LeaderId is { } leader
                && (await desk.Accounts.ListAsync(null, Role.Leader, cancellation)).Any(one =>
                    one.AccountId == leader && !one.Disabled
                ),
            (await desk.Limits.CurrentAsync(cancellation)).Whistle,
            now
        );
        if (why is { } reason)
        {
            return reason.ToProblem();
        }

        var whistleId = desk.Ids.New(now);
        if (
            await InsertAsync(
                connection,
                transaction,
                desk,
                whistleId,
                request,
                plan!,
                cases,
                actor,
                now,
                cancellation
            ) is
            { } problem
        )
        {
            return problem;
        }

        await NoticeBoard.AddAsync(
            connection,
            transaction,
            [
                .. plan!.Summoned.Select(one =>
                    SummonsNotices.Called(
                        whistleId,
                        1,
                        one.Unit,
                        one.ReportBy,
                        cases.Count > 0 ? cases[0].Number : null,
                        now
                    )
                ),
            ],
            cancellation
        );
        foreach (var held in cases)
        {
            await held.AppendAsync(
                new CaseNote.WhistleBlown(
                    whistleId,
                    plan.Kind,
                    actor.UnitId!.Value,
                    [.. plan.Summoned.Select(one => one.Unit)]
                ),
                actor,
                now,
                cancellation
            );
        }

        await transaction.CommitAsync(cancellation);
        foreach (var held in cases)
        {
            desk.Live.Publish(held.Changed);
        }

        http.Response.Headers.Location = $"/api/whistles/{whistleId}";
        return await GetWhistle.AnswerAsync(http, desk, whistleId, cancellation);
    }

    private static Problem? Check(Request request) =>
        Typed.Check(
            ("subject", request.Subject, Typed.LongestLine),
            ("placeName", request.PlaceName, Typed.LongestLine)
        )
        ?? Typed.CheckPosition(request.Lon, request.Lat)
        ?? (
            request.Cases?.Count > MostCases
            || request.ReportByMinutes is < 1 or > MostMinutes
            || request.EscalateMinutes is < 1 or > MostMinutes
                ? Problem.Malformed(
                    new Dictionary<string, string[]>
                    {
                        ["reportByMinutes"] = [$"1–{MostMinutes}"],
                        ["escalateMinutes"] = [$"1–{MostMinutes}"],
                        ["cases"] = [$"最多{MostCases}件。"],
                    }
                )
                : null
        );

    private static Problem? Refuse(IReadOnlyList<HeldCase> cases, List<Guid> wanted, Actor actor) =>
        actor.UnitId is null ? WhistleRefusal.NotYours.ToProblem()
        : cases.Count < wanted.Count
            ? new Problem(
                404,
                "unknown-case",
                "没有找到这件诉求，或者它不在您的权限范围内。",
                "There is no such case, or it is not yours to see."
            )
        : cases
            .Select(held => held.Refuse(actor, Operation.BlowWhistle))
            .FirstOrDefault(problem => problem is not null);

    private static async Task<Problem?> InsertAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WhistleDesk desk,
        Guid whistleId,
        Request request,
        Plan plan,
        IReadOnlyList<HeldCase> cases,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var made = await WhistleSecrets.MakeAsync(
            connection,
            desk.Keys,
            desk.CaseKeys,
            whistleId,
            [.. cases.Select(held => held.CaseId)],
            cancellation
        );
        if (made is not var (secrets, wrapped))
        {
            return WhistleRefusal.Erased.ToProblem();
        }

        var placed = cases.FirstOrDefault(held => held.LonE7 is not null);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into coordination.whistle (whistle_id, kind, unit_id, blown_by, blown_at, leader_id, template, place_name, lon_e7,
                    lat_e7, escalate_minutes, wrapped_key, head_seq)
                values (@whistleId, @kind, @unit, @by, @now, @LeaderId, @Template, @place, @lon, @lat, @EscalateMinutes, @wrapped, 1);
                insert into coordination.whistle_case (whistle_id, case_id, number)
                select @whistleId, * from unnest(@caseIds, @numbers);
                insert into coordination.summons (whistle_id, unit_id, report_by, escalate_at)
                select @whistleId, unit, at, at from unnest(@units, @times) s (unit, at);
                insert into coordination.finding (whistle_id, ordinal, item, result)
                select @whistleId, ordinal, item, 'notChecked' from unnest(@items) with ordinality f (item, ordinal);
                insert into coordination.entry (whistle_id, seq, at, actor, kind, data, box)
                values (@whistleId, 1, @now, @JournalName, 'blown', @data::jsonb, @box)
                """,
                new
                {
                    whistleId,
                    kind = Words.Of(plan.Kind),
                    unit = actor.UnitId!.Value,
                    by = actor.Id,
                    now,
                    request.LeaderId,
                    request.Template,
                    place = request.PlaceName
                        ?? cases.FirstOrDefault(held => held.PlaceName is not null)?.PlaceName,
                    lon = Typed.E7(request.Lon) ?? placed?.LonE7,
                    lat = Typed.E7(request.Lat) ?? placed?.LatE7,
                    plan.EscalateMinutes,
                    wrapped,
                    caseIds = cases.Select(held => held.CaseId).ToArray(),
                    numbers = cases.Select(held => held.Number).ToArray(),
                    units = plan.Summoned.Select(one => one.Unit).ToArray(),
                    times = plan.Summoned.Select(one => one.ReportBy.UtcDateTime).ToArray(),
                    items = plan.Checklist.ToArray(),
                    actor.JournalName,
                    data = CanonicalJson
                        .Of(
                            new Facts(
                                plan.Kind,
                                request.Template,
                                [.. plan.Summoned.Select(one => one.Unit)]
                            )
                        )
                        .GetRawText(),
                    box = secrets.Seal(1, plan.Subject),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        return null;
    }
}
