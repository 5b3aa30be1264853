using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Requests;

/// <summary>A unit as pages name it.</summary>
internal sealed record UnitName(Guid Id, string Name)
{
    /// <summary>The name of a unit of the present city.</summary>
    public static UnitName Of(CitySnapshot city, Guid unitId) =>
        new(unitId, city.Unit(unitId)?.Name ?? "");
}

/// <summary>A reason in the language asked for.</summary>
internal sealed record ReasonText(string Code, string Text);

/// <summary>What the one who asked is told at once.</summary>
/// <param name="Praised">The number of the case for which the thanks were passed on at once; nothing is left to do.</param>
internal sealed record RegistrationAnswer(
    string Number,
    string QueryCode,
    DateTimeOffset ReceivedAt,
    RegistrationAnswer.DispatchPart Dispatch,
    RegistrationAnswer.DeadlinePart Deadlines,
    bool Danger,
    string? Advice,
    string? Praised
)
{
    /// <param name="State"><c>dispatched</c> or <c>queued</c>.</param>
    internal sealed record DispatchPart(
        string State,
        UnitName? Unit,
        DispatchMode? Mode,
        IReadOnlyList<ReasonText> Reasons,
        DateTimeOffset? At
    );

    internal sealed record DeadlinePart(
        DateTimeOffset Sign,
        DateTimeOffset Contact,
        DateTimeOffset Resolve
    );

    /// <summary>From the answer of the registrar. Of a component that is withheld the unit and the reasons would tell where it stands and whose it is.</summary>
    public static RegistrationAnswer Of(Registered registered, CitySnapshot city, bool english) =>
        new(
            registered.Number,
            registered.QueryCode,
            registered.ReceivedAt,
            new(
                registered.IsDispatched ? "dispatched" : "queued",
                registered.IsDispatched && !IsHidden(registered)
                    ? UnitName.Of(city, registered.UnitId)
                    : null,
                registered.Mode,
                [
                    .. registered
                        .Reasons.Where(reason =>
                            !IsHidden(registered) || !TellsPlaceOrUnit(reason.Code)
                        )
                        .Select(reason => new ReasonText(
                            reason.Code,
                            english ? reason.En : reason.Zh
                        )),
                ],
                registered.DispatchedAt
            ),
            new(registered.DueSign, registered.DueContact, registered.DueResolve),
            registered.Danger,
            registered.Danger ? AdviceOf(english) : null,
            registered.Praised
        );

    /// <summary>Thanks go to the unit of the case that they are for, whatever the component.</summary>
    private static bool IsHidden(Registered registered) =>
        registered is { Withheld: true, Praised: null };

    private static bool TellsPlaceOrUnit(string code) =>
        code is "duty" or "queue" or "assisting" or "danger-first"
        || code.StartsWith("place-", StringComparison.Ordinal)
        || code.StartsWith("mode-", StringComparison.Ordinal)
        || code.StartsWith("rule:", StringComparison.Ordinal);

    private static string AdviceOf(bool english) =>
        english
            ? "If life is in danger, call 120 (ambulance), 110 (police) or 119 (fire) at once. Your request is recorded and treated as an emergency."
            : "如有生命危险，请立即拨打 120（急救）、110（报警）或 119（火警）。您的诉求已经记录，并按紧急情况处理。";
}
