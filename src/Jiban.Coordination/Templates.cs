using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>Prepared groups as administrators keep them (吹哨预案).</summary>
internal static class Templates
{
    private const int MostUnits = 30;
    private const int MostMinutes = BlowWhistle.MostMinutes;

    /// <param name="Version">Rises with every change; 0 for a new one.</param>
    /// <param name="Here">The units that it means for the one who asks; empty in a request.</param>
    public sealed record Item(
        string Code,
        string Name,
        WhistleKind Kind,
        int ReportByMinutes,
        int EscalateMinutes,
        IReadOnlyList<string> Checklist,
        bool InUse,
        int Version,
        IReadOnlyList<UnitLine> Units,
        IReadOnlyList<WhistlePage.UnitPart>? Here
    );

    /// <param name="UnitId">One unit, or else:</param>
    /// <param name="UnitKind">the nearest of a kind</param>
    /// <param name="ClassCode">that answers for a class.</param>
    public sealed record UnitLine(Guid? UnitId, UnitKind? UnitKind, string? ClassCode);

    private static readonly Problem Changed = new(
        409,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", ListAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("ListWhistleTemplates");
        routes
            .MapPut("/{code}", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveWhistleTemplate")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The faults of a template, by field; none when it is one. Pure.</summary>
    public static Dictionary<string, string[]> Check(string code, Item wanted, CitySnapshot city)
    {
        var faults = new Dictionary<string, string[]>();
        Require(
            code.Length is >= 2 and <= 40
                && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            "code",
            "2 至 40 个小写字母、数字或短横。"
        );
        Require(
            !string.IsNullOrWhiteSpace(wanted.Name) && wanted.Name.Length is >= 2 and <= 60,
            "name",
            "2 至 60 个字。"
        );
        Require(
            wanted.ReportByMinutes is >= 1 and <= MostMinutes,
            "reportByMinutes",
            $"1 至 {MostMinutes} 分钟。"
        );
        Require(
            wanted.EscalateMinutes is >= 1 and <= MostMinutes,
            "escalateMinutes",
            $"1 至 {MostMinutes} 分钟。"
        );
        Require(
            wanted.Checklist.Count <= 30
                && wanted.Checklist.All(item => item.Trim().Length is >= 1 and <= 60)
                && (wanted.Kind != WhistleKind.JointInspection || wanted.Checklist.Count > 0),
            "checklist",
            "最多 30 项，每项 1 至 60 字；联合检查至少一项。"
        );
        Require(
            wanted.Units.Count is >= 1 and <= MostUnits
                && wanted.Units.All(one =>
                    (one.UnitId is null) != (one.UnitKind is null)
                    && (one.UnitId is not { } id || city.Unit(id) is not null)
                    && (
                        one.ClassCode is null
                        || (
                            one.ClassCode.Length is >= 2 and <= 12
                            && one.ClassCode.Length % 2 == 0
                            && one.ClassCode.All(char.IsAsciiDigit)
                        )
                    )
                ),
            "units",
            $"1 至 {MostUnits} 个，各选一个单位，或一类单位（可带诉求分类）。"
        );
        return faults;

        void Require(bool holds, string field, string rule)
        {
            if (!holds)
            {
                faults[field] = [rule];
            }
        }
    }

    private static async Task<Ok<IReadOnlyList<Item>>> ListAsync(
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        var caller = http.Actor().UnitId ?? Guid.Empty;
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. (await TemplateStore.LoadAllAsync(connection, cancellation)).Select(one => new Item(
                one.Code,
                one.Name,
                one.Kind,
                one.ReportByMinutes,
                one.EscalateMinutes,
                one.Checklist,
                one.InUse,
                one.Version,
                [
                    .. one.Units.Select(unit => new UnitLine(
                        unit.UnitId,
                        unit.UnitKind,
                        unit.ClassCode
                    )),
                ],
                [
                    .. one.UnitsFor(caller, null, desk.City)
                        .Select(id => new WhistlePage.UnitPart(id, desk.City.Unit(id)!.Name)),
                ]
            )),
        ]);
    }

    private static async Task<IResult> SaveAsync(
        string code,
        Item wanted,
        HttpContext http,
        WhistleDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (Check(code, wanted, desk.City) is { Count: > 0 } faults)
        {
            return Problem.Malformed(faults);
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var saved = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into coordination.template (code, name, kind, report_by_minutes, escalate_minutes, checklist, in_use)
                select @code, @Name, @kind, @ReportByMinutes, @EscalateMinutes, @checklist, @InUse where @Version = 0
                    or exists (select from coordination.template where code = @code)
                on conflict (code) do update set name = excluded.name, kind = excluded.kind, report_by_minutes = excluded.report_by_minutes,
                    escalate_minutes = excluded.escalate_minutes, checklist = excluded.checklist, in_use = excluded.in_use,
                    version = template.version + 1
                where template.version = @Version
                """,
                new
                {
                    code,
                    Name = wanted.Name.Trim(),
                    kind = Words.Of(wanted.Kind),
                    wanted.ReportByMinutes,
                    wanted.EscalateMinutes,
                    checklist = wanted.Checklist.Select(item => item.Trim()).ToArray(),
                    wanted.InUse,
                    wanted.Version,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (saved == 0)
        {
            return Changed;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                delete from coordination.template_unit where code = @code;
                insert into coordination.template_unit (code, ordinal, unit_id, unit_kind, class_code)
                select @code, ordinal, unit_id, unit_kind, class_code
                from unnest(@ids, @kinds, @classes) with ordinality u (unit_id, unit_kind, class_code, ordinal)
                """,
                new
                {
                    code,
                    ids = wanted.Units.Select(one => one.UnitId).ToArray(),
                    kinds = wanted
                        .Units.Select(one => one.UnitKind is { } kind ? Words.Of(kind) : null)
                        .ToArray(),
                    classes = wanted.Units.Select(one => one.ClassCode).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"whistle-template {code}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
