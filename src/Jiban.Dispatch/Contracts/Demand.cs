namespace Jiban.Dispatch.Contracts;

/// <summary>
/// One of several demands that a message seems to hold (一件来件中的几件诉求). A proposal to whoever may split it: nothing is ever split by itself.
/// </summary>
/// <param name="Text">The stretch of the citizen's words that tells of it; not for the journal.</param>
/// <param name="ClassConfidence">0 to 1, of the class by that stretch alone.</param>
/// <param name="UnitId">Who would have it, with the place of the whole message where the stretch names none; null when a person would choose.</param>
/// <param name="Confidence">0 to 1, of the unit.</param>
public sealed record Demand(
    string Text,
    string ClassCode,
    double ClassConfidence,
    Guid? UnitId,
    double Confidence
);
