using System.Globalization;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Cases.Twins;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Limits;

/// <summary>When a clock tells whom, whom to ask again after the end, how many are controlled, what is flagged, and what is looked at first or again: as data that an administrator edits.</summary>
internal static class CaseRuleSettings
{
    private const int LongestMinutes = 60 * 24 * 60;

    /// <param name="Level">1 tells the unit, 2 the centre above it, 3 its leader.</param>
    /// <param name="Minutes">After the due time; negative: before it.</param>
    public sealed record Rung(Urgency Urgency, int Level, int Minutes);

    /// <param name="Ladder">One rung for each urgency and level, later ones not earlier than those below.</param>
    /// <param name="ControlPercent">Of a hundred cases closed after a call-back, how many are asked a second time: 0 to 100.</param>
    /// <param name="AbuseRequests">After so many requests of one telephone, 3 to 1,000 …</param>
    /// <param name="AbuseHours">… in so many hours, 1 to 720, a person must look.</param>
    /// <param name="Reinspection">Whose result somebody other than the handler must look at: shares of a hundred, and classes that always are.</param>
    /// <param name="Verification">Which requests an inspector on duty looks at before a unit is sent.</param>
    /// <param name="Twins">From which likeness on an incident is offered, and joined by itself; left out, it stays as it is.</param>
    /// <param name="Repeats">From which likeness of words on a repeat is shown, and linked by itself; left out, it stays as it is.</param>
    /// <param name="CallBackMinutes">Calls to a requester within so many minutes of each other are one try, 1 to 1,440; left out, it stays as it is.</param>
    /// <param name="ContactMinutes">Tries of a unit that reach nobody within so many minutes of each other are one, 1 to 1,440; left out, it stays as it is.</param>
    /// <param name="ContactTries">After so many tries that reached nobody a case may be handled without a meeting, 2 to 10; left out, it stays as it is.</param>
    /// <param name="Version">Rises with every change; sent back, it says which one was looked at.</param>
    public sealed record Rules(
        IReadOnlyList<Rung> Ladder,
        FollowUpRule FollowUp,
        int ControlPercent,
        int AbuseRequests,
        int AbuseHours,
        ReinspectionRule Reinspection,
        VerificationRule Verification,
        int Version,
        TwinRule? Twins = null,
        RepeatRule? Repeats = null,
        int? CallBackMinutes = null,
        int? ContactMinutes = null,
        int? ContactTries = null
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/case-rules", ReadAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("GetCaseRules")
            .Produces<Rules>();
        routes
            .MapPut("/case-rules", WriteAsync)
            .Needs(Operation.EditSettings)
            .WithName("PutCaseRules")
            .Produces<Rules>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ReadAsync(CaseDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var version = await VersionedSetting.Rules.VersionAsync(connection, cancellation);
        var (_, limits) = await LimitsStore.ReadAsync(connection, cancellation);
        return TypedResults.Ok(
            new Rules(
                [
                    .. limits.Ladder.All.Select(rule => new Rung(
                        rule.Urgency,
                        rule.Level,
                        rule.Minutes
                    )),
                ],
                limits.FollowUp,
                limits.ControlPercent,
                limits.Abuse.Requests,
                limits.Abuse.Hours,
                limits.Reinspection,
                limits.Verification,
                version,
                limits.Twins,
                limits.Repeats,
                limits.CallBackMinutes,
                limits.ContactMinutes,
                limits.ContactTries
            )
        );
    }

    private static async Task<IResult> WriteAsync(
        Rules wanted,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry registry,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (Check(wanted, desk.Dispatcher) is { } problem)
        {
            return problem;
        }

        return await VersionedSetting.Rules.SaveAsync(
                wanted.Version,
                http,
                desk,
                registry,
                trail,
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(
                        "update cases.alarm_rule set minutes = @Minutes where urgency = @Urgency and level = @Level",
                        wanted.Ladder.Select(rung => new
                        {
                            rung.Minutes,
                            Urgency = Words.Of(rung.Urgency),
                            rung.Level,
                        }),
                        transaction
                    );
                    await connection.ExecuteAsync(
                        "update cases.setting set value = @value where name = @name",
                        new[]
                        {
                            new { name = "follow_up", value = Words.Of(wanted.FollowUp) },
                            new
                            {
                                name = "control_percent",
                                value = wanted.ControlPercent.ToString(
                                    CultureInfo.InvariantCulture
                                ),
                            },
                            new
                            {
                                name = "reinspection",
                                value = wanted.Reinspection.Write().Shares,
                            },
                            new
                            {
                                name = "reinspection_classes",
                                value = wanted.Reinspection.Write().Classes,
                            },
                            new { name = "verification", value = wanted.Verification.Write().Rule },
                            new
                            {
                                name = "verification_channels",
                                value = wanted.Verification.Write().Channels,
                            },
                            new
                            {
                                name = "verification_classes",
                                value = wanted.Verification.Write().Classes,
                            },
                            new
                            {
                                name = "abuse",
                                value = $"{wanted.AbuseRequests}/{wanted.AbuseHours}",
                            },
                        },
                        transaction
                    );
                    (string Name, string? Value)[] optional =
                    [
                        ("twins", wanted.Twins is { } twins ? $"{twins.Offer}/{twins.Join}" : null),
                        (
                            "repeats",
                            wanted.Repeats is { } repeats ? $"{repeats.Offer}/{repeats.Link}" : null
                        ),
                        (
                            "call_back_interval",
                            wanted.CallBackMinutes?.ToString(CultureInfo.InvariantCulture)
                        ),
                        (
                            "contact_interval",
                            wanted.ContactMinutes?.ToString(CultureInfo.InvariantCulture)
                        ),
                        (
                            "contact_tries",
                            wanted.ContactTries?.ToString(CultureInfo.InvariantCulture)
                        ),
                    ];
                    await connection.ExecuteAsync(
                        "update cases.setting set value = @Value where name = @Name",
                        optional
                            .Where(one => one.Value is not null)
                            .Select(one => new { one.Name, one.Value }),
                        transaction
                    );
                },
                cancellation
            ) ?? await ReadAsync(desk, cancellation);
    }

    private static Problem? Check(Rules wanted, Dispatcher dispatcher)
    {
        var rungs = wanted.Ladder.ToLookup(rung => rung.Urgency);
        var isLadder = Enum.GetValues<Urgency>()
            .All(urgency =>
                rungs[urgency].OrderBy(rung => rung.Level).ToList() is [var one, var two, var three]
                && (one.Level, two.Level, three.Level) == (1, 2, 3)
                && one.Minutes <= two.Minutes
                && two.Minutes <= three.Minutes
            );
        return !isLadder || wanted.Ladder.Any(rung => Math.Abs(rung.Minutes) > LongestMinutes)
                ? new Problem(
                    422,
                    "ladder-incomplete",
                    "每种紧急程度要有三级提醒，后一级不能早于前一级。",
                    "Each urgency needs three rungs, none earlier than the one below."
                )
            : wanted.ControlPercent is < 0 or > 100
            || wanted.Reinspection
                is not {
                    Patrol: >= 0 and <= 100,
                    Staff: >= 0 and <= 100,
                    Requests: >= 0 and <= 100,
                    Classes: not null
                }
            || wanted.Verification?.IsSound(dispatcher) != true
            || wanted.AbuseRequests is < 3 or > 1_000
            || wanted.AbuseHours is < 1 or > 720
            || wanted.Twins is { IsSound: false }
            || wanted.Repeats is { IsSound: false }
            || wanted.CallBackMinutes is < 1 or > 1_440
            || wanted.ContactMinutes is < 1 or > 1_440
            || wanted.ContactTries is < 2 or > 10
                ? new Problem(
                    422,
                    "rule-out-of-range",
                    "抽查比例应在0到100之间；次数应在3到1000之间，小时应在1到720之间；核实时限应在5到1440分钟之间，渠道应是有诉求人的；相似度应在1到1000之间，自动并案、自动标重不低于提示；两次回访、两次联系至少间隔1到1440分钟才各算一次，联系2到10次不上才算无法联系。",
                    "A share is 0 to 100; requests are 3 to 1,000, hours 1 to 720; a look takes 5 to 1,440 minutes, and its channels are those by which people ask; likeness 1 to 1,000, to join or link not below to offer; 1 to 1,440 minutes between two tries of a call-back or of a contact, 2 to 10 of these until a requester is not reached."
                )
            : wanted
                .Reinspection.Classes.Concat(wanted.Verification.Classes)
                .Any(code => dispatcher.Class(code) is null)
                ? new Refused(Refusal.UnknownClass).ToProblem()
            : null;
    }
}
