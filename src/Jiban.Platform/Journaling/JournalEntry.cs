using System.Text.Json;

namespace Jiban.Platform.Journaling;

/// <summary>One row of the journal: something that happened to a case.</summary>
/// <param name="Seq">1, 2, 3 … without a gap within the case.</param>
/// <param name="At">When it happened, microseconds.</param>
/// <param name="Actor">Account id, <c>citizen</c> or <c>system</c>: never a name.</param>
/// <param name="Kind">What happened, past tense: registered, dispatched, signed …</param>
/// <param name="Data">Facts as JSON: ids, codes, times, integers. No personal data, no free text, no fractions (coordinates are integers of 1e-7 degrees).</param>
public sealed record JournalEntry(
    Guid CaseId,
    int Seq,
    DateTimeOffset At,
    string Actor,
    string Kind,
    JsonElement Data
);
