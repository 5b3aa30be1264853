using Jiban.Cases.Asks;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Upstream;

/// <summary>
/// A return that a unit asked for is answered by asking the city to take its order back (向市里退单). The unit stays responsible, and its
/// clocks run, until the city has decided; its word is final, so the order can't be returned again (docs/exchange.md).
/// </summary>
internal static class GiveBack
{
    /// <summary>Why nothing can be given back now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.Channel != CaseFile.CityChannel
            ? new(Refusal.NotAnOrder)
            : RuleOnReturn.Blocks(file, actor);

    public static Decided Decide(CaseFile file, string? reason, Actor actor) =>
        Blocks(file, actor) is { } refused ? refused
        : FreeText.IsSaid(reason)
            ? JudgeReturn.Judged(file, ReturnVerdict.GivenBack, null, reason, actor, null)
        : Refusal.ReasonMissing;
}
