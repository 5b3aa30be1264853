using Dapper;
using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Linting;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Settings;

/// <summary>
/// The dispatch catalogue (派单目录) as data. A rule that was in force stays as it was, so that past decisions can be replayed: it
/// can be ended, and another one written from a later day.
/// </summary>
internal static class Rules
{
    private const int LongestCode = 60;

    /// <param name="ClassCode">Two or four digits; empty for every class.</param>
    /// <param name="Units">Kinds of unit, tried from left to right.</param>
    /// <param name="Confidence">How sure the rule is, permille.</param>
    /// <param name="Until">Last day in force; null while nobody knows.</param>
    public sealed record Item(
        string Code,
        string ClassCode,
        RuleChannels Channels,
        DispatchMode Mode,
        IReadOnlyList<UnitKind> Units,
        string? UnitCode,
        int Confidence,
        DateOnly From,
        DateOnly? Until,
        int Version,
        bool OwnerFirst,
        string? RegionCode,
        string? Hours,
        IReadOnlyList<UnitKind> Assisting
    );

    /// <param name="OwnerFirst">Whether whoever holds the component that a message names goes before the kinds of unit.</param>
    /// <param name="RegionCode">Code of the district, street or community in which alone it holds; left out, everywhere.</param>
    /// <param name="Hours">The hours at which alone it holds, such as <c>22:00-06:00</c>; left out, all day.</param>
    /// <param name="Assisting">Kinds of unit that help; left out, nobody.</param>
    /// <param name="Version">The version that was looked at; 0 makes a new rule.</param>
    public sealed record Change(
        string ClassCode,
        RuleChannels Channels,
        DispatchMode Mode,
        IReadOnlyList<UnitKind> Units,
        string? UnitCode,
        int Confidence,
        DateOnly From,
        DateOnly? Until,
        int Version,
        bool OwnerFirst = false,
        string? RegionCode = null,
        string? Hours = null,
        IReadOnlyList<UnitKind>? Assisting = null
    )
    {
        /// <summary>Whether the hours are written so that they can be read.</summary>
        internal bool HoursAreWrong =>
            !string.IsNullOrWhiteSpace(Hours) && !RuleHours.TryParse(Hours, out _);

        internal DispatchRule ToRule(string code) =>
            new(
                code,
                ClassCode,
                Channels,
                Mode,
                Units,
                string.IsNullOrWhiteSpace(UnitCode) ? null : UnitCode.Trim(),
                Confidence,
                From,
                Until,
                Version,
                OwnerFirst,
                string.IsNullOrWhiteSpace(RegionCode) ? null : RegionCode.Trim(),
                RuleHours.TryParse(Hours, out var hours) ? hours : null
            )
            {
                Assisting = Assisting ?? [],
            };
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/dispatch/rules", List)
            .WithName("ListRules")
            .Produces<Item[]>()
            .Needs(Operation.ViewReferenceData);
        routes
            .MapPut("/api/dispatch/rules/{code}", SaveAsync)
            .WithName("SaveRule")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
        routes
            .MapDelete("/api/dispatch/rules/{code}", RemoveAsync)
            .WithName("RemoveRule")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
    }

    /// <summary>Every rule, past, present and to come, in order of class and code.</summary>
    private static IResult List(Dispatcher dispatcher) =>
        TypedResults.Ok(InOrder(dispatcher.Current.Rows.Rules).Select(Tell).ToArray());

    /// <summary>In order of class and code, as tables show them.</summary>
    internal static IEnumerable<DispatchRule> InOrder(IEnumerable<DispatchRule> rules) =>
        rules
            .OrderBy(rule => rule.ClassCode, StringComparer.Ordinal)
            .ThenBy(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>A rule as it is shown.</summary>
    internal static Item Tell(DispatchRule rule) =>
        new(
            rule.Code,
            rule.ClassCode,
            rule.Channels,
            rule.Mode,
            rule.Units,
            rule.UnitCode,
            rule.Permille,
            rule.From,
            rule.Until,
            rule.Version,
            rule.OwnerFirst,
            rule.RegionCode,
            rule.Hours?.ToString(),
            rule.Assisting
        );

    /// <summary>What no rule may be, whatever stands already.</summary>
    internal static Problem? Malformed(Change wanted, DispatchRule rule, Dispatcher dispatcher) =>
        Problem.IfMalformed([
            .. Faults(rule, dispatcher),
            ("hours", wanted.HoursAreWrong, "时段写成“22:00-06:00”，起止不能相同。"),
        ]);

    /// <inheritdoc cref="Malformed"/>
    internal static IEnumerable<(string Field, bool Wrong, string Fault)> Faults(
        DispatchRule rule,
        Dispatcher dispatcher
    ) =>
        [
            (
                "code",
                string.IsNullOrWhiteSpace(rule.Code) || rule.Code.Length > LongestCode,
                "编码为1到60个字符。"
            ),
            (
                "classCode",
                rule.ClassCode != "" && dispatcher.Class(rule.ClassCode) is null,
                "没有这个类别。"
            ),
            (
                "mode",
                rule.Mode is DispatchMode.ByChoice or DispatchMode.ByPerson,
                "规则只能是定向、属地或按类。"
            ),
            (
                "units",
                rule.Units.Count == 0 || rule.Units.Distinct().Count() != rule.Units.Count,
                "至少写一类单位，不能重复。"
            ),
            ("confidence", rule.Permille is < 1 or > 1000, "把握为千分之1到1000。"),
            (
                "assisting",
                rule.Assisting.Distinct().Count() != rule.Assisting.Count
                    || rule.Assisting.Intersect(rule.Units).Any(),
                "协办单位不能重复，也不能是主办的那几类。"
            ),
            ("until", rule.Until < rule.From, "终止日期不能早于生效日期。"),
        ];

    /// <summary>What may not be, seen from the rule as it stands; null when it may.</summary>
    internal static Problem? Decide(DispatchRule? before, DispatchRule wanted, DateOnly today)
    {
        if (before is null || before.From > today)
        {
            return Problem.IfMalformed(("from", wanted.From < today, "新规则最早从今天起生效。"));
        }

        var onlyEnds =
            before with
            {
                Until = wanted.Until,
                Version = wanted.Version,
                Units = wanted.Units,
                Assisting = wanted.Assisting,
            } == wanted
            && before.SaysAs(wanted);
        return onlyEnds && (wanted.Until is not { } until || until >= today.AddDays(-1))
            ? null
            : InForce;
    }

    private static readonly Problem InForce = new(
        StatusCodes.Status409Conflict,
        "rule-in-force",
        "这条规则已经生效，不能改写，只能写明终止日期（不早于昨天）；请另立一条新规则。没有保存。",
        "This rule is or was in force: only its last day can be set, yesterday at the earliest. Write a new rule instead."
    );

    /// <summary>What an edit would break that was whole: a class or street without a unit, two rules of which only one can decide. Null when nothing; faults of before don't hinder it.</summary>
    internal static Problem? Faulty(
        CatalogueRows rows,
        IReadOnlyList<DispatchRule> after,
        CitySnapshot city,
        DateOnly today
    )
    {
        var before = Errors(rows.Rules).ToLookup(Key);
        var added = Errors(after)
            .Where(error =>
                // A gap that is known from a later day on does not excuse an earlier one.
                !before[Key(error)].Any(known => error.Since is null || known.Since <= error.Since)
            )
            .ToList();
        return added.Count == 0
            ? null
            : new Problem(
                StatusCodes.Status409Conflict,
                "rule-faulty",
                $"这样改会出错，没有保存：{added[0].Zh}{(added.Count > 1 ? $"（共 {added.Count} 处）" : "")}",
                $"This would break the catalogue; nothing was saved: {added[0].En}{(added.Count > 1 ? $" ({added.Count} in all)" : "")}"
            )
            {
                Facts = new Dictionary<string, object?> { ["errors"] = added.Count },
            };

        IEnumerable<LintFinding> Errors(IReadOnlyList<DispatchRule> rules) =>
            LintCatalogue.Of(rules, rows, city, today).Where(finding => finding.IsError);

        static (LintKind, string?, string?) Key(LintFinding error) =>
            (error.Kind, error.Rule, error.ClassCode);
    }

    private static async Task<IResult> SaveAsync(
        string code,
        Change wanted,
        HttpContext http,
        Dispatcher dispatcher,
        CatalogueEdit edit,
        CityRegistry registry,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var rule = wanted.ToRule(code);
        var rows = dispatcher.Current.Rows;
        var before = rows.Rules.FirstOrDefault(r => r.Code == code);
        var today = CivilTime.DayOf(clock.GetUtcNow());
        var problem =
            Malformed(wanted, rule, dispatcher)
            ?? Decide(before, rule, today)
            ?? Faulty(
                rows,
                [.. rows.Rules.Where(r => r.Code != code), rule],
                registry.Current,
                today
            )
            ?? await edit.SaveAsync(
                http,
                "rule/" + code,
                (connection, transaction) =>
                    connection.ExecuteAsync(
                        wanted.Version == 0
                            ? RuleRow.Insert + " on conflict do nothing"
                            : RuleRow.Update,
                        RuleRow.Of(rule),
                        transaction
                    ),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }

    /// <summary>Takes back a rule that has not begun. What was ever in force stays: the past is explained by it.</summary>
    private static async Task<IResult> RemoveAsync(
        string code,
        int version,
        HttpContext http,
        Dispatcher dispatcher,
        CatalogueEdit edit,
        CityRegistry registry,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var rows = dispatcher.Current.Rows;
        var rule = rows.Rules.FirstOrDefault(r => r.Code == code);
        var today = CivilTime.DayOf(clock.GetUtcNow());
        var problem =
            (rule?.From <= today ? InForce : null)
            ?? Faulty(rows, [.. rows.Rules.Where(r => r.Code != code)], registry.Current, today)
            ?? await edit.SaveAsync(
                http,
                "rule/" + code,
                (connection, transaction) =>
                    connection.ExecuteAsync(
                        "delete from dispatch.rule where code = @code and version = @version and valid_from > @today",
                        new
                        {
                            code,
                            version,
                            today,
                        },
                        transaction
                    ),
                cancellation
            );
        return problem ?? (IResult)TypedResults.NoContent();
    }
}
